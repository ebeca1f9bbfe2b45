// Copies tensors into a network. Private to core: it uses torch types.
#pragma once

#include "core/interchange/weights/weight_names.hpp"
#include "core/interchange/weights/weights.hpp"
#include "core/model/detector_network.hpp"

namespace priorscope {

/// Copies what matches by name and shape, converting between floating-point types. Non-finite values, and
/// integers in place of weights, are refused. The caller holds the network's mutex.
WeightReport copyWeights(DetectorNetwork& network, const MappedWeights& weights);

}  // namespace priorscope
