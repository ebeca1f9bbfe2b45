#include "widgets/plots/clipped_polyline.hpp"

#include <QLineF>
#include <algorithm>
#include <cmath>
#include <optional>

namespace priorscope {
namespace {

bool isFinite(const QPointF& point) {
    return std::isfinite(point.x()) && std::isfinite(point.y());
}

std::optional<QLineF> segmentWithin(const QRectF& room, const QPointF& from, const QPointF& to) {
    const QPointF way = to - from;
    double enters = 0.0;
    double leaves = 1.0;
    // Each border as: step * t <= gap for the points from + t * way inside of it.
    const auto keepInside = [&](double step, double gap) {
        if (step == 0.0) {
            return gap >= 0.0;
        }
        if (step < 0.0) {
            enters = std::max(enters, gap / step);
        } else {
            leaves = std::min(leaves, gap / step);
        }
        return enters <= leaves;
    };
    if (!keepInside(-way.x(), from.x() - room.left()) || !keepInside(way.x(), room.right() - from.x()) ||
        !keepInside(-way.y(), from.y() - room.top()) || !keepInside(way.y(), room.bottom() - from.y())) {
        return std::nullopt;
    }
    return QLineF(enters > 0.0 ? from + enters * way : from, leaves < 1.0 ? from + leaves * way : to);
}

}  // namespace

std::vector<QVector<QPointF>> polylinesWithin(const QRectF& room, const QVector<QPointF>& points) {
    std::vector<QVector<QPointF>> result;
    bool goes_on = false;
    for (qsizetype i = 1; i < points.size(); ++i) {
        const QPointF& from = points[i - 1];
        const QPointF& to = points[i];
        const auto part =
            isFinite(from) && isFinite(to) ? segmentWithin(room, from, to) : std::optional<QLineF>();
        if (!part) {
            goes_on = false;
            continue;
        }
        if (!goes_on) {
            result.push_back({part->p1()});
        }
        result.back().append(part->p2());
        goes_on = part->p2() == to;
    }
    return result;
}

}  // namespace priorscope
