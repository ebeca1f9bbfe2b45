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

// Value is float or Bfloat. Sums are in float, in an order that does not depend on the number of threads.

template <class Value>
void depthwiseForward(const DepthwiseShape& shape, const Value* input, const float* weight, Value* output,
                      int threads);
/// @param gradient  of the output
template <class Value>
void depthwiseBackwardInput(const DepthwiseShape& shape, const Value* gradient, const float* weight,
                            Value* of_input, int threads);
template <class Value>
void depthwiseBackwardWeight(const DepthwiseShape& shape, const Value* input, const Value* gradient,
                             float* of_weight, int threads);

}  // namespace priorscope
