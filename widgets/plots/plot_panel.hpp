// A plot with its head: title, legend, a figure, tools and menu.
#pragma once

#include <QWidget>

#include "widgets/components/panel.hpp"
#include "widgets/plots/plot_widget.hpp"

namespace priorscope {

class ThemeManager;

/// A line, or a marker, and the name of every series that is not faint; as many as there is room for.
class PlotLegend : public QWidget {
    Q_OBJECT

  public:
    PlotLegend(const Theme& theme, const PlotWidget* plot, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, 0}; }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    std::vector<const PlotSeries*> entries() const;
    Theme m_theme;
    const PlotWidget* m_plot;
};

class PlotPanel : public Panel {
    Q_OBJECT

  public:
    PlotPanel(const QString& title, ThemeManager& themes, QWidget* parent = nullptr);
    PlotWidget* plot() const { return m_plot; }
    /// At the right of the head: the figure of now.
    void setHeadFigure(const QString& text);
    /// A panel of one series needs none.
    void setLegendVisible(bool visible);

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void showFigureWhereThereIsRoom();

    PlotWidget* m_plot = nullptr;
    int m_title_width = 0;
    PlotLegend* m_legend = nullptr;
    FigureLabel* m_figure = nullptr;
};

}  // namespace priorscope
