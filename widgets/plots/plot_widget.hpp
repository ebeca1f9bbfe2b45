// A plot: curves or bars on two thin axes, with values under the pointer, zoom, pan and export.
#pragma once

#include <QElapsedTimer>
#include <QString>
#include <QTimer>
#include <QWidget>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "widgets/plots/axis_tickers.hpp"
#include "widgets/plots/plot_values.hpp"
#include "widgets/theme/theme.hpp"

class QCPAxis;
class QCustomPlot;
class QMenu;

namespace priorscope {

class PlotBars;
class PlotCurves;
class PlotHover;
class PlotMarks;

/// The wheel zooms (Ctrl: vertically only), dragging pans, a double-click or Home shows everything again.
/// New data is redrawn at a limited rate (setRedrawInterval), and only while the plot is visible.
class PlotWidget : public QWidget {
    Q_OBJECT

  public:
    explicit PlotWidget(const Theme& theme, QWidget* parent = nullptr);
    ~PlotWidget() override;

    void setTheme(const Theme& theme);
    const Theme& theme() const { return m_theme; }
    /// @param title  name of the plot for accessibility and in saved files
    void setTitle(const QString& title);
    /// Titles with units, for example "time, s"; an empty one takes no space.
    void setAxisTitles(const QString& x, const QString& y);
    /// Milliseconds between two redraws; the default of 34 allows at most 30 a second.
    void setRedrawInterval(int interval_ms) { m_redraw_interval_ms = interval_ms; }
    void setTitleX(const QString& title);
    /// Whether it stands below the axis, too; it is always part of read-outs and saved figures.
    void setTitleXVisible(bool visible);
    void setLogY(bool log);
    /// For values that are all positive.
    void setLogX(bool log);
    bool isLogX() const { return m_log_x; }
    bool isLogY() const { return m_log_y; }
    /// How the values of the horizontal axis read.
    void setKindX(PlotAxisKind kind);
    /// The range that Home shows along an axis; empty: what the data needs.
    void setHomeX(std::optional<std::pair<double, double>> range);
    void setHomeY(std::optional<std::pair<double, double>> range);

    /// @return the index for the functions below
    int addSeries(PlotSeries series);
    int seriesCount() const;
    const PlotSeries& series(int index) const;
    void clearSeries();
    /// @param x  ascending
    void setData(int index, const std::vector<double>& x, const std::vector<double>& y);
    /// @param x  greater than the last one
    void append(int index, double x, double y);
    void setSeriesName(int index, const QString& name);
    void setSeriesVisible(int index, bool visible);
    bool isSeriesVisible(int index) const;
    /// Brings a curve to the fore, or lets it stand back: PlotSeries::faint and ::width.
    void setSeriesStrength(int index, bool faint, double width);

    void setMarkers(const std::vector<PlotMarker>& markers);
    /// Shades everything beyond: steps not reached yet.
    void setShadedFrom(std::optional<double> x);
    /// Shows bars instead of curves: one per label, starting at 0.
    void setBars(const std::vector<PlotBar>& bars);

    std::optional<PlotReadOut> readOutAt(double x) const;
    /// The read-out that is currently shown.
    const std::optional<PlotReadOut>& readOut() const;
    /// Widget position of a value; for tests and overlays.
    QPointF positionOf(double x, double y) const;
    /// What the mouse acts on.
    QWidget* surface() const;
    /// Shows the values there, as under the pointer.
    void showReadOutAt(double x);
    void hideReadOut();
    std::pair<double, double> visibleX() const;
    std::pair<double, double> visibleY() const;

    void goHome();
    /// Every series, joined on x: "step,total,confidence".
    QString csv() const;
    /// @param file  with extension .png, .svg or .pdf
    /// @return false if it cannot be written
    bool savePicture(const QString& file);
    /// Save picture, save figures, logarithmic axis, show everything; owned by the plot.
    QMenu* menu() const { return m_menu; }
    int redraws() const { return m_redraws; }

  Q_SIGNALS:
    void seriesChanged();  ///< for the legend
    void hovered();        ///< readOut() changed
    void pointed();        ///< the pointer has moved over it, or has left it
    void barClicked(int index);

  protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void leaveEvent(QEvent* event) override;

  private:
    void followMouse();
    void buildMenu();
    void styleAxes();
    void scheduleRedraw();
    void redraw();
    void fit();
    void moveReadOut(const QPointF& position);
    void setLog(QCPAxis& axis, bool log);
    void askAndSavePicture();
    void askAndSaveFigures();
    void userMoved();

    Theme m_theme;
    QString m_title;
    QString m_x_title;
    bool m_is_x_title_visible = true;
    bool m_log_x = false;
    bool m_log_y = false;
    PlotAxisKind m_kind_x = PlotAxisKind::number;
    struct Whole;
    std::unique_ptr<Whole> m_whole;  ///< what Home shows: nobody pans or zooms out beyond it
    bool m_is_fitting = false;
    QPointF m_pointer;         ///< where the read-out was asked for, pixels of the plot
    bool m_user_view = false;  ///< the user has zoomed or panned, so new data no longer moves the axes
    PlotHome m_home;
    QCustomPlot* m_plot = nullptr;  ///< owns the items drawn by the parts below
    std::unique_ptr<PlotCurves> m_curves;
    std::unique_ptr<PlotBars> m_bars;
    std::unique_ptr<PlotMarks> m_marks;
    std::unique_ptr<PlotHover> m_hover;
    QMenu* m_menu = nullptr;
    QAction* m_log_action = nullptr;
    QTimer m_timer;
    QElapsedTimer m_since_redraw;
    int m_redraw_interval_ms = 34;
    int m_redraws = 0;
};

}  // namespace priorscope
