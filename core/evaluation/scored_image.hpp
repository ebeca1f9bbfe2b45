// Objects and detections of one image in pixels, as evaluation compares them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/dataset/dataset.hpp"
#include "core/dataset/image_filter.hpp"
#include "core/detection/detection.hpp"
#include "core/geometry/pixel_box.hpp"

namespace priorscope {

/// What becomes of difficult objects, and of those that COCO ignores.
enum class DifficultObjects {
    ignore,  ///< neither right nor wrong
    remove,  ///< detections of them are wrong
    keep,    ///< like others; crowds stay ignored
};

struct TruthBox {
    int label = 0;  ///< 1-based class
    PixelBox box{};
    bool difficult = false;  ///< neither rewarded nor punished
    bool is_crowd = false;   ///< COCO's region of several objects, difficult too: takes any number of
                             ///< detections, and what counts is how much of a detection it covers
    std::optional<double> annotated_area{};  ///< px², as COCO's annotations have it; none: the box's
    bool is_hidden = false;  ///< by a filter, difficult too: ignored whatever becomes of difficult objects
};

struct ScoredBox {
    int label = 0;  ///< 1-based class
    double score = 0.0;
    PixelBox box{};
};

struct ScoredImage {
    std::vector<TruthBox> objects{};      ///< in the order of the annotation
    std::vector<ScoredBox> detections{};  ///< in any order; ties in score keep this order
};

/// The objects as a mode has them. Those that a filter hides stay ignored.
std::vector<TruthBox> treated(std::vector<TruthBox> objects, DifficultObjects difficult);

/// Objects keep their annotated pixel coordinates, as doubles; detections are converted from fractions.
/// @param filter  objects that it hides are ignored; none: every object is looked at
ScoredImage scoredImage(const ImageRow& truth, std::span<const Detection> detections,
                        const std::optional<ImageFilter>& filter = {});

/// Indices of the detections by descending score, ties in the given order.
std::vector<std::size_t> orderByScore(std::span<const ScoredBox> detections);

}  // namespace priorscope
