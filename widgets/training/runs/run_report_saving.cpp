#include "widgets/training/runs/run_report_saving.hpp"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QStandardPaths>
#include <memory>
#include <optional>

#include "core/base/error.hpp"
#include "core/base/files/atomic_file.hpp"
#include "core/base/text/time_text.hpp"
#include "core/formats/dataset_format.hpp"
#include "core/training/report/run_report.hpp"
#include "widgets/components/users_voice.hpp"
#include "widgets/session/workbench.hpp"
#include "widgets/training/run_paths.hpp"

namespace priorscope {
namespace {

/// Null if it is not there any more: then the page has no pictures, and says so.
std::shared_ptr<const Dataset> datasetAt(const std::filesystem::path& folder, const std::stop_token& stop,
                                         const ProgressFn& progress) {
    try {
        auto read = readDataset(folder, {}, stop, progress);
        return read ? std::make_shared<const Dataset>(std::move(*read)) : nullptr;
    } catch (const Error&) {
        return nullptr;
    }
}

}  // namespace

RunReportSaving::RunReportSaving(const WorkspaceContext& context, QWidget* parent)
    : QObject(parent), m_context(context), m_parent(parent), m_writer(&context.jobs) {
    connect(&m_writer, &JobRunner::failed, this,
            [this](const JobFailure& failure) { Q_EMIT failed(failure.message); });
}

void RunReportSaving::ask(const Runs::Record& run) {
    if (isRunning()) {
        return;
    }
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString suggested =
        QDir(folder).filePath(QString::fromStdString(run->name) + QStringLiteral(".html"));
    const QString file = QFileDialog::getSaveFileName(m_parent->window(), tr("Save report"), suggested,
                                                      tr("Web pages (*.html)"));
    if (!file.isEmpty()) {
        write(run, file);
    }
}

void RunReportSaving::write(const Runs::Record& run, const QString& file) {
    const auto& open = m_context.workbench.dataset();
    const bool is_open = open != nullptr && open->root.string() == run->options.dataset;
    m_writer.start(
        tr("Writing the report"),
        [folder = run->folder, families = m_context.workbench.families(), file,
         dataset = is_open ? open : nullptr](const std::stop_token& stop,
                                             const ProgressFn& progress) -> std::optional<QString> {
            RunRecord record = readRun(folder, families);
            record.troubles = readableTroubles(folder);
            const auto used = dataset ? dataset : datasetAt(record.options.dataset, stop, progress);
            const RunReportSubject subject{.version = QCoreApplication::applicationVersion().toStdString(),
                                           .date = utcNow(),
                                           .voice = usersVoice()};
            const auto page =
                runReportPage(subject, record, readRunSystem(folder), used.get(), stop, progress);
            if (!page) {
                return std::nullopt;
            }
            writeFileAtomically(tr("writing the report").toStdString(), file.toStdString(), *page);
            return file;
        },
        [this](const QString& written) { Q_EMIT saved(written); });
}

}  // namespace priorscope
