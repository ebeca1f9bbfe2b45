// The samples of a run, each in its turn: one source for training, previews and the command line.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/augmentation/sample_maker.hpp"
#include "core/dataset/dataset.hpp"
#include "core/training/plan/run_course.hpp"
#include "core/training/plan/trained_images.hpp"
#include "core/training/plan/training_options.hpp"

namespace priorscope {

/// A sample's turn in a run.
struct RunTurn {
    SampleKey key{};
    SamplePhase phase{};
    std::int64_t batch = 0;  ///< 0-based, over the whole run: a step has one or several
    /// How often the training selection was gone through before, of a negative: before its batch.
    std::int64_t epoch = 0;
    std::uint64_t in_stream = 0;  ///< position in an epoch of its stream: of the selection or the negatives
    bool is_negative = false;
};

/// What of augmentation depends on how far a run is.
/// @param batch   0-based, over the whole run
/// @param course  of the run so far
SamplePhase phaseOf(const TrainingOptions& resolved, std::int64_t batch, const RunCourse& course = {});

/// Which image comes when: each batch takes the next images of the training selection's stream
/// (SampleStream), and its share of the negatives'. Thread-safe.
class RunTurns {
  public:
    /// @param images    with at least one of the training selection
    /// @param resolved  without a problem
    /// @param course    of the run so far
    RunTurns(const TrainedImages& images, const TrainingOptions& resolved, RunCourse course = {});
    ~RunTurns();
    RunTurns(const RunTurns&) = delete;
    RunTurns& operator=(const RunTurns&) = delete;

    /// The selection's, then the negatives'.
    std::vector<RunTurn> ofBatch(std::int64_t batch) const;
    /// Those of an epoch that the run comes to, in their order.
    std::vector<RunTurn> ofEpoch(std::int64_t epoch) const;
    /// The same as if the run went on.
    std::vector<RunTurn> ofWholeEpoch(std::int64_t epoch) const;
    /// The epoch of a batch's first image.
    std::int64_t epochOf(std::int64_t batch) const;
    std::int64_t batches() const;  ///< of the run
    std::int64_t epochs() const;   ///< that the run comes to, the last one perhaps not to its end

  private:
    friend class RunSamples;
    struct Part;

    TrainingOptions m_options;
    RunCourse m_course;
    std::vector<std::unique_ptr<Part>> m_parts;  ///< the selection; then the negatives, if there are any
};

/// Makes the samples. Thread-safe.
class RunSamples {
  public:
    /// The same as of RunTurns.
    /// @param sizes  of the batches' inputs: trainingSizes(); none: the input's own
    RunSamples(TrainedImages images, const SampleInput& input, const TrainingOptions& resolved,
               const RunCourse& course = {}, std::vector<int> sizes = {});

    const RunTurns& turns() const { return m_turns; }
    const TrainedImages& images() const { return m_images; }
    /// The image whose turn it is: an index into images().dataset->images.
    std::size_t imageOf(const RunTurn& turn) const { return m_all[turn.key.place]; }
    /// Of that image or, if it cannot be read, of the first readable replacement: others of the same stream,
    /// drawn from the seed and the position.
    /// @param bad_images  receives those that cannot be read
    /// @throws Error if hardly any image can be read
    AugmentedSample sample(const RunTurn& turn, std::vector<DatasetIssue>& bad_images) const;

  private:
    TrainedImages m_images;
    std::vector<std::size_t> m_all;
    RunTurns m_turns;
    SampleMaker m_maker;
    std::vector<int> m_sizes;
    std::uint64_t m_seed;
};

}  // namespace priorscope
