// Checks an exported file against the program's own network. Private to core: it uses torch types.
#pragma once

#include <vector>

#include "core/interchange/export.hpp"
#include "core/model/detector_network.hpp"

namespace priorscope {

/// The settings for nms outputs: those of the options, or the spec's if not given.
Postprocessing effectivePostprocessing(const ExportOptions& options, const DetectorSpec& spec);

/// Generated images at the network's input size, and the output of the program's own network for them.
struct CheckImages {
    torch::Tensor pixels;  ///< [N, 3, S, S] in [0, 1], RGB
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
/// @throws Error if a shape differs, or a box differs by over 0.05 px or a score by over its tolerance
void checkPredictions(DetectorNetwork& network, const CheckImages& images, ExportOutputs kind,
                      const std::vector<torch::Tensor>& outputs, double score_tolerance,
                      ExportReport& report);

/// Compares the file's suppression with the program's, both applied to the file's own boxes and scores:
/// rounding differences in a score would otherwise select other detections and hide the comparison.
/// @param detections  boxes, scores, labels, counts
/// @throws Error naming the first image and row that differ
void checkSuppression(const DecodedPredictions& decoded, const std::vector<torch::Tensor>& detections,
                      const Postprocessing& limits, ExportReport& report);

}  // namespace priorscope
