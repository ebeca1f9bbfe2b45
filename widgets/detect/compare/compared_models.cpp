#include "widgets/detect/compare/compared_models.hpp"

#include <QLocale>
#include <cmath>
#include <utility>

#include "widgets/components/text.hpp"
#include "widgets/detect/errors/cause_list.hpp"
#include "widgets/detect/split/split_detections_service.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {
namespace {

constexpr double kUnseen = 5e-4;  ///< rounds to nothing

QString signedCount(double difference) {
    const auto count = static_cast<std::int64_t>(difference);
    return count > 0 ? u'+' + countText(count) : countText(count);
}

}  // namespace

QString differenceText(double difference) {
    if (std::abs(difference) < kUnseen) {
        return figureText(0.0);
    }
    const QString text = figureText(difference);
    return difference > 0.0 ? u'+' + text : text;
}

QString intervalText(const std::optional<ConfidenceInterval>& interval) {
    return interval ? ComparedModel::tr("%1 to %2")
                          .arg(differenceText(interval->low), differenceText(interval->high))
                    : QString();
}

void ComparedTableModel::setComparison(const std::shared_ptr<const SplitComparison>& comparison,
                                       std::function<QColor(int)> color_of) {
    beginResetModel();
    m_rows.clear();
    m_color_of = std::move(color_of);
    if (comparison) {
        addClasses(*comparison);
        addCounts(*comparison);
    }
    endResetModel();
}

void ComparedTableModel::addClasses(const SplitComparison& comparison) {
    const std::vector<std::string>& names = comparison.after->split->detections.mapping.names;
    for (const PrecisionDifference::OfClass& each : comparison.precision.classes) {
        const FigureDifference& figure = each.ap_voc07;
        QString meaning = tr("11-point average precision over %1 objects.").arg(countText(each.positives));
        if (figure.p_b_better) {
            meaning += u' ' + tr("Better now with probability %1.").arg(figureText(*figure.p_b_better, 2));
        }
        m_rows.push_back({.name = QString::fromStdString(names[static_cast<std::size_t>(each.label) - 1]),
                          .label = each.label,
                          .before = figure.a,
                          .after = figure.b,
                          .difference = figure.difference,
                          .interval = intervalText(figure.interval),
                          .meaning = meaning});
    }
}

void ComparedTableModel::addCounts(const SplitComparison& comparison) {
    const VerdictCounts& before = comparison.verdicts.a.total;
    const VerdictCounts& after = comparison.verdicts.b.total;
    const auto add = [this](const QString& name, const QString& meaning, std::int64_t a, std::int64_t b) {
        m_rows.push_back({.name = name,
                          .is_count = true,
                          .before = static_cast<double>(a),
                          .after = static_cast<double>(b),
                          .difference = static_cast<double>(b - a),
                          .meaning = meaning});
    };
    add(tr("Found"), tr("Objects that a detection matches, at each state's thresholds."), before.found,
        after.found);
    for (const Cause& cause : kCauseList) {
        const auto count = [&cause](const VerdictCounts& counts) {
            return cause.outcome ? counts.count(*cause.outcome) : counts.missed();
        };
        add(causeName(cause), causeMeaning(cause), count(before), count(after));
    }
}

int ComparedTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ComparedTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QString ComparedTableModel::text(const Row& row, int column) const {
    const auto figure = [&row](const std::optional<double>& value) {
        return !value         ? QStringLiteral("–")
               : row.is_count ? countText(static_cast<std::int64_t>(*value))
                              : figureText(*value);
    };
    switch (column) {
        case NameColumn:
            return row.name;
        case BeforeColumn:
            return figure(row.before);
        case AfterColumn:
            return figure(row.after);
        case DifferenceColumn:
            return !row.difference ? QString()
                   : row.is_count  ? signedCount(*row.difference)
                                   : differenceText(*row.difference);
        default:
            return row.interval;
    }
}

QVariant ComparedTableModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Qt::DisplayRole:
            return text(row, index.column());
        case Qt::DecorationRole:
            return index.column() == NameColumn && row.label > 0 && m_color_of
                       ? QVariant(m_color_of(row.label))
                       : QVariant();
        case Qt::TextAlignmentRole:
            return QVariant(index.column() == NameColumn ? Qt::AlignLeft | Qt::AlignVCenter
                                                         : Qt::AlignRight | Qt::AlignVCenter);
        case Qt::ToolTipRole:
            return row.meaning;
        case LabelRole:
            return row.label;
        default:
            return {};
    }
}

QVariant ComparedTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant(section == NameColumn ? Qt::AlignLeft | Qt::AlignVCenter
                                              : Qt::AlignRight | Qt::AlignVCenter);
    }
    if (role == Qt::ToolTipRole && section == IntervalColumn) {
        return tr("The middle 95 % of the difference over 1,000 draws of the images with replacement");
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
        case NameColumn:
            return tr("AP, counts");
        case BeforeColumn:
            return tr("Pinned");
        case AfterColumn:
            return tr("Now");
        case DifferenceColumn:
            return tr("Change");
        default:
            return tr("95 % interval");
    }
}

void ComparedModel::setComparison(const std::shared_ptr<const SplitComparison>& comparison,
                                  ComparedKind kind) {
    beginResetModel();
    m_comparison = comparison;
    m_kind = kind;
    m_items = comparison ? comparedItems(*comparison, kind) : std::vector<ComparedItem>();
    endResetModel();
}

int ComparedModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_items.size());
}

int ComparedModel::imageOf(int row) const {
    return static_cast<int>(m_comparison->after->split->detections.images[item(row).place]);
}

const TruthBox* ComparedModel::objectOf(const ComparedItem& item) const {
    return item.object < 0 ? nullptr
                           : &m_comparison->after->split->truth[item.place]
                                  .objects[static_cast<std::size_t>(item.object)];
}

QVariant ComparedModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const EvaluatedSplit& split = *m_comparison->after->split;
    const ComparedItem& compared = item(index.row());
    const QString id =
        QString::fromStdString(split.dataset->images[static_cast<std::size_t>(imageOf(index.row()))].id);
    const TruthBox* object = objectOf(compared);
    const QString title =
        object == nullptr ? id
                          : QString::fromStdString(
                                split.detections.mapping.names[static_cast<std::size_t>(object->label) - 1]);
    if (role == Qt::DisplayRole) {
        return title;
    }
    if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole) {
        return object == nullptr ? tr("%1: %2").arg(id, crop(index.row()).remark)
                                 : tr("%1 in %2: %3").arg(title, id, crop(index.row()).remark);
    }
    return {};
}

CropItem ComparedModel::crop(int row) const {
    const ComparedItem& compared = item(row);
    const TruthImage& image = m_comparison->after->split->truth[compared.place];
    CropItem crop{.image = imageOf(row), .size = QSizeF(image.width, image.height), .about = {0, 0, 1, 1}};
    if (const TruthBox* object = objectOf(compared)) {
        const VerdictStyle style = Theme::onPhotograph().verdict(
            m_kind == ComparedKind::lost ? Verdict::missed : Verdict::true_positive);
        crop.about = image.fractionsOf(object->box);
        crop.boxes.push_back({crop.about, style.color, style.line});
        crop.remark = m_kind == ComparedKind::lost ? tr("no longer found") : tr("found now");
    } else {
        crop.remark =
            tr("errors: %1 → %2").arg(countText(compared.errors_before), countText(compared.errors_after));
    }
    return crop;
}

}  // namespace priorscope
