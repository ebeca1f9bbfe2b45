// Errors of one kind in an order, as galleries show them.
#pragma once

#include <QString>
#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "core/evaluation/rescoring/error_items.hpp"
#include "core/evaluation/rescoring/slices.hpp"

namespace priorscope {

struct LiveCosts;
struct LiveCounted;
struct LiveCurves;

/// What a gallery shows.
struct ShownErrors {
    ErrorFilter filter{};
    std::optional<Slice> slice{};  ///< of it only these
    /// Labels that may be wrong, most suspicious first: of the filter, the class alone counts.
    bool suspected = false;
    std::optional<float> from_score{};  ///< the threshold, whatever the slider says
    std::optional<int> bin{};           ///< of ScoreHistogram: detections with such scores, the same
    bool operator==(const ShownErrors&) const = default;
};

enum class ErrorSort { score, cost, largest, smallest };

/// What an order is made by, beyond the score.
enum class ErrorRank { none, cost, size, suspicion };

struct ErrorList {
    std::vector<ErrorItem> items{};
    ErrorRank rank = ErrorRank::none;
    /// [items] cost: fractions of mAP; size: square root of the area, pixels of the image; suspicion: [0, 1].
    /// Empty: none, or not known yet, and then the order is that of the scores.
    std::vector<float> ranks{};
    bool operator==(const ErrorList&) const = default;
};

/// @param curves, costs  null: not computed yet; what needs them is empty, or sorted by score
/// @param most           no more than the first so many
ErrorList listErrors(const LiveCounted& counted, const LiveCurves* curves, const LiveCosts* costs,
                     const ShownErrors& shown, ErrorSort sort, std::size_t most);

/// "Missed: 16–32 px", "cat taken for dog": what a list is of.
/// @param name  of a label
QString shownName(const ShownErrors& shown, const SplitSlices* slices,
                  const std::function<QString(int)>& name);

}  // namespace priorscope
