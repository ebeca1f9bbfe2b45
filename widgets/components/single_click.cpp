#include "widgets/components/single_click.hpp"

#include <QAbstractButton>
#include <QEvent>

namespace priorscope {
namespace {

class SecondClickFilter : public QObject {
  public:
    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override {
        return event->type() == QEvent::MouseButtonDblClick || QObject::eventFilter(watched, event);
    }
};

}  // namespace

void ignoreSecondClick(QAbstractButton* button) {
    button->installEventFilter(new SecondClickFilter(button));
}

}  // namespace priorscope
