// A network's detection as layers over feature maps of one image. Private to core's torch half.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/model/plan/map_loops.hpp"
#include "core/model/plan/map_shape.hpp"

namespace priorscope {

/// A feature map. Those with a result are rows of it: the pixels' channels, one after the other.
struct PlanMap {
    std::int64_t height = 0;
    std::int64_t width = 0;
    std::int64_t channels = 0;
    int result = -1;
    std::int64_t first_row = 0;  ///< of the result
};

enum class LayerKind {
    convolution,
    depthwise,  ///< a convolution of each channel alone
    pool,       ///< the largest value under a kernel
    mean,       ///< of each channel, over all pixels
    scale,      ///< the map times the values of `second`, a map of one pixel; in place
    normalize,  ///< each pixel by its norm, times `weights`
};

struct PlanLayer {
    LayerKind kind = LayerKind::convolution;
    int input = 0;    ///< index of a map
    int second = -1;  ///< of convolutions: the map that is added to the sums, or -1
    int output = 0;
    std::int64_t kernel = 1;
    std::int64_t stride = 1;
    std::int64_t padding = 0;
    std::int64_t dilation = 1;
    std::vector<float>
        weights{};  ///< [kernel · kernel, channels in, channels out], or [kernel · kernel, channels]
    std::vector<float> bias{};  ///< [channels out]
    float eps = 0.0F;
    Finish finish = Finish::none;
    /// Of depthwise layers, one or none: a convolution of single pixels whose output they filter, and which
    /// is no map of its own then.
    std::vector<PlanLayer> expansion{};
};

/// [rows, columns] of one image.
struct PlanResult {
    std::int64_t rows = 0;
    std::int64_t columns = 0;
};

/// Layers come after those that make their inputs.
struct PlanGraph {
    std::vector<PlanMap> maps;  ///< the first is the image
    std::vector<PlanLayer> layers;
    std::vector<PlanResult> results;
};

/// Makes convolutions of single pixels a part of the depthwise layer that alone reads them: their output,
/// often the largest map of all, need not leave the cache.
PlanGraph withExpansions(PlanGraph graph);

/// The layers by level: each needs only what those of lower levels make.
std::vector<std::vector<std::size_t>> levelsOf(const PlanGraph& graph);

}  // namespace priorscope
