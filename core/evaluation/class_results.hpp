// What is kept of each image for the figures of a class. Internal to core/evaluation.
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

/// One class in one image that has an object or a detection of it.
struct ClassImage {
    std::vector<TruthBox> objects;
    std::vector<ScoredBox> detections;  ///< highest score first, equal scores in the given order
    std::vector<double> iou;            ///< [detections × objects]

    std::span<const double> iouOf(std::size_t detection) const {
        return std::span(iou).subspan(detection * objects.size(), objects.size());
    }
};

/// A detection that VOC counts: right or wrong.
struct VocVerdict {
    double score = 0.0;
    bool right = false;
};

constexpr std::size_t kCocoThresholds = 10;      // IoU 0.50, 0.55, …, 0.95
constexpr std::size_t kCocoMaxDetections = 100;  // of an image and class
constexpr std::size_t kCocoRanges = 4;           // of area: all, small, medium, large

/// A detection as COCO judges it: at each threshold right, wrong, or neither.
struct CocoVerdict {
    double score = 0.0;
    std::uint8_t rank = 0;                              ///< in its image and class, from 0
    std::array<std::uint16_t, kCocoRanges> right_at{};  ///< bit k: right at threshold k
    std::array<std::uint16_t, kCocoRanges> wrong_at{};
};

/// A class over the images so far: verdicts alone, no boxes.
struct ClassTally {
    std::int64_t positives = 0;  ///< objects that are not difficult
    std::vector<VocVerdict> voc;
    std::array<std::int64_t, kCocoRanges> coco_positives{};
    std::vector<CocoVerdict> coco;
};

void judgeByVoc(const ClassImage& image, ClassTally& tally);
void judgeByCoco(const ClassImage& image, ClassTally& tally);

/// Average precisions of one class by VOC's rules; none without positives.
struct VocFigures {
    std::optional<double> ap_voc07{};
    std::optional<double> ap_voc10{};
};
VocFigures vocFigures(const ClassTally& tally);

/// COCO's figures as means over classes and thresholds, and the AP at 0.5 of each class.
struct CocoResults {
    CocoFigures figures;
    std::vector<std::optional<double>> ap50;  ///< [classes]
};
CocoResults cocoResults(const std::vector<ClassTally>& classes);

}  // namespace priorscope
