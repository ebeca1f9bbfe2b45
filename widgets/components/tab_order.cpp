#include "widgets/components/tab_order.hpp"

#include <QEvent>
#include <QLayout>
#include <QList>
#include <QScrollArea>
#include <QSplitter>
#include <QStyle>
#include <QWidget>

namespace priorscope {
namespace {

/// Sets the property "tabbed" of a widget until it loses the focus: frames of large views are for those who
/// use the keys.
class TabMark : public QObject {
  public:
    explicit TabMark(QWidget* widget) : QObject(widget), m_widget(widget) {
        widget->installEventFilter(this);
        set(true);
    }

    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::FocusOut) {
            set(false);
            deleteLater();
        }
        return QObject::eventFilter(watched, event);
    }

  private:
    void set(bool tabbed) {
        m_widget->setProperty("tabbed", tabbed);
        m_widget->style()->unpolish(m_widget);
        m_widget->style()->polish(m_widget);
        m_widget->update();
    }

    QWidget* m_widget;
};

void collect(QWidget* widget, QList<QWidget*>& found);

void collect(QLayout* layout, QList<QWidget*>& found) {
    for (int i = 0; i < layout->count(); ++i) {
        QLayoutItem* item = layout->itemAt(i);
        if (QWidget* widget = item->widget()) {
            collect(widget, found);
        } else if (QLayout* inner = item->layout()) {
            collect(inner, found);
        }
    }
}

void collect(QWidget* widget, QList<QWidget*>& found) {
    if ((widget->focusPolicy() & Qt::TabFocus) != 0) {
        found << widget;
    }
    const auto* scroll = qobject_cast<QScrollArea*>(widget);
    if (const auto* splitter = qobject_cast<QSplitter*>(widget)) {
        for (int i = 0; i < splitter->count(); ++i) {
            collect(splitter->widget(i), found);
        }
    } else if (scroll != nullptr && scroll->widget() != nullptr) {
        collect(scroll->widget(), found);
    } else if (scroll == nullptr && widget->layout() != nullptr) {
        collect(widget->layout(), found);
    } else if (scroll == nullptr && (widget->focusPolicy() & Qt::TabFocus) == 0) {
        // It places its parts itself, in the order of their creation.
        for (QWidget* part : widget->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
            collect(part, found);
        }
    }
}

}  // namespace

bool moveFocusByLayout(QWidget* root, bool next) {
    QList<QWidget*> stops;
    collect(root, stops);
    const QWidget* now = root->window()->focusWidget();
    // A widget whose focus goes to another one is no stop of its own.
    stops.removeIf([now](const QWidget* each) {
        return each != now && (!each->isVisible() || !each->isEnabled() || each->focusProxy() != nullptr);
    });
    qsizetype at = stops.indexOf(now);
    for (const QWidget* inner = now; at < 0 && inner != nullptr; inner = inner->parentWidget()) {
        at = stops.indexOf(inner);  // within a compound widget
    }
    if (stops.isEmpty() || (stops.size() == 1 && at == 0)) {
        return false;
    }
    at = next ? at + 1 : (at < 0 ? stops.size() : at) - 1;
    QWidget* target = stops[(at + stops.size()) % stops.size()];
    target->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    new TabMark(target);
    for (QWidget* outer = target->parentWidget(); outer != nullptr; outer = outer->parentWidget()) {
        if (auto* scroll = qobject_cast<QScrollArea*>(outer)) {
            scroll->ensureWidgetVisible(target);
        }
    }
    return true;
}

}  // namespace priorscope
