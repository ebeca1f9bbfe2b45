// What detection does with maps besides products, over raw memory. Private to core's torch half.
#pragma once

#include <cstdint>

#include "core/model/plan/map_shape.hpp"
#include "core/model/plan/product_loops.hpp"

namespace priorscope {

/// A convolution of each channel with a kernel of its own. The input's border is as wide as the padding, or
/// wider.
struct DepthwiseFilter {
    const float* in = nullptr;  ///< under the kernel's first tap for the first result
    std::int64_t in_row_step = 0;
    std::int64_t in_pixel_step = 0;
    std::int64_t channels = 0;       ///< kLeastDepthwise or more; of a part of them: vectorLanes() or more
    std::int64_t kernel = 3;         ///< 3 or 5
    std::int64_t stride = 1;         ///< 1 or 2
    const float* weights = nullptr;  ///< [kernel · kernel], each the channels' weights
    std::int64_t weight_step = 0;    ///< from one of these to the next
    const float* bias = nullptr;     ///< [channels]
    MapMemory out{};
    std::int64_t columns = 0;  ///< of the results
    Finish finish = Finish::none;
};
inline constexpr std::int64_t kLeastDepthwise = 16;

/// Rows [first, last) of the results.
void filterRows(const DepthwiseFilter& filter, std::int64_t first, std::int64_t last);

/// values = finish(values + added)
/// @param added  [count], or null
void finishValues(float* values, const float* added, std::int64_t count, Finish finish);

struct Pooling {
    std::int64_t kernel = 2;
    std::int64_t stride = 2;
    std::int64_t padding = 0;
};

/// The largest value under the kernel, for a row of the results.
void poolRow(const Pooling& pooling, const MapShape& in_shape, const float* in, const MapShape& out_shape,
             float* out, std::int64_t row);

/// The mean of each channel of [first, last) over a map's pixels.
void meanOfChannels(const MapShape& shape, const float* in, std::int64_t first, std::int64_t last,
                    float* out);

/// A row of the map times a factor for each channel, in place.
void scaleRow(const MapShape& shape, float* map, const float* factors, std::int64_t row);

/// A row with each pixel's channels divided by their Euclidean norm, or eps if that is larger, times `scale`.
void normalizeRow(const MapShape& shape, const float* in, float eps, const float* scale,
                  const MapShape& out_shape, float* out, std::int64_t row);

}  // namespace priorscope
