// Input sizes that the batches of a run may have.
#pragma once

#include <cstdint>
#include <vector>

#include "core/model/detector_spec.hpp"

namespace priorscope {

/// The network's own input, and multiples of 32 px from (1 − share) to (1 + share) of it that the network
/// supports.
/// @param share  [0, 0.5]; 0: its own alone
/// @return pixels, rising
std::vector<int> trainingSizes(const DetectorSpec& spec, double share);

/// What is drawn for a batch: the same for the same seed, whatever came before.
/// @param sizes  at least one
int inputSizeOf(const std::vector<int>& sizes, std::uint64_t seed, std::int64_t batch);

}  // namespace priorscope
