// Objects and priors by width and height: the contents of the shape plane, and how they are painted.
#pragma once

#include <QPainter>
#include <QPointF>
#include <QRectF>
#include <memory>
#include <optional>
#include <vector>

#include "core/priors/coverage/shape_plane.hpp"
#include "core/priors/prior_config.hpp"
#include "widgets/theme/theme.hpp"

namespace priorscope {

using ContourLines = std::vector<ContourLine>;

/// One prior shape of a feature map's cells.
struct ShapeHandle {
    int map = -1;
    int shape = -1;  ///< index into PriorMap::shapes()
    PriorMap::Shape sides{};
    bool isValid() const { return map >= 0; }
    bool isSame(const ShapeHandle& other) const { return map == other.map && shape == other.shape; }
};

/// The shapes of every map that is switched on, in the layout's order.
std::vector<ShapeHandle> shapeHandles(const PriorConfig& config);

/// The contents of the shape plane, as a value.
struct ShapePlaneScene {
    LogBins bins{};
    PriorConfig config{};
    std::vector<ShapeHandle> handles{};
    std::vector<ShapeHandle> baseline{};  ///< only those that differ from the layout's
    std::shared_ptr<const std::vector<std::int32_t>> density{};
    std::shared_ptr<const ContourLines> covered{};
    std::shared_ptr<const ContourLines> covered_before{};
    std::vector<PriorMap::Shape> uncovered{};  ///< shapes of uncovered objects
    ShapeHandle selected{};
    QRectF window{};  ///< the visible part, in bins, y pointing up
    bool letterboxed = false;
};

/// Maps sides to pixels and paints the scene into a rectangle.
class ShapePlanePainter {
  public:
    ShapePlanePainter(const ShapePlaneScene& scene, const Theme& theme, const QRectF& area);

    /// The area inside the axes.
    const QRectF& plotRect() const { return m_plot; }
    QPointF pointFromSides(const PriorMap::Shape& sides) const;
    PriorMap::Shape sidesFromPoint(const QPointF& point) const;
    QPointF pointFromBins(double x, double y) const;
    /// The topmost handle under a point.
    std::optional<ShapeHandle> handleAt(const QPointF& point) const;

    void paint(QPainter& painter) const;

  private:
    void paintDensity(QPainter& painter) const;
    void paintLines(QPainter& painter, const ContourLines& lines, const QPen& pen) const;
    void paintAxes(QPainter& painter) const;
    void paintHandles(QPainter& painter) const;
    bool isInPlot(const QPointF& point) const;
    void paintHandle(QPainter& painter, const ShapeHandle& handle, bool selected) const;

    const ShapePlaneScene& m_scene;
    const Theme& m_theme;
    QRectF m_area;
    QRectF m_plot;
};

}  // namespace priorscope
