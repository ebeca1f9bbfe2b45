#include "widgets/detect/split/class_table_model.hpp"

#include <utility>

#include "widgets/components/text.hpp"

namespace priorscope {

void ClassTableModel::setEvaluation(const Evaluation& evaluation, std::function<QColor(int)> color_of) {
    beginResetModel();
    m_rows = evaluation.classes;
    m_color_of = std::move(color_of);
    endResetModel();
}

void ClassTableModel::clear() {
    beginResetModel();
    m_rows.clear();
    endResetModel();
}

int ClassTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ClassTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ClassTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const ClassEvaluation& row = m_rows[static_cast<std::size_t>(index.row())];
    const std::optional<double>& ap = index.column() == Voc07Column ? row.ap_voc07 : row.ap_voc10;
    switch (role) {
        case Qt::DisplayRole:
            if (index.column() == NameColumn) {
                return QString::fromStdString(row.name);
            }
            if (index.column() == ObjectsColumn) {
                return countText(row.positives);
            }
            return ap ? figureText(*ap) : QStringLiteral("–");
        case SortRole:
            if (index.column() == NameColumn) {
                return QString::fromStdString(row.name);
            }
            if (index.column() == ObjectsColumn) {
                return static_cast<qlonglong>(row.positives);
            }
            return ap.value_or(-1.0);
        case LabelRole:
            return row.label;
        case Qt::DecorationRole:
            return index.column() == NameColumn && m_color_of ? QVariant(m_color_of(row.label)) : QVariant();
        case Qt::TextAlignmentRole:
            return index.column() == NameColumn ? QVariant(Qt::AlignLeft | Qt::AlignVCenter)
                                                : QVariant(Qt::AlignRight | Qt::AlignVCenter);
        default:
            return {};
    }
}

QVariant ClassTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return section == NameColumn ? QVariant(Qt::AlignLeft | Qt::AlignVCenter)
                                     : QVariant(Qt::AlignRight | Qt::AlignVCenter);
    }
    if (role == Qt::ToolTipRole) {
        switch (section) {
            case ObjectsColumn:
                return tr("Number of objects, without difficult ones");
            case Voc07Column:
                return tr("11-point average precision at IoU 0.5, from scores of at least 0.01, NMS 0.45");
            case Voc10Column:
                return tr(
                    "Area under the whole precision-recall curve at IoU 0.5, from scores of at least 0.01, "
                    "NMS 0.45");
            default:
                return {};
        }
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
        case NameColumn:
            return tr("Class");
        case ObjectsColumn:
            return tr("Objects");
        case Voc07Column:
            return tr("VOC07");
        case Voc10Column:
            return tr("VOC10");
        default:
            return {};
    }
}

}  // namespace priorscope
