// Devices as torch names them. Private to core's torch half.
#pragma once

#include <torch/torch.h>

#include "core/compute/compute_context.hpp"

namespace priorscope {

torch::Device torchDevice(const Device& device);
/// @throws Error where it is of a kind that contexts do not know
Device deviceFromTorch(const torch::Device& device);

/// Where a module's first parameter lies; the CPU for one without any. A network lies on one device.
torch::Device deviceOf(const torch::nn::Module& module);

namespace torch_half {

AvailableDevices availableDevices();

}  // namespace torch_half
}  // namespace priorscope
