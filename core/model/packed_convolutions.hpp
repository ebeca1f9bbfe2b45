// Convolutions that hold their weights in the layout that the CPU multiplies fastest. Private to core.
#pragma once

#include <torch/script.h>

#include <cstdint>
#include <vector>

namespace priorscope {

/// Sizes of the inputs of a traced graph's convolutions, in its order: [N, channels, height, width] each.
/// Freezing forgets them.
std::vector<std::vector<std::int64_t>> convolutionInputs(const torch::jit::Graph& traced);

/// Replaces the dense convolutions with kernels of more than one pixel in a frozen module's forward(), and
/// the ReLU behind each, by one operation on weights that are laid out once. torch otherwise reorders them
/// at every call, which takes longer than the multiplications where the images are few. Results are equal
/// bit by bit. Pointwise and depthwise convolutions gain nothing and stay.
///
/// Nothing changes where this build of torch lacks the operations (they are oneDNN's).
/// @param module  frozen, on the CPU, weights in float or bfloat16
/// @param inputs  of the graph that was frozen. The layout that fits depends on height and width: with others
///                every call lays out the weights again; it serves every batch
void packConvolutions(torch::jit::Module& module, const std::vector<std::vector<std::int64_t>>& inputs);

}  // namespace priorscope
