// The kept detections of a split compared with its objects, in a form that every score threshold can be read
// from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "core/dataset/dataset.hpp"
#include "core/detection/kept_candidates.hpp"
#include "core/evaluation/verdicts.hpp"

namespace priorscope {

/// The objects of one image.
struct TruthImage {
    int width = 1;  ///< pixels, > 0
    int height = 1;
    std::vector<TruthBox> objects{};

    /// A box of this image in fractions of it.
    Box fractionsOf(const PixelBox& box) const;
};

/// @param filter  objects that it hides are ignored; none: every object is looked at
/// @throws Error if a label is not in [1, 65535]
TruthImage truthOf(const ImageRow& record, const std::optional<ImageFilter>& filter = {});

/// @param images  indices into Dataset::images
/// @throws Error if a label is not in [1, 65535]
std::vector<TruthImage> truthOf(const Dataset& dataset, std::span<const std::size_t> images,
                                const std::optional<ImageFilter>& filter = {});

/// A wrong detection and an object of another class that it could be mistaken for: with an IoU at or above
/// the match.
struct ConfusedPair {
    std::uint32_t detection = 0;  ///< of the image's kept detections
    std::uint32_t object = 0;     ///< of the image's objects
    double iou = 0.0;
};

/// Matching goes by falling score: the verdict on a detection, and which of them finds an object, are the
/// same at every threshold on the score that keeps the detection.
struct JudgedSplit {
    MatchOptions options{};
    std::vector<std::size_t> first_detection{0};  ///< [images + 1]
    std::vector<float> scores{};                  ///< [detections] falling within an image
    std::vector<std::uint16_t> labels{};          ///< [detections]
    std::vector<Outcome> outcomes{};              ///< [detections]
    std::vector<std::int32_t> objects{};          ///< [detections] DetectionVerdict::object
    std::vector<std::size_t> first_object{0};     ///< [images + 1]
    std::vector<std::uint16_t> object_labels{};   ///< [objects]
    std::vector<bool> counts{};                   ///< [objects] can be found or missed
    std::vector<float> found_at{};                ///< [objects] score of the detection that finds it; below
                                                  ///< 0: none
    std::vector<std::size_t> first_pair{0};       ///< [images + 1]
    std::vector<ConfusedPair> pairs{};            ///< by falling score of the detection, then by falling IoU

    std::size_t imageCount() const { return first_detection.size() - 1; }
    /// Highest label among detections and objects.
    int maxLabel() const;
};

/// @param truth  [images of the store]
/// @param workers  threads; 0: all cores. The result does not depend on it
/// @return nothing if stopped
/// @throws Error if an option is out of range
std::optional<JudgedSplit> judgeKept(const CandidateStore& store, const KeptCandidates& kept,
                                     std::span<const TruthImage> truth, const MatchOptions& options,
                                     std::stop_token stop = {}, int workers = 0);

}  // namespace priorscope
