#include "widgets/canvas/canvas_view.hpp"

#include <algorithm>
#include <cmath>

namespace priorscope {

void CanvasView::setImageSize(const QSize& size) {
    m_image = size.expandedTo(QSize(0, 0));
    fit(Fit::whole);
}

void CanvasView::setWidgetSize(const QSize& size) {
    const QPointF middle = imageFromView(center());
    m_widget = size.expandedTo(QSize(0, 0));
    if (m_fit != Fit::none) {
        fit(m_fit);
    } else {
        m_origin = center() - middle * m_zoom;
        keepInside();
    }
}

void CanvasView::setMargin(double margin) {
    m_margin = std::max(margin, 0.0);
    fit(m_fit);
}

double CanvasView::fittedZoom(Fit mode) const {
    if (m_image.isEmpty()) {
        return 1.0;
    }
    const double across = std::max(m_widget.width() - 2.0 * m_margin, 1.0) / m_image.width();
    const double down = std::max(m_widget.height() - 2.0 * m_margin, 1.0) / m_image.height();
    return std::clamp(mode == Fit::width ? across : std::min(across, down), kLeastZoom, kMostZoom);
}

void CanvasView::fit(Fit mode) {
    m_fit = mode;
    if (mode == Fit::none) {
        return;
    }
    m_zoom = fittedZoom(mode);
    const QSizeF shown = QSizeF(m_image) * m_zoom;
    m_origin = QPointF((m_widget.width() - shown.width()) / 2.0, (m_widget.height() - shown.height()) / 2.0);
    if (mode == Fit::width && shown.height() > m_widget.height()) {
        m_origin.setY(m_margin);
    }
}

void CanvasView::zoomBy(double factor, const QPointF& anchor) {
    if (std::isfinite(factor) && factor > 0.0) {
        setZoom(m_zoom * factor, anchor);
    }
}

void CanvasView::setZoom(double zoom, const QPointF& anchor) {
    if (!std::isfinite(zoom) || m_image.isEmpty()) {
        return;
    }
    const double least = std::min(fittedZoom(Fit::whole), 1.0) / 4.0;
    const QPointF pixel = imageFromView(anchor);
    m_zoom = std::clamp(zoom, std::max(least, kLeastZoom), kMostZoom);
    m_origin = anchor - pixel * m_zoom;
    m_fit = Fit::none;
    keepInside();
}

void CanvasView::showPart(const QRectF& part) {
    constexpr double kClosest = 8.0;  // a few pixels of an object say little
    constexpr double kAround = 3.0;
    if (m_image.isEmpty()) {
        return;
    }
    const double across = m_widget.width() / (kAround * std::max(part.width(), 1.0));
    const double down = m_widget.height() / (kAround * std::max(part.height(), 1.0));
    const double zoom = std::min({across, down, kClosest});
    if (zoom <= fittedZoom(Fit::whole)) {
        fit(Fit::whole);
        return;
    }
    m_zoom = zoom;
    m_origin = center() - part.center() * m_zoom;
    m_fit = Fit::none;
    keepInside();
}

bool CanvasView::isWholeShown() const {
    constexpr double kRounding = 0.5;
    return QRectF(QPointF(), QSizeF(m_widget))
        .adjusted(-kRounding, -kRounding, kRounding, kRounding)
        .contains(imageRect());
}

void CanvasView::panBy(const QPointF& delta) {
    if (!std::isfinite(delta.x()) || !std::isfinite(delta.y()) || m_image.isEmpty()) {
        return;
    }
    m_origin += delta;
    m_fit = Fit::none;
    keepInside();
}

void CanvasView::keepInside() {
    // At least this much of the image stays in view, so that it cannot be lost.
    const QSizeF shown = QSizeF(m_image) * m_zoom;
    const auto limited = [](double origin, double extent, double room) {
        const double kept = std::min({extent, room, 48.0});
        return std::clamp(origin, kept - extent, std::max(room - kept, kept - extent));
    };
    m_origin.setX(limited(m_origin.x(), shown.width(), m_widget.width()));
    m_origin.setY(limited(m_origin.y(), shown.height(), m_widget.height()));
}

}  // namespace priorscope
