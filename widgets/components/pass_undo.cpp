#include "widgets/components/pass_undo.hpp"

#include <QKeyEvent>
#include <QLineEdit>

namespace priorscope {
namespace {

class UndoFilter : public QObject {
  public:
    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::ShortcutOverride) {
            const auto* key = static_cast<QKeyEvent*>(event);
            if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
                event->ignore();
                return true;
            }
        }
        return QObject::eventFilter(watched, event);
    }
};

}  // namespace

void passUndoOn(QWidget* editor) {
    auto* filter = new UndoFilter(editor);
    editor->installEventFilter(filter);
    for (QLineEdit* line : editor->findChildren<QLineEdit*>()) {
        line->installEventFilter(filter);
    }
}

}  // namespace priorscope
