#include "widgets/components/tab_order.hpp"

#include <QLayout>
#include <QList>
#include <QScrollArea>
#include <QWidget>

namespace priorscope {
namespace {

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
    if (scroll != nullptr && scroll->widget() != nullptr) {
        collect(scroll->widget(), found);
    } else if (scroll == nullptr && widget->layout() != nullptr) {
        collect(widget->layout(), found);
    }
}

}  // namespace

void orderTabsByLayout(QWidget* root) {
    QList<QWidget*> widgets;
    collect(root, widgets);
    for (qsizetype i = 1; i < widgets.size(); ++i) {
        QWidget::setTabOrder(widgets[i - 1], widgets[i]);
    }
}

}  // namespace priorscope
