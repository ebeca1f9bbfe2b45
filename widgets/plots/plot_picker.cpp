#include "widgets/plots/plot_picker.hpp"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <algorithm>
#include <utility>

#include "widgets/plots/plot_widget.hpp"

namespace priorscope {

PlotPicker::PlotPicker(PlotWidget& plot, QObject* parent) : QObject(parent), m_plot(plot) {
    plot.installEventFilter(this);
    plot.surface()->installEventFilter(this);
}

void PlotPicker::setPlaces(PlotPlaces places) {
    m_places = std::move(places);
    if (m_current >= m_places.count) {
        m_current = -1;
    }
    if (m_places.count == 0) {
        m_plot.surface()->unsetCursor();
        m_plot.setAccessibleDescription({});
    }
}

int PlotPicker::placeAt(const QMouseEvent& event) const {
    return m_places.count > 0 ? m_places.at(m_plot.surface()->mapTo(&m_plot, event.position())) : -1;
}

bool PlotPicker::eventFilter(QObject* watched, QEvent* event) {
    if (watched == &m_plot) {
        return event->type() == QEvent::KeyPress && takeKey(*static_cast<QKeyEvent*>(event));
    }
    switch (event->type()) {
        case QEvent::MouseButtonPress: {
            const auto& mouse = *static_cast<QMouseEvent*>(event);
            m_pressed =
                mouse.button() == Qt::LeftButton ? std::optional<QPointF>(mouse.position()) : std::nullopt;
            break;
        }
        case QEvent::MouseButtonRelease:
            release(*static_cast<QMouseEvent*>(event));
            break;
        case QEvent::MouseMove:
            followMouse(*static_cast<QMouseEvent*>(event));
            break;
        default:
            break;
    }
    return QObject::eventFilter(watched, event);
}

void PlotPicker::followMouse(const QMouseEvent& event) {
    if (event.buttons() != Qt::NoButton) {
        return;  // the plot is dragged
    }
    if (placeAt(event) >= 0) {
        m_plot.surface()->setCursor(Qt::PointingHandCursor);
    } else {
        m_plot.surface()->unsetCursor();
    }
}

void PlotPicker::release(const QMouseEvent& event) {
    const auto pressed = std::exchange(m_pressed, std::nullopt);
    if (!pressed || event.button() != Qt::LeftButton ||
        (event.position() - *pressed).manhattanLength() >= QApplication::startDragDistance()) {
        return;
    }
    if (const int place = placeAt(event); place >= 0) {
        m_current = place;
        Q_EMIT picked(place);
    }
}

void PlotPicker::moveTo(int place) {
    m_current = place;
    m_plot.showReadOutAt(m_places.values(place).x());
    m_plot.setAccessibleDescription(m_places.describe(place));
    Q_EMIT moved(place);
}

bool PlotPicker::takeKey(const QKeyEvent& event) {
    const int key = event.key();
    const bool is_step = key == Qt::Key_Left || key == Qt::Key_Right;
    const bool is_change = m_places.stride > 1 && (key == Qt::Key_Up || key == Qt::Key_Down);
    const bool is_choice = key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Space;
    if (m_places.count == 0 || (event.modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier ||
        !(is_step || is_change || is_choice)) {
        return false;
    }
    if (is_choice) {
        if (m_current >= 0) {
            Q_EMIT picked(m_current);
        }
        return true;
    }
    if (m_current < 0) {
        moveTo(std::clamp(m_places.start, 0, m_places.count - 1));
        return true;
    }
    const int by = key == Qt::Key_Left || key == Qt::Key_Up ? -1 : 1;
    const int to = m_current + (is_step ? by * m_places.stride : by);
    const bool is_same_group = to / m_places.stride == m_current / m_places.stride;
    if (to >= 0 && to < m_places.count && (is_step || is_same_group)) {
        moveTo(to);
    }
    return true;
}

}  // namespace priorscope
