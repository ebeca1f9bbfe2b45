// Scoped compute precision. Private to core's torch half.
#pragma once

#include <ATen/autocast_mode.h>
#include <torch/version.h>

#include "core/compute/compute_context.hpp"
#include "core/compute/tf32_use.hpp"

namespace priorscope {

/// Whether convolutions on the CPU run in another precision than their input's.
inline bool isCpuAutocast() {
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
    return at::autocast::is_autocast_enabled(at::kCPU);
#else
    return at::autocast::is_cpu_enabled();
#endif
}

/// Runs convolutions in the given precision for its lifetime; weights are unchanged.
class Autocast {
  public:
    /// @param device  on which the convolutions run: the CPU or CUDA
    Autocast(Precision precision, const at::Device& device)
        : m_tf32(precision == Precision::tf32, device.is_cuda()),
          m_device(device.type()),
          m_type(precision == Precision::fp16 ? at::kHalf : at::kBFloat16),
          m_enabled(precision == Precision::bf16 || precision == Precision::fp16) {
        if (m_enabled) {
            use(true);
        }
    }
    ~Autocast() {
        if (m_enabled) {
            at::autocast::clear_cache();
            use(false);
        }
    }
    Autocast(const Autocast&) = delete;
    Autocast& operator=(const Autocast&) = delete;

  private:
    void use(bool enabled) const {
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
        at::autocast::set_autocast_dtype(m_device, m_type);
        at::autocast::set_autocast_enabled(m_device, enabled);
#else
        if (m_device == at::kCUDA) {
            at::autocast::set_autocast_gpu_dtype(m_type);
            at::autocast::set_enabled(enabled);
        } else {
            at::autocast::set_autocast_cpu_dtype(m_type);
            at::autocast::set_cpu_enabled(enabled);
        }
#endif
    }

    Tf32Use m_tf32;
    at::DeviceType m_device;
    at::ScalarType m_type;
    bool m_enabled;
};

}  // namespace priorscope
