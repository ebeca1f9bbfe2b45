// What stands in a plot beside its data: vertical lines with their labels, and the shade over what is to
// come.
#pragma once

#include <optional>
#include <vector>

#include "widgets/plots/plot_values.hpp"

class QCPAbstractItem;
class QCPItemRect;
class QCustomPlot;

namespace priorscope {

/// It draws into a plot that outlives it, and leaves redrawing to its owner.
class PlotMarks {
  public:
    explicit PlotMarks(QCustomPlot& plot);

    void set(const std::vector<PlotMarker>& markers, const Theme& theme);
    void setShadedFrom(std::optional<double> x) { m_shaded_from = x; }
    void setTheme(const Theme& theme);
    /// Brings the shade to the ranges of the axes.
    void update();

  private:
    QCustomPlot& m_plot;
    std::vector<QCPAbstractItem*> m_markers;
    std::optional<double> m_shaded_from;
    QCPItemRect* m_shade = nullptr;
};

}  // namespace priorscope
