#include "widgets/plots/plot_curves.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "widgets/plots/clipped_polyline.hpp"
#include "widgets/plots/qcustomplot.hpp"

namespace priorscope {
namespace {

class Curve : public QCPGraph {
  public:
    using QCPGraph::QCPGraph;

  protected:
    void drawLinePlot(QCPPainter* painter, const QVector<QPointF>& lines) const override {
        const double width = painter->pen().widthF() + 1.0;
        const QRectF room = QRectF(clipRect()).adjusted(-width, -width, width, width);
        for (const QVector<QPointF>& shown : polylinesWithin(room, lines)) {
            QCPGraph::drawLinePlot(painter, shown);
        }
    }
};

}  // namespace

/// Range of the values of all visible series; the minimum exceeds the maximum if there are none.
struct PlotCurves::Extent {
    double x_min = std::numeric_limits<double>::infinity();
    double x_max = -std::numeric_limits<double>::infinity();
    double y_min = std::numeric_limits<double>::infinity();
    double y_max = -std::numeric_limits<double>::infinity();
};

int PlotCurves::add(PlotSeries spec, const Theme& theme) {
    Series series;
    series.spec = std::move(spec);
    series.graph = new Curve(m_plot.xAxis, m_plot.yAxis);  // owned by the plot
    series.graph->setAdaptiveSampling(true);
    series.graph->setName(series.spec.name);
    style(series, theme);
    m_series.push_back(std::move(series));
    return count() - 1;
}

void PlotCurves::clear() {
    for (const Series& series : m_series) {
        m_plot.removeGraph(series.graph);
    }
    m_series.clear();
}

void PlotCurves::setData(int index, const std::vector<double>& x, const std::vector<double>& y) {
    const auto count = static_cast<qsizetype>(std::min(x.size(), y.size()));
    at(index).graph->setData(QVector<double>(x.begin(), x.begin() + count),
                             QVector<double>(y.begin(), y.begin() + count), true);
}

void PlotCurves::append(int index, double x, double y) {
    at(index).graph->addData(x, y);
}

bool PlotCurves::setName(int index, const QString& name) {
    return std::exchange(at(index).spec.name, name) != name;
}

bool PlotCurves::setVisible(int index, bool visible) {
    Series& series = at(index);
    if (series.visible == visible) {
        return false;
    }
    series.visible = visible;
    series.graph->setVisible(visible);
    return true;
}

bool PlotCurves::setStrength(int index, bool faint, double width, const Theme& theme) {
    Series& series = at(index);
    if (series.spec.faint == faint && series.spec.width == width) {
        return false;
    }
    series.spec.faint = faint;
    series.spec.width = width;
    style(series, theme);
    return true;
}

void PlotCurves::setTheme(const Theme& theme) {
    for (const Series& series : m_series) {
        style(series, theme);
    }
}

void PlotCurves::setLegendShown(bool shown, const Theme& theme) {
    QCPLegend& legend = *m_plot.legend;
    legend.clearItems();
    for (const Series& series : m_series) {
        if (shown && series.visible && !series.spec.faint && !series.spec.name.isEmpty()) {
            series.graph->setName(series.spec.name);
            legend.addItem(new QCPPlottableLegendItem(&legend, series.graph));
        }
    }
    legend.setVisible(legend.itemCount() > 1);
    legend.setBrush(theme.base);
    legend.setBorderPen(QPen(theme.hairline));
    legend.setFont(theme.smallFont());
    legend.setTextColor(theme.text);
}

void PlotCurves::style(const Series& series, const Theme& theme) {
    QColor color = series.spec.color ? series.spec.color(theme) : theme.text;
    if (series.spec.faint) {
        color.setAlphaF(0.35F);
    }
    QPen pen(color, series.spec.width);
    if (series.spec.line == Qt::DashLine) {
        pen.setDashPattern({4.0, 3.0});
    } else {
        pen.setStyle(series.spec.line);
    }
    pen.setJoinStyle(Qt::RoundJoin);
    series.graph->setPen(series.spec.line == Qt::NoPen ? QPen(Qt::NoPen) : pen);
    if (series.spec.line == Qt::NoPen) {
        series.graph->setLineStyle(QCPGraph::lsNone);
    } else {
        series.graph->setLineStyle(series.spec.stairs ? QCPGraph::lsStepLeft : QCPGraph::lsLine);
    }
    if (series.spec.markers) {
        series.graph->setScatterStyle(
            QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(color, 1.5), QBrush(theme.base), 6));
    }
}

std::optional<double> PlotCurves::nearestPoint(double x) const {
    std::optional<double> result;
    double nearest = std::numeric_limits<double>::infinity();
    for (const Series& series : m_series) {
        if (!series.visible || series.spec.faint || series.graph->data()->isEmpty()) {
            continue;
        }
        const auto points = series.graph->data();
        const auto before = points->findBegin(x);
        // A stair lasts until the next one begins.
        for (auto point : {before, series.spec.stairs ? before : points->findEnd(x, false)}) {
            if (point != points->constEnd() && std::abs(point->key - x) < nearest) {
                nearest = std::abs(point->key - x);
                result = point->key;
            }
        }
    }
    return result;
}

std::optional<PlotReadOut> PlotCurves::readOutAt(double x) const {
    const std::optional<double> nearest = nearestPoint(x);
    if (!nearest) {
        return std::nullopt;
    }
    PlotReadOut result{*nearest, {}};
    for (const Series& series : m_series) {
        if (!series.visible || series.spec.faint || series.graph->data()->isEmpty()) {
            continue;
        }
        // The last point at or before the position, since the curves of other runs may have other steps;
        // nothing beyond a curve's end.
        const auto points = series.graph->data();
        if (result.x > (points->constEnd() - 1)->key) {
            continue;
        }
        auto after = points->findEnd(result.x, false);
        if (after != points->constBegin()) {
            const double value = (after - 1)->value;
            if (std::isfinite(value)) {
                result.values.push_back({series.spec.name, value});
            }
        }
    }
    return result;
}

std::vector<std::pair<double, double>> PlotCurves::points(int index) const {
    std::vector<std::pair<double, double>> result;
    for (const QCPGraphData& point : *at(index).graph->data()) {
        result.emplace_back(point.key, point.value);
    }
    return result;
}

PlotCurves::Extent PlotCurves::extent(bool log_y) const {
    Extent all;
    const QCP::SignDomain domain = log_y ? QCP::sdPositive : QCP::sdBoth;
    for (const Series& series : m_series) {
        bool found = false;
        if (!series.visible) {
            continue;
        }
        const QCPRange keys = series.graph->getKeyRange(found);
        if (found) {
            all.x_min = std::min(all.x_min, keys.lower);
            all.x_max = std::max(all.x_max, keys.upper);
        }
        const QCPRange values = series.graph->getValueRange(found, domain);
        if (found) {
            all.y_min = std::min(all.y_min, values.lower);
            all.y_max = std::max(all.y_max, values.upper);
        }
    }
    return all;
}

/// Markers of points at the end of an axis are drawn whole.
void PlotCurves::makeRoomForMarkers(const Extent& extent) {
    constexpr double kMarker = 5.0;  // pixels
    const auto widen = [](QCPAxis& axis, int pixels, double lowest, double highest) {
        if (pixels < 8 * kMarker) {
            return;
        }
        const QCPRange range = axis.range();
        const bool is_log = axis.scaleType() == QCPAxis::stLogarithmic;
        const auto place = [is_log](double value) { return is_log ? std::log(value) : value; };
        const auto value = [is_log](double at) { return is_log ? std::exp(at) : at; };
        const double room = (place(range.upper) - place(range.lower)) * kMarker / pixels;
        const bool below = place(std::max(lowest, range.lower)) - place(range.lower) < room;
        const bool above = place(range.upper) - place(std::min(highest, range.upper)) < room;
        axis.setRange(below ? value(place(range.lower) - room) : range.lower,
                      above ? value(place(range.upper) + room) : range.upper);
    };
    const bool has_markers = std::any_of(m_series.begin(), m_series.end(), [](const Series& series) {
        return series.visible && series.spec.markers && !series.graph->data()->isEmpty();
    });
    if (has_markers && extent.x_min <= extent.x_max && extent.y_min <= extent.y_max) {
        widen(*m_plot.xAxis, m_plot.axisRect()->width(), extent.x_min, extent.x_max);
        widen(*m_plot.yAxis, m_plot.axisRect()->height(), extent.y_min, extent.y_max);
    }
}

void PlotCurves::fit(const PlotHome& home, bool log_y) {
    const Extent all = extent(log_y);
    const auto [x_min, x_max, y_min, y_max] = all;
    if (home.x) {
        m_plot.xAxis->setRange(home.x->first, home.x->second);
    } else if (x_min <= x_max) {
        m_plot.xAxis->setRange(x_min, x_max > x_min ? x_max : x_min + 1.0);
    }
    if (home.y) {
        m_plot.yAxis->setRange(home.y->first, home.y->second);
    } else if (y_min <= y_max && log_y) {
        m_plot.yAxis->setRange(y_min / 1.3, y_max * 1.3);
    } else if (y_min <= y_max) {
        const double room = y_max > y_min ? 0.06 * (y_max - y_min) : std::max(0.5 * std::abs(y_max), 1e-3);
        // A quantity that is never negative keeps zero in view if that costs little space.
        const double lower = y_min >= 0.0 && y_min < 0.5 * y_max ? 0.0 : y_min - room;
        m_plot.yAxis->setRange(lower, y_max + room);
    }
    makeRoomForMarkers(all);
}

}  // namespace priorscope
