// The errors behind a count: which detections and objects, in which images.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "core/evaluation/rescoring/missed_reasons.hpp"

namespace priorscope {

/// A detection with its verdict, or an object that was not found.
struct ErrorItem {
    std::size_t image = 0;             ///< of the split's images
    std::int32_t candidate = -1;       ///< of the image's candidates; for an object: its best one; -1: none
    std::int32_t object = -1;          ///< of the image's objects; -1: none
    int label = 0;                     ///< of the detection, or of the object that was not found
    float score = 0.0F;                ///< of that candidate; 0: none
    std::optional<Outcome> outcome{};  ///< of the detection; none: an object that was not found
    std::optional<MissedReason> reason{};  ///< of such an object
    bool operator==(const ErrorItem&) const = default;
};

/// Which of them are wanted; what is not set does not restrict.
struct ErrorFilter {
    std::optional<Outcome> outcome{};  ///< detections with this verdict
    bool wrong = false;                ///< every false detection
    bool missed = false;               ///< objects that were not found
    std::optional<MissedReason> reason{};
    /// A cell of the confusion matrix: the object's label and the detection's, 0: background.
    std::optional<std::pair<int, int>> confusion{};
    int label = 0;  ///< of the detection or the object; 0: all
    bool operator==(const ErrorFilter&) const = default;
};

/// Where an item is in the split.
struct ItemPlace {
    std::size_t index = 0;  ///< of its detections, or of its objects
    bool is_detection = false;
};
ItemPlace placeOf(const ErrorItem& item, const KeptCandidates& kept, const JudgedSplit& split);

/// What else a list of errors depends on.
struct ErrorOrder {
    std::function<bool(const ErrorItem&)> wanted{};  ///< empty: all
    /// Highest first; empty: the score. Equal ones by score.
    std::function<float(const ErrorItem&)> rank{};
    std::size_t most = SIZE_MAX;  ///< no more than the first so many
};

/// Those that a threshold on the score leaves, highest score first; objects without a candidate come last.
/// Equal ones keep the order of the images.
/// @param prospects  [objects of the split]; empty: reasons are not known, and none is told
std::vector<ErrorItem> errorItems(const KeptCandidates& kept, const JudgedSplit& split,
                                  std::span<const ObjectProspects> prospects, float min_score,
                                  const ErrorFilter& filter, const ErrorOrder& order = {});

/// One detection as an item.
/// @param detection  of the image's kept ones
ErrorItem detectionItem(const KeptCandidates& kept, const JudgedSplit& split, std::size_t image,
                        std::size_t detection);
/// An object that was not found.
/// @param object  of the image's
ErrorItem missedItem(const JudgedSplit& split, std::span<const ObjectProspects> prospects, float min_score,
                     std::size_t image, std::size_t object);

/// What a picture of an item shows.
struct ErrorBoxes {
    std::optional<Box> detection{};  ///< fractions of the image
    std::optional<Box> object{};
    int object_label = 0;         ///< 0: there is none
    std::optional<double> iou{};  ///< of both
};
ErrorBoxes boxesOf(const ErrorItem& item, const CandidateStore& store, std::span<const TruthImage> truth);

}  // namespace priorscope
