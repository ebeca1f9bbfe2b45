// The candidates of every image of a selection, kept so that thresholds act on all of it without the network.
#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.hpp"
#include "core/dataset/image_selection.hpp"
#include "core/evaluation/class_mapping.hpp"
#include "core/evaluation/evaluation.hpp"
#include "core/evaluation/verdicts.hpp"
#include "core/model/detector.hpp"

namespace priorscope {

/// What an evaluation of a detector goes over.
struct JudgedImages {
    ClassMapping mapping;
    std::vector<std::size_t> images;  ///< indices into Dataset::images, those whose file is there
    std::int64_t absent = 0;          ///< the others of the selection
};

/// @throws Error where the selection is empty or none of its images is there, or the dataset shares no class
///         with the detector
JudgedImages judgedImages(const Detector& detector, const Dataset& dataset, const ImageSelection& selection);

/// The detections that are judged: those of classes that the dataset does not have are neither right nor
/// wrong.
/// @param candidates  relabelled
std::vector<Detection> judgedDetections(const Candidates& candidates, const DetectionOptions& options,
                                        const ClassMapping& mapping);

struct SplitDetections {
    ImageSelection selection;
    ClassMapping mapping;
    Postprocessing postprocessing{};     ///< the detector's own
    std::vector<std::size_t> images;     ///< indices into Dataset::images, those that could be decoded
    std::vector<Candidates> candidates;  ///< [images], relabelled
    std::int64_t absent = 0;             ///< images of the selection without a file
    std::int64_t unreadable = 0;         ///< those that could not be decoded
};

/// Runs a detector over a selection, usually a split.
/// @param on_problem  told of every image that could not be read, on the calling thread
/// @return nothing if stopped
/// @throws Error as judgedImages
std::optional<SplitDetections> detectSplit(const Detector& detector, const Dataset& dataset,
                                           const ImageSelection& selection, std::stop_token stop = {},
                                           const ProgressFn& progress = {},
                                           const std::function<void(const std::string&)>& on_problem = {});

/// Average precision at the detector's own thresholds; by default score ≥ 0.01, NMS 0.45, 200 an image.
/// @return nothing if stopped
std::optional<Evaluation> evaluateSplit(const Dataset& dataset, const SplitDetections& detections,
                                        std::stop_token stop = {}, const ProgressFn& progress = {});

/// For matchDetections on labels of the mapping: classes that the dataset does not have are not judged, and
/// the background threshold stays below the match's.
MatchOptions matchOptions(double match_iou, const ClassMapping& mapping);

/// Right and wrong over the images at thresholds of the user's.
/// @return nothing if stopped
std::optional<VerdictCounts> countVerdicts(const Dataset& dataset, const SplitDetections& detections,
                                           const DetectionOptions& options, double match_iou,
                                           std::stop_token stop = {});

}  // namespace priorscope
