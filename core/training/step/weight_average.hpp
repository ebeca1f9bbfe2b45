// An average of the weights over the steps of a run. Private to core's training: it uses torch types.
#pragma once

#include <cstdint>
#include <memory>

#include "core/model/detector_network.hpp"

namespace priorscope {

/// average ← d · average + (1 − d) · weights after each step, with d = min(decay, (1 + t) / (10 + t)) after
/// step t, over parameters and buffers of real numbers; others are copied.
/// Source: tf.train.ExponentialMovingAverage with num_updates
class WeightAverage {
  public:
    /// @param network  the average begins with its weights
    /// @param decay    (0, 1)
    WeightAverage(DetectorNetwork& network, double decay);

    /// @param steps  how many are done, this one included
    void add(const DetectorNetwork& network, std::int64_t steps);

    /// On the device of the network.
    const std::shared_ptr<DetectorNetwork>& network() const { return m_average; }

  private:
    std::shared_ptr<DetectorNetwork> m_average;
    double m_decay;
};

}  // namespace priorscope
