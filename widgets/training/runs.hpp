// The runs of the session: those of a folder, and the one in progress.
#pragma once

#include <QDateTime>
#include <QObject>
#include <QString>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/training/run/run_folder.hpp"
#include "widgets/jobs/job_runner.hpp"
#include "widgets/training/training_controller.hpp"

namespace priorscope {

class Workbench;

/// Owned by the window, asked by every workspace. The folder follows the dataset while no run is in progress,
/// and its list is read anew when a run ends. The run in progress stands in the list of jobs; what it has to
/// say goes to the log, and images that it could not train on to the workbench.
/// Lives on the GUI thread.
class Runs : public QObject {
    Q_OBJECT

  public:
    using Record = std::shared_ptr<const RunRecord>;

    /// @param workbench, jobs  outlive the service
    Runs(Workbench& workbench, JobList& jobs, QObject* parent = nullptr);
    /// Requests a stop of the run in progress and waits for its checkpoint.
    ~Runs() override;

    /// New runs begin below it, and the list is of it.
    const QString& folder() const { return m_folder; }
    /// Reads the folder, also where it is the same as before.
    void setFolder(const QString& folder);
    void read();
    bool isReading() const { return m_reader.isRunning(); }
    /// Newest first, as last read.
    const std::vector<Record>& list() const { return m_list; }
    /// Null where the list has no such run.
    Record find(const QString& run) const;

    /// Begins a run below a folder, which becomes the list's. @return false while another one is in progress
    bool start(const DetectorSpec& spec, const TrainingOptions& options, const QString& folder);
    /// @param dataset  where it has moved to; empty: where it was
    bool resume(const QString& run, const QString& dataset = {});
    /// Of the run in progress, or of the latest.
    TrainingController& controller() { return m_controller; }
    const TrainingController& controller() const { return m_controller; }
    /// When the run in progress began, in this session.
    const QDateTime& started() const { return m_started; }

    /// The folder of the run whose curves are looked at; empty: none.
    const QString& shown() const { return m_shown; }
    void setShown(const QString& run);
    /// Where a checkpoint may be: the folder of the run in progress or of the latest of this session, else of
    /// the one that is shown. Empty: none.
    QString latest() const;

  Q_SIGNALS:
    void folderChanged(const QString& folder);
    void listChanged();  ///< the list was read
    /// Checkpoints of latest() may be others, or the run in progress may have begun or ended.
    void checkpointsChanged();

  private:
    struct Found {
        QString folder;  ///< that was read
        std::vector<Record> records;
        std::vector<std::string> problems;
    };

    static std::optional<Found> readFolder(const QString& folder, const DetectorFamilies& families,
                                           const std::stop_token& stop);
    void followDataset();
    void receive(const Found& found);
    bool begin(TrainingController::SessionFactory make);
    void reportStart();
    void reportProgress();
    void reportEnd();

    Workbench& m_workbench;
    JobList& m_jobs;
    QString m_folder;
    std::vector<Record> m_list;
    QString m_shown;
    QDateTime m_started;
    std::int64_t m_job = 0;  ///< of the run in progress
    TrainingController m_controller;
    JobRunner m_reader;
};

}  // namespace priorscope
