#include "widgets/detect/saving/report_saving.hpp"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <utility>

#include "core/base/files/atomic_file.hpp"
#include "core/base/text/time_text.hpp"
#include "core/training/report/report.hpp"
#include "widgets/components/users_voice.hpp"
#include "widgets/detect/saving/detection_saving.hpp"
#include "widgets/detect/split/live_scores.hpp"

namespace priorscope {
namespace {

ReportSubject subjectOf(const EvaluatedSplit& split) {
    return {.detector =
                split.detector ? split.detector->spec().name : split.origin.checkpoint.filename().string(),
            .checkpoint = split.origin.checkpoint,
            .version = QCoreApplication::applicationVersion().toStdString(),
            .date = utcNow(),
            .remarks = split.seen,
            .voice = usersVoice()};
}

/// @return nothing if stopped
std::optional<QString> writeReport(const LiveCounted& counted, const QString& file,
                                   const std::stop_token& stop, const ProgressFn& progress) {
    const EvaluatedSplit& split = *counted.split;
    const ReportOptions options{.detection = counted.at.detection, .match_iou = counted.at.match_iou};
    const auto figures = reportFigures(*split.dataset, split.detections, options, stop);
    const auto page = figures ? reportPage(subjectOf(split), *split.dataset, split.detections, *figures,
                                           options, stop, progress)
                              : std::nullopt;
    if (!page) {
        return std::nullopt;
    }
    writeFileAtomically(ReportSaving::tr("writing the report").toStdString(), file.toStdString(), *page);
    return file;
}

}  // namespace

ReportSaving::ReportSaving(const WorkspaceContext& context, const DetectorSource& source,
                           const LiveScores& scores, QWidget* parent)
    : SplitSaving(context, source, scores,
                  {.name = tr("Save report…"),
                   .meaning = tr("Write one HTML page about the split at these thresholds: figures, curves, "
                                 "causes of errors, and the surest errors as pictures"),
                   .busy = tr("A report is being written")},
                  QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), parent) {}

void ReportSaving::ask() {
    const std::shared_ptr<const LiveCounted> counted = scores().counted();
    if (!counted || isRunning()) {
        return;
    }
    const QString suggested =
        QDir(folder()).filePath(splitFileName(*counted, QStringLiteral("report")) + QStringLiteral(".html"));
    const QString file =
        QFileDialog::getSaveFileName(window(), tr("Save report"), suggested, tr("Web pages (*.html)"));
    if (!file.isEmpty()) {
        write(counted, file);
    }
}

void ReportSaving::save(const QString& file) {
    if (scores().counted() && !isRunning()) {
        write(scores().counted(), file);
    }
}

void ReportSaving::write(const std::shared_ptr<const LiveCounted>& counted, const QString& file) {
    Q_EMIT started();
    runner().start(
        tr("Writing the report"),
        [counted, file](const std::stop_token& stop, const ProgressFn& progress) {
            return writeReport(*counted, file, stop, progress);
        },
        [this](const QString& written) {
            jobs().setNote(tr("Report: %1").arg(QFileInfo(written).fileName()));
        });
}

}  // namespace priorscope
