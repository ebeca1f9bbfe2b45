// Stochastic gradient descent as in Caffe's SSD. Private to core's training.
#pragma once

#include <torch/torch.h>

#include <string>
#include <utility>
#include <vector>

#include "core/archive/pickle.hpp"

namespace priorscope {

/// v ← momentum · v + gradient + weight_decay · w;  w ← w - rate · v, with the rate multiplied for biases.
/// Source: torch.optim.SGD without dampening; the doubled learning rate of biases is lr_mult in Caffe's SSD
class Sgd {
  public:
    Sgd(torch::nn::Module& network, double momentum, double weight_decay, double bias_rate);

    void clearGradients();
    /// Norm over all gradients; if `limit` > 0 and the norm exceeds it, they are scaled down to it.
    /// @return the norm before scaling
    double clipGradients(double limit);
    void step(double learning_rate);

    /// Momentum by parameter name.
    PickleValue state() const;
    /// @throws Error naming the first parameter without a matching entry
    void restore(const PickleValue& state, const std::string& source);

  private:
    struct Slot {
        std::string name;
        torch::Tensor parameter;
        torch::Tensor velocity;
        double rate_factor = 1.0;
    };

    std::vector<Slot> m_slots;
    double m_momentum;
    double m_weight_decay;
};

}  // namespace priorscope
