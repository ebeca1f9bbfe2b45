#include "core/training/step/weight_average.hpp"

#include <algorithm>

#include "core/compute/torch_device.hpp"

namespace priorscope {

WeightAverage::WeightAverage(DetectorNetwork& network, double decay)
    : m_average(networkOn(cloneNetwork(network), deviceOf(network))), m_decay(decay) {}

void WeightAverage::add(const DetectorNetwork& network, std::int64_t steps) {
    const auto t = static_cast<double>(steps);
    const double decay = std::min(m_decay, (1.0 + t) / (10.0 + t));
    const torch::NoGradGuard no_grad;
    const std::lock_guard lock(m_average->mutex());
    const auto weights = namedState(network);
    const auto averages = namedState(*m_average);
    for (std::size_t i = 0; i < weights.size(); ++i) {
        torch::Tensor average = averages[i].second;
        if (average.is_floating_point()) {
            average.lerp_(weights[i].second, 1.0 - decay);
        } else {
            average.copy_(weights[i].second);
        }
    }
}

}  // namespace priorscope
