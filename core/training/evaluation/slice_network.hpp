// What a detector's input and priors make of the objects of an evaluated split, before any training.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <stop_token>

#include "core/evaluation/rescoring/slices.hpp"
#include "core/model/detector_spec.hpp"

namespace priorscope {

/// The best prior of every object, difficult ones too, as the coverage has it: of the visible part, after the
/// resize. Of objects outside their image nothing is known, nor of any for a detector without priors.
/// @param images  indices into Dataset::images
/// @param truth   [images]
/// @return nothing if stopped
std::optional<SliceNetwork> sliceNetwork(const DetectorSpec& spec, const Dataset& dataset,
                                         std::span<const std::size_t> images,
                                         std::span<const TruthImage> truth, std::stop_token stop = {});

}  // namespace priorscope
