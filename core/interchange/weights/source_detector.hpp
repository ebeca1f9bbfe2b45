// What is known of the detector that a file's weights belong to. Private to core's interchange: it speaks of
// tensors.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/interchange/weights/weight_names.hpp"
#include "core/model/detector_network.hpp"
#include "core/priors/prior_config.hpp"

namespace priorscope {

struct SourceDetector {
    std::vector<std::string> classes{};   ///< without background; empty: not known
    std::string class_list{};             ///< whose list: "the file's own list"
    std::optional<PriorConfig> priors{};  ///< none: not known
    std::optional<Preprocessing> feed{};  ///< none: not known
};

/// From the spec that our own files hold; where there is none, from what their source always does: the
/// builders of torchvision and ssd.pytorch know one layout each, and their lists of COCO and VOC by the
/// number of their outputs.
/// @param network  the detector that the weights are for
SourceDetector sourceDetector(const WeightFile& file, const MappedWeights& mapped,
                              const DetectorNetwork& network);

/// A sentence where the file's heads were trained for other priors than the detector's: both layouts, and the
/// preset to choose.
std::optional<std::string> priorsNote(const SourceDetector& source, const MappedWeights& mapped,
                                      const DetectorNetwork& network);

}  // namespace priorscope
