// The cells of one feature map: how many, how far apart, and how large its priors may become.
#pragma once

#include <QDoubleSpinBox>
#include <QSpinBox>
#include <QWidget>

#include "widgets/priors/editor/prior_document.hpp"

namespace priorscope {

class MapGrid : public QWidget {
    Q_OBJECT

  public:
    MapGrid(PriorDocument& document, std::size_t map, QWidget* parent = nullptr);
    /// Shows the document's values.
    void refresh();
    QSpinBox* rowsBox() const { return m_rows; }
    QSpinBox* colsBox() const { return m_cols; }
    QDoubleSpinBox* stepBox() const { return m_step; }
    QDoubleSpinBox* limitBox() const { return m_limit; }

  private:
    void prepare(QAbstractSpinBox* box, const QString& name, const QString& tool_tip);
    void connectBoxes();
    void change(const std::function<void(PriorMap&)>& change);

    PriorDocument& m_document;
    std::size_t m_map;
    QSpinBox* m_rows = nullptr;
    QSpinBox* m_cols = nullptr;
    QDoubleSpinBox* m_step = nullptr;
    QDoubleSpinBox* m_limit = nullptr;
};

}  // namespace priorscope
