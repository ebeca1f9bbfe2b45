// SSD as a detector family: its part of a spec.
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

/// Null if the spec belongs to another family.
const SsdBlock* findSsd(const DetectorSpec& spec);

/// @throws Error if the spec belongs to another family
const SsdBlock& ssdOf(const DetectorSpec& spec);
/// For modification. A spec without a family becomes an SSD spec.
SsdBlock& ssdOf(DetectorSpec& spec);

/// The spec with another prior layout. @throws Error if its family has none
DetectorSpec withPriors(DetectorSpec spec, const PriorConfig& priors);

}  // namespace priorscope
