// What became of each detection and each object of an image, at chosen thresholds.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/dataset/dataset.hpp"
#include "core/detection/detection.hpp"
#include "core/evaluation/object_matcher.hpp"

namespace priorscope {

/// Of a detection. All but the first two and the last are false positives, by cause.
enum class Outcome {
    true_positive,   ///< took an object of its class
    ignored,         ///< its best object is difficult: neither right nor wrong
    localization,    ///< right class, but overlaps the object too little
    classification,  ///< overlaps an object of another class well
    both,            ///< another class, and too little overlap
    duplicate,       ///< the object was taken by a detection of higher score
    background,      ///< overlaps no object
    not_judged,      ///< of a class that the dataset does not have
};
inline constexpr std::size_t kOutcomeCount = 8;
bool isFalsePositive(Outcome outcome);

/// Of an object.
enum class ObjectVerdict {
    found,
    missed,
    difficult,  ///< does not count, found or not
};

struct MatchOptions {
    double match_iou = 0.5;       ///< a detection is right at or above; (0, 1]
    double background_iou = 0.1;  ///< below this a detection has nothing to do with an object; [0, match_iou)
    int judged_classes = -1;      ///< labels above are not judged; -1: all are
    MatchProtocol protocol = MatchProtocol::voc;
    std::vector<Problem> validate() const;
};

struct DetectionVerdict {
    Outcome outcome = Outcome::background;
    std::int32_t object =
        -1;            ///< the object that the verdict speaks of, index into ImageRecord::objects; -1: none
    double iou = 0.0;  ///< with that object
};

struct ImageVerdicts {
    std::vector<DetectionVerdict> detections;  ///< [detections], in their order
    std::vector<ObjectVerdict> objects;        ///< [objects]
    std::vector<std::int32_t> found_by;        ///< [objects], the detection that took it; -1: none
};

/// Compares the detections of one image with its objects. Detections are served by falling score, equal
/// scores in the order given, by the matcher, the IoU and the comparison of average precision, so that at its
/// thresholds both judge every detection alike.
/// @param detections  labels are the dataset's
/// Sources: VOCdevkit 2007 VOCevaldet.m; "TIDE: A General Toolbox for Identifying Object Detection Errors"
/// (2020), section 2.2, for the causes (there "cls", "loc", "both", "dupe", "bkg")
ImageVerdicts matchDetections(const ImageRecord& truth, std::span<const Detection> detections,
                              const MatchOptions& options = {});

/// Counts over many images.
struct VerdictCounts {
    std::array<std::int64_t, kOutcomeCount> detections{};  ///< by Outcome
    std::int64_t objects = 0;                              ///< not difficult
    std::int64_t found = 0;                                ///< of those

    std::int64_t count(Outcome outcome) const { return detections[static_cast<std::size_t>(outcome)]; }
    std::int64_t truePositives() const { return count(Outcome::true_positive); }
    std::int64_t falsePositives() const;
    std::int64_t missed() const { return objects - found; }
    /// Right among right and wrong; none without detections.
    std::optional<double> precision() const;
    /// Found among the objects; none without objects.
    std::optional<double> recall() const;
    /// Harmonic mean of the two, 2·TP / (2·TP + FP + missed); none where that divides by zero.
    std::optional<double> f1() const;

    void add(const ImageVerdicts& verdicts);
};

}  // namespace priorscope
