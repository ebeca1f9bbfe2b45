#include "widgets/detect/slices/slice_table_model.hpp"

#include <array>
#include <utility>

#include "widgets/components/text.hpp"
#include "widgets/detect/slices/slice_names.hpp"
#include "widgets/detect/split/live_scores.hpp"

namespace priorscope {

void SliceTableModel::setFigures(std::shared_ptr<const SliceFigures> figures) {
    const bool is_same = figures && m_figures && figures->kind == m_figures->kind &&
                         figures->counts.size() == m_figures->counts.size();
    if (is_same) {  // a selection stays
        m_figures = std::move(figures);
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_figures = std::move(figures);
    endResetModel();
}

int SliceTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !m_figures ? 0 : static_cast<int>(m_figures->counts.size());
}

int SliceTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QString SliceTableModel::text(int row, int column) const {
    const auto at = static_cast<std::size_t>(row);
    const SliceCounts& counts = m_figures->counts[at];
    const auto rate = [](const std::optional<double>& value) {
        return value ? figureText(*value) : QStringLiteral("–");
    };
    switch (column) {
        case NameColumn:
            return sliceName({m_figures->kind, row}, *m_figures->counted->split->slices);
        case ObjectsColumn:
            return countText(counts.objects);
        case FoundColumn:
            return countText(counts.found);
        case MissedColumn:
            return countText(counts.objects - counts.found);
        case RecallColumn:
            return rate(counts.recall());
        case RightColumn:
            return countText(counts.right);
        case WrongColumn:
            return countText(counts.wrong);
        case PrecisionColumn:
            return rate(counts.precision());
        default:
            return rate(m_figures->map_voc07[at]);
    }
}

QVariant SliceTableModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const int column = index.column();
    switch (role) {
        case Qt::DisplayRole:
            return text(index.row(), column);
        case Qt::ToolTipRole:
            return column >= RightColumn && column <= PrecisionColumn
                       ? tr("Click to see the wrong detections of this group")
                       : tr("Click to see the missed objects of this group");
        case Qt::TextAlignmentRole:
            return column == NameColumn ? QVariant(Qt::AlignLeft | Qt::AlignVCenter)
                                        : QVariant(Qt::AlignRight | Qt::AlignVCenter);
        default:
            return {};
    }
}

QVariant SliceTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return section == NameColumn ? QVariant(Qt::AlignLeft | Qt::AlignVCenter)
                                     : QVariant(Qt::AlignRight | Qt::AlignVCenter);
    }
    const std::array<std::pair<QString, QString>, ColumnCount> heads{{
        {tr("Group"), m_figures ? sliceKindMeaning(m_figures->kind) : QString()},
        {tr("Objects"), tr("Number of objects that count; of the difficult ones, all")},
        {tr("Found"), tr("Objects that a detection finds, at these thresholds")},
        {tr("Missed"), tr("Objects that none finds, at these thresholds")},
        {tr("Recall"), tr("Share of the objects that are found, at these thresholds")},
        {tr("Right"), tr("True positives at these thresholds, by their object")},
        {tr("Wrong"),
         tr("False positives at these thresholds: by the object that they are about, of background by their "
            "own box. Those of background belong to no group where only an object can have what it is made "
            "by")},
        {tr("Precision"), tr("Share of right detections among right and wrong ones, at these thresholds")},
        {tr("mAP"), tr("Mean 11-point average precision over the classes of the group, from every score. "
                       "Objects and detections of other groups are ignored, as COCO's ranges of area do; "
                       "detections of no group count as wrong")},
    }};
    const auto& [head, tip] = heads[static_cast<std::size_t>(section)];
    return role == Qt::DisplayRole ? QVariant(head) : role == Qt::ToolTipRole ? QVariant(tip) : QVariant();
}

}  // namespace priorscope
