#include "app/gui/dataset_opener.hpp"

#include <QFileDialog>
#include <QFileInfo>
#include <algorithm>
#include <filesystem>
#include <utility>

#include "app/gui/settings.hpp"
#include "core/base/files/stored_path.hpp"
#include "core/dataset/image_lookup.hpp"
#include "core/dataset/sample_dataset.hpp"
#include "widgets/components/text.hpp"
#include "widgets/dataset/combining/combine_dialog.hpp"
#include "widgets/session/label_edits.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {
namespace {

constexpr qint64 kShareOfTime = 20;  ///< one part of so many is spent on looking for changes
/// Looking at more files takes longer than a person waits: the dataset is shown meanwhile.
constexpr std::uint64_t kMostChecked = 100000;

/// A filter whose labels are those of other classes; it lets go of classes that are gone.
ImageFilter withClassesOf(const Dataset& dataset, ImageFilter filter,
                          const std::vector<std::string>& classes) {
    const auto renumbered = [&](const std::vector<int>& before) {
        std::vector<int> labels;
        for (const int label : before) {
            const auto found = std::find(dataset.classes.begin(), dataset.classes.end(),
                                         classes.at(static_cast<std::size_t>(label - 1)));
            if (found != dataset.classes.end()) {
                labels.push_back(static_cast<int>(found - dataset.classes.begin()) + 1);
            }
        }
        return labels;
    };
    filter.labels = renumbered(filter.labels);
    std::vector<int> together = renumbered(filter.together);
    std::sort(together.begin(), together.end());
    // Without one of them, the condition would be another one.
    filter.together = together.size() == filter.together.size() ? together : std::vector<int>();
    return filter;
}

}  // namespace

DatasetOpener::DatasetOpener(Settings& settings, Workbench& workbench, JobList& jobs, QWidget* window)
    : m_settings(settings),
      m_workbench(workbench),
      m_jobs(jobs),
      m_window(window),
      m_reader(&jobs),
      m_looker(nullptr),
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
    auto* dialog = new QFileDialog(m_window, tr("Open the folder of a dataset"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    if (!recent.isEmpty()) {
        dialog->setDirectory(QFileInfo(recent.front()).absolutePath());
    }
    connect(dialog, &QFileDialog::fileSelected, this, &DatasetOpener::open);
    dialog->open();
}

void DatasetOpener::chooseFile() {
    const QStringList recent = m_settings.value(Settings::kRecentFolders);
    auto* dialog = new QFileDialog(m_window, tr("Open the file of a dataset"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Datasets (*.json *.yaml *.yml *.xml *.csv)"), tr("All files (*)")});
    if (!recent.isEmpty()) {
        dialog->setDirectory(QFileInfo(recent.front()).absolutePath());
    }
    connect(dialog, &QFileDialog::fileSelected, this, &DatasetOpener::open);
    dialog->open();
}

void DatasetOpener::combine() {
    auto* dialog = new CombineDialog(m_opened, m_jobs, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &CombineDialog::saved, this,
            [this](const QString& file) { read(file, std::nullopt, false); });
    dialog->open();
}

void DatasetOpener::open(const QString& folder) {
    read(folder, std::nullopt, true);
}

void DatasetOpener::reread() {
    rereadFor(m_workbench.split());
}

void DatasetOpener::follow(const LabelEdits& edits) {
    connect(&edits, &LabelEdits::saved, this, [this](const QString& text) { m_saved_note = text; });
    connect(&edits, &LabelEdits::written, this, [this](const QString& dataset) {
        const auto& open = m_workbench.dataset();
        if (!isReading() && open && storedFolder(open->root) == dataset.toStdString()) {
            reread();
            connect(
                this, &DatasetOpener::opened, this, [this] { m_jobs.setNote(m_saved_note); },
                Qt::SingleShotConnection);
        }
    });
}

void DatasetOpener::rereadFor(const QString& split) {
    const auto& dataset = m_workbench.dataset();
    if (dataset && !m_opened.isEmpty()) {
        const std::optional<ImageRow> record = m_workbench.currentRecord();
        Place place{.split = split,
                    .filter = m_workbench.filter(),
                    .classes = dataset->classes,
                    .image = record ? record->id : std::string()};
        const auto shown = m_workbench.shownRecord();
        if (const int object = m_workbench.selectedObject(); object >= 0 && shown) {
            const Annotation& selected = shown->objects[static_cast<std::size_t>(object)];
            place.object_class = m_workbench.className(selected.label).toStdString();
            place.object_box = selected.voc;
        }
        read(m_opened, place, false);
    }
}

/// @param place  to go to afterwards; none: where every dataset begins
void DatasetOpener::read(const QString& folder, const std::optional<Place>& place, bool is_asked) {
    m_reading = folder;
    m_place = place;
    m_jobs.clearNote();  // of the dataset that is being left
    m_looker.cancel();
    IndexCache cache = userIndexCache();
    cache.is_asked = is_asked;  // who reads it again doubts what is known of it
    cache.most_checked = kMostChecked;
    m_reader.start(
        tr("Reading %1").arg(QFileInfo(folder).fileName()),
        [path = std::filesystem::path(folder.toStdString()), cache](const std::stop_token& stop,
                                                                    const ProgressFn& progress) {
            return openDataset(path, {}, cache, stop, progress);
        },
        [this, folder](OpenedDataset opened) { receive(folder, std::move(opened)); });
    Q_EMIT started();
}

void DatasetOpener::lookForChanges() {
    if (m_opened.isEmpty() || m_is_told || m_reader.isRunning() || m_looker.isRunning() ||
        (m_looked.isValid() && m_looked.elapsed() < m_pause_ms)) {
        return;
    }
    look(1);
}

void DatasetOpener::look(int workers) {
    m_looked.start();
    m_looker.start(
        tr("Looking for changed files"),
        [source = m_source, workers](const std::stop_token& stop, const ProgressFn&) {
            return hasChanged(source, stop, workers);
        },
        [this, looked = m_workbench.dataset()](bool has_changed) {
            m_pause_ms = kShareOfTime * m_looked.elapsed();
            if (looked == m_workbench.dataset() && !m_reader.isRunning()) {
                handleLooked(has_changed);
            }
        });
}

void DatasetOpener::handleLooked(bool has_changed) {
    const bool was_checked = std::exchange(m_is_checked, true);
    if (has_changed) {
        m_is_told = true;
        Q_EMIT filesChanged();
    } else if (!was_checked) {
        m_jobs.setNote(tr("No file has changed since the dataset was read"));
    }
}

void DatasetOpener::receive(const QString& folder, OpenedDataset result) {
    m_reading.clear();
    m_settings.addRecentFolder(folder);
    const auto dataset = std::make_shared<const Dataset>(std::move(result.dataset));
    const QString images = countText(static_cast<std::int64_t>(dataset->images.size()));
    const QString seconds = figureText(dataset->seconds, 2);
    if (!result.is_from_index) {
        m_jobs.setNote(tr("%1 images read in %2 s").arg(images, seconds));
    } else if (result.is_checked) {
        m_jobs.setNote(tr("%1 images in %2 s: no file has changed").arg(images, seconds));
    } else {
        m_jobs.setNote(tr("%1 images in %2 s, as they were when read").arg(images, seconds));
    }
    m_opened = folder;
    m_source = std::move(result.source);
    m_is_checked = result.is_checked;
    m_is_told = false;
    m_looked.invalidate();
    m_workbench.setDataset(dataset);
    if (const auto place = std::exchange(m_place, std::nullopt)) {
        goTo(*place);
    }
    Q_EMIT opened();
    if (!m_is_checked) {
        look(0);
    }
}

void DatasetOpener::goTo(const Place& place) {
    const Dataset& dataset = *m_workbench.dataset();
    if (place.split.isEmpty() || dataset.splits.contains(place.split.toStdString())) {
        m_workbench.setSplit(place.split);
    }
    m_workbench.setFilter(withClassesOf(dataset, place.filter, place.classes));
    if (const auto image = imageNamed(dataset, place.image)) {
        m_workbench.setCurrentImage(static_cast<int>(*image));
        selectAgain(place.object_class, place.object_box);
    }
}

void DatasetOpener::selectAgain(const std::string& class_name, const VocBox& box) {
    const auto record = m_workbench.shownRecord();
    for (std::size_t i = 0; record && !class_name.empty() && i < record->objects.size(); ++i) {
        const Annotation& object = record->objects[i];
        if (object.voc == box && m_workbench.className(object.label).toStdString() == class_name) {
            m_workbench.setSelectedObject(static_cast<int>(i));
            return;
        }
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
