// Two states of one split beside each other: two detectors, or one at two settings.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/base/progress.hpp"
#include "core/evaluation/comparison/precision_difference.hpp"
#include "core/evaluation/comparison/verdict_difference.hpp"
#include "widgets/detect/split/live_scores.hpp"

namespace priorscope {

/// A is the state before, B the present one. Classes are those of the dataset. Images that either was trained
/// on are left out for both.
struct SplitComparison {
    std::shared_ptr<const LiveCounted> before;
    std::shared_ptr<const LiveCounted> after;
    /// [images] of both: indices into the images of each state's split
    std::vector<std::size_t> places_before{};
    std::vector<std::size_t> places_after{};
    Sentence left_out{};              ///< how many images are left; empty: none is left out
    PrecisionDifference precision{};  ///< at IoU 0.5, from every kept score
    VerdictDifference verdicts{};     ///< at each state's thresholds, and the present IoU of a match
};

/// @return nothing if stopped
/// @throws Error if the bootstrap cannot be made, or no image is left
std::optional<SplitComparison> compareStates(const std::shared_ptr<const LiveCounted>& before,
                                             const std::shared_ptr<const LiveCounted>& after,
                                             std::stop_token stop = {}, const ProgressFn& progress = {});

/// An object that one state finds and the other does not, or an image with more errors in one of them.
struct ComparedItem {
    std::size_t place = 0;     ///< of the present split's images
    std::int32_t object = -1;  ///< of the image's objects; -1: the whole image
    std::int64_t errors_before = 0;
    std::int64_t errors_after = 0;
};

enum class ComparedKind { lost, gained, worse, better };

/// The largest differences first; objects in the order of the images.
std::vector<ComparedItem> comparedItems(const SplitComparison& comparison, ComparedKind kind);

}  // namespace priorscope
