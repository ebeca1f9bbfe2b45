#include "widgets/detect/thresholds/operating_points.hpp"

#include <QAction>
#include <QFileInfo>
#include <utility>

#include "core/base/files/stored_path.hpp"
#include "core/dataset/filter_text.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/components/text.hpp"
#include "widgets/detect/detector_source.hpp"
#include "widgets/detect/split/live_scores.hpp"
#include "widgets/detect/threshold_row.hpp"
#include "widgets/detect/thresholds/operating_point_dialog.hpp"

namespace priorscope {

OperatingPoints::OperatingPoints(const WorkspaceContext& context, DetectorSource& source, LiveScores& scores,
                                 ThresholdRow& thresholds, QWidget* parent)
    : QObject(parent),
      m_context(context),
      m_source(source),
      m_scores(scores),
      m_thresholds(thresholds),
      m_parent(parent),
      m_keeper(&context.jobs) {
    m_action = new QAction(tr("Operating point…"), this);
    m_action->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_K));
    connect(m_action, &QAction::triggered, this, &OperatingPoints::ask);
    connect(&scores, &LiveScores::countsChanged, this, &OperatingPoints::refresh);
    connect(&scores, &LiveScores::curvesChanged, this, [this] {
        if (m_asks_when_ready && m_scores.curves() != nullptr) {
            ask();
        }
    });
    connect(&m_keeper, &JobRunner::failed, this, &OperatingPoints::failed);
    refresh();
}

void OperatingPoints::refresh() {
    const bool has_counts = m_scores.counted() != nullptr;
    m_action->setToolTip(has_counts ? tr("Choose from which scores detections count, and keep that with the "
                                         "checkpoint for detect and exports")
                                    : tr("Evaluate the split first"));
}

void OperatingPoints::follow() {
    const KeptOperatingPoint& kept = m_source.operatingPoint();
    if (!kept.ignored.empty()) {
        m_context.jobs.log().append(LogLevel::warning, sentenceText(kept.ignored));
    }
    if (!kept.point) {
        return;
    }
    const OperatingPoint& point = *kept.point;
    // One slider cannot stand for several scores: then it stays where it is.
    const float score = point.hasOneScore() ? point.scoreRange().first : m_thresholds.options().min_score;
    m_thresholds.setOptions(
        {.min_score = score, .nms_iou = point.nms_iou, .top_k = point.top_k, .nms = point.nms});
    const QString what = sentenceText(describe(point));
    if (point.hasOneScore()) {
        m_context.jobs.log().append(
            LogLevel::info, tr("Operating point of the checkpoint: %1. The sliders follow it.").arg(what));
    } else {
        m_context.jobs.setNote(
            tr("Operating point of the checkpoint: %1. The score slider is one for all classes "
               "and stays; detect and exports use each class's own.")
                .arg(what));
    }
}

void OperatingPoints::ask() {
    const std::shared_ptr<const LiveCounted> counted = m_scores.counted();
    if (!counted) {
        m_context.jobs.setNote(
            tr("Evaluate the split first: the operating point is chosen from its figures"));
    }
    if (m_dialog != nullptr || !counted || m_keeper.isRunning()) {
        return;
    }
    m_asks_when_ready = m_scores.curves() == nullptr;
    if (m_asks_when_ready) {
        return;
    }
    m_dialog = new OperatingPointDialog(counted, m_scores.sharedCurves(), m_source.operatingPoint().point,
                                        m_parent->window());
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &QDialog::accepted, this, [this, counted] { keep(*counted, m_dialog->point()); });
    connect(m_dialog, &OperatingPointDialog::forgetWanted, this, [this, counted] { forget(*counted); });
    connect(m_dialog, &QObject::destroyed, this, [this] { m_dialog = nullptr; });
    m_dialog->open();
}

void OperatingPoints::keep(const LiveCounted& counted, OperatingPoint point) {
    const EvaluatedSplit& split = *counted.split;
    point.chosen_on.dataset = storedFolder(split.dataset->root);
    point.chosen_on.split = split.split;
    point.chosen_on.where = split.filter ? filterText(*split.filter, split.dataset->classes) : std::string();
    Q_EMIT started();
    m_keeper.start(
        tr("Saving the operating point"),
        [point, origin = split.origin, classes = split.detector->spec().classes](const std::stop_token&,
                                                                                 const ProgressFn&) {
            keepOperatingPoint(origin.checkpoint, origin.contents, point, classes);
            return point;
        },
        [this, contents = split.origin.contents](const OperatingPoint& kept) {
            m_source.setOperatingPoint(contents, kept);
            m_context.jobs.setNote(tr("Operating point kept: %1").arg(sentenceText(describe(kept))));
        });
}

void OperatingPoints::forget(const LiveCounted& counted) {
    m_keeper.start(
        tr("Removing the operating point"),
        [checkpoint = counted.split->origin.checkpoint](const std::stop_token&, const ProgressFn&) {
            forgetOperatingPoint(checkpoint);
        },
        [this, contents = counted.split->origin.contents] {
            m_source.setOperatingPoint(contents, std::nullopt);
            m_context.jobs.setNote(tr("The operating point is forgotten"));
        });
}

}  // namespace priorscope
