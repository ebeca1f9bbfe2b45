#include "widgets/dataset/plots/brushed_plot.hpp"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "widgets/components/text.hpp"
#include "widgets/plots/plot_export.hpp"

namespace priorscope {
namespace {

constexpr double kLeastMarks = 20.0;  ///< width of the marks of the vertical axis, px
constexpr double kBottom = 34.0;      ///< for the horizontal one
constexpr double kTop = 8.0;
constexpr double kRight = 12.0;
constexpr double kTick = 3.0;
constexpr double kLabel = 14.0;  ///< height of a line of small text

QRect spanned(const QPoint& a, const QPoint& b) {
    return {QPoint(std::min(a.x(), b.x()), std::min(a.y(), b.y())),
            QPoint(std::max(a.x(), b.x()), std::max(a.y(), b.y()))};
}

}  // namespace

BrushedPlot::BrushedPlot(const QString& name, const Theme& theme, QWidget* parent)
    : QWidget(parent), m_name(name), m_theme(theme), m_menu(new QMenu(this)) {
    setFocusPolicy(Qt::StrongFocus);
    setName(name);
    setMinimumSize(120, 96);
    m_menu->addAction(tr("Save picture…"), this, &BrushedPlot::askAndSavePicture);
    m_menu->addAction(tr("Save figures…"), this, &BrushedPlot::askAndSaveFigures);
}

void BrushedPlot::setName(const QString& name) {
    m_name = name;
    setAccessibleName(name);
}

void BrushedPlot::setTheme(const Theme& theme) {
    m_theme = theme;
    update();
}

void BrushedPlot::cellsChanged() {
    const QSize count = cells();
    m_dragged.reset();
    m_focused = {std::clamp(m_focused.x(), 0, std::max(count.width() - 1, 0)),
                 std::clamp(m_focused.y(), 0, std::max(count.height() - 1, 0))};
    update();
}

void BrushedPlot::setChosen(const std::optional<QRect>& cells) {
    m_chosen = cells;
    update();
}

QRectF BrushedPlot::plotRect() const {
    const QFontMetricsF metrics(m_theme.smallFont());
    double widest = kLeastMarks;
    for (const auto& [position, text] : yTicks()) {
        widest = std::max(widest, metrics.horizontalAdvance(text));
    }
    widest = std::min(widest, std::max(kLeastMarks, width() / 3.0));  // names may be of any length
    const double top = legend().empty() ? kTop : kTop + kLabel;
    return QRectF(rect()).adjusted(std::ceil(kLabel + widest + kTick + 4.0), top, -kRight, -kBottom);
}

QRectF BrushedPlot::cellRect(const QPoint& cell) const {
    const QRectF plot = plotRect();
    const QSize count = cells();
    const double width = plot.width() / std::max(count.width(), 1);
    const double height = plot.height() / std::max(count.height(), 1);
    const int row = rowsGoUp() ? count.height() - 1 - cell.y() : cell.y();
    return {plot.left() + cell.x() * width, plot.top() + row * height, width, height};
}

QPoint BrushedPlot::nearestCell(const QPointF& point) const {
    const QRectF plot = plotRect();
    const QSize count = cells();
    const auto part = [](double offset, double length, int number) {
        return std::clamp(static_cast<int>(std::floor(offset / std::max(length, 1.0) * number)), 0,
                          std::max(number - 1, 0));
    };
    const int row = part(point.y() - plot.top(), plot.height(), count.height());
    return {part(point.x() - plot.left(), plot.width(), count.width()),
            rowsGoUp() ? count.height() - 1 - row : row};
}

std::optional<QPoint> BrushedPlot::cellAt(const QPointF& point) const {
    return plotRect().contains(point) && !cells().isEmpty() ? std::optional(nearestCell(point))
                                                            : std::nullopt;
}

void BrushedPlot::paintXMarks(QPainter& painter, const QRectF& plot) const {
    const QFontMetricsF metrics(m_theme.smallFont());
    double taken = -kTick;  // up to here there is a label
    for (const auto& [position, text] : xTicks()) {
        const double share = position / std::max(cells().width(), 1);
        const double x = std::round(plot.left() + share * plot.width()) + 0.5;
        painter.setPen(m_theme.border);
        painter.drawLine(QPointF(x, plot.bottom()), QPointF(x, plot.bottom() + kTick));
        const double half = metrics.horizontalAdvance(text) / 2.0;
        if (x - half < taken + kTick) {
            continue;
        }
        taken = x + half;
        painter.setPen(m_theme.second);
        painter.drawText(QRectF(x - 40.0, plot.bottom() + kTick, 80.0, kLabel),
                         Qt::AlignHCenter | Qt::AlignTop, text);
    }
}

void BrushedPlot::paintYMarks(QPainter& painter, const QRectF& plot) const {
    const int rows = cells().height();
    const QFontMetricsF metrics(m_theme.smallFont());
    std::optional<double> before;
    for (const auto& [position, text] : yTicks()) {
        const double part = rows > 1 ? position / rows : position;
        const double y = std::round(rowsGoUp() ? plot.bottom() - part * plot.height()
                                               : plot.top() + part * plot.height()) +
                         0.5;
        painter.setPen(m_theme.border);
        painter.drawLine(QPointF(plot.left() - kTick, y), QPointF(plot.left(), y));
        if (before && std::abs(y - *before) < kLabel - 2.0) {
            continue;
        }
        before = y;
        painter.setPen(m_theme.second);
        const QRectF room(kLabel, y - kLabel / 2.0, plot.left() - kLabel - kTick - 2.0, kLabel);
        painter.drawText(room, Qt::AlignRight | Qt::AlignVCenter, elided(metrics, text, room.width()));
    }
}

void BrushedPlot::paintAxes(QPainter& painter, const QRectF& plot) const {
    painter.setFont(m_theme.smallFont());
    paintXMarks(painter, plot);
    paintYMarks(painter, plot);
    painter.setPen(m_theme.border);
    painter.drawLine(plot.bottomLeft(), plot.bottomRight());
    painter.drawLine(plot.topLeft(), plot.bottomLeft());
    painter.setPen(m_theme.third);
    painter.drawText(QRectF(0.0, plot.bottom() + kTick + kLabel, width(), kLabel), Qt::AlignCenter, xTitle());
    painter.save();
    painter.translate(kLabel / 2.0 + 1.0, plot.center().y());
    painter.rotate(-90.0);
    painter.drawText(QRectF(-plot.height() / 2.0 - 8.0, -kLabel / 2.0, plot.height() + 16.0, kLabel),
                     Qt::AlignCenter, yTitle());
    painter.restore();
}

void BrushedPlot::paintChoice(QPainter& painter) const {
    painter.setBrush(Qt::NoBrush);
    if (const std::optional<QRect>& chosen = m_dragged ? m_dragged : m_chosen) {
        const QRectF outline = cellRect(chosen->topLeft()).united(cellRect(chosen->bottomRight()));
        painter.setPen(QPen(m_theme.text, 1.5));
        painter.drawRect(outline.adjusted(-0.5, -0.5, 0.5, 0.5));
    }
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.text, 1.0, Qt::DotLine));
        painter.drawRect(cellRect(m_focused).adjusted(-1.0, -1.0, 1.0, 1.0));
    }
}

void BrushedPlot::paintLegend(QPainter& painter, const QRectF& plot) const {
    constexpr double kSquare = 9.0;
    constexpr double kGap = 4.0;
    const QFontMetricsF metrics(m_theme.smallFont());
    painter.setFont(m_theme.smallFont());
    double left = plot.left();
    for (const LegendEntry& entry : legend()) {
        const QRectF square(left, plot.top() - kLabel + 1.0, kSquare, kSquare);
        const double room = std::max(0.0, rect().right() - kGap - square.right() - kGap);
        const QString text = elided(metrics, entry.text, room);
        painter.fillRect(square, entry.color);
        painter.setPen(m_theme.text);
        painter.drawText(square.adjusted(-2.0, -2.0, 2.0, 2.0), Qt::AlignCenter, entry.sign);
        painter.setPen(m_theme.second);
        painter.drawText(QRectF(square.right() + kGap, square.top() - 2.0, room, kLabel),
                         Qt::AlignLeft | Qt::AlignVCenter, text);
        left = square.right() + kGap + metrics.horizontalAdvance(text) + 2.0 * kGap;
    }
}

void BrushedPlot::paint(QPainter& painter) const {
    const QRectF plot = plotRect();
    painter.fillRect(QRectF(rect()), m_theme.base);
    if (!cells().isEmpty()) {
        paintCells(painter, plot);
        paintLegend(painter, plot);
        paintChoice(painter);
    } else if (!emptyText().isEmpty()) {
        painter.setFont(m_theme.textFont());
        painter.setPen(m_theme.second);
        painter.drawText(QRectF(rect()).adjusted(Metrics::kGap, 0.0, -Metrics::kGap, 0.0),
                         Qt::AlignCenter | Qt::TextWordWrap, emptyText());
        return;
    }
    paintAxes(painter, plot);
}

void BrushedPlot::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    paint(painter);
}

bool BrushedPlot::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const auto cell = cellAt(help->pos())) {
            QToolTip::showText(help->globalPos(), describe(*cell), this);
        } else {
            QToolTip::hideText();
        }
        return true;
    }
    return QWidget::event(event);
}

void BrushedPlot::mousePressEvent(QMouseEvent* event) {
    const auto cell = cellAt(event->position());
    if (event->button() != Qt::LeftButton || !cell) {
        QWidget::mousePressEvent(event);
        return;
    }
    m_pressed = *cell;
    m_focused = *cell;
    m_dragged = spanned(*cell, *cell);
    update();
}

void BrushedPlot::mouseMoveEvent(QMouseEvent* event) {
    if (m_dragged) {
        const QPoint cell = nearestCell(event->position());
        m_dragged = spanned(takesOneCell() ? cell : m_pressed, cell);
        update();
    }
}

void BrushedPlot::mouseReleaseEvent(QMouseEvent* event) {
    if (!m_dragged || event->button() != Qt::LeftButton) {
        return;
    }
    const QRect brush = *std::exchange(m_dragged, std::nullopt);
    update();
    if (brush.size() == QSize(1, 1) && m_chosen && m_chosen->contains(brush.topLeft())) {
        Q_EMIT givenUp();
    } else {
        Q_EMIT brushed(brush);
    }
}

void BrushedPlot::keyPressEvent(QKeyEvent* event) {
    const QSize count = cells();
    const int up = rowsGoUp() ? 1 : -1;
    QPoint step;
    switch (event->key()) {
        case Qt::Key_Left:
            step = {-1, 0};
            break;
        case Qt::Key_Right:
            step = {1, 0};
            break;
        case Qt::Key_Up:
            step = {0, up};
            break;
        case Qt::Key_Down:
            step = {0, -up};
            break;
        case Qt::Key_Space:
            if (m_chosen && m_chosen->contains(m_focused)) {
                Q_EMIT givenUp();
            } else if (!count.isEmpty()) {
                Q_EMIT brushed(spanned(m_focused, m_focused));
            }
            return;
        default:
            QWidget::keyPressEvent(event);
            return;
    }
    const QPoint before = m_focused;
    m_focused = {std::clamp(m_focused.x() + step.x(), 0, std::max(count.width() - 1, 0)),
                 std::clamp(m_focused.y() + step.y(), 0, std::max(count.height() - 1, 0))};
    if (event->modifiers().testFlag(Qt::ShiftModifier) && !count.isEmpty() && takesOneCell()) {
        Q_EMIT brushed(spanned(m_focused, m_focused));
    } else if (event->modifiers().testFlag(Qt::ShiftModifier) && !count.isEmpty()) {
        const QRect from = m_chosen && m_chosen->contains(before) ? *m_chosen : spanned(before, before);
        Q_EMIT brushed(from.united(spanned(m_focused, m_focused)));
    }
    update();
}

void BrushedPlot::contextMenuEvent(QContextMenuEvent* event) {
    m_menu->popup(event->globalPos());
}

bool BrushedPlot::savePicture(const QString& file) const {
    return writePainting([this](QPainter& painter) { paint(painter); }, size(), file);
}

void BrushedPlot::askAndSavePicture() {
    const QString file = askPictureFile(this, m_name);
    if (!file.isEmpty() && !savePicture(file)) {
        showWriteFailure(this, file);
    }
}

void BrushedPlot::askAndSaveFigures() {
    const QString file = askFiguresFile(this, m_name);
    if (!file.isEmpty() && !writeText(file, csv())) {
        showWriteFailure(this, file);
    }
}

}  // namespace priorscope
