#include "widgets/detect/split/confusion_view.hpp"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "widgets/components/mixed_color.hpp"
#include "widgets/components/text.hpp"

namespace priorscope {
namespace {

constexpr double kTitle = 18.0;  ///< room for the titles of the axes
constexpr double kStrip = 5.0;   ///< of the classes' colours
constexpr double kGapToBackground = 3.0;

}  // namespace

ConfusionView::ConfusionView(const Theme& theme, std::function<QString(int)> name,
                             std::function<QColor(int)> color, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_name(std::move(name)), m_color(std::move(color)) {
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("Confusion matrix"));
}

void ConfusionView::setTheme(const Theme& theme) {
    m_theme = theme;
    update();
}

void ConfusionView::setMatrix(const std::optional<ConfusionMatrix>& matrix) {
    m_matrix = matrix;
    m_row_sums.clear();
    m_column_sums.clear();
    for (int label = 0; label < count(); ++label) {
        m_row_sums.push_back(m_matrix->rowSum(label));
        m_column_sums.push_back(m_matrix->columnSum(label));
    }
    if (m_focused.first >= count() || m_focused.second >= count()) {
        m_focused = {1, 1};
    }
    update();
}

void ConfusionView::setCurrent(const std::optional<Cell>& cell) {
    m_current = cell;
    update();
}

QString ConfusionView::worst() const {
    std::optional<Cell> worst;
    for (int object = 1; object < count(); ++object) {
        for (int detected = 1; detected < count(); ++detected) {
            const std::int64_t of_cell = object != detected ? m_matrix->at(object, detected) : 0;
            if (of_cell > (worst ? m_matrix->at(worst->first, worst->second) : 0)) {
                worst = {object, detected};
            }
        }
    }
    return worst ? tr("%1 as %2, %3")
                       .arg(m_name(worst->first), m_name(worst->second),
                            countText(m_matrix->at(worst->first, worst->second)))
                 : QString();
}

QString ConfusionView::describe(const Cell& cell) const {
    const auto& [object, detected] = cell;
    const QString of_cell = countText(m_matrix->at(object, detected));
    if (object == 0 && detected == 0) {
        return tr("Background that nothing was detected in is not counted");
    }
    if (object == 0) {
        return tr("%1 on no free object, also duplicates and badly placed ones: %2 of %3 detections")
            .arg(m_name(detected), of_cell, countText(m_matrix->columnSum(detected)));
    }
    const QString all = countText(m_matrix->rowSum(object));
    if (detected == 0) {
        return tr("%1 not found: %2 of %3 objects").arg(m_name(object), of_cell, all);
    }
    return object == detected
               ? tr("%1 found: %2 of %3 objects").arg(m_name(object), of_cell, all)
               : tr("%1 taken for %2: %3 of %4 objects").arg(m_name(object), m_name(detected), of_cell, all);
}

ConfusionView::Grid ConfusionView::grid() const {
    const double room = std::min(width() - 2.0 * Metrics::kGap, height() - Metrics::kGap * 1.0) - kTitle -
                        kStrip - kGapToBackground;
    const double side = std::max(1.0, std::floor(room / std::max(count(), 1) * 2.0) / 2.0);
    const double whole = side * count() + kTitle + kStrip + kGapToBackground;
    return {{(width() - whole) / 2.0 + kTitle + kStrip, (height() - whole) / 2.0 + kStrip}, side};
}

QRectF ConfusionView::cellRect(const Cell& cell) const {
    const Grid at = grid();
    const auto offset = [&](int label) {
        return placeOf(label) * at.side + (label == 0 ? kGapToBackground : 0.0);
    };
    return {at.origin.x() + offset(cell.second), at.origin.y() + offset(cell.first), at.side, at.side};
}

std::optional<ConfusionView::Cell> ConfusionView::cellAt(const QPointF& point) const {
    for (int row = 0; row < count(); ++row) {
        const QRectF first = cellRect({labelAt(row), labelAt(0)});
        if (point.y() < first.top() || point.y() >= first.bottom()) {
            continue;
        }
        for (int column = 0; column < count(); ++column) {
            const Cell cell{labelAt(row), labelAt(column)};
            if (cellRect(cell).contains(point)) {
                return cell;
            }
        }
    }
    return std::nullopt;
}

double ConfusionView::share(const Cell& cell) const {
    const std::int64_t all = cell.first == 0 ? m_column_sums[static_cast<std::size_t>(cell.second)]
                                             : m_row_sums[static_cast<std::size_t>(cell.first)];
    return all > 0 ? static_cast<double>(m_matrix->at(cell.first, cell.second)) / static_cast<double>(all)
                   : 0.0;
}

void ConfusionView::paintCells(QPainter& painter) const {
    const QColor empty = mixed(m_theme.base, m_theme.hairline, 0.6);
    const double gap = grid().side > 4.0 ? 1.0 : 0.0;
    for (int row = 0; row < count(); ++row) {
        for (int column = 0; column < count(); ++column) {
            const Cell cell{labelAt(row), labelAt(column)};
            if (cell == Cell{0, 0}) {
                continue;
            }
            // The square root shows rare confusions as well.
            const double shade = std::sqrt(share(cell));
            const QColor full = cell.first == cell.second ? m_theme.current : m_theme.worse;
            painter.fillRect(cellRect(cell).adjusted(0, 0, -gap, -gap), mixed(empty, full, shade));
        }
    }
}

void ConfusionView::paintStrips(QPainter& painter) const {
    for (int label = 0; label < count(); ++label) {
        const QRectF column = cellRect({labelAt(0), label});
        const QRectF row = cellRect({label, labelAt(0)});
        const QColor color = label > 0 ? m_color(label) : m_theme.border;
        painter.fillRect(QRectF(column.left(), column.top() - kStrip, column.width() - 0.5, kStrip - 2.0),
                         color);
        painter.fillRect(QRectF(row.left() - kStrip, row.top(), kStrip - 2.0, row.height() - 0.5), color);
    }
}

void ConfusionView::outline(QPainter& painter, const Cell& cell, const QColor& color) const {
    painter.setPen(QPen(color, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(cellRect(cell).adjusted(-1.0, -1.0, 0.5, 0.5));
}

void ConfusionView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setFont(m_theme.smallFont());
    painter.setPen(m_theme.third);
    if (!m_matrix) {
        painter.setFont(m_theme.textFont());
        painter.drawText(rect().adjusted(Metrics::kMargin, 0, -Metrics::kMargin, 0),
                         Qt::AlignCenter | Qt::TextWordWrap,
                         tr("Evaluate the split to see which classes are confused."));
        return;
    }
    paintCells(painter);
    paintStrips(painter);
    const QRectF first = cellRect({labelAt(0), labelAt(0)});
    const QRectF last = cellRect({0, 0});
    painter.setPen(m_theme.second);
    painter.drawText(QRectF(first.left(), last.bottom() + 2, last.right() - first.left(), kTitle),
                     Qt::AlignCenter, tr("detected"));
    painter.save();
    painter.translate(first.left() - kStrip - kTitle, last.bottom());
    painter.rotate(-90);
    painter.drawText(QRectF(0, 0, last.bottom() - first.top(), kTitle - 2), Qt::AlignCenter, tr("object"));
    painter.restore();
    if (m_current && m_current->first < count() && m_current->second < count()) {
        outline(painter, *m_current, m_theme.text);
    }
    if (m_hovered) {
        outline(painter, *m_hovered, m_theme.second);
    }
    if (hasFocus()) {
        outline(painter, m_focused, m_theme.current);
    }
}

bool ConfusionView::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip && m_matrix) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const auto cell = cellAt(help->pos())) {
            QToolTip::showText(help->globalPos(), describe(*cell), this);
            return true;
        }
        QToolTip::showText(help->globalPos(),
                           tr("Objects against what was detected there. A cell's shade is its share of the "
                              "row's objects; the last row are detections on no free object, which "
                              "causes of errors tell apart, the last column objects that were not found."),
                           this);
        return true;
    }
    return QWidget::event(event);
}

void ConfusionView::mousePressEvent(QMouseEvent* event) {
    const auto cell = cellAt(event->position());
    if (cell && event->button() == Qt::LeftButton && *cell != Cell{0, 0}) {
        m_focused = *cell;
        Q_EMIT chosen(cell->first, cell->second);
    }
}

void ConfusionView::mouseMoveEvent(QMouseEvent* event) {
    const auto cell = cellAt(event->position());
    if (cell != m_hovered) {
        m_hovered = cell;
        update();
    }
}

void ConfusionView::leaveEvent(QEvent* event) {
    m_hovered.reset();
    update();
    QWidget::leaveEvent(event);
}

void ConfusionView::keyPressEvent(QKeyEvent* event) {
    const auto move = [this](int& label, int step) {
        label = labelAt(std::clamp(placeOf(label) + step, 0, count() - 1));
        setAccessibleDescription(describe(m_focused));
        update();
    };
    if (!m_matrix) {
        QWidget::keyPressEvent(event);
        return;
    }
    switch (event->key()) {
        case Qt::Key_Left:
            return move(m_focused.second, -1);
        case Qt::Key_Right:
            return move(m_focused.second, 1);
        case Qt::Key_Up:
            return move(m_focused.first, -1);
        case Qt::Key_Down:
            return move(m_focused.first, 1);
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Space:
            if (m_focused != Cell{0, 0}) {
                Q_EMIT chosen(m_focused.first, m_focused.second);
            }
            return;
        default:
            QWidget::keyPressEvent(event);
    }
}

}  // namespace priorscope
