// The bars of a plot.
#pragma once

#include <vector>

#include "widgets/plots/plot_values.hpp"

class QCPAbstractPlottable;
class QCPBars;
class QCustomPlot;

namespace priorscope {

/// One bar a label, from 0. It draws into a plot that outlives it, and leaves redrawing to its owner.
class PlotBars {
  public:
    explicit PlotBars(QCustomPlot& plot) : m_plot(plot) {}

    void set(const std::vector<PlotBar>& bars, const Theme& theme);
    void setTheme(const Theme& theme);
    bool isEmpty() const { return m_bars.empty(); }
    const std::vector<PlotBar>& specs() const { return m_specs; }
    /// -1 where it is none of them.
    int indexOf(const QCPAbstractPlottable* plottable) const;
    /// Sets the axes to what Home shows.
    void fit(const PlotHome& home);

  private:
    QCustomPlot& m_plot;
    std::vector<PlotBar> m_specs;
    std::vector<QCPBars*> m_bars;
};

}  // namespace priorscope
