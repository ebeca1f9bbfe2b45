#include "widgets/detect/split/class_table_model.hpp"

#include <QGuiApplication>
#include <QPalette>
#include <array>
#include <utility>

#include "widgets/components/text.hpp"
#include "widgets/detect/split/live_scores.hpp"

namespace priorscope {
namespace {

bool isCount(int column) {
    return column == ClassTableModel::ObjectsColumn || column == ClassTableModel::RightColumn ||
           column == ClassTableModel::WrongColumn;
}

std::int64_t countOf(const VerdictCounts& counts, int column) {
    return column == ClassTableModel::ObjectsColumn ? counts.objects
           : column == ClassTableModel::RightColumn ? counts.truePositives()
                                                    : counts.falsePositives();
}

}  // namespace

void ClassTableModel::setScores(const std::shared_ptr<const LiveCounted>& counted, const SplitCurves* curves,
                                std::function<QColor(int)> color_of, const LiveIntervals* intervals) {
    std::vector<Row> rows;
    m_draws = intervals != nullptr ? intervals->options.draws : 0;
    const int classes = counted ? counted->split->detections.mapping.judged : 0;
    for (int label = 1; label <= classes; ++label) {
        const auto index = static_cast<std::size_t>(label);
        Row row{.name = QString::fromStdString(counted->split->detections.mapping.names[index - 1]),
                .label = label,
                .counts = counted->counts.classes[index]};
        if (curves != nullptr) {
            const ClassCurve& curve = curves->classes[index - 1];
            row.ap_voc07 = curve.ap_voc07;
            row.ap_voc10 = curve.ap_voc10;
            if (const auto& best = curve.best_f1) {
                row.best_score = static_cast<double>(best->score);
            }
        }
        if (intervals != nullptr) {
            row.rates = intervals->rates.classes.at(index - 1);
            row.precision = intervals->precision.classes.at(index - 1);
        }
        const bool was_known = curves == nullptr && m_rows.size() == static_cast<std::size_t>(classes);
        if (was_known) {
            row.ap_voc07 = m_rows[index - 1].ap_voc07;
            row.ap_voc10 = m_rows[index - 1].ap_voc10;
            row.best_score = m_rows[index - 1].best_score;
        }
        rows.push_back(std::move(row));
    }
    m_is_pending = curves == nullptr;
    m_color_of = std::move(color_of);
    if (rows.size() != m_rows.size()) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
    } else if (!rows.empty()) {
        m_rows = std::move(rows);
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
}

int ClassTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ClassTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

std::optional<double> ClassTableModel::figure(const Row& row, int column) {
    switch (column) {
        case PrecisionColumn:
            return row.counts.precision();
        case RecallColumn:
            return row.counts.recall();
        case F1Column:
            return row.counts.f1();
        case Voc07Column:
            return row.ap_voc07;
        case Voc10Column:
            return row.ap_voc10;
        case BestScoreColumn:
            return row.best_score;
        default:
            return std::nullopt;
    }
}

std::optional<ConfidenceInterval> ClassTableModel::interval(const Row& row, int column) {
    switch (column) {
        case PrecisionColumn:
            return row.rates.precision;
        case RecallColumn:
            return row.rates.recall;
        case F1Column:
            return row.rates.f1;
        case Voc07Column:
        case IntervalColumn:
            return row.precision.ap_voc07;
        case Voc10Column:
            return row.precision.ap_voc10;
        default:
            return std::nullopt;
    }
}

QString ClassTableModel::intervalText(const ConfidenceInterval& interval) {
    return tr("%1 to %2").arg(figureText(interval.low), figureText(interval.high));
}

QString ClassTableModel::toolTip(const Row& row, int column) const {
    const auto found = interval(row, column);
    return found ? tr("95 % interval at %1 draws of the images: %2 to %3")
                       .arg(countText(m_draws), figureText(found->low), figureText(found->high))
                 : QString();
}

QVariant ClassTableModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    const std::optional<double> value = figure(row, column);
    switch (role) {
        case Qt::DisplayRole:
            if (column == NameColumn) {
                return row.name;
            }
            if (isCount(column)) {
                return countText(countOf(row.counts, column));
            }
            if (const auto range = interval(row, column); range && column == IntervalColumn) {
                return intervalText(*range);
            }
            return value ? figureText(*value) : QStringLiteral("–");
        case Qt::ToolTipRole:
            return toolTip(row, column);
        case SortRole:
            if (column == NameColumn) {
                return row.name;
            }
            if (column == IntervalColumn) {
                return row.precision.ap_voc07 ? row.precision.ap_voc07->low : -1.0;
            }
            return isCount(column) ? QVariant(static_cast<qlonglong>(countOf(row.counts, column)))
                                   : QVariant(value.value_or(-1.0));
        case LabelRole:
            return row.label;
        case Qt::DecorationRole:
            return column == NameColumn && m_color_of ? QVariant(m_color_of(row.label)) : QVariant();
        case Qt::ForegroundRole:
            return m_is_pending && column >= Voc07Column
                       ? QVariant(QGuiApplication::palette().brush(QPalette::Disabled, QPalette::Text))
                       : QVariant();
        case Qt::TextAlignmentRole:
            return column == NameColumn ? QVariant(Qt::AlignLeft | Qt::AlignVCenter)
                                        : QVariant(Qt::AlignRight | Qt::AlignVCenter);
        default:
            return {};
    }
}

QVariant ClassTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return section == NameColumn ? QVariant(Qt::AlignLeft | Qt::AlignVCenter)
                                     : QVariant(Qt::AlignRight | Qt::AlignVCenter);
    }
    const std::array<std::pair<QString, QString>, ColumnCount> heads{{
        {tr("Class"), {}},
        {tr("Objects"),
         tr("Number of objects, without difficult ones and those that the detector does not know")},
        {tr("Right"), tr("True positives at these thresholds")},
        {tr("Wrong"), tr("False positives at these thresholds")},
        {tr("Precision"), tr("Share of right detections among right and wrong ones, at these thresholds")},
        {tr("Recall"), tr("Share of the objects that are found, at these thresholds")},
        {tr("F1"), tr("Harmonic mean of precision and recall, at these thresholds")},
        {tr("VOC07"), tr("11-point average precision from every score, at this NMS, top k and match IoU")},
        {tr("VOC10"),
         tr("Area under the whole precision-recall curve, from every score, at this NMS, top k and "
            "match IoU")},
        {tr("VOC07, 95 %"),
         tr("Where VOC07 is in 95 % of %1 draws of the images, with replacement: how far it could be chance")
             .arg(countText(BootstrapOptions{}.draws))},
        {tr("Best score"), tr("The threshold on the score with the highest F1 of this class")},
    }};
    const auto& [head, tip] = heads[static_cast<std::size_t>(section)];
    return role == Qt::DisplayRole ? QVariant(head) : role == Qt::ToolTipRole ? QVariant(tip) : QVariant();
}

}  // namespace priorscope
