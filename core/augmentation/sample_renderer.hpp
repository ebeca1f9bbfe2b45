// Carries out a plan: from files to the network's input. Internal to core's augmentation.
#pragma once

#include <vector>

#include "core/augmentation/augmentation_plan.hpp"
#include "core/augmentation/canvas.hpp"
#include "core/augmentation/pixel_canvas.hpp"

namespace priorscope {

/// @param canvas  of the input's size
AugmentedPixels renderedSample(const Canvas& canvas, const std::vector<PixelStep>& steps,
                               const SampleInput& input, const PixelSource& source);

}  // namespace priorscope
