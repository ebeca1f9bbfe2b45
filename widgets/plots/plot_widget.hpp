// A plot: curves or bars on two thin axes, with values under the pointer, zoom, pan and export.
#pragma once

#include <QColor>
#include <QElapsedTimer>
#include <QString>
#include <QTimer>
#include <QWidget>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "widgets/theme/theme.hpp"

class QCPAbstractItem;
class QCPBars;
class QCPGraph;
class QCPItemRect;
class QCPItemStraightLine;
class QCustomPlot;
class QLabel;
class QMenu;

namespace priorscope {

/// Colours are taken from the theme whenever it changes.
using ThemeColor = std::function<QColor(const Theme&)>;

struct PlotSeries {
    QString name;
    ThemeColor color;
    Qt::PenStyle line = Qt::SolidLine;  ///< Qt::NoPen: markers only
    double width = 1.5;                 ///< pixels
    bool markers = false;
    bool faint = false;   ///< raw values behind a smoothed curve: neither in the legend nor in the read-out
    bool stairs = false;  ///< each value holds until the next
};

struct PlotMarker {
    double x = 0.0;
    QString label;
};

struct PlotBar {
    QString label;
    double value = 0.0;
    ThemeColor color;
};

/// What the plot says at a position.
struct PlotReadOut {
    double x = 0.0;  ///< of the nearest point
    struct Value {
        QString name;
        double value = 0.0;
    };
    std::vector<Value> values;  ///< of the series that have a point there or just before
};

/// The wheel zooms (Ctrl: only up and down), dragging pans, a double click or Home shows everything again.
/// New data is drawn at most so often (setRedrawInterval), and only while the plot is visible.
class PlotWidget : public QWidget {
    Q_OBJECT

  public:
    explicit PlotWidget(const Theme& theme, QWidget* parent = nullptr);
    ~PlotWidget() override;

    void setTheme(const Theme& theme);
    /// @param title  names the plot for accessibility and in saved files
    void setTitle(const QString& title);
    /// Titles with their unit, for example "time, s"; an empty one takes no room.
    void setAxisTitles(const QString& x, const QString& y);
    /// Milliseconds between two redraws: 34 by default, at most 30 a second.
    void setRedrawInterval(int interval_ms) { m_redraw_interval_ms = interval_ms; }
    void setLogY(bool log);
    bool isLogY() const { return m_log_y; }
    /// What Home shows along an axis; nothing: what the data needs.
    void setHomeX(std::optional<std::pair<double, double>> range);
    void setHomeY(std::optional<std::pair<double, double>> range);

    /// @return the index for the functions below
    int addSeries(PlotSeries series);
    int seriesCount() const { return static_cast<int>(m_series.size()); }
    const PlotSeries& series(int index) const { return m_series[static_cast<std::size_t>(index)].spec; }
    void clearSeries();
    /// @param x  rising
    void setData(int index, const std::vector<double>& x, const std::vector<double>& y);
    /// @param x  beyond the last
    void append(int index, double x, double y);
    void setSeriesName(int index, const QString& name);
    void setSeriesVisible(int index, bool visible);
    bool isSeriesVisible(int index) const { return m_series[static_cast<std::size_t>(index)].visible; }

    void setMarkers(const std::vector<PlotMarker>& markers);
    /// Shades what lies beyond: steps not reached yet.
    void setShadedFrom(std::optional<double> x);
    /// Takes the place of curves: one bar a label, from 0.
    void setBars(const std::vector<PlotBar>& bars);

    std::optional<PlotReadOut> readOutAt(double x) const;
    /// The read-out that is shown now.
    const std::optional<PlotReadOut>& readOut() const { return m_read_out; }
    /// Widget position of a value; for tests and overlays.
    QPointF positionOf(double x, double y) const;
    std::pair<double, double> visibleX() const;
    std::pair<double, double> visibleY() const;

    void goHome();
    /// Every series, joined on x: "step,total,confidence".
    QString csv() const;
    /// @param file  ends in .png, .svg or .pdf
    /// @return false where it cannot be written
    bool savePicture(const QString& file);
    /// Save picture, save figures, logarithmic, show everything; owned by the plot.
    QMenu* menu() const { return m_menu; }
    int redraws() const { return m_redraws; }

  Q_SIGNALS:
    void seriesChanged();  ///< for the legend
    void hovered();        ///< readOut() changed
    void barClicked(int index);

  protected:
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void leaveEvent(QEvent* event) override;

  private:
    struct Series {
        PlotSeries spec;
        QCPGraph* graph = nullptr;
        bool visible = true;
    };

    void buildMenu();
    void styleAxes();
    void styleSeries(const Series& series);
    void styleBars();
    void styleMarks();
    void scheduleRedraw();
    void redraw();
    void fitRanges();
    void updateShade();
    void moveReadOut(const QPointF& position);
    void hideReadOut();
    void askAndSavePicture();
    void askAndSaveFigures();
    void userMoved();

    Theme m_theme;
    QString m_title;
    QString m_x_title;
    bool m_log_y = false;
    bool m_user_view = false;  ///< the user has zoomed or panned: data no longer moves the axes
    std::optional<std::pair<double, double>> m_home_x;
    std::optional<std::pair<double, double>> m_home_y;
    std::vector<Series> m_series;
    std::vector<PlotBar> m_bar_specs;
    std::vector<QCPBars*> m_bars;
    std::vector<PlotMarker> m_marker_specs;
    std::vector<QCPAbstractItem*> m_markers;
    std::optional<double> m_shaded_from;
    QCPItemRect* m_shade = nullptr;
    QCPItemStraightLine* m_cursor = nullptr;
    QLabel* m_read_out_label = nullptr;
    std::optional<PlotReadOut> m_read_out;
    QCustomPlot* m_plot = nullptr;
    QMenu* m_menu = nullptr;
    QAction* m_log_action = nullptr;
    QTimer m_timer;
    QElapsedTimer m_since_redraw;
    int m_redraw_interval_ms = 34;
    int m_redraws = 0;
};

}  // namespace priorscope
