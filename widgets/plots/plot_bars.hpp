// The bars of a plot.
#pragma once

#include <vector>

#include "widgets/plots/plot_values.hpp"

class QCPAbstractPlottable;
class QCPBars;
class QCustomPlot;

namespace priorscope {

/// One bar per label, starting at 0. Draws into a plot that must outlive it; its owner triggers redrawing.
class PlotBars {
  public:
    explicit PlotBars(QCustomPlot& plot) : m_plot(plot) {}

    void set(const std::vector<PlotBar>& bars, const Theme& theme);
    void setTheme(const Theme& theme);
    bool isEmpty() const { return m_bars.empty(); }
    const std::vector<PlotBar>& specs() const { return m_specs; }
    /// -1 if it is not one of them.
    int indexOf(const QCPAbstractPlottable* plottable) const;
    /// Sets the axes to the range that Home shows.
    void fit(const PlotHome& home);

  private:
    QCustomPlot& m_plot;
    std::vector<PlotBar> m_specs;
    std::vector<QCPBars*> m_bars;
};

}  // namespace priorscope
