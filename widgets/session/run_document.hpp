// The run being planned, with undo.
#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QUndoStack>
#include <functional>
#include <optional>
#include <string>

#include "core/training/run_draft.hpp"

namespace priorscope {

class Workbench;

/// One draft for the whole window: Train edits it, Priors gives it a layout, Dataset and coverage show what
/// it would see. Only its commands change the draft. Edits of one field become one step of undo until the
/// user turns to another. Another dataset takes other splits, which is no step of undo: the steps before are
/// gone then. Lives on the GUI thread.
class RunDocument : public QObject {
    Q_OBJECT

  public:
    /// Begins with ssd-tiny and its recipe.
    /// @param workbench  lives longer
    explicit RunDocument(Workbench& workbench, QObject* parent = nullptr);

    const RunDraft& draft() const { return m_draft; }
    /// The detector, with the classes of the open dataset.
    const DetectorSpec& spec() const { return m_spec; }
    /// The priors that it trains with; none where its family has none.
    const std::optional<PriorConfig>& priors() const { return m_priors; }
    QUndoStack& undoStack() { return m_stack; }

    /// @param text   names the step in the menu
    /// @param field  edits of the same one merge; empty: a step of its own
    void edit(const QString& text, const QString& field, const std::function<void(RunDraft&)>& change);
    /// The next edit is another step, also of the same field.
    void endGesture();

    /// Another model, with its recipe.
    void setModel(const QString& model);
    /// Gives the draft a layout and lets it train with that.
    void setLayout(const PriorConfig& layout);
    void setResize(ResizeMode resize);

    /// What is wrong with it, by the option's key; "priors" for what the detector says.
    std::vector<Problem> problems() const;

    QByteArray asJson() const;
    /// Takes the place of the draft; no step of undo.
    /// @throws Error where the text is not what asJson() gives, or names a model that is not there
    void restore(const QByteArray& json);

  Q_SIGNALS:
    void changed();
    /// The model, its priors, its resize or its classes are others.
    void detectorChanged();

  private:
    void take(RunDraft draft);
    void followDataset();

    Workbench& m_workbench;
    RunDraft m_draft;
    DetectorSpec m_spec;
    std::optional<PriorConfig> m_priors;
    QUndoStack m_stack;
    QString m_field;  ///< of the gesture
    int m_gesture = 0;
};

}  // namespace priorscope
