#include "core/training/step/parameter_groups.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace priorscope {
namespace {

std::set<std::string> normalizationParameters(const DetectorNetwork& network) {
    std::set<std::string> names;
    for (const auto& module : network.named_modules("", /*include_self=*/false)) {
        if (isNormalization(*module.value())) {
            for (const auto& parameter : module.value()->named_parameters(/*recurse=*/false)) {
                names.insert(module.key() + "." + parameter.key());
            }
        }
    }
    return names;
}

bool isBias(const std::string& name) {
    return name == "bias" || name.ends_with(".bias");
}

double stageRate(const TrainingOptions& options, std::optional<std::size_t> stage) {
    return stage && *stage < options.stage_rates.size() ? options.stage_rates[*stage] : 1.0;
}

}  // namespace

std::vector<ParameterGroup> parameterGroups(const DetectorNetwork& network, const TrainingOptions& options) {
    const std::set<std::string> of_norms = normalizationParameters(network);
    const std::vector<NetworkStage> stages = stagesOf(network.spec());
    std::vector<ParameterGroup> groups;
    std::map<std::pair<double, double>, std::size_t> places;
    for (const auto& item : network.named_parameters()) {
        const std::string& name = item.key();
        const bool is_norm = of_norms.contains(name);
        const bool decays = is_norm ? options.decay_norms : !isBias(name) || options.decay_biases;
        const double factor =
            (isBias(name) ? options.bias_rate : 1.0) * stageRate(options, stageOf(name, stages));
        const double decay = decays ? options.weight_decay : 0.0;
        const auto [place, is_new] = places.try_emplace({factor, decay}, groups.size());
        if (is_new) {
            groups.push_back({.parameters = {}, .rate_factor = factor, .weight_decay = decay});
        }
        groups[place->second].parameters.emplace_back(name, item.value());
    }
    return groups;
}

bool isNormalization(const torch::nn::Module& module) {
    return module.named_buffers(/*recurse=*/false).contains("running_mean");
}

std::optional<std::size_t> stageOf(const std::string& name, const std::vector<NetworkStage>& stages) {
    const auto found = std::find_if(stages.begin(), stages.end(), [&](const NetworkStage& stage) {
        return std::any_of(stage.parts.begin(), stage.parts.end(),
                           [&](const std::string& part) { return name.starts_with(part); });
    });
    return found == stages.end() ? std::nullopt
                                 : std::optional(static_cast<std::size_t>(found - stages.begin()));
}

}  // namespace priorscope
