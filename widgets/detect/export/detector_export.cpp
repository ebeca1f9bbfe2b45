#include "widgets/detect/export/detector_export.hpp"

#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QLocale>

#include "core/training/run/seen_images.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/components/text.hpp"
#include "widgets/detect/detector_source.hpp"
#include "widgets/detect/export/export_dialog.hpp"
#include "widgets/detect/split/split_detections_service.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {

DetectorExport::DetectorExport(const WorkspaceContext& context, const DetectorSource& source, QWidget* parent)
    : QObject(parent), m_context(context), m_source(source), m_parent(parent), m_exporter(&context.jobs) {
    m_action = new QAction(tr("Export…"), this);
    m_action->setData(QStringLiteral("export"));
    m_action->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E));
    connect(m_action, &QAction::triggered, this, &DetectorExport::ask);
    connect(&m_exporter, &JobRunner::failed, this, &DetectorExport::failed);
    connect(&m_exporter, &JobRunner::failed, this, &DetectorExport::refresh);
    for (const auto signal : {&JobRunner::started, &JobRunner::finished, &JobRunner::cancelled}) {
        connect(&m_exporter, signal, this, &DetectorExport::refresh);
    }
    connect(&context.detections, &SplitDetectionsService::runningChanged, this, &DetectorExport::refresh);
    refresh();
}

void DetectorExport::refresh() {
    const bool has_detector = m_context.detections.detector() != nullptr;
    m_action->setEnabled(has_detector && !m_exporter.isRunning());
    m_action->setToolTip(!has_detector ? tr("Open a checkpoint in Detect first")
                         : m_exporter.isRunning()
                             ? tr("An export is running")
                             : tr("Write the detector for other programs and verify the written file"));
}

void DetectorExport::ask() {
    const std::shared_ptr<const Detector> detector = m_context.detections.detector();
    if (!detector || m_exporter.isRunning()) {
        return;
    }
    const QString folder = m_source.exportFolder();
    auto* dialog = new ExportDialog(
        QFileInfo(QString::fromStdString(detector->spec().name)).completeBaseName(),
        folder.isEmpty() ? QDir::homePath() : folder, m_source.openedFile(), m_parent->window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (const auto& point = m_source.operatingPoint().point) {
        dialog->setThresholds(sentenceText(describe(*point)));
    }
    // Of the detector that the dialog was opened for: another one may arrive in the meantime.
    connect(dialog, &QDialog::accepted, this,
            [this, dialog, detector, point = m_source.operatingPoint().point,
             checkpoint = m_source.origin().checkpoint] {
                ExportOptions options = dialog->options();
                options.operating_point = point;
                start(detector, options, checkpoint, dialog->file());
            });
    dialog->open();
}

void DetectorExport::start(const std::shared_ptr<const Detector>& detector, const ExportOptions& options,
                           const std::filesystem::path& checkpoint, const QString& file) {
    Q_EMIT started();
    m_exporter.start(
        tr("Exporting"),
        [detector, options, checkpoint, file, families = m_context.workbench.families()](
            const std::stop_token& stop, const ProgressFn& progress) -> std::optional<Made> {
            ExportProvenance provenance = provenanceForExport(checkpoint, families);
            ExportOptions described = options;
            described.trained_on = std::move(provenance.trained_on);
            const auto report = exportDetector(*detector, described, file.toStdString(), stop, progress);
            return report ? std::optional(Made{*report, provenance.unknown}) : std::nullopt;
        },
        [this, options, file](const Made& made) { report(options, file, made); });
}

void DetectorExport::report(const ExportOptions& options, const QString& file, const Made& result) {
    const ExportReport& made = result.report;
    if (!result.unknown.empty()) {
        m_context.jobs.log().append(LogLevel::warning, sentenceText(result.unknown));
    }
    const QString name = QFileInfo(file).fileName();
    m_context.jobs.setNote(
        options.runs()
            ? tr("Exported %1, read back: largest difference %2 px for boxes, %3 for scores")
                  .arg(name, figureText(made.largest_box_difference_px, 5),
                       QLocale().toString(made.largest_score_difference, 'g', 2))
            : tr("Exported %1, read back: all %2 tensors are equal").arg(name, countText(made.tensors)));
    if (!options.runs() && !made.not_torchvision.empty()) {
        m_context.jobs.log().append(LogLevel::warning,
                                    tr("torchvision's default box generator cannot produce the priors of %1 "
                                       "(%2): besides the weights, its model needs the boxes of this "
                                       "layout")
                                        .arg(name, sentenceText(made.not_torchvision)));
    }
}

}  // namespace priorscope
