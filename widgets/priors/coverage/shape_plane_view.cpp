#include "widgets/priors/coverage/shape_plane_view.hpp"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "widgets/components/text.hpp"
#include "widgets/plots/plot_export.hpp"

namespace priorscope {
namespace {

constexpr float kLeastSide = 0.004F;
constexpr float kMostSide = 1.5F;
constexpr double kWheelFactor = 1.25;
constexpr double kNudge = 1.02;
constexpr double kRoomBeyond = 1.2;  ///< times the input's side: extra priors reach beyond it

float sideFrom(double side) {
    return std::clamp(static_cast<float>(side), kLeastSide, kMostSide);
}

}  // namespace

ShapePlaneView::ShapePlaneView(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_menu(new QMenu(this)) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Shapes"));
    setAccessibleDescription(tr("Width and height of objects and priors, logarithmic"));
    m_menu->addAction(tr("Show everything"), this, &ShapePlaneView::goHome)->setShortcut(Qt::Key_Home);
    m_menu->addSeparator();
    m_menu->addAction(tr("Save picture…"), this, &ShapePlaneView::askAndSavePicture);
    m_menu->addAction(tr("Save figures…"), this, &ShapePlaneView::askAndSaveFigures);
    for (QAction* action : m_menu->actions()) {
        action->setShortcutContext(Qt::WidgetShortcut);
    }
    goHome();
}

void ShapePlaneView::setTheme(const Theme& theme) {
    m_theme = theme;
    update();
}

void ShapePlaneView::setLayouts(const PriorConfig& config, const PriorConfig& baseline) {
    m_scene.config = config;
    m_scene.handles = shapeHandles(config);
    m_scene.baseline = shapeHandles(baseline);
    std::erase_if(m_scene.baseline, [this](const ShapeHandle& before) {
        return std::any_of(m_scene.handles.begin(), m_scene.handles.end(), [&](const ShapeHandle& now) {
            return now.map == before.map && now.sides == before.sides;
        });
    });
    update();
}

void ShapePlaneView::setObjects(std::shared_ptr<const std::vector<std::int32_t>> density,
                                std::vector<PriorMap::Shape> uncovered, bool letterboxed) {
    m_scene.density = std::move(density);
    m_scene.uncovered = std::move(uncovered);
    m_scene.letterboxed = letterboxed;
    update();
}

void ShapePlaneView::setContours(std::shared_ptr<const ContourLines> now,
                                 std::shared_ptr<const ContourLines> before) {
    m_scene.covered = std::move(now);
    m_scene.covered_before = std::move(before);
    update();
}

void ShapePlaneView::select(int map, int shape) {
    const ShapeHandle wanted{.map = map, .shape = shape};
    if (!m_scene.selected.isSame(wanted)) {
        m_scene.selected = wanted;
        update();
    }
}

QPointF ShapePlaneView::positionOf(const ShapeHandle& handle) const {
    return painterOf().pointFromSides(handle.sides);
}

void ShapePlaneView::goHome() {
    const double end = m_scene.bins.position(kRoomBeyond);
    m_scene.window = QRectF(0.0, 0.0, end, end);
    update();
}

ShapePlanePainter ShapePlaneView::painterOf() const {
    return {m_scene, m_theme, QRectF(rect())};
}

QString ShapePlaneView::describe(const ShapeHandle& handle) const {
    const auto side = static_cast<double>(m_scene.config.input_size);
    const PriorMap& map = m_scene.config.maps[static_cast<std::size_t>(handle.map)];
    return tr("%1 × %2 px, feature map %3 (%4), in %5 cells")
        .arg(figureText(static_cast<double>(handle.sides.w) * side, 0),
             figureText(static_cast<double>(handle.sides.h) * side, 0))
        .arg(handle.map + 1)
        .arg(QString::fromStdString(map.name), countText(std::int64_t{map.rows} * map.cols));
}

bool ShapePlaneView::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const ShapePlanePainter plane = painterOf();
        if (const auto handle = plane.handleAt(help->pos())) {
            QToolTip::showText(help->globalPos(), describe(*handle), this);
        } else if (plane.plotRect().contains(help->pos())) {
            const PriorMap::Shape sides = plane.sidesFromPoint(help->pos());
            const auto input = static_cast<double>(m_scene.config.input_size);
            const LogBins& bins = m_scene.bins;
            const int column = static_cast<int>(std::floor(bins.position(static_cast<double>(sides.w))));
            const int row = static_cast<int>(std::floor(bins.position(static_cast<double>(sides.h))));
            const bool inside = column >= 0 && row >= 0 && column < bins.count && row < bins.count;
            const std::int32_t objects = m_scene.density && inside
                                             ? m_scene.density->at(static_cast<std::size_t>(row) *
                                                                       static_cast<std::size_t>(bins.count) +
                                                                   static_cast<std::size_t>(column))
                                             : 0;
            QToolTip::showText(
                help->globalPos(),
                tr("%1 × %2 px: %3 objects. Grey: objects; line: shapes that a prior covers at nine of ten "
                   "positions; squares: priors, by feature map")
                    .arg(figureText(static_cast<double>(sides.w) * input, 0),
                         figureText(static_cast<double>(sides.h) * input, 0), countText(objects)),
                this);
        } else {
            QToolTip::hideText();
        }
        return true;
    }
    return QWidget::event(event);
}

void ShapePlaneView::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painterOf().paint(painter);
    if (hasFocus() && !m_scene.selected.isValid()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(m_theme.border, 1.0));
        painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    }
    ++m_repaints;
}

void ShapePlaneView::mousePressEvent(QMouseEvent* event) {
    m_last = event->position();
    if (event->button() != Qt::LeftButton) {
        m_is_panning = event->button() == Qt::MiddleButton;
        return;
    }
    const ShapePlanePainter plane = painterOf();
    const auto handle = plane.handleAt(event->position());
    if (!handle) {
        m_is_panning = true;
        setCursor(Qt::ClosedHandCursor);
        return;
    }
    m_scene.selected = *handle;
    m_is_dragging = true;
    m_grip = plane.pointFromSides(handle->sides) - event->position();
    m_drag_area = handle->sides.w * handle->sides.h;
    Q_EMIT selected(handle->map, handle->shape);
    Q_EMIT gestureStarted();
    update();
}

void ShapePlaneView::mouseMoveEvent(QMouseEvent* event) {
    if (m_is_dragging) {
        moveHandle(event->position() + m_grip, event->modifiers().testFlag(Qt::ShiftModifier));
    } else if (m_is_panning) {
        const QRectF plot = painterOf().plotRect();
        const QPointF moved = event->position() - m_last;
        m_scene.window.translate(-moved.x() / plot.width() * m_scene.window.width(),
                                 moved.y() / plot.height() * m_scene.window.height());
        update();
    } else {
        setCursor(painterOf().handleAt(event->position()) ? Qt::SizeAllCursor : Qt::ArrowCursor);
    }
    m_last = event->position();
}

void ShapePlaneView::mouseReleaseEvent(QMouseEvent* /*event*/) {
    if (m_is_dragging) {
        Q_EMIT gestureFinished();
    }
    m_is_dragging = false;
    m_is_panning = false;
    unsetCursor();
}

void ShapePlaneView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (!painterOf().handleAt(event->position())) {
        goHome();
    }
}

void ShapePlaneView::moveHandle(const QPointF& point, bool only_ratio) {
    const auto is_selected = [this](const ShapeHandle& each) { return each.isSame(m_scene.selected); };
    if (std::none_of(m_scene.handles.begin(), m_scene.handles.end(), is_selected)) {
        return;  // another edit, such as undo, took it away during the drag
    }
    PriorMap::Shape sides = painterOf().sidesFromPoint(point);
    if (only_ratio) {
        const float factor = std::sqrt(m_drag_area / (sides.w * sides.h));
        sides = {sides.w * factor, sides.h * factor};
    }
    Q_EMIT shapeChanged(m_scene.selected.map, m_scene.selected.shape, sideFrom(static_cast<double>(sides.w)),
                        sideFrom(static_cast<double>(sides.h)));
}

void ShapePlaneView::zoomBy(double factor, const QPointF& anchor) {
    QRectF& window = m_scene.window;
    const QRectF plot = painterOf().plotRect();
    const double share_x = (anchor.x() - plot.left()) / plot.width();
    const double share_y = (plot.bottom() - anchor.y()) / plot.height();
    const double width = std::clamp(window.width() / factor, 4.0, 4.0 * m_scene.bins.count);
    const double height = width / window.width() * window.height();
    window = QRectF(window.left() + share_x * (window.width() - width),
                    window.top() + share_y * (window.height() - height), width, height);
    update();
}

void ShapePlaneView::wheelEvent(QWheelEvent* event) {
    zoomBy(std::pow(kWheelFactor, event->angleDelta().y() / 120.0), event->position());
    event->accept();
}

void ShapePlaneView::nudge(double factor_w, double factor_h) {
    const auto handle =
        std::find_if(m_scene.handles.begin(), m_scene.handles.end(),
                     [this](const ShapeHandle& each) { return each.isSame(m_scene.selected); });
    if (handle != m_scene.handles.end()) {
        Q_EMIT shapeChanged(handle->map, handle->shape,
                            sideFrom(static_cast<double>(handle->sides.w) * factor_w),
                            sideFrom(static_cast<double>(handle->sides.h) * factor_h));
    }
}

void ShapePlaneView::stepHandle(int step) {
    if (m_scene.handles.empty()) {
        return;
    }
    const auto count = static_cast<int>(m_scene.handles.size());
    const auto found =
        std::find_if(m_scene.handles.begin(), m_scene.handles.end(),
                     [this](const ShapeHandle& each) { return each.isSame(m_scene.selected); });
    const bool is_none = found == m_scene.handles.end();
    const int at = static_cast<int>(found - m_scene.handles.begin());
    const int next = is_none ? (step > 0 ? 0 : count - 1) : (at + step + count) % count;
    m_scene.selected = m_scene.handles[static_cast<std::size_t>(next)];
    setAccessibleDescription(describe(m_scene.selected));
    Q_EMIT selected(m_scene.selected.map, m_scene.selected.shape);
    update();
}

void ShapePlaneView::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_PageDown:
            stepHandle(1);
            return;
        case Qt::Key_PageUp:
            stepHandle(-1);
            return;
        case Qt::Key_Left:
            nudge(1.0 / kNudge, 1.0);
            return;
        case Qt::Key_Right:
            nudge(kNudge, 1.0);
            return;
        case Qt::Key_Up:
            nudge(1.0, kNudge);
            return;
        case Qt::Key_Down:
            nudge(1.0, 1.0 / kNudge);
            return;
        case Qt::Key_Home:
            goHome();
            return;
        case Qt::Key_Plus:
        case Qt::Key_Equal:
            zoomBy(kWheelFactor, painterOf().plotRect().center());
            return;
        case Qt::Key_Minus:
            zoomBy(1.0 / kWheelFactor, painterOf().plotRect().center());
            return;
        default:
            QWidget::keyPressEvent(event);
    }
}

void ShapePlaneView::contextMenuEvent(QContextMenuEvent* event) {
    m_menu->popup(event->globalPos());
}

QString ShapePlaneView::csv() const {
    QString text = QStringLiteral("kind,map,width_px,height_px,objects\n");
    const auto input = static_cast<double>(m_scene.config.input_size);
    const auto add = [&text](const QString& kind, const QString& map, double w, double h,
                             const QString& count) {
        text +=
            QStringList{kind, map, QString::number(w, 'g', 6), QString::number(h, 'g', 6), count}.join(u',');
        text += u'\n';
    };
    const LogBins& bins = m_scene.bins;
    for (int row = 0; m_scene.density && row < bins.count; ++row) {
        for (int column = 0; column < bins.count; ++column) {
            const std::int32_t objects = (*m_scene.density)[cellIndex(column, row, bins.count)];
            if (objects > 0) {
                add(QStringLiteral("objects"), QString(), bins.side(column + 0.5) * input,
                    bins.side(row + 0.5) * input, QString::number(objects));
            }
        }
    }
    for (const ShapeHandle& handle : m_scene.handles) {
        add(QStringLiteral("prior"),
            QString::fromStdString(m_scene.config.maps[static_cast<std::size_t>(handle.map)].name),
            static_cast<double>(handle.sides.w) * input, static_cast<double>(handle.sides.h) * input,
            QString());
    }
    return text;
}

bool ShapePlaneView::savePicture(const QString& file) const {
    return writePainting([this](QPainter& painter) { painterOf().paint(painter); }, size(), file);
}

void ShapePlaneView::askAndSavePicture() {
    const QString file = askPictureFile(this, tr("Shapes"));
    if (!file.isEmpty() && !savePicture(file)) {
        showWriteFailure(this, file);
    }
}

void ShapePlaneView::askAndSaveFigures() {
    const QString file = askFiguresFile(this, tr("Shapes"));
    if (!file.isEmpty() && !writeText(file, csv())) {
        showWriteFailure(this, file);
    }
}

}  // namespace priorscope
