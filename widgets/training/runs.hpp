// The runs of the session: those in a folder, and the one in progress.
#pragma once

#include <QDateTime>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QTimer>
#include <filesystem>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "core/training/run/run_folder.hpp"
#include "widgets/jobs/job_runner.hpp"
#include "widgets/training/background_run.hpp"
#include "widgets/training/training_controller.hpp"

namespace priorscope {

class Workbench;

/// Owned by the window, used by every workspace. The folder follows the dataset while no run is in progress,
/// and its list is reread when a run ends. The run in progress appears in the list of jobs; its messages go
/// to the log, and images that it could not train on are reported to the workbench.
/// Lives on the GUI thread.
class Runs : public QObject {
    Q_OBJECT

  public:
    using Record = std::shared_ptr<const RunOverview>;  ///< of the list
    using Whole = std::shared_ptr<const RunRecord>;

    /// @param workbench, jobs  must outlive the service
    Runs(Workbench& workbench, JobList& jobs, QObject* parent = nullptr);
    /// Requests a stop of the run in progress and waits for its checkpoint.
    ~Runs() override;

    /// New runs are created in it, and list() is its contents.
    const QString& folder() const { return m_folder; }
    /// Reads the folder, even if it is the same as before.
    void setFolder(const QString& folder);
    void read();
    bool isReading() const { return m_reader.isRunning(); }
    /// Newest first, as last read.
    const std::vector<Record>& list() const { return m_list; }
    /// Null if the list has no such run.
    Record find(const QString& run) const;
    /// The same; also of the run in progress, as it was told so far, before the list has it.
    Record known(const QString& run) const;
    /// The folder of a run has got another name: renamed() follows, and the list is read again.
    void follow(const QString& from, const QString& to);
    /// A run has gone from the folder, or is back.
    void forget(const QString& run);
    void remember(const QString& run);
    /// Reads all of a run of the list: loaded() follows.
    void load(const QString& run);
    bool isLoading() const { return !m_to_load.isEmpty(); }

    /// Starts a run in a folder, which becomes the listed one. @return false while another one is in progress
    bool start(const DetectorSpec& spec, const TrainingOptions& options, const QString& folder);
    /// @param dataset  where it has been moved to; empty: unchanged
    /// @param changes  to be made before its next step
    bool resume(const QString& run, const QString& dataset = {},
                const std::vector<std::pair<RunChange::Kind, double>>& changes = {});
    /// Prepares a run that waits to be started: as the next one after those that wait already.
    void enqueue(const DetectorSpec& spec, const TrainingOptions& options, const QString& folder);
    bool isEnqueuing() const { return m_planner.isRunning(); }
    /// It stays as a run that was never started.
    void takeOutOfQueue(const QString& run);
    /// How many wait.
    int waiting() const;
    /// Starts the run that has waited longest. When it is finished or has failed, the next one follows.
    void startNext();

    /// Watches a run that another process trains, in place of the one that is watched; a run that none
    /// trains, or an empty text, ends the watching. Nothing is watched while a run is trained here.
    void watch(const QString& run);
    /// The folder of the run that is, or will be, watched; empty: none.
    const QString& watched() const { return m_watched; }

    /// What trains without the window; empty: nothing can.
    void setBackgroundProgram(const QString& program) { m_program = program; }
    /// Whether the run in progress here can go on in a process of its own.
    bool canMoveOut() const;
    /// Stops it at a checkpoint and lets that process resume it, exactly as if it had not been stopped; then
    /// watches it. Ends with movedOut() or moveFailed().
    void moveOut();
    bool isMovingOut() const { return m_is_moving_out; }
    /// Gives that up; the run stays stopped at its checkpoint.
    void cancelMove();
    /// Stops the watched run at a checkpoint and resumes it here.
    void moveIn();
    bool isMovingIn() const { return !m_wanted_here.isEmpty(); }

    /// Of the run in progress, or of the latest one.
    TrainingController& controller() { return m_controller; }
    const TrainingController& controller() const { return m_controller; }
    /// When the run in progress was started in this session.
    const QDateTime& started() const { return m_started; }

    /// The folder of the run whose curves are shown; empty: none.
    const QString& shown() const { return m_shown; }
    void setShown(const QString& run);
    /// Asks Detect to open a checkpoint.
    void openCheckpoint(const QString& file) { Q_EMIT checkpointWanted(file); }
    /// Where to look for a checkpoint: the folder of the run in progress or of the latest one of this
    /// session, else of the one that is shown. Empty: none.
    QString latest() const;

  Q_SIGNALS:
    void folderChanged(const QString& folder);
    void listChanged();  ///< the list was read
    void renamed(const QString& from, const QString& to);
    void loaded(const priorscope::Runs::Whole& run);
    void checkpointWanted(const QString& file);
    /// The checkpoints of latest() may have changed, or the run in progress may have started or ended.
    void checkpointsChanged();
    void movedOut();
    /// @param reason  why a run could not be prepared
    void enqueuingFailed(const QString& reason);
    /// @param reason  why no other process trains it; it is stopped at a checkpoint, or has ended
    void moveFailed(const QString& reason);

  private:
    /// What tells whether the list is still right.
    struct Sighting {
        std::filesystem::path folder;
        bool in_progress = false;
        bool operator==(const Sighting&) const = default;
    };
    /// In the order of their folders.
    static std::vector<Sighting> sightingsOf(const std::vector<std::filesystem::path>& runs);
    struct Found {
        QString folder;  ///< the folder that was read
        std::vector<Record> records;
        QStringList problems;
        std::vector<Sighting> sightings;  ///< of all runs, also those that cannot be read
    };

    static std::optional<Found> readFolder(const QString& folder, const DetectorFamilies& families,
                                           const std::stop_token& stop);
    void followDataset();
    void receive(const Found& found);
    /// What is there after a run has ended.
    void readAgain();
    bool begin(TrainingController::SessionFactory make);
    /// Of the run that the controller has; empty: none.
    QString latestFolder() const;
    void loadNext();
    Record nextWaiting() const;
    void goOnWithNext();
    void beginWatching();
    void endMove(const QString& reason);
    /// Looks whether runs have come, gone, or changed hands.
    void scout();
    /// On the next turn of the event loop: when everybody has been told of the end of the run before.
    void later(std::function<void()> what);
    bool isFollowedByNext() const;
    void reportStart();
    void reportProgress();
    void reportEnd();

    Workbench& m_workbench;
    JobList& m_jobs;
    QString m_folder;
    bool m_is_behind = false;  ///< another dataset was opened during the run, whose folder is still shown
    std::vector<Record> m_list;
    QString m_shown;
    QDateTime m_started;
    std::int64_t m_job = 0;                           ///< of the run in progress
    bool m_goes_on_with_next = false;                 ///< as soon as the list is read
    std::set<std::filesystem::path> m_not_started{};  ///< of those that wait: tried since startNext()
    std::vector<Sighting> m_sightings{};
    QString m_moved_latest;         ///< where the controller's run is now, if it was renamed since its end
    bool m_is_latest_gone = false;  ///< the controller's run was thrown away
    QStringList m_told_problems{};  ///< of reading this folder
    QString m_waited;               ///< the run that was started last because it had waited
    QString m_moved_out;            ///< the run that was moved out last
    bool m_moves_paused = false;    ///< the run that moves was paused
    QString m_watch_failed;         ///< not watched again until another one was
    QString m_watched;
    QString m_wanted_here;  ///< to be resumed here as soon as its process has stopped
    QString m_program;
    bool m_is_moving_out = false;
    std::function<void()> m_next{};  ///< what begins when the watching has ended
    BackgroundRun m_background;
    QTimer m_scout_timer;
    TrainingController m_controller;
    QStringList m_to_load{};  ///< the first one is being read
    JobRunner m_loader;
    JobRunner m_planner;
    JobRunner m_scout;
    JobRunner m_reader;
};

}  // namespace priorscope
