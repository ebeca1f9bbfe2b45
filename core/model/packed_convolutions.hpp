// Convolutions that hold their weights in the layout that the CPU multiplies fastest. Private to core.
#pragma once

#include <torch/script.h>

namespace priorscope {

/// Replaces the dense convolutions with kernels of more than one pixel in a frozen module's forward(), and
/// the ReLU behind each, by one operation on weights that are laid out once. torch otherwise reorders them
/// at every call, which takes longer than the multiplications where the images are few. Results are equal
/// bit by bit. Pointwise and depthwise convolutions gain nothing and stay.
///
/// Nothing changes where this build of torch lacks the operations (they are oneDNN's).
/// @param module  frozen, on the CPU, weights in float or bfloat16
void packConvolutions(torch::jit::Module& module);

}  // namespace priorscope
