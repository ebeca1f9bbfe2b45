// Headline figures of a split at the current thresholds, over all classes.
#pragma once

#include "widgets/components/figure_strip.hpp"

namespace priorscope {

class LiveScores;

class DetectionFigures : public FigureStrip {
    Q_OBJECT

  public:
    using FigureStrip::FigureStrip;

    /// What the sliders make of the split, beside the pinned state.
    void showScores(const LiveScores& scores);
};

}  // namespace priorscope
