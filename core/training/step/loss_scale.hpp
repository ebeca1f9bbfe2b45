// The factor on the loss that keeps half-precision gradients from vanishing. Private to core's training.
#pragma once

#include <cstdint>

#include "core/archive/pickle.hpp"

namespace priorscope {

/// Doubled after a long stretch of finite gradients, halved when one is not finite; that step is skipped.
/// Source: torch.cuda.amp.GradScaler with its defaults (growth 2 every 2,000 steps, back-off 0.5)
class LossScale {
  public:
    double factor() const { return m_factor; }
    /// After the gradients of a step. @return whether they are to be used
    bool accept(bool are_finite);
    /// Halved so often that even tiny losses overflow: the network itself has diverged.
    bool isExhausted() const { return m_factor < 1.0; }

    std::int64_t goodSteps() const { return m_good_steps; }  ///< since the factor last changed
    /// For a checkpoint.
    PickleValue state() const;
    /// Anything but a state is left alone: the factor is found again in a few steps.
    void restore(const PickleValue& state);

  private:
    double m_factor = 65536.0;
    std::int64_t m_good_steps = 0;
};

}  // namespace priorscope
