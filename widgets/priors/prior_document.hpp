// The layout that is being edited, with undo.
#pragma once

#include <QObject>
#include <QString>
#include <QUndoStack>

#include "core/priors/prior_config.hpp"

namespace priorscope {

/// Only its commands change the layout. Edits of one gesture become one step of undo; a gesture that ends
/// where it began leaves none.
class PriorDocument : public QObject {
    Q_OBJECT

  public:
    explicit PriorDocument(PriorConfig config, QObject* parent = nullptr);

    const PriorConfig& config() const { return m_config; }
    /// What the figures are compared with.
    const PriorConfig& baseline() const { return m_baseline; }
    void setBaseline(const PriorConfig& config);
    QUndoStack& undoStack() { return m_stack; }

    /// Edits from here on merge into one step until endGesture().
    void beginGesture();
    void endGesture();
    /// @param text  names the step in the menu
    void edit(const QString& text, const PriorConfig& config);

  Q_SIGNALS:
    void changed();
    void baselineChanged();

  private:
    friend class LayoutCommand;
    void swapConfig(PriorConfig& other);

    PriorConfig m_config;
    PriorConfig m_baseline;
    QUndoStack m_stack;
    int m_gesture = 0;
    bool m_in_gesture = false;
};

}  // namespace priorscope
