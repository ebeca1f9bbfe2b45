#include "core/training/step/frozen_stages.hpp"

#include <algorithm>

#include "core/training/plan/schedule.hpp"
#include "core/training/step/parameter_groups.hpp"

namespace priorscope {

FrozenStages::FrozenStages(const DetectorNetwork& network, const TrainingOptions& options)
    : m_options(options) {
    const std::vector<NetworkStage> stages = stagesOf(network.spec());
    m_parts.resize(stages.size() + 1);
    const auto partOf = [&](const std::string& name) -> Part& {
        return m_parts[stageOf(name, stages).value_or(stages.size())];
    };
    for (const auto& item : network.named_parameters()) {
        partOf(item.key()).parameters.push_back(item.value());
    }
    for (const auto& item : network.named_modules("", /*include_self=*/false)) {
        if (isNormalization(*item.value())) {
            partOf(item.key() + ".").norms.push_back(item.value());
        }
    }
}

void FrozenStages::freeze(std::int64_t step, const RunCourse& course) {
    const auto frozen = static_cast<std::size_t>(frozenStagesAt(m_options, step, course));
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        const bool learns = i >= frozen || i + 1 == m_parts.size();
        for (torch::Tensor& parameter : m_parts[i].parameters) {
            parameter.set_requires_grad(learns);
        }
        if (learns && !m_options.freeze_norms) {
            continue;
        }
        for (const auto& norm : m_parts[i].norms) {
            norm->eval();
            for (torch::Tensor& parameter : norm->parameters()) {
                parameter.set_requires_grad(false);
            }
        }
    }
}

}  // namespace priorscope
