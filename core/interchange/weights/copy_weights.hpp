// Tensors into a network. Private to core: it speaks of tensors.
#pragma once

#include "core/interchange/weights/weight_names.hpp"
#include "core/interchange/weights/weights.hpp"
#include "core/model/detector_network.hpp"

namespace priorscope {

/// Copies what fits by name and shape, converting between floating-point types. Values that are not finite
/// and integers for weights are refused. The caller holds the network's mutex.
WeightReport copyWeights(DetectorNetwork& network, const MappedWeights& weights);

}  // namespace priorscope
