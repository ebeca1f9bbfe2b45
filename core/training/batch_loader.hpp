// Prepares batches on worker threads, ahead of the network. Private to core's training.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/augmentation/augmentation_plan.hpp"
#include "core/dataset/dataset.hpp"
#include "core/image/image.hpp"
#include "core/model/detector_network.hpp"
#include "core/training/plan/run_course.hpp"
#include "core/training/plan/trained_images.hpp"
#include "core/training/plan/training_options.hpp"

namespace priorscope {

/// One image of a batch, resized and augmented, with its targets.
struct TrainingSample {
    Image image;
    TrainingTargets targets;
    std::size_t index = 0;  ///< into Dataset::images
};

struct TrainingBatch {
    std::int64_t number = 0;  ///< 0-based, over the whole run: a step has one or several
    std::int64_t epoch = 0;   ///< epoch of the first image
    std::vector<TrainingSample> samples;
    std::vector<DatasetIssue> bad_images{};  ///< could not be read; replaced by others
};

TrainingTargets targetsOf(const std::vector<AugmentedObject>& objects);

/// Batches of RunSamples: a run resumed at step s sees the same samples as an uninterrupted one.
class BatchLoader {
  public:
    /// @param images      with at least one of the training selection
    /// @param first_step  0-based step to start at
    /// @param course      of the run so far
    BatchLoader(TrainedImages images, const DetectorSpec& spec, const TrainingOptions& resolved,
                std::int64_t first_step, const RunCourse& course = {});
    ~BatchLoader();
    BatchLoader(const BatchLoader&) = delete;
    BatchLoader& operator=(const BatchLoader&) = delete;

    /// The next batch, complete; blocks until it is ready.
    /// @throws Error if hardly any image can be read
    TrainingBatch next();

  private:
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace priorscope
