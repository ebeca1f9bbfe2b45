// The headline figures of a coverage, compared with a baseline.
#pragma once

#include <vector>

#include "widgets/components/figure_strip.hpp"
#include "widgets/priors/coverage/coverage_service.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {

/// Recall, mean best IoU, uncovered objects, the class of lowest recall, positives per object.
/// @param before  null: only the current values
std::vector<Figure> coverageFigures(const Workbench& workbench, const CoverageViewPtr& before,
                                    const CoverageView& now);

}  // namespace priorscope
