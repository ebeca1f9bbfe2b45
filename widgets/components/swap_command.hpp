// An undo command that swaps one value of a document.
#pragma once

#include <QString>
#include <QUndoCommand>
#include <functional>
#include <utility>

namespace priorscope {

/// Holds the other value; undo and redo both swap it. Commands of one gesture merge, and a gesture that ends
/// where it began leaves none.
template <class Value>
class SwapCommand : public QUndoCommand {
  public:
    static constexpr int kNoGesture = -1;  ///< does not merge

    /// @param swap     exchanges the document's value with its argument
    /// @param current  returns the document's value
    SwapCommand(const QString& text, Value other, int gesture, std::function<void(Value&)> swap,
                std::function<const Value&()> current)
        : QUndoCommand(text),
          m_other(std::move(other)),
          m_gesture(gesture),
          m_swap(std::move(swap)),
          m_current(std::move(current)) {}

    void undo() override { m_swap(m_other); }
    void redo() override { m_swap(m_other); }
    int id() const override { return m_gesture; }
    bool mergeWith(const QUndoCommand* /*later*/) override {
        // The later command has already swapped; this one still holds the value from the gesture's start.
        setObsolete(m_other == m_current());
        return true;
    }

  private:
    Value m_other;
    int m_gesture;
    std::function<void(Value&)> m_swap;
    std::function<const Value&()> m_current;
};

}  // namespace priorscope
