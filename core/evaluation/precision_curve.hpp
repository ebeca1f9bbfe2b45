// What average precisions of all kinds do with a curve of precision against recall. Internal to
// core/evaluation.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace priorscope {

/// Each precision becomes the best at its recall or higher.
void raiseToEnvelope(std::vector<double>& precision);

/// Mean of the precisions at the first recall that reaches each of the needed ones; 0 where none does.
/// @param recall, precision  [n], recall rising
/// @param needed             rising, compared by a plain ≥
double meanAtRecalls(const std::vector<double>& recall, const std::vector<double>& precision,
                     std::span<const double> needed);

}  // namespace priorscope
