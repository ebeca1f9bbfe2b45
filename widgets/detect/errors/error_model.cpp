#include "widgets/detect/errors/error_model.hpp"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <utility>

#include "widgets/components/text.hpp"
#include "widgets/detect/outcomes.hpp"
#include "widgets/detect/split/live_scores.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {
namespace {

struct MissedReasons {
    Q_DECLARE_TR_FUNCTIONS(priorscope::MissedReasons)
};

/// What stands under a crop.
QString rankMeaning(ErrorRank rank, bool is_detection) {
    switch (rank) {
        case ErrorRank::cost:
            return is_detection ? ErrorModel::tr(
                                      "Cost: what mAP (VOC10) gains, in points of 100, if this alone "
                                      "is mended: made right if nothing finds its object, else "
                                      "removed.")
                                : ErrorModel::tr(
                                      "Cost: what mAP (VOC10) gains, in points of 100, if this alone "
                                      "is found, before all others.");
        case ErrorRank::size:
            return ErrorModel::tr("Square root of the area, in pixels of the image.");
        case ErrorRank::suspicion:
            return is_detection ? ErrorModel::tr(
                                      "Suspicion: share of right ones among the detections of its class "
                                      "with this score or a higher one.")
                                : ErrorModel::tr(
                                      "Suspicion: share of the objects of its class and range of area that "
                                      "the detector proposes a box for; for this one it does not.");
        case ErrorRank::none:
            break;
    }
    return {};
}

}  // namespace

QString reasonName(MissedReason reason) {
    switch (reason) {
        case MissedReason::suppressed:
            return MissedReasons::tr("Suppressed by NMS");
        case MissedReason::beyond_top_k:
            return MissedReasons::tr("Beyond top k");
        case MissedReason::given_away:
            return MissedReasons::tr("Given to a neighbour");
        case MissedReason::low_score:
            return MissedReasons::tr("Score too low");
        case MissedReason::other_class:
            return MissedReasons::tr("Called another class");
        case MissedReason::misplaced:
            return MissedReasons::tr("Badly placed");
        case MissedReason::no_candidate:
            return MissedReasons::tr("No candidate fits");
    }
    return {};
}

QString reasonMeaning(MissedReason reason) {
    switch (reason) {
        case MissedReason::suppressed:
            return MissedReasons::tr(
                "A candidate of its class overlaps it enough and scores enough, but NMS removed it for a "
                "better one.");
        case MissedReason::beyond_top_k:
            return MissedReasons::tr(
                "A candidate of its class overlaps it enough and scores enough, but the image has too many "
                "better "
                "ones.");
        case MissedReason::given_away:
            return MissedReasons::tr(
                "A detection of its class overlaps it enough, but belongs to another object that it overlaps "
                "more.");
        case MissedReason::low_score:
            return MissedReasons::tr(
                "A candidate of its class overlaps it enough, but scores below the threshold.");
        case MissedReason::other_class:
            return MissedReasons::tr(
                "No candidate of its class overlaps it enough; a detection of another class does.");
        case MissedReason::misplaced:
            return MissedReasons::tr("A detection of its class lies there, but overlaps it too little.");
        case MissedReason::no_candidate:
            return MissedReasons::tr(
                "The detector proposes nothing that fits: no candidate of its class overlaps it enough, "
                "whatever the "
                "score.");
    }
    return {};
}

ErrorModel::ErrorModel(Workbench& workbench, QObject* parent) : CropModel(workbench, parent) {}

void ErrorModel::setList(const std::shared_ptr<const LiveCounted>& counted, ErrorList list) {
    if (list == m_list && counted && m_counted && counted->split == m_counted->split) {
        m_counted = counted;
        return;
    }
    beginResetModel();
    m_counted = counted;
    m_list = std::move(list);
    endResetModel();
}

int ErrorModel::imageOf(int row) const {
    return static_cast<int>(m_counted->split->detections.images[item(row).image]);
}

void ErrorModel::setMarks(std::function<QString(const EvaluatedSplit&, const ErrorItem&)> mark) {
    m_mark = std::move(mark);
}

void ErrorModel::setCurrentItem(const std::optional<ErrorItem>& item) {
    m_current = item;
}

CropItem ErrorModel::crop(int row) const {
    const ErrorItem& error = item(row);
    const EvaluatedSplit& split = *m_counted->split;
    const ErrorBoxes boxes = boxesOf(error, split.detections.candidates, split.truth);
    const Theme& theme = Theme::onPhotograph();
    const VerdictStyle missed = theme.verdict(Verdict::missed);
    const TruthImage& image = split.truth[error.image];
    CropItem crop{.image = imageOf(row), .size = QSizeF(image.width, image.height)};
    if (boxes.object) {
        crop.boxes.push_back({*boxes.object, missed.color, missed.line});
    }
    if (error.outcome && boxes.detection) {
        const OutcomeStyle style = outcomeStyle(*error.outcome, theme);
        crop.boxes.push_back({*boxes.detection, style.color, style.line});
    }
    const std::optional<Box> about = error.outcome ? boxes.detection : boxes.object;
    crop.about = about.value_or(Box{0.0F, 0.0F, 1.0F, 1.0F});
    crop.remark = remark(row);
    crop.mark = m_mark ? m_mark(split, error) : QString();
    crop.is_current = m_current == error;
    return crop;
}

int ErrorModel::rowOf(const ErrorItem& item) const {
    // Scores and reasons of missed objects may be known only later.
    const auto found = std::find_if(items().begin(), items().end(), [&](const ErrorItem& each) {
        return each.image == item.image && each.outcome.has_value() == item.outcome.has_value() &&
               (item.outcome ? each.candidate == item.candidate : each.object == item.object);
    });
    return found == items().end() ? -1 : static_cast<int>(found - items().begin());
}

int ErrorModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(items().size());
}

QString ErrorModel::className(int label) const {
    const std::vector<std::string>& names = m_counted->split->detections.mapping.names;
    return label > 0 && static_cast<std::size_t>(label) <= names.size()
               ? QString::fromStdString(names[static_cast<std::size_t>(label) - 1])
               : QString();
}

QString ErrorModel::rankText(int row) const {
    const auto at = static_cast<std::size_t>(row);
    if (at >= m_list.ranks.size()) {
        return {};
    }
    const auto rank = static_cast<double>(m_list.ranks[at]);
    switch (m_list.rank) {
        case ErrorRank::cost:
            return tr("cost %1").arg(
                QLocale().toString(100.0 * rank, 'g', 2));  // in many images each costs little
        case ErrorRank::size:
            return tr("%1 px").arg(figureText(rank, 0));
        case ErrorRank::suspicion:
            return tr("suspicion %1").arg(figureText(rank, 2));
        case ErrorRank::none:
            break;
    }
    return {};
}

QString ErrorModel::remark(int row) const {
    if (const QString rank = rankText(row); !rank.isEmpty()) {
        return rank;
    }
    const ErrorItem& error = item(row);
    if (error.reason) {
        return error.candidate >= 0 ? tr("best %1").arg(figureText(static_cast<double>(error.score), 2))
                                    : reasonName(*error.reason);
    }
    const ErrorBoxes boxes = boxesOf(error, m_counted->split->detections.candidates, m_counted->split->truth);
    if (boxes.object_label > 0 && boxes.object_label != error.label) {
        return tr("is %1").arg(className(boxes.object_label));
    }
    return boxes.iou ? tr("IoU %1").arg(figureText(*boxes.iou, 2)) : QString();
}

QVariant ErrorModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const ErrorItem& error = item(index.row());
    const QString name = className(error.label);
    const QString title =
        error.outcome ? tr("%1 %2").arg(name, figureText(static_cast<double>(error.score), 2)) : name;
    if (role == Qt::DisplayRole) {
        return title;
    }
    if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole) {
        const QString meaning = error.outcome  ? outcomeMeaning(*error.outcome)
                                : error.reason ? reasonMeaning(*error.reason)
                                               : QString();
        const QString image = QString::fromStdString(
            m_counted->split->dataset->images[static_cast<std::size_t>(imageOf(index.row()))].id);
        const QString rank = rankText(index.row());
        return tr("%1 in %2. %3 Click to look at it.").arg(title, image, meaning) +
               (rank.isEmpty() ? QString() : u' ' + rankMeaning(m_list.rank, error.outcome.has_value()));
    }
    return {};
}

ErrorGallery::ErrorGallery(Workbench& workbench, const Theme& theme, QWidget* parent)
    : ErrorGallery(new ErrorModel(workbench), theme, parent) {}

ErrorGallery::ErrorGallery(ErrorModel* model, const Theme& theme, QWidget* parent)
    : CropGallery(model, theme, parent), m_model(model) {
    model->setParent(this);
    setAccessibleName(tr("Errors"));
    connect(this, &CropGallery::rowChosen, this, [this](int row) { Q_EMIT chosen(m_model->item(row)); });
}

void ErrorGallery::setCurrentItem(const std::optional<ErrorItem>& item) {
    m_model->setCurrentItem(item);
    viewport()->update();
}

}  // namespace priorscope
