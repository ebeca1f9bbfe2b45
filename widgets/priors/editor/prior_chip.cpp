#include "widgets/priors/editor/prior_chip.hpp"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>

namespace priorscope {
namespace {

constexpr int kCrossWidth = 18;  ///< px at the right end
constexpr int kDenseRoom = 8;    ///< px, both sides together

}  // namespace

PriorChip::PriorChip(const QString& text, int abilities, QWidget* parent)
    : QToolButton(parent), m_abilities(abilities) {
    setProperty("chip", true);
    setFocusPolicy(Qt::StrongFocus);
    setLabel(text);
    connect(this, &QToolButton::clicked, this, &PriorChip::chosen);
}

void PriorChip::setLabel(const QString& text) {
    m_label = text;
    setText(m_cross ? text + QStringLiteral("  ×") : text);
    setAccessibleName(text);
}

void PriorChip::setCross(bool cross) {
    m_cross = cross;
    setLabel(m_label);
}

void PriorChip::setDense(bool dense) {
    m_dense = dense;
    setProperty("dense", dense);
}

QSize PriorChip::sizeHint() const {
    const QSize size = QToolButton::sizeHint();
    return m_dense ? QSize(fontMetrics().horizontalAdvance(text()) + kDenseRoom, size.height()) : size;
}

bool PriorChip::isOnCross(const QPoint& position) const {
    return m_cross && rect().contains(position) && position.x() >= width() - kCrossWidth;
}

void PriorChip::mousePressEvent(QMouseEvent* event) {
    m_pressed_on_cross = event->button() == Qt::LeftButton && isOnCross(event->position().toPoint());
    if (!m_pressed_on_cross) {
        QToolButton::mousePressEvent(event);
    }
}

void PriorChip::mouseReleaseEvent(QMouseEvent* event) {
    if (!m_pressed_on_cross) {
        QToolButton::mouseReleaseEvent(event);
        return;
    }
    m_pressed_on_cross = false;
    if (isOnCross(event->position().toPoint())) {
        Q_EMIT removeRequested();
    }
}

void PriorChip::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && can(kEdit)) {
        Q_EMIT editRequested();
        return;
    }
    QToolButton::mouseDoubleClickEvent(event);
}

void PriorChip::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_F2:
            if (can(kEdit)) {
                Q_EMIT editRequested();
                return;
            }
            break;
        case Qt::Key_Delete:
        case Qt::Key_Backspace:
            if (can(kRemove)) {
                Q_EMIT removeRequested();
                return;
            }
            break;
        default:
            break;
    }
    QToolButton::keyPressEvent(event);
}

void PriorChip::contextMenuEvent(QContextMenuEvent* event) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (can(kEdit)) {
        menu->addAction(tr("Edit"), QKeySequence(Qt::Key_Return), this, &PriorChip::editRequested);
    }
    if (can(kRemove)) {
        menu->addAction(tr("Remove"), QKeySequence(Qt::Key_Delete), this, &PriorChip::removeRequested);
    }
    if (menu->isEmpty()) {
        delete menu;
        return;
    }
    menu->popup(event->globalPos());
}

}  // namespace priorscope
