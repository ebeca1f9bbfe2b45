#include "widgets/detect/saving/report_saving.hpp"

#include <QAction>
#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <utility>

#include "core/base/files/atomic_file.hpp"
#include "core/base/text/time_text.hpp"
#include "core/training/report/report.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/detect/detector_source.hpp"
#include "widgets/detect/saving/detection_saving.hpp"
#include "widgets/detect/split/live_scores.hpp"

namespace priorscope {
namespace {

std::string translated(const Sentence& sentence) {
    return sentenceText(sentence).toStdString();
}

ReportSubject subjectOf(const EvaluatedSplit& split) {
    ReportSubject subject{.detector = split.detector ? split.detector->spec().name
                                                     : split.origin.checkpoint.filename().string(),
                          .checkpoint = split.origin.checkpoint,
                          .version = QCoreApplication::applicationVersion().toStdString(),
                          .date = utcNow(),
                          .remarks = split.seen,
                          .translate = &translated};
    if (QLocale().language() == QLocale::Chinese) {
        subject.language = "zh-CN";
    }
    return subject;
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
    : QObject(parent),
      m_context(context),
      m_source(source),
      m_scores(scores),
      m_parent(parent),
      m_writer(&context.jobs) {
    m_action = new QAction(tr("Save report…"), this);
    m_action->setData(QStringLiteral("save"));
    m_action->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S));
    connect(m_action, &QAction::triggered, this, &ReportSaving::ask);
    connect(&m_writer, &JobRunner::failed, this, &ReportSaving::failed);
    for (const auto signal : {&JobRunner::started, &JobRunner::finished, &JobRunner::cancelled}) {
        connect(&m_writer, signal, this, &ReportSaving::refresh);
    }
    connect(&m_writer, &JobRunner::failed, this, &ReportSaving::refresh);
    connect(&scores, &LiveScores::countsChanged, this, &ReportSaving::refresh);
    refresh();
}

void ReportSaving::refresh() {
    const bool has_counts = m_scores.counted() != nullptr;
    m_action->setEnabled(has_counts && !m_writer.isRunning());
    m_action->setToolTip(!has_counts ? tr("Evaluate the split in Detect first")
                         : m_writer.isRunning()
                             ? tr("A report is being written")
                             : tr("Write one HTML page about the split at these thresholds: figures, curves, "
                                  "causes of errors, and the surest errors as pictures"));
}

void ReportSaving::ask() {
    const std::shared_ptr<const LiveCounted> counted = m_scores.counted();
    if (!counted || m_writer.isRunning()) {
        return;
    }
    const QString folder = m_source.exportFolder();
    const QString suggested =
        QDir(folder.isEmpty() ? QDir::homePath() : folder)
            .filePath(splitFileName(*counted, QStringLiteral("report")) + QStringLiteral(".html"));
    const QString file = QFileDialog::getSaveFileName(m_parent->window(), tr("Save report"), suggested,
                                                      tr("Web pages (*.html)"));
    if (!file.isEmpty()) {
        write(counted, file);
    }
}

void ReportSaving::save(const QString& file) {
    if (m_scores.counted() && !m_writer.isRunning()) {
        write(m_scores.counted(), file);
    }
}

void ReportSaving::write(const std::shared_ptr<const LiveCounted>& counted, const QString& file) {
    Q_EMIT started();
    m_writer.start(
        tr("Writing the report"),
        [counted, file](const std::stop_token& stop, const ProgressFn& progress) {
            return writeReport(*counted, file, stop, progress);
        },
        [this](const QString& written) {
            m_context.jobs.setNote(tr("Report: %1").arg(QFileInfo(written).fileName()));
        });
}

}  // namespace priorscope
