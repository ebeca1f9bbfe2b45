#include "widgets/priors/coverage/shape_plane_scene.hpp"

#include <QCoreApplication>
#include <QImage>
#include <QPainterPath>
#include <algorithm>
#include <array>
#include <cmath>

#include "widgets/components/text.hpp"

namespace priorscope {
namespace {

constexpr double kLeft = 44.0;
constexpr double kRight = 12.0;
constexpr double kTop = 8.0;
constexpr double kBottom = 38.0;
constexpr double kHandle = 15.0;
constexpr double kCross = 1.8;  ///< half the side of a cross
constexpr float kCrossAlpha = 0.7F;
constexpr std::array<int, 9> kTicks{1, 2, 4, 8, 16, 32, 64, 128, 256};

struct ShapePlaneText {
    Q_DECLARE_TR_FUNCTIONS(priorscope::ShapePlaneText)
};

}  // namespace

std::vector<ShapeHandle> shapeHandles(const PriorConfig& config) {
    std::vector<ShapeHandle> handles;
    for (std::size_t k = 0; k < config.maps.size(); ++k) {
        const std::vector<PriorMap::Shape> shapes = config.maps[k].shapes();
        for (std::size_t i = 0; i < shapes.size(); ++i) {
            handles.push_back({static_cast<int>(k), static_cast<int>(i), shapes[i]});
        }
    }
    return handles;
}

ShapePlanePainter::ShapePlanePainter(const ShapePlaneScene& scene, const Theme& theme, const QRectF& area)
    : m_scene(scene), m_theme(theme), m_area(area), m_plot(area.adjusted(kLeft, kTop, -kRight, -kBottom)) {}

QPointF ShapePlanePainter::pointFromBins(double x, double y) const {
    const QRectF& window = m_scene.window;
    return {m_plot.left() + (x - window.left()) / window.width() * m_plot.width(),
            m_plot.bottom() - (y - window.top()) / window.height() * m_plot.height()};
}

QPointF ShapePlanePainter::pointFromSides(const PriorMap::Shape& sides) const {
    const LogBins& bins = m_scene.bins;
    return pointFromBins(bins.position(static_cast<double>(sides.w)),
                         bins.position(static_cast<double>(sides.h)));
}

PriorMap::Shape ShapePlanePainter::sidesFromPoint(const QPointF& point) const {
    const QRectF& window = m_scene.window;
    const double x = window.left() + (point.x() - m_plot.left()) / m_plot.width() * window.width();
    const double y = window.top() + (m_plot.bottom() - point.y()) / m_plot.height() * window.height();
    return {static_cast<float>(m_scene.bins.side(x)), static_cast<float>(m_scene.bins.side(y))};
}

/// A mark whose middle lies in the plot is drawn whole, over the edge if need be.
bool ShapePlanePainter::isInPlot(const QPointF& point) const {
    return m_plot.adjusted(-0.5, -0.5, 0.5, 0.5).contains(point);
}

std::optional<ShapeHandle> ShapePlanePainter::handleAt(const QPointF& point) const {
    const auto hit = [&](const ShapeHandle& handle) {
        const QPointF away = pointFromSides(handle.sides) - point;
        return std::max(std::abs(away.x()), std::abs(away.y())) <= kHandle / 2.0 + 1.0;
    };
    for (const ShapeHandle& handle : m_scene.handles) {
        if (handle.isSame(m_scene.selected) && hit(handle)) {
            return handle;
        }
    }
    const auto found = std::find_if(m_scene.handles.rbegin(), m_scene.handles.rend(), hit);
    return found != m_scene.handles.rend() ? std::optional(*found) : std::nullopt;
}

void ShapePlanePainter::paint(QPainter& painter) const {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(m_area, m_theme.base);
    painter.save();
    painter.setClipRect(m_plot);
    paintDensity(painter);
    // Guide lines: squares, and shapes twice as long as wide or high.
    painter.setPen(QPen(m_theme.grid, 1.0));
    for (const float ratio : {0.5F, 1.0F, 2.0F}) {
        const float root = std::sqrt(ratio);
        painter.drawLine(pointFromSides({1e-3F * root, 1e-3F / root}),
                         pointFromSides({2.0F * root, 2.0F / root}));
    }
    QColor cross = m_theme.worse;
    cross.setAlphaF(kCrossAlpha);  // crosses overlap, and the objects below them must stay visible
    painter.setPen(QPen(cross, 1.0));
    QList<QLineF> crosses;
    for (const PriorMap::Shape& sides : m_scene.uncovered) {
        const QPointF at = pointFromSides(sides);
        crosses << QLineF(at + QPointF(-kCross, -kCross), at + QPointF(kCross, kCross))
                << QLineF(at + QPointF(-kCross, kCross), at + QPointF(kCross, -kCross));
    }
    painter.drawLines(crosses);
    if (m_scene.covered_before) {
        paintLines(painter, *m_scene.covered_before, QPen(m_theme.second, 1.2, Qt::DashLine));
    }
    if (m_scene.covered) {
        paintLines(painter, *m_scene.covered, QPen(m_theme.current, 1.8));
    }
    painter.restore();
    paintAxes(painter);
    painter.setRenderHint(QPainter::Antialiasing);
    paintHandles(painter);
}

void ShapePlanePainter::paintDensity(QPainter& painter) const {
    const int count = m_scene.bins.count;
    const auto columns = static_cast<std::size_t>(count);
    if (!m_scene.density || m_scene.density->size() != columns * columns) {
        return;
    }
    const std::vector<std::int32_t>& density = *m_scene.density;
    const double most = std::log1p(*std::max_element(density.begin(), density.end()));
    QImage picture(count, count, QImage::Format_ARGB32_Premultiplied);
    picture.fill(Qt::transparent);
    for (int row = 0; row < count; ++row) {
        for (int column = 0; column < count; ++column) {
            const std::int32_t objects =
                density[static_cast<std::size_t>(row) * columns + static_cast<std::size_t>(column)];
            if (objects > 0) {
                QColor color = m_theme.third;
                color.setAlphaF(static_cast<float>(0.08 + 0.62 * std::log1p(objects) / most));
                picture.setPixelColor(column, count - 1 - row, color);
            }
        }
    }
    const QRectF place(pointFromBins(0.0, count), pointFromBins(count, 0.0));
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.drawImage(place, picture);
}

void ShapePlanePainter::paintLines(QPainter& painter, const ContourLines& lines, const QPen& pen) const {
    QPainterPath path;
    for (const ContourLine& line : lines) {
        QPolygonF polygon;
        for (const PlanePoint& point : line) {
            polygon << pointFromBins(point.x, point.y);
        }
        path.addPolygon(polygon);
    }
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
}

void ShapePlanePainter::paintAxes(QPainter& painter) const {
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(m_theme.border, 1.0));
    painter.drawLine(m_plot.bottomLeft(), m_plot.bottomRight());
    painter.drawLine(m_plot.topLeft(), m_plot.bottomLeft());
    painter.setFont(m_theme.smallFont());
    const QFontMetricsF metrics(painter.font());
    const int input = m_scene.config.input_size;
    std::vector<int> ticks(kTicks.begin(), kTicks.end());
    ticks.push_back(input);
    double last_x = -1e9;
    double last_y = 1e9;
    for (const int tick : ticks) {
        const float side = static_cast<float>(tick) / static_cast<float>(input);
        const QPointF at = pointFromSides({side, side});
        const QString text = countText(tick);
        const double width = tabularWidth(metrics, text);
        // The tick at the input's own side takes precedence over the power of two before it.
        const bool crowded = tick != input && input < 2 * tick && static_cast<double>(input) / tick < 1.35;
        painter.setPen(QPen(m_theme.border, 1.0, tick == input ? Qt::DotLine : Qt::SolidLine));
        if (at.x() >= m_plot.left() && at.x() <= m_plot.right() && tick == input) {
            painter.drawLine(QPointF(at.x(), m_plot.top()), QPointF(at.x(), m_plot.bottom()));
        }
        if (at.y() >= m_plot.top() && at.y() <= m_plot.bottom() && tick == input) {
            painter.drawLine(QPointF(m_plot.left(), at.y()), QPointF(m_plot.right(), at.y()));
        }
        painter.setPen(m_theme.second);
        if (!crowded && at.x() - width / 2.0 > last_x + 4.0 && at.x() >= m_plot.left() &&
            at.x() <= m_plot.right()) {
            drawTabular(painter, {at.x() - width / 2.0, m_plot.bottom() + 2.0, width, 14.0}, Qt::AlignCenter,
                        text);
            last_x = at.x() + width / 2.0;
        }
        if (!crowded && at.y() < last_y - 12.0 && at.y() >= m_plot.top() && at.y() <= m_plot.bottom()) {
            drawTabular(painter, {m_area.left() + 14.0, at.y() - 7.0, kLeft - 20.0, 14.0},
                        Qt::AlignRight | Qt::AlignVCenter, text);
            last_y = at.y();
        }
    }
    const QString resize =
        m_scene.letterboxed ? ShapePlaneText::tr("letterboxed") : ShapePlaneText::tr("stretched");
    painter.setPen(m_theme.second);
    painter.drawText(QRectF(m_plot.left(), m_area.bottom() - 20.0, m_plot.width(), 16.0), Qt::AlignCenter,
                     elided(metrics, ShapePlaneText::tr("width, px at %1 × %1 (%2)").arg(input).arg(resize),
                            m_plot.width()));
    painter.save();
    painter.translate(m_area.left() + 9.0, m_plot.center().y());
    painter.rotate(-90.0);
    painter.drawText(QRectF(-m_plot.height() / 2.0, -8.0, m_plot.height(), 16.0), Qt::AlignCenter,
                     ShapePlaneText::tr("height, px"));
    painter.restore();
}

void ShapePlanePainter::paintHandles(QPainter& painter) const {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(m_theme.second, 1.0));
    for (const ShapeHandle& handle : m_scene.baseline) {
        const QPointF at = pointFromSides(handle.sides);
        if (!isInPlot(at)) {
            continue;
        }
        painter.drawRect(QRectF(at.x() - 3.5, at.y() - 3.5, 7.0, 7.0));
    }
    for (const ShapeHandle& handle : m_scene.handles) {
        if (!handle.isSame(m_scene.selected)) {
            paintHandle(painter, handle, false);
        }
    }
    for (const ShapeHandle& handle : m_scene.handles) {
        if (handle.isSame(m_scene.selected)) {
            paintHandle(painter, handle, true);
        }
    }
}

void ShapePlanePainter::paintHandle(QPainter& painter, const ShapeHandle& handle, bool selected) const {
    const QPointF at = pointFromSides(handle.sides);
    if (!isInPlot(at)) {
        return;
    }
    const QRectF square(at.x() - kHandle / 2.0, at.y() - kHandle / 2.0, kHandle, kHandle);
    const QColor color = m_theme.mapColor(handle.map);
    painter.setPen(QPen(m_theme.base, 1.0));
    painter.setBrush(color);
    painter.drawRoundedRect(square, 2.0, 2.0);
    if (selected) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(m_theme.text, 2.0));
        painter.drawRoundedRect(square.adjusted(-2.0, -2.0, 2.0, 2.0), 3.0, 3.0);
    }
    painter.setFont(m_theme.smallFont());
    painter.setPen(color.lightnessF() > 0.5F ? QColor(Qt::black) : QColor(Qt::white));
    painter.drawText(square, Qt::AlignCenter, QString::number(handle.map + 1));
}

}  // namespace priorscope
