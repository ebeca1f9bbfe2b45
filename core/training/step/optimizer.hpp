// The optimizer of a run. Private to core's training: it uses torch types.
#pragma once

#include <torch/optim/optimizer.h>

#include <memory>
#include <string>
#include <vector>

#include "core/archive/pickle.hpp"
#include "core/base/torch_headers.hpp"
#include "core/training/step/parameter_groups.hpp"

namespace priorscope {

/// torch::optim's SGD or AdamW over groups of parameters. Those without a gradient (frozen ones) stay as they
/// are: no decay, no momentum.
class RunOptimizer {
  public:
    RunOptimizer(std::vector<ParameterGroup> groups, const TrainingOptions& options);

    void clearGradients();
    /// Norm over all gradients; if `limit` > 0 and the norm exceeds it, they are scaled down to it.
    /// @return the norm before scaling
    double clipGradients(double limit);
    void scaleGradients(double factor);
    void step(double learning_rate);

    std::vector<torch::Tensor> parameters() const;

    /// By parameter name: for SGD the momentum; for AdamW, below "adamw", a dictionary each of "steps",
    /// "mean" and "square". A parameter that has not learnt yet has zeros.
    PickleValue state() const;
    /// @throws Error naming the first parameter without a matching entry
    void restore(const PickleValue& state, const std::string& source);

  private:
    void restoreSgd(const PickleValue& state, const std::string& source);
    void restoreAdamW(const PickleValue& state, const std::string& source);

    std::vector<ParameterGroup> m_groups;
    bool m_is_adamw;
    std::unique_ptr<torch::optim::Optimizer> m_optimizer;
};

}  // namespace priorscope
