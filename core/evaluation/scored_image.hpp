// Objects and detections of one image in pixels, as evaluation compares them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/dataset/dataset.hpp"
#include "core/detection/detection.hpp"
#include "core/geometry/pixel_box.hpp"

namespace priorscope {

struct TruthBox {
    int label = 0;  ///< 1-based class
    PixelBox box{};
    bool difficult = false;
};

struct ScoredBox {
    int label = 0;  ///< 1-based class
    double score = 0.0;
    PixelBox box{};
};

struct ScoredImage {
    std::vector<TruthBox> objects;      ///< in the order of the annotation
    std::vector<ScoredBox> detections;  ///< in any order; ties in score keep this order
};

/// Objects keep their annotated pixel coordinates, as doubles; detections are converted from fractions.
ScoredImage scoredImage(const ImageRecord& truth, std::span<const Detection> detections);

/// Indices of the detections by descending score, ties in the given order.
std::vector<std::size_t> orderByScore(std::span<const ScoredBox> detections);

}  // namespace priorscope
