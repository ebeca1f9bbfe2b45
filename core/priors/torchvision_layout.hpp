// What torchvision's generator of default boxes can express.
#pragma once

#include <optional>
#include <string>

#include "core/priors/prior_config.hpp"

namespace priorscope {

/// Why no DefaultBoxGenerator gives these priors: free shapes, a map that is off, a map without an extra
/// prior or with one that is not sqrt(s_k·s_{k+1}), sides that are cut in some maps only, boxes clipped to
/// the image.
/// @return one phrase that names the first such map; nothing where one does
/// Source: torchvision 0.14, DefaultBoxGenerator
std::optional<std::string> notTorchvisionLayout(const PriorConfig& config);

}  // namespace priorscope
