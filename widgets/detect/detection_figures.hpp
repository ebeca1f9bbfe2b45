// Headline figures of a split at the current thresholds, over all classes.
#pragma once

#include <optional>

#include "core/evaluation/evaluation.hpp"
#include "core/evaluation/verdicts.hpp"
#include "widgets/components/figure_strip.hpp"

namespace priorscope {

class DetectionFigures : public FigureStrip {
    Q_OBJECT

  public:
    using FigureStrip::FigureStrip;

    /// @param counts      empty: not counted yet
    /// @param evaluation  null: the split was not evaluated
    void showSplit(const std::optional<VerdictCounts>& counts, const Evaluation* evaluation);
};

}  // namespace priorscope
