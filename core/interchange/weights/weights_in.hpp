// Loads foreign weight files into a network. Private to core's torch half.
#pragma once

#include "core/interchange/weights/weights.hpp"

namespace priorscope::torch_half {

WeightReport loadWeights(Detector& detector, const std::filesystem::path& file);

}  // namespace priorscope::torch_half
