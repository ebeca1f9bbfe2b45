// Batch normalisation with the activation after it, for training on the CPU. Private to core: it uses torch
// types.
#pragma once

#include "core/base/torch_headers.hpp"
#include "core/model/ssd/normalization_loops.hpp"

namespace priorscope {

struct NormOptions;

/// As torch::batch_norm by the statistics of the batch, then the activation, with gradients: memory is read
/// and written less often than by torch's operations one after the other. Statistics are summed in double;
/// results do not depend on the number of threads.
/// @param x                   [N, C, H, W], for which hasValues() is true; more than one value a channel
/// @param weight, bias        [C]
/// @param mean_so_far, variance_so_far  running statistics, updated in place
torch::Tensor normalizedActivation(const torch::Tensor& x, const torch::Tensor& weight,
                                   const torch::Tensor& bias, torch::Tensor& mean_so_far,
                                   torch::Tensor& variance_so_far, const NormOptions& norm,
                                   Activation activation);

}  // namespace priorscope
