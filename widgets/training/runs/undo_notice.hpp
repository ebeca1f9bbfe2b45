// Tells what has been done, and takes it back.
#pragma once

#include <QLabel>
#include <QPushButton>
#include <QWidget>
#include <functional>

namespace priorscope {

/// A line under the head of a panel. Hidden until there is something to tell.
class UndoNotice : public QWidget {
    Q_OBJECT

  public:
    explicit UndoNotice(QWidget* parent = nullptr);

    /// @param undo  empty: it cannot be taken back
    void tell(const QString& text, std::function<void()> undo);
    QString text() const { return m_text->text(); }
    QPushButton* undoButton() const { return m_undo; }
    bool canUndo() const { return isVisibleTo(parentWidget()) && m_action != nullptr; }
    /// Takes it back, once.
    void undo();
    void dismiss();

  Q_SIGNALS:
    void changed();  ///< what it tells, or whether it tells anything

  private:
    QLabel* m_text = nullptr;
    QPushButton* m_undo = nullptr;
    std::function<void()> m_action;
};

}  // namespace priorscope
