// What the error that is looked at costs.
#pragma once

#include <optional>

namespace priorscope {

class DetectionInspector;
class LiveScores;

/// What mean AP gains if the selected detection or missed object is mended alone: the figure by which
/// galleries sort. None: it is right, not of the evaluated split, or not computed yet.
/// @param image  of the workbench's dataset
std::optional<float> selectedCost(const LiveScores& scores, int image, const DetectionInspector& inspector);

}  // namespace priorscope
