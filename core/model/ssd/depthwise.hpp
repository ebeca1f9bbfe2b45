// Depthwise convolution on the CPU. Private to core: it uses torch types.
#pragma once

#include "core/base/torch_headers.hpp"

namespace priorscope {

struct ConvolutionShape;

/// Whether convolvedDepthwise() takes the images: on the CPU, channels side by side, float or bfloat16. It is
/// there because torch's convolution with a group for each channel is slow in the backward pass.
bool canConvolveDepthwise(const torch::Tensor& x, const ConvolutionShape& shape);

/// As torch::conv2d, with gradients; weights stay float for bfloat16 images. No bias.
/// @param x       [N, C, H, W], channels last
/// @param weight  [C, 1, k, k], float
/// @return in x's type, channels last
torch::Tensor convolvedDepthwise(const torch::Tensor& x, const torch::Tensor& weight,
                                 const ConvolutionShape& shape);

}  // namespace priorscope
