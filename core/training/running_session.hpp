// The implementation of TrainingSession: the training loop and its state. Private to core's training.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/base/text/sentence.hpp"
#include "core/checkpoint/checkpoint_store.hpp"
#include "core/model/detector_network.hpp"
#include "core/training/evaluation/watched_images.hpp"
#include "core/training/plan/trained_images.hpp"
#include "core/training/run/metrics_writer.hpp"
#include "core/training/run/run_files.hpp"
#include "core/training/run/run_lock.hpp"
#include "core/training/step/training_step.hpp"
#include "core/training/step/weight_average.hpp"
#include "core/training/training_gate.hpp"
#include "core/training/training_session.hpp"
#include "core/training/training_state.hpp"
#include "core/training/trouble/run_troubles.hpp"

namespace priorscope {

class SteeringDesk;

/// Everything the owner of a run folder has when the loop starts.
struct OpenedRun {
    std::filesystem::path folder;
    TrainingImages images;  ///< as chosen
    std::unique_ptr<RunLock> lock;
    bool made_here = false;         ///< started by this process: to be removed if its first step fails
    bool made_folder = false;       ///< the folder was created by this process too
    std::vector<Sentence> notes{};  ///< reported when the run starts
    std::optional<WeightReport> weight_report{};
    RunHeader header{};                    ///< of run.json
    std::vector<std::size_t> evaluated{};  ///< trainable images of images.validation
    std::vector<double> class_weights{};   ///< [classes]; empty: all 1
};

class RunningSession final : public TrainingSession {
  public:
    /// @param images  with at least one trainable image of opened.images.train
    RunningSession(OpenedRun opened, TrainedImages images, std::shared_ptr<DetectorNetwork> network,
                   TrainingOptions resolved);

    /// Restores optimizer and progress from a checkpoint.
    /// @throws Error naming the source if something is missing
    void restore(const PickleValue& document, const std::string& source);

    TrainingState run(std::stop_token stop, const TrainingObserver& observer) override;
    void setPaused(bool paused) override { m_gate.setPaused(paused); }
    void change(RunChange::Kind kind, double value) override;
    void requestCheckpoint() override;
    Detector snapshot() override;

    const TrainingOptions& options() const override { return m_options; }
    const TrainingImages& images() const override { return m_opened.images; }
    const DetectorSpec& spec() const override { return m_network->spec(); }
    const std::filesystem::path& runFolder() const override { return m_opened.folder; }
    std::int64_t startStep() const override { return m_start_step; }
    RunCourse course() const override { return m_progress.course; }
    const std::optional<WeightReport>& weightReport() const override { return m_opened.weight_report; }

  private:
    TrainingState loop(const std::stop_token& stop, const TrainingObserver& observer);
    /// What its file is to have of the step at which the loop begins, apart from the rows.
    void tellTensorBoard(const std::stop_token& stop);
    void watchForTroubles(const TrainingObserver& observer);
    void takeStep(class BatchLoader& loader, const TrainingObserver& observer);
    void reportBadImages(const std::vector<DatasetIssue>& images, const TrainingObserver& observer);
    void endEpochs(const StepMetrics& metrics, const TrainingObserver& observer);
    void evaluate(const std::stop_token& stop, const TrainingObserver& observer);
    /// What the evaluation found in a few images.
    void keepFound(const std::vector<WatchedImage>& found, const TrainingObserver& observer);
    void keepPending(const TrainingObserver& observer);
    /// Of those that run.json has: which ones the checkpoint knows.
    void takeOverChanges();
    /// Makes the changes that are due, and those that were asked for. @return whether there were any
    bool makeChanges(const TrainingObserver& observer);
    /// From here on changes are refused. @return false if some came meanwhile, which are to be made first
    bool closeRequests();
    bool makeRequested(const RunChange& change, const TrainingObserver& observer);
    void enforce(const RunChange& change);
    RunCourse wholeCourse() const;
    void courseChanged(const TrainingObserver& observer);
    void tellEarlyStopping(const TrainingObserver& observer);
    /// Makes run.json say what has happened to the run: the list of runs reads it there.
    void storeCourse(const TrainingObserver& observer);
    const std::shared_ptr<DetectorNetwork>& delivered() const {
        return m_average ? m_average->network() : m_network;
    }
    const std::vector<std::string>& lossNames() const { return m_network->spec().family->losses; }
    bool isEvaluationDue() const;
    std::int64_t currentEpoch() const;
    PickleValue document() const;
    void writeLast(const TrainingObserver& observer);
    void saveWhereDue(const TrainingObserver& observer);
    void save(const TrainingObserver& observer);
    void reportProblem(const TrainingObserver& observer, const Sentence& problem);
    void reportDiskProblem(const TrainingObserver& observer, const Sentence& problem);
    [[noreturn]] void endAfterFailure(const std::stop_token& stop, const TrainingObserver& observer,
                                      SteeringDesk& desk);
    Sentence saveAfterFailure(const TrainingObserver& observer, const Sentence& told);
    /// Keeps the batch whose loss was not finite. @return the reason, with where it is
    Sentence recordFailedBatch(const Sentence& reason);
    /// @return which batch fits into the device's memory; `otherwise` if that cannot be tried
    Sentence remedyForMemory(const std::stop_token& stop, const Sentence& otherwise) const;
    void removeRun();

    OpenedRun m_opened;
    TrainedImages m_images;
    TrainingOptions m_options;
    ComputeContext m_context;
    std::shared_ptr<DetectorNetwork> m_network;
    StepTrainer m_trainer;
    RunCourse m_stored_course{};               ///< in run.json
    std::vector<RunChange> m_changes_ahead{};  ///< to be made again when the run gets there
    bool m_is_torn = false;                    ///< the average does not have the last step
    std::optional<WeightAverage> m_average;    ///< what is evaluated and delivered, if the run has one
    TrainingProgress m_progress;
    std::int64_t m_start_step = 0;
    std::int64_t m_saved_step = -1;  ///< step in last.pt; -1: there is none
    CheckpointStore m_store;
    CheckpointClock m_clock;
    std::optional<MetricsWriter> m_metrics;    ///< only while the loop runs
    std::optional<RunTroubles> m_troubles;     ///< the same
    std::vector<WatchedImages> m_unkept{};     ///< of evaluations, for want of space
    std::set<std::string> m_reported;          ///< problems already reported
    std::set<std::string> m_reported_of_disk;  ///< since the last time everything could be written
    TrainingGate m_gate;
    std::atomic<bool> m_checkpoint_requested{false};
    std::mutex m_requests_mutex;  ///< guards the two below
    std::vector<std::pair<RunChange::Kind, double>> m_requests{};
    bool m_takes_requests = true;
};

void announce(const TrainingObserver& observer, TrainingState state);

/// Trainable images of a selection: present, and of known size. Indices into dataset.images.
/// @throws Error if there are none
std::vector<std::size_t> trainableImages(const Dataset& dataset, const ImageSelection& selection);

}  // namespace priorscope
