#include "app/gui/dataset_opener.hpp"

#include <QFileDialog>
#include <QFileInfo>
#include <filesystem>
#include <utility>

#include "app/gui/settings.hpp"
#include "core/dataset/sample_dataset.hpp"
#include "core/formats/dataset_format.hpp"
#include "widgets/components/text.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {

DatasetOpener::DatasetOpener(Settings& settings, Workbench& workbench, JobList& jobs, QWidget* window)
    : m_settings(settings),
      m_workbench(workbench),
      m_jobs(jobs),
      m_window(window),
      m_reader(&jobs),
      m_sample_writer(&jobs) {
    for (JobRunner* runner : {&m_reader, &m_sample_writer}) {
        connect(runner, &JobRunner::failed, this, [this](const JobFailure& failure) {
            m_reading.clear();
            Q_EMIT failed(failure);
        });
        connect(runner, &JobRunner::started, this, &DatasetOpener::changed);
        connect(runner, &JobRunner::cancelled, this, &DatasetOpener::changed);
    }
}

void DatasetOpener::choose() {
    const QStringList recent = m_settings.value(Settings::kRecentFolders);
    auto* dialog = new QFileDialog(m_window, tr("Open a folder with VOC annotations"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    if (!recent.isEmpty()) {
        dialog->setDirectory(QFileInfo(recent.front()).absolutePath());
    }
    connect(dialog, &QFileDialog::fileSelected, this, &DatasetOpener::open);
    dialog->open();
}

void DatasetOpener::open(const QString& folder) {
    m_reading = folder;
    m_jobs.clearNote();  // of the dataset that is being left
    m_reader.start(
        tr("Reading %1").arg(QFileInfo(folder).fileName()),
        [path = std::filesystem::path(folder.toStdString())](std::stop_token stop, const ProgressFn& progress)
            -> std::optional<std::shared_ptr<const Dataset>> {
            std::optional<Dataset> dataset = readDataset(path, {}, stop, progress);
            if (!dataset) {
                return std::nullopt;
            }
            return std::make_shared<const Dataset>(std::move(*dataset));
        },
        [this, folder](std::shared_ptr<const Dataset> dataset) { receive(folder, std::move(dataset)); });
    Q_EMIT started();
}

void DatasetOpener::receive(const QString& folder, std::shared_ptr<const Dataset> dataset) {
    m_reading.clear();
    m_settings.addRecentFolder(folder);
    m_jobs.setNote(tr("%1 images read in %2 s")
                       .arg(countText(static_cast<std::int64_t>(dataset->images.size())),
                            figureText(dataset->seconds, 2)));
    m_workbench.setDataset(std::move(dataset));
    Q_EMIT opened();
}

void DatasetOpener::writeSample() {
    auto* dialog = new QFileDialog(m_window, tr("A new folder for the sample dataset"), QDir::homePath());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    dialog->selectFile(QStringLiteral("shapes"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& folder) {
        m_sample_writer.start(
            tr("Writing the sample dataset"),
            [path = std::filesystem::path(folder.toStdString())](
                std::stop_token stop, const ProgressFn& progress) -> std::optional<bool> {
                return writeSampleDataset(path, {}, stop, progress) ? std::optional(true) : std::nullopt;
            },
            [this, folder](bool) { open(folder); });
    });
    dialog->open();
}

}  // namespace priorscope
