// The implementation of TrainingSession: the training loop and its state. Private to core's training.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/base/text/sentence.hpp"
#include "core/checkpoint/checkpoint_store.hpp"
#include "core/model/detector_network.hpp"
#include "core/training/plan/trained_images.hpp"
#include "core/training/run/metrics_writer.hpp"
#include "core/training/run/run_lock.hpp"
#include "core/training/sgd.hpp"
#include "core/training/training_gate.hpp"
#include "core/training/training_session.hpp"
#include "core/training/training_state.hpp"

namespace priorscope {

/// Everything the owner of a run folder has when the loop starts.
struct OpenedRun {
    std::filesystem::path folder;
    TrainingImages images;  ///< as chosen
    std::unique_ptr<RunLock> lock;
    bool made_here = false;         ///< started by this process: to be removed if its first step fails
    bool made_folder = false;       ///< the folder was created by this process too
    std::vector<Sentence> notes{};  ///< reported when the run starts
    std::optional<WeightReport> weight_report{};
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
    void requestCheckpoint() override;
    Detector snapshot() override;

    const TrainingOptions& options() const override { return m_options; }
    const TrainingImages& images() const override { return m_opened.images; }
    const DetectorSpec& spec() const override { return m_network->spec(); }
    const std::filesystem::path& runFolder() const override { return m_opened.folder; }
    std::int64_t startStep() const override { return m_start_step; }
    const std::optional<WeightReport>& weightReport() const override { return m_opened.weight_report; }

  private:
    TrainingState loop(const std::stop_token& stop, const TrainingObserver& observer);
    void takeStep(class BatchLoader& loader, const TrainingObserver& observer);
    void endEpochs(const StepMetrics& metrics, const TrainingObserver& observer);
    void evaluate(const std::stop_token& stop, const TrainingObserver& observer);
    const std::vector<std::string>& lossNames() const { return m_network->spec().family->losses; }
    bool isEvaluationDue() const;
    std::int64_t currentEpoch() const;
    PickleValue document() const;
    void writeLast(const TrainingObserver& observer);
    void saveWhereDue(const TrainingObserver& observer);
    void save(const TrainingObserver& observer);
    void reportProblem(const TrainingObserver& observer, const Sentence& problem);
    void reportDiskProblem(const TrainingObserver& observer, const Sentence& problem);
    [[noreturn]] void endAfterFailure(const TrainingObserver& observer);
    Sentence saveAfterFailure(const TrainingObserver& observer, const Sentence& told);
    void removeRun();

    OpenedRun m_opened;
    TrainedImages m_images;
    TrainingOptions m_options;
    ComputeContext m_context;
    std::shared_ptr<DetectorNetwork> m_network;
    Sgd m_sgd;
    TrainingProgress m_progress;
    std::int64_t m_start_step = 0;
    std::int64_t m_saved_step = -1;  ///< step in last.pt; -1: there is none
    CheckpointStore m_store;
    CheckpointClock m_clock;
    std::optional<MetricsWriter> m_metrics;    ///< only while the loop runs
    std::set<std::string> m_reported;          ///< problems already reported
    std::set<std::string> m_reported_of_disk;  ///< since the last time everything could be written
    TrainingGate m_gate;
    std::atomic<bool> m_checkpoint_requested{false};
};

/// Trainable images of a selection: present, and of known size. Indices into dataset.images.
/// @throws Error if there are none
std::vector<std::size_t> trainableImages(const Dataset& dataset, const ImageSelection& selection);

}  // namespace priorscope
