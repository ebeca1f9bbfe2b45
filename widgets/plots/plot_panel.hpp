// A plot in a panel, with title, legend, current figure, tools and menu in its head.
#pragma once

#include <QWidget>

#include "widgets/components/panel.hpp"
#include "widgets/plots/plot_widget.hpp"

namespace priorscope {

class ThemeManager;

/// Line or marker and name of every series that is not faint; as many as fit.
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
    /// The current value, at the right of the head.
    void setHeadFigure(const QString& text);
    /// For a panel that shows one plot or another.
    void setPlotTitle(const QString& title);
    /// In place of the title where that has no room.
    void setShortTitle(const QString& title);
    /// A panel with a single series needs none.
    void setLegendVisible(bool visible);

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void showFigureWhereThereIsRoom();

    PlotWidget* m_plot = nullptr;
    QString m_full_title;
    QString m_short_title;
    int m_title_width = 0;
    PlotLegend* m_legend = nullptr;
    FigureLabel* m_figure = nullptr;
};

}  // namespace priorscope
