// Receptive fields measured on a network. Private to core's torch half.
#pragma once

#include "core/model/ssd/receptive_field.hpp"

namespace priorscope::torch_half {

std::optional<std::vector<ReceptiveField>> receptiveFields(const std::string& backbone, int input_size,
                                                           std::uint64_t seed, const std::stop_token& stop,
                                                           const ProgressFn& progress);

}  // namespace priorscope::torch_half
