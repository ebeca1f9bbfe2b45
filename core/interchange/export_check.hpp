// Checks an exported file against the program's own network. Private to core: it uses torch types.
#pragma once

#include <vector>

#include "core/interchange/export.hpp"
#include "core/model/detector_network.hpp"

namespace priorscope {

/// The settings for nms outputs.
struct ExportLimits {
    Postprocessing all{};
    /// [classes] candidates of the class with it or a higher score; all.min_score is then 0. Empty: that one
    /// holds for every class.
    std::vector<float> class_scores{};
};
/// Those of the options, else of their operating point, else the spec's.
/// @throws Error if the operating point has NMS that the file cannot do
ExportLimits effectiveLimits(const ExportOptions& options, const DetectorSpec& spec);

/// Generated images at the network's input size, and the output of the program's own network for them.
struct CheckImages {
    torch::Tensor pixels;  ///< [N, 3, S, S] in [0, 1], RGB
    torch::Tensor input;   ///< the same as the network takes it
    DecodedPredictions expected;
};
/// The caller holds the network's mutex.
CheckImages runCheckImages(DetectorNetwork& network, int count);

/// The outputs of an exported file for some images.
struct FileResult {
    std::vector<torch::Tensor> outputs;
    DecodedPredictions decoded;  ///< nms outputs: the input of the suppression
};

/// Records the differences of raw or decoded outputs in the report.
/// @param outputs  the file's outputs for the pixels
/// @throws Error if a shape differs, or a box differs by over 0.05 px or a score by over its tolerance from
///         the program's own network, and by more than twice that one's own error from the network in double
///         precision: weights that nobody trained can make values so large that any two programs differ
void checkPredictions(DetectorNetwork& network, const CheckImages& images, ExportOutputs kind,
                      const std::vector<torch::Tensor>& outputs, double score_tolerance,
                      ExportReport& report);

/// Compares the file's suppression with the program's, both applied to the file's own boxes and scores:
/// rounding differences in a score would otherwise select other detections and hide the comparison.
/// @param detections  boxes, scores, labels, counts
/// @throws Error naming the first image and row that differ
void checkSuppression(const DecodedPredictions& decoded, const std::vector<torch::Tensor>& detections,
                      const ExportLimits& limits, ExportReport& report);

}  // namespace priorscope
