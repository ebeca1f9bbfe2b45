#include "widgets/components/retire.hpp"

#include <QAction>
#include <QWidget>

namespace priorscope {

void retire(QWidget* widget) {
    widget->hide();
    widget->setEnabled(false);
    for (QAction* action : widget->findChildren<QAction*>()) {
        action->setEnabled(false);  // a menu that is still open is a window of its own
    }
    widget->deleteLater();
}

}  // namespace priorscope
