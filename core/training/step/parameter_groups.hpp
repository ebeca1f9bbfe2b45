// What a run does with each parameter. Private to core's training: it uses torch types.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/base/torch_headers.hpp"
#include "core/model/detector_network.hpp"
#include "core/training/plan/training_options.hpp"

namespace priorscope {

/// Parameters that learn alike.
struct ParameterGroup {
    std::vector<std::pair<std::string, torch::Tensor>> parameters;
    double rate_factor = 1.0;  ///< on the learning rate
    double weight_decay = 0.0;
};

/// Every parameter of the network once, in groups by stage and kind: biases learn at `bias_rate`, stages at
/// `stage_rates`; biases and normalisation decay as the options say.
std::vector<ParameterGroup> parameterGroups(const DetectorNetwork& network, const TrainingOptions& options);

/// Whether a module normalises by running statistics.
bool isNormalization(const torch::nn::Module& module);

/// The number of the stage that a parameter, buffer or module belongs to; nothing for the rest of the
/// network.
/// @param name  for a module, with a dot at its end
std::optional<std::size_t> stageOf(const std::string& name, const std::vector<NetworkStage>& stages);

}  // namespace priorscope
