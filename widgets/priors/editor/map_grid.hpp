// The cells of one feature map: how many, how far apart, and how large its priors may become.
#pragma once

#include <QWidget>

#include "widgets/components/number_field.hpp"
#include "widgets/priors/editor/prior_document.hpp"

namespace priorscope {

class MapGrid : public QWidget {
    Q_OBJECT

  public:
    MapGrid(PriorDocument& document, std::size_t map, QWidget* parent = nullptr);
    /// Shows the document's values.
    void refresh();
    WholeNumberField* rowsBox() const { return m_rows; }
    WholeNumberField* colsBox() const { return m_cols; }
    NumberField* stepBox() const { return m_step; }
    NumberField* limitBox() const { return m_limit; }

  private:
    void prepare(QAbstractSpinBox* box, const QString& name, const QString& tool_tip);
    void connectBoxes();
    void change(const std::function<void(PriorMap&)>& change);

    PriorDocument& m_document;
    std::size_t m_map;
    WholeNumberField* m_rows = nullptr;
    WholeNumberField* m_cols = nullptr;
    NumberField* m_step = nullptr;
    NumberField* m_limit = nullptr;
};

}  // namespace priorscope
