// The parts of a network that do not learn at a step. Private to core's training: it uses torch types.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/base/torch_headers.hpp"
#include "core/model/detector_network.hpp"
#include "core/training/plan/run_course.hpp"
#include "core/training/plan/training_options.hpp"

namespace priorscope {

class FrozenStages {
  public:
    FrozenStages(const DetectorNetwork& network, const TrainingOptions& options);

    /// To be called before each step, once the network is in training mode: what is frozen gets no gradients,
    /// and its normalisation keeps its statistics.
    /// @param step  0-based
    void freeze(std::int64_t step, const RunCourse& course);

  private:
    /// The parameters and normalisations of a stage; the last entry is of what belongs to none.
    struct Part {
        std::vector<torch::Tensor> parameters;
        std::vector<std::shared_ptr<torch::nn::Module>> norms;
    };

    TrainingOptions m_options;
    std::vector<Part> m_parts;
};

}  // namespace priorscope
