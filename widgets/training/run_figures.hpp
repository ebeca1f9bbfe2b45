// Headline figures of a run: its progress and its results.
#pragma once

#include "widgets/components/figure_strip.hpp"

namespace priorscope {

class TrainingController;
struct RunCurves;

class RunFigures : public FigureStrip {
    Q_OBJECT

  public:
    using FigureStrip::FigureStrip;

    /// @param controller  of the run in progress, which is then the one shown
    void showRun(const RunCurves& run, const TrainingController& controller);
};

}  // namespace priorscope
