// Conversion to and from torch's devices. Private to core's torch half.
#pragma once

#include "core/base/torch_headers.hpp"
#include "core/compute/compute_context.hpp"

namespace priorscope {

torch::Device torchDevice(const Device& device);
/// @throws Error if its type has no counterpart in DeviceKind
Device deviceFromTorch(const torch::Device& device);

/// The device of a module's first parameter; the CPU if it has none. A network is always on one device.
torch::Device deviceOf(const torch::nn::Module& module);

namespace torch_half {

AvailableDevices availableDevices();

}  // namespace torch_half
}  // namespace priorscope
