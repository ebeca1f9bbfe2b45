// The curves of a plot.
#pragma once

#include <QString>
#include <optional>
#include <utility>
#include <vector>

#include "widgets/plots/plot_values.hpp"

class QCPGraph;
class QCustomPlot;

namespace priorscope {

/// The values of each series. Draws into a plot that must outlive it; its owner triggers redrawing.
class PlotCurves {
  public:
    explicit PlotCurves(QCustomPlot& plot) : m_plot(plot) {}

    int count() const { return static_cast<int>(m_series.size()); }
    const PlotSeries& series(int index) const { return at(index).spec; }
    bool isVisible(int index) const { return at(index).visible; }
    /// @return the index for the other functions
    int add(PlotSeries spec, const Theme& theme);
    void clear();
    /// @param x  ascending
    void setData(int index, const std::vector<double>& x, const std::vector<double>& y);
    /// @param x  greater than the last one
    void append(int index, double x, double y);
    /// @return false if nothing changes; the same for setVisible()
    bool setName(int index, const QString& name);
    bool setVisible(int index, bool visible);
    bool setStrength(int index, bool faint, double width, const Theme& theme);

    void setTheme(const Theme& theme);
    /// Within the plot, for saved pictures; only where there is more than one named curve.
    void setLegendShown(bool shown, const Theme& theme);
    std::optional<PlotReadOut> readOutAt(double x) const;
    std::vector<std::pair<double, double>> points(int index) const;
    /// Sets the axes to the range that Home shows.
    void fit(const PlotHome& home, bool log_y);

  private:
    struct Series {
        PlotSeries spec;
        QCPGraph* graph = nullptr;
        bool visible = true;
    };
    struct Extent;

    const Series& at(int index) const { return m_series[static_cast<std::size_t>(index)]; }
    Series& at(int index) { return m_series[static_cast<std::size_t>(index)]; }
    static void style(const Series& series, const Theme& theme);
    Extent extent(bool log_y) const;
    void makeRoomForMarkers(const Extent& extent);
    std::optional<double> nearestPoint(double x) const;

    QCustomPlot& m_plot;
    std::vector<Series> m_series;
};

}  // namespace priorscope
