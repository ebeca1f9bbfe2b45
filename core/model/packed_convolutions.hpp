// Convolutions with prepacked weights for the CPU. Private to core.
#pragma once

#include <torch/script.h>

#include <cstdint>
#include <vector>

namespace priorscope {

/// Input sizes of a traced graph's convolutions, in graph order: [N, channels, height, width] each.
/// Freezing discards them.
std::vector<std::vector<std::int64_t>> convolutionInputs(const torch::jit::Graph& traced);

/// Replaces dense convolutions with kernels larger than one pixel in a frozen module's forward(), together
/// with a following ReLU, by one operation on weights that are packed once. torch otherwise reorders the
/// weights at every call, which takes longer than the multiplications for few images. Results are
/// bit-identical. Pointwise and depthwise convolutions gain nothing and are left alone.
///
/// Does nothing if this build of torch lacks the operations (they are oneDNN's).
/// @param module  frozen, on the CPU, weights in float or bfloat16
/// @param inputs  of the graph that was frozen. The best layout depends on height and width: with others,
///                every call packs the weights again; the batch size does not matter
void packConvolutions(torch::jit::Module& module, const std::vector<std::vector<std::int64_t>>& inputs);

}  // namespace priorscope
