// Per-image results that the figures of a class are computed from. Internal to core/evaluation.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/evaluation/evaluation.hpp"
#include "core/evaluation/scored_image.hpp"

namespace priorscope {

/// One class in one image that has an object or a detection of that class.
struct ClassImage {
    std::vector<TruthBox> objects;
    std::vector<ScoredBox> detections;  ///< in descending score order, ties in the given order
    std::vector<double> iou;            ///< [detections × objects]

    std::span<const double> iouOf(std::size_t detection) const {
        return std::span(iou).subspan(detection * objects.size(), objects.size());
    }
};

/// A detection that counts under VOC: right or wrong.
struct VocVerdict {
    double score = 0.0;
    bool right = false;
};

constexpr std::size_t kCocoThresholds = 10;      // IoU 0.50, 0.55, …, 0.95
constexpr std::size_t kCocoMaxDetections = 100;  // of an image and class
constexpr std::size_t kCocoRanges = 4;           // of area: all, small, medium, large
constexpr std::size_t kCocoDetectionLimits = 3;  // of an image and class, for recall: 1, 10, 100

/// For each range of area a bit for each threshold.
using CocoBits = std::array<std::uint16_t, kCocoRanges>;
constexpr std::uint16_t kCocoEveryThreshold = (1U << kCocoThresholds) - 1U;

/// COCO's result for a detection: at each threshold right, wrong, or ignored.
struct CocoVerdict {
    double score = 0.0;
    std::uint8_t rank = 0;  ///< 0-based rank within its image and class
    CocoBits right_at{};    ///< bit k: right at threshold k
    CocoBits wrong_at{};
};

/// Accumulated results of a class over the images so far: only verdicts, no boxes.
struct ClassTally {
    std::int64_t positives = 0;  ///< objects that are not difficult
    std::vector<VocVerdict> voc;
    std::array<std::int64_t, kCocoRanges> coco_positives{};
    std::vector<CocoVerdict> coco;
};

void judgeByVoc(const ClassImage& image, ClassTally& tally);
void judgeByCoco(const ClassImage& image, ClassTally& tally);

/// Average precision of one class under VOC's rules; none without positives.
struct VocFigures {
    std::optional<double> ap_voc07{};
    std::optional<double> ap_voc10{};
};
VocFigures vocFigures(const ClassTally& tally);
/// The same from the curve: between two right detections precision falls and recall stays.
/// @param precision  at each right detection, by falling score; becomes its envelope
VocFigures vocFigures(std::vector<double>& precision, std::int64_t positives);

/// COCO's figures of one class at one threshold.
struct CocoPoint {
    double precision = 0.0;                                     ///< average, at most 100 detections
    std::array<double, kCocoDetectionLimits> recall_at_most{};  ///< 1, 10, 100 detections
};
struct CocoClassFigures {
    /// [ranges of area][thresholds]; none for a range without objects that count
    std::array<std::optional<std::array<CocoPoint, kCocoThresholds>>, kCocoRanges> ranges{};
};
CocoClassFigures cocoFigures(const ClassTally& tally);

/// COCO's figures as means over classes and thresholds, and the AP at 0.5 of each class.
struct CocoResults {
    CocoFigures figures;
    std::vector<std::optional<double>> ap50;  ///< [classes]
};
CocoResults cocoResults(std::span<const CocoClassFigures> classes);
/// The same from the classes' tallies.
CocoResults cocoResults(const std::vector<ClassTally>& classes);

}  // namespace priorscope
