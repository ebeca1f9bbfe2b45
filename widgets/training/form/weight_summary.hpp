// A one-line summary of what a run loaded from a weights file.
#pragma once

#include <QString>

#include "core/interchange/weights/weights.hpp"

namespace priorscope {

/// "Weights of torchvision's vgg16: 30 taken, 19 missing, 2 unexpected, 0 of another shape, 0 refused"
QString weightSummary(const WeightReport& report);

}  // namespace priorscope
