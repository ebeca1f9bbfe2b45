#include "widgets/canvas/image_canvas.hpp"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <ranges>
#include <utility>

#include "widgets/canvas/box_painter.hpp"
#include "widgets/canvas/canvas_tool.hpp"

namespace priorscope {
namespace {

constexpr double kKeyZoom = 1.25;
constexpr double kKeyPan = 48.0;
constexpr double kDragStart = 4.0;           ///< pixels before a press becomes a drag
constexpr double kSharpZoom = 3.0;           ///< from here on, single pixels are drawn as squares
constexpr double kSmallBox = 160.0 * 160.0;  ///< of this area, square pixels, a label hides much
constexpr double kClickSlack = 3.0;          ///< tolerance around a box for a click, pixels

}  // namespace

ImageCanvas::ImageCanvas(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Image with boxes"));
}

void ImageCanvas::setTheme(const Theme& theme) {
    m_theme = theme;
    update();
}

void ImageCanvas::setImage(const QImage& image) {
    m_image = image;
    m_placeholder.clear();
    m_scaled = {};
    setImageSize(image.size());
}

void ImageCanvas::setPlaceholder(const QSize& size, const QString& text) {
    m_image = {};
    m_placeholder = text;
    m_scaled = {};
    setImageSize(size);
}

void ImageCanvas::setImageSize(const QSize& size) {
    if (size != m_view.imageSize()) {
        CanvasView view = m_view;
        view.setImageSize(size);
        changeView(view);
    }
    updateCursor();
    update();
}

void ImageCanvas::setLayers(std::vector<CanvasLayer> layers) {
    m_layers = std::move(layers);
    update();
}

void ImageCanvas::setBoxesVisible(bool visible) {
    if (visible != m_boxes_visible) {
        m_boxes_visible = visible;
        update();
        Q_EMIT boxesVisibleChanged(visible);
    }
}

void ImageCanvas::setCompact(bool compact) {
    m_is_compact = compact;
    CanvasView view = m_view;
    view.setMargin(compact ? 0.0 : CanvasView::kMargin);
    changeView(view);
}

void ImageCanvas::setTool(CanvasTool* tool) {
    m_tool = tool;
    m_tool_drags = false;
    update();
}

QPointF ImageCanvas::viewFromFraction(const QPointF& fraction) const {
    const QSize& size = m_view.imageSize();
    return m_view.viewFromImage({fraction.x() * size.width(), fraction.y() * size.height()});
}

QPointF ImageCanvas::fractionFromView(const QPointF& point) const {
    const QSize& size = m_view.imageSize();
    if (size.isEmpty()) {
        return {};
    }
    const QPointF pixel = m_view.imageFromView(point);
    return {pixel.x() / size.width(), pixel.y() / size.height()};
}

int ImageCanvas::boxAt(const QPointF& point) const {
    int found = -1;
    double least = 0.0;
    if (!m_boxes_visible) {
        return found;
    }
    for (const CanvasLayer& layer : m_layers) {
        for (const CanvasBox& box : layer.boxes) {
            const QRectF rect(viewFromFraction({box.box.x_min, box.box.y_min}),
                              viewFromFraction({box.box.x_max, box.box.y_max}));
            const QRectF target = rect.adjusted(-kClickSlack, -kClickSlack, kClickSlack, kClickSlack);
            const double area = rect.width() * rect.height();
            if (layer.is_visible && box.id >= 0 && target.contains(point) && (found < 0 || area < least)) {
                found = box.id;
                least = area;
            }
        }
    }
    return found;
}

void ImageCanvas::changeView(const CanvasView& view) {
    if (view == m_view) {
        return;
    }
    const double before = m_view.zoom();
    m_view = view;
    update();
    if (before != m_view.zoom()) {
        Q_EMIT zoomChanged(m_view.zoom());
    }
}

void ImageCanvas::fit() {
    CanvasView view = m_view;
    view.fit(CanvasView::Fit::whole);
    changeView(view);
}

void ImageCanvas::fitWidth() {
    CanvasView view = m_view;
    view.fit(CanvasView::Fit::width);
    changeView(view);
}

void ImageCanvas::showBox(const Box& box) {
    const QSize& size = m_view.imageSize();
    CanvasView view = m_view;
    view.showPart({static_cast<double>(box.x_min) * size.width(),
                   static_cast<double>(box.y_min) * size.height(),
                   static_cast<double>(box.x_max - box.x_min) * size.width(),
                   static_cast<double>(box.y_max - box.y_min) * size.height()});
    changeView(view);
}

void ImageCanvas::zoomIn() {
    CanvasView view = m_view;
    view.zoomBy(kKeyZoom, view.center());
    changeView(view);
}

void ImageCanvas::zoomOut() {
    CanvasView view = m_view;
    view.zoomBy(1.0 / kKeyZoom, view.center());
    changeView(view);
}

void ImageCanvas::zoomToActualPixels() {
    CanvasView view = m_view;
    view.setZoom(1.0, view.center());
    changeView(view);
}

void ImageCanvas::toggleBoxes() {
    setBoxesVisible(!m_boxes_visible);
}

void ImageCanvas::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.fillRect(rect(), m_is_compact ? m_theme.window : m_theme.base);
    if (m_image.isNull()) {
        paintPlaceholder(painter);
    } else {
        paintPixels(painter);
    }
    if (m_boxes_visible) {
        paintLayers(painter);
    }
    if (m_tool != nullptr) {
        m_tool->paint(painter);
    }
    if (hasFocus() && m_shows_focus) {
        painter.setPen(m_theme.current);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void ImageCanvas::paintPixels(QPainter& painter) {
    const QRectF target = m_view.imageRect();
    if (m_view.zoom() < 1.0) {
        const double ratio = devicePixelRatioF();
        const QSize size = (target.size() * ratio).toSize().expandedTo(QSize(1, 1));
        if (m_scaled.size() != size) {
            m_scaled =
                QPixmap::fromImage(m_image.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
            m_scaled.setDevicePixelRatio(ratio);
        }
        painter.drawPixmap(target.topLeft().toPoint(), m_scaled);
        return;
    }
    // Only the visible part is scaled, whatever the zoom.
    const QRectF seen = target.intersected(QRectF(rect()));
    const QRectF source =
        QRectF(m_view.imageFromView(seen.topLeft()), m_view.imageFromView(seen.bottomRight()))
            .toAlignedRect()
            .intersected(m_image.rect());
    const QRectF drawn(m_view.viewFromImage(source.topLeft()), m_view.viewFromImage(source.bottomRight()));
    painter.setRenderHint(QPainter::SmoothPixmapTransform, m_view.zoom() < kSharpZoom);
    painter.drawImage(drawn, m_image, source);
}

void ImageCanvas::paintPlaceholder(QPainter& painter) {
    const QRectF area = m_view.imageSize().isEmpty() ? QRectF(rect()) : m_view.imageRect();
    painter.fillRect(area, m_theme.hover);
    painter.setPen(m_theme.second);
    painter.setFont(m_is_compact ? m_theme.smallFont() : m_theme.textFont());
    painter.drawText(area.intersected(QRectF(rect())).adjusted(16, 8, -16, -8),
                     Qt::AlignCenter | Qt::TextWordWrap, m_placeholder);
}

void ImageCanvas::paintLayers(QPainter& painter) {
    std::vector<PlacedBox> shown;
    for (const CanvasLayer& layer : m_layers) {
        for (const CanvasBox& box : layer.boxes) {
            const QRectF rect(viewFromFraction({box.box.x_min, box.box.y_min}),
                              viewFromFraction({box.box.x_max, box.box.y_max}));
            if (layer.is_visible && rect.adjusted(-4, -4, 4, 4).intersects(QRectF(this->rect()))) {
                shown.push_back({&box, rect});
            }
        }
    }
    std::stable_partition(shown.begin(), shown.end(),
                          [](const PlacedBox& each) { return !each.box->is_selected; });
    for (const PlacedBox& each : shown) {
        paintBoxOutline(painter, *each.box, each.rect);
    }
    paintLabels(painter, shown);
}

void ImageCanvas::paintLabels(QPainter& painter, const std::vector<PlacedBox>& shown) {
    painter.setFont(m_theme.smallFont());
    const QRectF bounds = QRectF(rect()).intersected(m_view.imageRect());
    std::vector<QRectF> taken;
    for (const PlacedBox& each : std::views::reverse(shown)) {  // the selected box gets its place first
        if (m_is_compact && !each.box->is_selected) {
            continue;
        }
        if (each.box->is_selected && each.rect.width() * each.rect.height() < kSmallBox) {
            taken.push_back(each.rect);  // nothing buries what was clicked
        }
        if (const auto label = placedLabel(*each.box, each.rect, painter.font(), bounds, taken)) {
            taken.push_back(label->plate);
            paintBoxLabel(painter, *each.box, *label);
        }
    }
}

void ImageCanvas::resizeEvent(QResizeEvent* /*event*/) {
    CanvasView view = m_view;
    view.setWidgetSize(size());
    changeView(view);
    updateCursor();
}

void ImageCanvas::wheelEvent(QWheelEvent* event) {
    const double notches = event->angleDelta().y() / 120.0;
    if (m_is_compact || notches == 0.0) {
        event->ignore();
        return;
    }
    CanvasView view = m_view;
    view.zoomBy(std::pow(1.2, std::clamp(notches, -20.0, 20.0)), event->position());
    changeView(view);
    updateCursor();
    event->accept();
}

void ImageCanvas::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton) {
        event->ignore();
        return;
    }
    if (event->button() == Qt::LeftButton && m_tool != nullptr && m_tool->press(event->position())) {
        m_tool_drags = true;
        return;
    }
    m_press = m_last_drag = event->position();
    m_press_button = event->button();
    m_is_dragging = false;
}

void ImageCanvas::mouseMoveEvent(QMouseEvent* event) {
    const QPointF point = event->position();
    if (m_tool_drags) {
        m_tool->drag(point);
    } else if (m_press_button != Qt::NoButton && !m_is_compact) {
        const bool may_drag = m_press_button == Qt::MiddleButton || boxAt(m_press) < 0 ||
                              m_view.fitMode() == CanvasView::Fit::none;
        if (!m_is_dragging && may_drag && (point - m_press).manhattanLength() >= kDragStart) {
            m_is_dragging = true;
            setCursor(Qt::ClosedHandCursor);
        }
        if (m_is_dragging) {
            CanvasView view = m_view;
            view.panBy(point - m_last_drag);
            m_last_drag = point;
            changeView(view);
        }
    } else {
        showCursor(point);
    }
    const QPointF fraction = fractionFromView(point);
    Q_EMIT hovered(fraction, m_view.imageRect().contains(point));
}

void ImageCanvas::mouseReleaseEvent(QMouseEvent* event) {
    if (m_tool_drags && event->button() == Qt::LeftButton) {
        m_tool_drags = false;
        m_tool->release(event->position());
        showCursor(event->position());
        return;
    }
    if (event->button() != m_press_button) {
        return;
    }
    const bool was_click = !m_is_dragging && m_press_button == Qt::LeftButton;
    m_press_button = Qt::NoButton;
    m_is_dragging = false;
    updateCursor();
    if (!was_click) {
        return;
    }
    const int id = boxAt(event->position());
    if (id >= 0) {
        Q_EMIT boxClicked(id);
    } else if (m_view.imageRect().contains(event->position())) {
        Q_EMIT groundClicked(fractionFromView(event->position()));
    }
}

void ImageCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
    // A second quick press is one for a tool.
    if (event->button() == Qt::LeftButton && m_tool != nullptr && m_tool->press(event->position())) {
        m_tool_drags = true;
    } else if (event->button() == Qt::LeftButton) {
        Q_EMIT doubleClicked();
    }
}

void ImageCanvas::focusInEvent(QFocusEvent* event) {
    m_shows_focus = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    QWidget::focusInEvent(event);
}

void ImageCanvas::leaveEvent(QEvent* /*event*/) {
    Q_EMIT hovered({}, false);
}

void ImageCanvas::keyPressEvent(QKeyEvent* event) {
    if (m_is_compact) {
        QWidget::keyPressEvent(event);
        return;
    }
    if (m_tool != nullptr && m_tool->takesKey(*event)) {
        return;
    }
    const bool ctrl = event->modifiers().testFlag(Qt::ControlModifier);
    const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
    CanvasView view = m_view;
    switch (event->key()) {
        case Qt::Key_Plus:
        case Qt::Key_Equal:
            return zoomIn();
        case Qt::Key_Minus:
            return zoomOut();
        case Qt::Key_F:
            return ctrl && shift ? fitWidth() : fit();
        case Qt::Key_H:
            if (ctrl) {
                return toggleBoxes();
            }
            break;
        case Qt::Key_1:
            if (!ctrl) {
                return zoomToActualPixels();
            }
            break;
        case Qt::Key_Left:
        case Qt::Key_Right: {
            const int step = event->key() == Qt::Key_Left ? -1 : 1;
            if (m_view.isWholeShown()) {
                Q_EMIT neighbourWanted(step);
                return;
            }
            view.panBy({-step * kKeyPan, 0.0});
            return changeView(view);
        }
        case Qt::Key_Up:
            view.panBy({0.0, kKeyPan});
            return changeView(view);
        case Qt::Key_Down:
            view.panBy({0.0, -kKeyPan});
            return changeView(view);
        default:
            break;
    }
    QWidget::keyPressEvent(event);
}

void ImageCanvas::showCursor(const QPointF& point) {
    const auto of_tool = m_tool == nullptr ? std::nullopt : m_tool->cursorAt(point);
    setCursor(of_tool.value_or(boxAt(point) >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor));
}

void ImageCanvas::updateCursor() {
    setCursor(Qt::ArrowCursor);
}

}  // namespace priorscope
