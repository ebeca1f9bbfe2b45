#include "widgets/canvas/box_grips.hpp"

#include <algorithm>
#include <cmath>

namespace priorscope {
namespace {

constexpr double kSlack = 5.0;  ///< widget pixels

/// Moves [first, last], 1-based and inclusive, within 1 … size; lengths stay.
void shift(double& first, double& last, double by, int size) {
    const double begin = std::round(first);
    const double length = std::round(last) - begin;
    first = std::clamp(begin + std::round(by), 1.0, std::max(1.0, size - length));
    last = std::min(first + length, static_cast<double>(size));
}

void resize(double& first, double& last, bool moves_first, bool moves_last, double by, int size) {
    if (moves_first) {
        first = std::clamp(std::round(first + by), 1.0, std::max(1.0, std::floor(last)));
    }
    if (moves_last) {
        last = std::clamp(std::round(last + by), std::min(std::ceil(first), static_cast<double>(size)),
                          static_cast<double>(size));
    }
}

std::pair<double, double> spannedRange(double a, double b, int size) {
    const double begin = std::clamp(std::round(std::min(a, b)), 0.0, size - 1.0);
    const double end = std::clamp(std::round(std::max(a, b)), begin + 1.0, static_cast<double>(size));
    return {begin + 1.0, end};
}

}  // namespace

Grip gripAt(const QRectF& box, const QPointF& point) {
    if (!box.adjusted(-kSlack, -kSlack, kSlack, kSlack).contains(point)) {
        return {};
    }
    // Inside, edges take no more than a quarter of the box, so that its middle can be moved.
    const double inside_x = std::min(kSlack, box.width() / 4.0);
    const double inside_y = std::min(kSlack, box.height() / 4.0);
    const Grip grip{.left = point.x() <= box.left() + inside_x,
                    .top = point.y() <= box.top() + inside_y,
                    .right = point.x() >= box.right() - inside_x,
                    .bottom = point.y() >= box.bottom() - inside_y};
    return grip.isNone() ? kMoveGrip : grip;
}

Qt::CursorShape cursorOf(const Grip& grip) {
    if (grip.isNone()) {
        return Qt::ArrowCursor;
    }
    if (grip.isMove()) {
        return Qt::SizeAllCursor;
    }
    const bool is_side = grip.left || grip.right;
    const bool is_level = grip.top || grip.bottom;
    if (is_side && is_level) {
        return grip.left == grip.top ? Qt::SizeFDiagCursor : Qt::SizeBDiagCursor;
    }
    return is_side ? Qt::SizeHorCursor : Qt::SizeVerCursor;
}

std::array<QPointF, 8> handlesOf(const QRectF& box) {
    const QPointF middle = box.center();
    return {box.topLeft(),     QPointF(middle.x(), box.top()),
            box.topRight(),    QPointF(box.right(), middle.y()),
            box.bottomRight(), QPointF(middle.x(), box.bottom()),
            box.bottomLeft(),  QPointF(box.left(), middle.y())};
}

VocBox dragged(const VocBox& box, const Grip& grip, double dx, double dy, int width, int height) {
    VocBox moved = box;
    if (grip.isMove()) {
        shift(moved.xmin, moved.xmax, dx, width);
        shift(moved.ymin, moved.ymax, dy, height);
        return moved;
    }
    resize(moved.xmin, moved.xmax, grip.left, grip.right, dx, width);
    resize(moved.ymin, moved.ymax, grip.top, grip.bottom, dy, height);
    return moved;
}

VocBox spanned(const QPointF& a, const QPointF& b, int width, int height) {
    const auto [xmin, xmax] = spannedRange(a.x(), b.x(), width);
    const auto [ymin, ymax] = spannedRange(a.y(), b.y(), height);
    return {xmin, ymin, xmax, ymax};
}

}  // namespace priorscope
