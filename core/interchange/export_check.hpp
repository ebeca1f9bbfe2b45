// Whether an exported file gives what the program's own network gives. Private to core: it speaks of tensors.
#pragma once

#include <vector>

#include "core/interchange/export.hpp"
#include "core/model/detector_network.hpp"

namespace priorscope {

/// What outputs nms goes by: the options' values, or the spec's where they have none.
Postprocessing effectivePostprocessing(const ExportOptions& options, const DetectorSpec& spec);

/// Drawn images at the network's input size, and what the program's own network makes of them.
struct CheckImages {
    torch::Tensor pixels;  ///< [N, 3, S, S] in [0, 1], RGB
    DecodedPredictions expected;
};
/// The caller holds the network's mutex.
CheckImages runCheckImages(DetectorNetwork& network, int count);

/// What an exported file gave for images.
struct FileResult {
    std::vector<torch::Tensor> outputs;
    DecodedPredictions decoded;  ///< outputs nms: what the suppression went by
};

/// Adds the differences of raw or decoded outputs to the report.
/// @param outputs  what the file gave for the pixels
/// @throws Error where a shape differs, or a difference is above 0.05 px of a box or the tolerance of a score
void checkPredictions(DetectorNetwork& network, const CheckImages& images, ExportOutputs kind,
                      const std::vector<torch::Tensor>& outputs, double score_tolerance,
                      ExportReport& report);

/// Compares the file's suppression with the program's, from the file's own boxes and scores: a difference in
/// the last bit of a score would otherwise choose other detections and say nothing about the suppression.
/// @param detections  boxes, scores, labels, counts
/// @throws Error naming the first image and row that differs
void checkSuppression(const DecodedPredictions& decoded, const std::vector<torch::Tensor>& detections,
                      const Postprocessing& limits, ExportReport& report);

}  // namespace priorscope
