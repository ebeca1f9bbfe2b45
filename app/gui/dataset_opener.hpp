// Opens folders as datasets, and writes the sample dataset.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/dataset/dataset.hpp"
#include "core/dataset/image_filter.hpp"
#include "core/formats/index/dataset_index.hpp"
#include "widgets/jobs/job_runner.hpp"

class QWidget;

namespace priorscope {

class LabelEdits;
class Settings;
class Workbench;

/// Reads in a job; the result becomes the workbench's dataset. If it fails, the open one is kept.
class DatasetOpener : public QObject {
    Q_OBJECT

  public:
    /// @param window  parent of the dialogs; all arguments must outlive the opener's jobs
    DatasetOpener(Settings& settings, Workbench& workbench, JobList& jobs, QWidget* window);

    /// Asks for a folder.
    void choose();
    /// Asks for a main file of a format: COCO's JSON, a data.yaml, a combined dataset.
    void chooseFile();
    /// Combines folders, that of the open dataset among them, and opens the result.
    void combine();
    void open(const QString& folder);
    /// Reads the open dataset again, whose files were changed: split, filter and image stay, as far as they
    /// still exist.
    void reread();
    /// Reads the open dataset again whenever its labels were saved, and then tells of that.
    void follow(const LabelEdits& edits);
    /// The same, to show another split then.
    void rereadFor(const QString& split);
    /// Looks in a job whether files of the open dataset have changed since it was read, if that was not told
    /// yet; so seldom that it takes a twentieth of the time at most.
    void lookForChanges();
    /// Asks for an empty folder, writes the sample dataset there and opens it.
    void writeSample();
    bool isReading() const { return m_reader.isRunning(); }
    /// The folder being read; empty: none.
    QString reading() const { return isReading() ? m_reading : QString(); }

  Q_SIGNALS:
    void started();  ///< a folder is being read
    void opened();
    void filesChanged();  ///< of the open dataset
    void failed(const priorscope::JobFailure& failure);
    void changed();  ///< reading() or the state of writing

  private:
    /// Where the user is in the dataset.
    struct Place {
        QString split{};
        ImageFilter filter{};
        std::vector<std::string> classes{};  ///< that the filter refers to
        std::string image{};
        std::string object_class{};  ///< of the selected object; empty: none is
        VocBox object_box{};
    };
    /// @param is_asked  the index, if it has one
    void read(const QString& folder, const std::optional<Place>& place, bool is_asked);
    void receive(const QString& folder, OpenedDataset result);
    void look(int workers);
    void handleLooked(bool has_changed);
    void goTo(const Place& place);
    void selectAgain(const std::string& class_name, const VocBox& box);

    Settings& m_settings;
    Workbench& m_workbench;
    JobList& m_jobs;
    QWidget* m_window;
    QString m_reading;             ///< folder being read
    QString m_opened;              ///< folder that was read last
    DatasetSource m_source;        ///< of the open dataset
    bool m_is_checked = true;      ///< whether they had not changed when it was opened
    bool m_is_told = false;        ///< that files of it have changed
    QElapsedTimer m_looked;        ///< since it was looked at
    qint64 m_pause_ms = 0;         ///< until it is looked at again
    QString m_saved_note;          ///< of labels, shown when their dataset was read again
    std::optional<Place> m_place;  ///< to go to once it is read
    JobRunner m_reader;
    JobRunner m_looker;
    JobRunner m_sample_writer;
};

}  // namespace priorscope
