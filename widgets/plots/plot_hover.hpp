// The values under the pointer, and the vertical line through the point they belong to.
#pragma once

#include <QString>
#include <optional>

#include "widgets/plots/plot_values.hpp"

class QCPItemStraightLine;
class QCustomPlot;
class QLabel;
class QWidget;

namespace priorscope {

/// Draws into a plot that must outlive it.
class PlotHover {
  public:
    /// @param parent  of the label; as large as the plot
    PlotHover(QCustomPlot& plot, QWidget& parent);

    const std::optional<PlotReadOut>& readOut() const { return m_read_out; }
    /// @param x  how the place reads; empty: as a number
    void show(const PlotReadOut& read_out, const QString& x_title, const QString& x = {});
    /// @return whether something was shown
    bool hide();
    void setTheme(const Theme& theme);

  private:
    QCustomPlot& m_plot;
    QWidget& m_parent;
    QCPItemStraightLine* m_cursor = nullptr;
    QLabel* m_label = nullptr;
    std::optional<PlotReadOut> m_read_out;
};

}  // namespace priorscope
