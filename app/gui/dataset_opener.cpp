#include "app/gui/dataset_opener.hpp"

#include <QFileDialog>
#include <QFileInfo>
#include <algorithm>
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
    read(folder, std::nullopt);
}

void DatasetOpener::reread() {
    const auto& dataset = m_workbench.dataset();
    if (dataset && !m_opened.isEmpty()) {
        const ImageRecord* record = m_workbench.currentRecord();
        read(m_opened, Place{.split = m_workbench.split(),
                             .filter = m_workbench.filter(),
                             .classes = dataset->classes,
                             .image = record != nullptr ? record->id : std::string()});
    }
}

/// @param place  to go to afterwards; none: where every dataset begins
void DatasetOpener::read(const QString& folder, const std::optional<Place>& place) {
    m_reading = folder;
    m_place = place;
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
    m_opened = folder;
    m_workbench.setDataset(std::move(dataset));
    if (const auto place = std::exchange(m_place, std::nullopt)) {
        goTo(*place);
    }
    Q_EMIT opened();
}

void DatasetOpener::goTo(const Place& place) {
    const Dataset& dataset = *m_workbench.dataset();
    if (place.split.isEmpty() || dataset.splits.contains(place.split.toStdString())) {
        m_workbench.setSplit(place.split);
    }
    if (place.classes == dataset.classes) {
        m_workbench.setFilter(place.filter);
    }
    const auto image = std::find_if(dataset.images.begin(), dataset.images.end(),
                                    [&place](const ImageRecord& record) { return record.id == place.image; });
    if (image != dataset.images.end()) {
        m_workbench.setCurrentImage(static_cast<int>(image - dataset.images.begin()));
    }
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
