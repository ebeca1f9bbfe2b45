// What a plot shows besides its data: vertical lines with labels, and the shading of the range that is not
// reached yet.
#pragma once

#include <optional>
#include <vector>

#include "widgets/plots/plot_values.hpp"

class QCPAbstractItem;
class QCPItemRect;
class QCPItemText;
class QCustomPlot;

namespace priorscope {

/// Draws into a plot that must outlive it; its owner triggers redrawing.
class PlotMarks {
  public:
    explicit PlotMarks(QCustomPlot& plot);

    void set(const std::vector<PlotMarker>& markers, const Theme& theme);
    void setShadedFrom(std::optional<double> x) { m_shaded_from = x; }
    void setTheme(const Theme& theme);
    /// Adapts shading and labels to the ranges of the axes.
    void update();

  private:
    /// One below the other where they would overlap; what has no room is left out.
    void placeLabels(const std::vector<QCPItemText*>& texts);

    QCustomPlot& m_plot;
    std::vector<QCPAbstractItem*> m_markers;
    std::optional<double> m_shaded_from;
    QCPItemRect* m_shade = nullptr;
};

}  // namespace priorscope
