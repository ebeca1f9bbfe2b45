// What two detectors get right and wrong on the same images, one by one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/evaluation/verdicts.hpp"

namespace priorscope {

struct VerdictDifference {
    struct Side {
        VerdictCounts total{};
        /// [labels + 1] detections by their own label, objects by theirs
        std::vector<VerdictCounts> classes{};
    };
    struct ObjectPlace {
        std::size_t image = 0;
        std::int32_t object = 0;  ///< of the image's
        bool operator==(const ObjectPlace&) const = default;
    };
    /// Errors: wrong detections and objects that were not found.
    struct ImageErrors {
        std::size_t image = 0;
        std::int64_t a = 0;
        std::int64_t b = 0;
        bool operator==(const ImageErrors&) const = default;
    };
    Side a{};
    Side b{};
    std::vector<ObjectPlace> found_by_a{};  ///< and not by B, in the order of the images
    std::vector<ObjectPlace> found_by_b{};
    std::vector<ImageErrors> worse_in_a{};  ///< more errors in A, the largest difference first
    std::vector<ImageErrors> worse_in_b{};
};

/// The detections of one detector, and which of them count.
struct VerdictSide {
    std::span<const ScoredImage* const> images{};  ///< their objects as treated() leaves them
    double min_score = 0.0;                        ///< detections at or above
};

/// @param a, b     of the same images with the same objects, in the same order
/// @param classes  labels 1 … classes
/// @param options  its `known` are the classes that both know: detections of others are left out, their
/// objects not asked for
/// @throws Error if an option is out of range, or a label is not in [1, classes]
VerdictDifference compareVerdicts(const VerdictSide& a, const VerdictSide& b, std::size_t classes,
                                  const MatchOptions& options);

}  // namespace priorscope
