#include "widgets/detect/saving/detection_saving.hpp"

#include <QFileInfo>
#include <numeric>

#include "widgets/components/text.hpp"
#include "widgets/detect/saving/saving_dialog.hpp"
#include "widgets/detect/split/live_scores.hpp"

namespace priorscope {

QString splitFileName(const LiveCounted& counted, const QString& kind) {
    const EvaluatedSplit& split = *counted.split;
    const QString detector =
        split.detector ? QString::fromStdString(split.detector->spec().name)
                       : QFileInfo(QString::fromStdString(split.origin.checkpoint.string())).fileName();
    QString name = QFileInfo(detector).completeBaseName();
    if (split.selection.split() && !split.selection.split()->empty()) {
        name += QLatin1Char('-') + QString::fromStdString(*split.selection.split());
    }
    name = name.isEmpty() ? kind : name + QLatin1Char('-') + kind;
    return name.replace(QLatin1Char('/'), QLatin1Char('-'));
}

DetectionSaving::DetectionSaving(const WorkspaceContext& context, const DetectorSource& source,
                                 const LiveScores& scores, QWidget* parent)
    : SplitSaving(context, source, scores,
                  {.name = tr("Save detections…"),
                   .meaning = tr("Write the detections of the split, at these thresholds, for "
                                 "other programs, as annotations or as pictures"),
                   .busy = tr("Detections are being saved")},
                  QKeySequence(Qt::CTRL | Qt::Key_S), parent) {}

void DetectionSaving::ask() {
    const std::shared_ptr<const LiveCounted> counted = scores().counted();
    if (!counted || isRunning()) {
        return;
    }
    const auto& found = counted->counts.total.detections;
    const QString what =
        tr("%1 detections in %2 images of %3: score at least %4, NMS IoU %5, at most %6 an image.")
            .arg(countText(std::accumulate(found.begin(), found.end(), std::int64_t{0})),
                 countText(static_cast<std::int64_t>(counted->split->detections.images.size())),
                 QString::fromStdString(counted->split->dataset->name),
                 figureText(static_cast<double>(counted->at.detection.min_score)),
                 figureText(static_cast<double>(counted->at.detection.nms_iou)),
                 countText(counted->at.detection.top_k));
    auto* dialog =
        new SavingDialog(splitFileName(*counted, QStringLiteral("detections")), folder(), what, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    // Of the state that the dialog names: another one may arrive in the meantime.
    connect(dialog, &QDialog::accepted, this, [this, dialog, counted] { start(counted, dialog->options()); });
    dialog->open();
}

void DetectionSaving::start(const std::shared_ptr<const LiveCounted>& counted, const SavingOptions& options) {
    Q_EMIT started();
    runner().start(
        tr("Saving detections"),
        [counted, options](const std::stop_token& stop, const ProgressFn& progress) {
            const EvaluatedSplit& split = *counted->split;
            return saveDetections(options, split.detections.mapping.names,
                                  foundImages(*split.dataset, split.detections, *counted->kept,
                                              counted->at.detection.min_score),
                                  stop, progress);
        },
        [this, options](const SavedCount& saved) { report(options, saved); });
}

void DetectionSaving::report(const SavingOptions& options, const SavedCount& saved) {
    jobs().setNote(tr("Saved %1 detections in %2 images: %3")
                       .arg(countText(static_cast<std::int64_t>(saved.detections)),
                            countText(static_cast<std::int64_t>(saved.images)),
                            QString::fromStdString(options.target.filename().string())));
}

}  // namespace priorscope
