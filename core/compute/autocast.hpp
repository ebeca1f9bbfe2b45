// Lower precision for a while. Private to core's torch half.
#pragma once

#include <ATen/autocast_mode.h>
#include <torch/version.h>

#include "core/compute/compute_settings.hpp"

namespace priorscope {

/// Convolutions in bfloat16 while it lives, where asked for; weights stay as they are.
class Autocast {
  public:
    explicit Autocast(Precision precision) : m_enabled(precision == Precision::bf16) {
        if (m_enabled) {
            enable(true);
        }
    }
    ~Autocast() {
        if (m_enabled) {
            at::autocast::clear_cache();
            enable(false);
        }
    }
    Autocast(const Autocast&) = delete;
    Autocast& operator=(const Autocast&) = delete;

  private:
    static void enable(bool on) {
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
        at::autocast::set_autocast_dtype(at::kCPU, at::kBFloat16);
        at::autocast::set_autocast_enabled(at::kCPU, on);
#else
        at::autocast::set_autocast_cpu_dtype(at::kBFloat16);
        at::autocast::set_cpu_enabled(on);
#endif
    }

    bool m_enabled;
};

}  // namespace priorscope
