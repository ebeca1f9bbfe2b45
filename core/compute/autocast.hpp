// Lower precision for a while. Private to core's torch half.
#pragma once

#include <ATen/autocast_mode.h>

#include "core/compute/compute_settings.hpp"

namespace priorscope {

/// Convolutions in bfloat16 while it lives, where asked for; weights stay as they are.
class Autocast {
  public:
    explicit Autocast(Precision precision) : m_enabled(precision == Precision::bf16) {
        if (m_enabled) {
            at::autocast::set_autocast_cpu_dtype(at::kBFloat16);
            at::autocast::set_cpu_enabled(true);
        }
    }
    ~Autocast() {
        if (m_enabled) {
            at::autocast::clear_cache();
            at::autocast::set_cpu_enabled(false);
        }
    }
    Autocast(const Autocast&) = delete;
    Autocast& operator=(const Autocast&) = delete;

  private:
    bool m_enabled;
};

}  // namespace priorscope
