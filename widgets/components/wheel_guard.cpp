#include "widgets/components/wheel_guard.hpp"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QSlider>
#include <QWheelEvent>

namespace priorscope {
namespace {

class WheelFilter : public QObject {
  public:
    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::Wheel && !static_cast<QWidget*>(watched)->hasFocus()) {
            event->ignore();  // the parent handles it
            return true;
        }
        return QObject::eventFilter(watched, event);
    }
};

}  // namespace

void guardWheel(QWidget* editor) {
    QList<QWidget*> boxes = editor->findChildren<QWidget*>();
    boxes.append(editor);
    for (QWidget* box : boxes) {
        if (qobject_cast<QAbstractSpinBox*>(box) != nullptr || qobject_cast<QComboBox*>(box) != nullptr ||
            qobject_cast<QSlider*>(box) != nullptr) {
            box->setFocusPolicy(Qt::StrongFocus);  // no focus through the wheel
            box->installEventFilter(new WheelFilter(box));
        }
    }
}

}  // namespace priorscope
