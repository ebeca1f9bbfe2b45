// Headline figures of a split at the current thresholds, over all classes.
#pragma once

#include <optional>
#include <vector>

#include "core/evaluation/comparison/bootstrap.hpp"
#include "widgets/components/figure_strip.hpp"

namespace priorscope {

class LiveScores;

class DetectionFigures : public FigureStrip {
    Q_OBJECT

  public:
    using FigureStrip::FigureStrip;

    /// What the sliders make of the split, beside the pinned state.
    void showScores(const LiveScores& scores);

  private:
    static QString sureness(const LiveScores& scores, const std::optional<ConfidenceInterval>& interval);
    static std::vector<Figure> rates(const LiveScores& scores);
    static Figure meanFigure(const LiveScores& scores);
    static Figure cocoFigure(const LiveScores& scores);
};

}  // namespace priorscope
