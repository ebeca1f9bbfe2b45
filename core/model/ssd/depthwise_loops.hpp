// Depthwise convolution over raw memory. Private to core's torch half.
#pragma once

#include <cstdint>

#include "core/model/ssd/bfloat.hpp"

namespace priorscope {

/// Images lie as [count, rows, cols, channels], weights and their gradients as [kernel · kernel, channels].
struct DepthwiseShape {
    std::int64_t count = 0;
    std::int64_t channels = 0;
    std::int64_t rows = 0;  ///< of the input
    std::int64_t cols = 0;
    std::int64_t out_rows = 0;
    std::int64_t out_cols = 0;
    std::int64_t kernel = 3;
    std::int64_t stride = 1;
    std::int64_t padding = 1;
    std::int64_t dilation = 1;
};

// Sums are in float, in an order that does not depend on the number of threads.

void depthwiseForward(const DepthwiseShape& shape, const float* input, const float* weight, float* output,
                      int threads);
void depthwiseForward(const DepthwiseShape& shape, const Bfloat* input, const float* weight, Bfloat* output,
                      int threads);
/// @param gradient  of the output
void depthwiseBackwardInput(const DepthwiseShape& shape, const float* gradient, const float* weight,
                            float* of_input, int threads);
void depthwiseBackwardInput(const DepthwiseShape& shape, const Bfloat* gradient, const float* weight,
                            Bfloat* of_input, int threads);
void depthwiseBackwardWeight(const DepthwiseShape& shape, const float* input, const float* gradient,
                             float* of_weight, int threads);
void depthwiseBackwardWeight(const DepthwiseShape& shape, const Bfloat* input, const Bfloat* gradient,
                             float* of_weight, int threads);

}  // namespace priorscope
