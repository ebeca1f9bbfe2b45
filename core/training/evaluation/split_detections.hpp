// Candidates of every image of a selection, kept so that thresholds can change without running the network.
#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.hpp"
#include "core/base/text/sentence.hpp"
#include "core/dataset/image_selection.hpp"
#include "core/detection/kept_candidates.hpp"
#include "core/evaluation/class_mapping.hpp"
#include "core/evaluation/evaluation.hpp"
#include "core/evaluation/verdicts.hpp"
#include "core/model/detector.hpp"

namespace priorscope {

/// The images that an evaluation of a detector covers.
struct JudgedImages {
    ClassMapping mapping;
    std::vector<std::size_t> images;  ///< indices into Dataset::images, those whose file exists
    std::int64_t absent = 0;          ///< number of other images in the selection
};

/// @throws Error if the selection is empty or none of its images exists, or the dataset shares no class
///         with the detector
JudgedImages judgedImages(const Detector& detector, const Dataset& dataset, const ImageSelection& selection);

/// The detections to evaluate: those of classes that the dataset does not have are neither right nor
/// wrong, and left out.
/// @param candidates  relabelled
std::vector<Detection> judgedDetections(const Candidates& candidates, const DetectionOptions& options,
                                        const ClassMapping& mapping);

struct SplitDetections {
    ImageSelection selection;
    ClassMapping mapping;
    Postprocessing postprocessing{};      ///< the detector's own, unless another was given
    std::vector<std::size_t> images;      ///< indices into Dataset::images, those that could be decoded
    CandidateStore candidates;            ///< [images], relabelled
    std::int64_t absent = 0;              ///< images of the selection whose file is missing
    std::int64_t unreadable = 0;          ///< images that could not be decoded
    std::optional<ImageFilter> filter{};  ///< objects that it hides are ignored; none: all are looked at
};

/// The same for an image of a split.
/// @param image  in [0, SplitDetections::images.size())
std::vector<Detection> judgedDetections(const SplitDetections& split, const KeptCandidates& kept,
                                        std::size_t image);

/// Runs a detector over a selection, usually a split.
/// @param on_problem  called for every image that cannot be read, on the calling thread
/// @param postprocessing  its candidates are kept; none: the detector's own
/// @return nothing if stopped
/// @throws Error as judgedImages does
std::optional<SplitDetections> detectSplit(const Detector& detector, const Dataset& dataset,
                                           const ImageSelection& selection, std::stop_token stop = {},
                                           const ProgressFn& progress = {},
                                           const std::function<void(const Sentence&)>& on_problem = {},
                                           const std::optional<Postprocessing>& postprocessing = {});

/// Average precision at its own thresholds; by default score ≥ 0.01, NMS 0.45, 200 an image.
/// @return nothing if stopped
std::optional<Evaluation> evaluateSplit(const Dataset& dataset, const SplitDetections& detections,
                                        std::stop_token stop = {}, const ProgressFn& progress = {},
                                        DifficultObjects difficult = DifficultObjects::ignore);

/// What thresholds leave of a split's candidates, ready to be judged.
struct ScoredSplit {
    std::vector<ScoredImage> images{};  ///< [SplitDetections::images] their objects as treated() leaves them
    Evaluation evaluation{};
};
/// @return nothing if stopped
/// @throws Error if an option is out of range
std::optional<ScoredSplit> scoreSplit(const Dataset& dataset, const SplitDetections& detections,
                                      const DetectionOptions& options, DifficultObjects difficult,
                                      std::stop_token stop = {});

/// Options for matchDetections on labels of the mapping: classes that the dataset does not have are not
/// judged, and the background threshold stays below match_iou.
MatchOptions matchOptions(double match_iou, const ClassMapping& mapping);

}  // namespace priorscope
