// Average precision of each class over the evaluated split.
#pragma once

#include <QAbstractTableModel>
#include <QColor>
#include <functional>
#include <vector>

#include "core/evaluation/evaluation.hpp"

namespace priorscope {

class ClassTableModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { NameColumn, ObjectsColumn, Voc07Column, Voc10Column, ColumnCount };
    enum Role { SortRole = Qt::UserRole + 1, LabelRole };

    using QAbstractTableModel::QAbstractTableModel;
    /// @param color_of  maps a label to its colour
    void setEvaluation(const Evaluation& evaluation, std::function<QColor(int)> color_of);
    void clear();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    std::vector<ClassEvaluation> m_rows;
    std::function<QColor(int)> m_color_of;
};

}  // namespace priorscope
