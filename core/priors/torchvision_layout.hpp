// Which layouts torchvision's default box generator can express.
#pragma once

#include <optional>
#include <string>

#include "core/base/text/sentence.hpp"
#include "core/priors/prior_config.hpp"

namespace priorscope {

/// Why no DefaultBoxGenerator can produce these priors: free shapes, a map that is off, a map without an
/// extra prior or with one that is not sqrt(s_k·s_{k+1}), a side limit on some maps only, boxes clipped to
/// the image.
/// @return a phrase naming the first such map; nothing if one can
/// Source: torchvision 0.14, DefaultBoxGenerator
std::optional<Sentence> notTorchvisionLayout(const PriorConfig& config);

}  // namespace priorscope
