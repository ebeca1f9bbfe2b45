// From network output to detections: candidates are kept, so that thresholds can be changed without running
// the network again.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/error.hpp"
#include "core/geometry/box.hpp"
#include "core/image/image.hpp"

namespace priorscope {

/// One class score of one prior box.
struct Candidate {
    std::int32_t label = 0;   ///< 1-based class
    float score = 0.0F;       ///< softmax probability, [0, 1]
    Box box;                  ///< fractions of the image, clipped to it
    std::int32_t prior = -1;  ///< index of the prior that produced it
};

/// All class scores of one image at or above a floor, before NMS, grouped by label, by descending score.
struct Candidates {
    float floor = 0.01F;  ///< lower scores were discarded
    std::vector<Candidate> items;
};

struct CandidateOptions {
    float floor = 0.01F;  ///< keep scores above; [0, 1)
    int per_class = 400;  ///< at most this many per class, best first; > 0 (torchvision's topk_candidates)
    std::vector<Problem> validate() const;
};

/// One detection: a candidate that survived NMS.
using Detection = Candidate;

/// Which better boxes suppress a box.
enum class NmsMode {
    per_class,  ///< those of its class
    agnostic,   ///< those of any class
    none,       ///< none
};

struct DetectionOptions {
    float min_score = 0.2F;  ///< at or above; [0, 1]
    float nms_iou = 0.45F;   ///< a box with a higher IoU with a better one is suppressed; [0, 1]
    int top_k = 200;         ///< at most this many per image, best scores first; > 0
    NmsMode nms = NmsMode::per_class;
    std::vector<Problem> validate() const;
    bool operator==(const DetectionOptions&) const = default;
};

/// Higher score first; ties by lower label, then lower prior, so that results never depend on the sorting
/// algorithm.
bool isBetter(const Candidate& a, const Candidate& b);

/// Greedy non-maximum suppression, then the best top_k over all classes, by descending score.
/// Source: torchvision 0.14, SSD.postprocess_detections (batched_nms suppresses at strictly greater IoU)
/// @throws Error if an option is out of range
std::vector<Detection> selectDetections(const Candidates& candidates, const DetectionOptions& options);

/// Candidates of one image from its network output.
/// @param scores   [priors × (classes + 1)] class probabilities, row-major, background first
/// @param offsets  [priors × 4]
/// @param priors   [priors]
/// @param mapping  from the image to the network's input: boxes are converted back to fractions of the image
Candidates candidatesFromPredictions(std::span<const float> scores, std::span<const float> offsets,
                                     std::span<const CenterBox> priors, const Variances& variances,
                                     const ResizeMapping& mapping, const CandidateOptions& options);

/// The same for boxes that are already decoded.
/// @param boxes  [priors]
Candidates candidatesFromBoxes(std::span<const float> scores, std::span<const Box> boxes,
                               const CandidateOptions& options);

}  // namespace priorscope
