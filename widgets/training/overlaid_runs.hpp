// Runs whose curves lie over those of the run that is shown.
#pragma once

#include <QString>
#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "core/training/run/curves.hpp"
#include "core/training/run/run_folder.hpp"
#include "core/training/run/step_axis.hpp"
#include "widgets/plots/plot_values.hpp"

namespace priorscope {

class PlotWidget;

/// Its curves, and no more than they need.
struct OverlaidRun {
    QString folder{};
    QString name{};
    double steps_per_epoch = 0.0;
    std::vector<double> steps{};
    std::vector<double> elapsed_s{};
    std::array<std::vector<double>, 4> figures{};  ///< in the order of kOverlaidFigures
    std::vector<double> evaluated_at{};            ///< steps of the evaluations that have a mean
    std::vector<double> means{};                   ///< their mAP@0.5 (VOC07)
};
OverlaidRun overlaidRun(const RunRecord& record);

/// What is shown of every step.
inline constexpr std::array kOverlaidFigures{&StepMetrics::loss, &StepMetrics::images_per_second,
                                             &StepMetrics::positives_per_image, &StepMetrics::gradient_norm};

/// How a run's curves are told from the others': by dash as well as by hue.
struct OverlayLine {
    ThemeColor color{};
    Qt::PenStyle style = Qt::SolidLine;
};
/// @param place  0 is the first run; after eight runs they repeat with other dashes
OverlayLine overlayLine(int place);

class RunOverlay {
  public:
    using Run = std::shared_ptr<const OverlaidRun>;

    /// @param figures    plots of each figure of a step, in the order of kOverlaidFigures
    /// @param precision  plot of the mean average precision
    RunOverlay(const std::array<PlotWidget*, 4>& figures, PlotWidget* precision);

    /// Runs that stay keep their lines.
    void setRuns(const std::vector<Run>& runs);
    /// In the order of their lines; null where a line is free.
    const std::vector<Run>& runs() const { return m_runs; }
    /// -1: it is not shown.
    int placeOf(const QString& folder) const;
    /// Where the longest run ends; none if there is no step.
    std::optional<double> endOf(StepAxis axis) const;
    /// @param smoothing  weight, as Smoother
    void show(StepAxis axis, double smoothing);

  private:
    struct Line {
        std::array<int, 4> figures{};  ///< series of each plot
        int precision = -1;
    };
    void addLine();

    std::array<PlotWidget*, 4> m_plots;
    PlotWidget* m_precision;
    std::vector<Run> m_runs{};
    std::vector<Line> m_lines{};  ///< of the runs
};

}  // namespace priorscope
