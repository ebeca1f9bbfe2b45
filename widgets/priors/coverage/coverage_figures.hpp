// The headline figures of a coverage, against those of a baseline.
#pragma once

#include <vector>

#include "widgets/components/figure_strip.hpp"
#include "widgets/priors/coverage/coverage_service.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {

/// Recall, mean best IoU, uncovered objects, the lowest class, positives per object.
/// @param before  null: only the values of now
std::vector<Figure> coverageFigures(const Workbench& workbench, const CoverageViewPtr& before,
                                    const CoverageView& now);

}  // namespace priorscope
