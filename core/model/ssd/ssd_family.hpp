// SSD as a family of detectors: its part of a spec.
#pragma once

#include <memory>
#include <string>

#include "core/model/detector_family.hpp"
#include "core/model/detector_spec.hpp"
#include "core/priors/prior_config.hpp"

namespace priorscope {

/// What SSD adds to a spec.
struct SsdBlock {
    std::string backbone = "vgg16";  ///< one of backboneNames()
    PriorConfig priors{};            ///< its input_size is the network's
};

const std::shared_ptr<const DetectorFamily>& ssdFamily();

/// Null where the spec is another family's.
const SsdBlock* findSsd(const DetectorSpec& spec);

/// @throws Error where the spec is another family's
const SsdBlock& ssdOf(const DetectorSpec& spec);
/// To change it. A spec without a family becomes SSD's.
SsdBlock& ssdOf(DetectorSpec& spec);

/// The spec with another layout of priors. @throws Error where its family has none
DetectorSpec withPriors(DetectorSpec spec, const PriorConfig& priors);

}  // namespace priorscope
