// 3 × 3 convolutions by Winograd's method on the CPU. Private to core: it uses torch types.
#pragma once

#include "core/base/torch_headers.hpp"

namespace priorscope {

struct ConvolutionShape;

/// Whether convolvedByWinograd() takes the images and is faster than torch's convolution: 3 × 3 of step 1
/// without groups, on the CPU, channels side by side, float without autocast, with enough channels and a map
/// of more than a few tiles.
bool canConvolveByWinograd(const torch::Tensor& x, const ConvolutionShape& shape);

/// As torch::conv2d, with gradients. Its rounding error is about twice that of sums in float.
/// @param x       [N, C, H, W], channels last
/// @param weight  [out, C, 3, 3]
/// @param bias    [out], or undefined
/// @return channels last
torch::Tensor convolvedByWinograd(const torch::Tensor& x, const torch::Tensor& weight,
                                  const torch::Tensor& bias, const ConvolutionShape& shape);

}  // namespace priorscope
