// What is known about the detector that a file's weights come from. Private to core's interchange: it uses
// torch types.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/text/sentence.hpp"
#include "core/interchange/weights/weight_names.hpp"
#include "core/model/detector_network.hpp"
#include "core/priors/prior_config.hpp"

namespace priorscope {

struct SourceDetector {
    std::vector<std::string> classes{};   ///< without background; empty: unknown
    Sentence class_list{};                ///< where the names come from: "the file's own list"
    std::optional<PriorConfig> priors{};  ///< none: unknown
    std::optional<Preprocessing> feed{};  ///< none: unknown
};

/// Taken from the spec that our own files contain; otherwise from what their source always uses: the
/// builders of torchvision and ssd.pytorch have one layout each, and their COCO and VOC class lists are told
/// apart by the number of outputs.
/// @param network  the detector that the weights are loaded into
SourceDetector sourceDetector(const WeightFile& file, const MappedWeights& mapped,
                              const DetectorNetwork& network);

/// A sentence if the file's heads were trained for priors other than the detector's: both layouts, and the
/// preset to choose.
std::optional<Sentence> priorsNote(const SourceDetector& source, const MappedWeights& mapped,
                                   const DetectorNetwork& network);

}  // namespace priorscope
