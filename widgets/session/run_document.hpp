// The run being planned, with undo.
#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QUndoStack>
#include <functional>
#include <optional>
#include <string>

#include "core/training/plan/run_draft.hpp"

namespace priorscope {

class Workbench;

/// One draft for the whole window: Train edits it, Priors gives it a layout, Dataset and coverage show its
/// effects. Only its commands change the draft. Consecutive edits of one field merge into one undo step.
/// Opening another dataset changes the splits, which is not an undo step and clears the undo history. Lives
/// on the GUI thread.
class RunDocument : public QObject {
    Q_OBJECT

  public:
    /// Starts with ssd-tiny and its recipe.
    /// @param workbench  must outlive it
    explicit RunDocument(Workbench& workbench, QObject* parent = nullptr);

    const RunDraft& draft() const { return m_draft; }
    /// The detector, with the classes of the open dataset.
    const DetectorSpec& spec() const { return m_spec; }
    /// The priors that the detector trains with; none if its family has none.
    const std::optional<PriorConfig>& priors() const { return m_priors; }
    QUndoStack& undoStack() { return m_stack; }

    /// @param text   names the step in the menu
    /// @param field  edits of the same field merge; empty: always a step of its own
    void edit(const QString& text, const QString& field, const std::function<void(RunDraft&)>& change);
    /// The next edit starts a new step, even for the same field.
    void endGesture();

    /// Selects another model, with its recipe.
    void setModel(const QString& model);
    /// Sets the draft's layout and trains with it.
    /// @param model  selects this model as well, in the same step; empty: the planned one
    void setLayout(const PriorConfig& layout, const QString& model = {});
    /// Why the planned model cannot take a layout; empty: it can.
    std::vector<Problem> problemsWith(const PriorConfig& layout) const;
    void setResize(ResizeMode resize);

    /// The problems of the draft, by option key; "priors" for those that the detector reports.
    std::vector<Problem> problems() const;

    QByteArray asJson() const;
    /// Replaces the draft; not an undo step.
    /// @throws Error if the text is not in the format of asJson(), or names an unknown model
    void restore(const QByteArray& json);

  Q_SIGNALS:
    void changed();
    /// The model, its priors, its resize or its classes have changed.
    void detectorChanged();

  private:
    void take(RunDraft draft);
    void followDataset();

    Workbench& m_workbench;
    RunDraft m_draft;
    DetectorSpec m_spec;
    std::optional<PriorConfig> m_priors;
    QUndoStack m_stack;
    QString m_field;  ///< of the current gesture
    int m_gesture = 0;
};

}  // namespace priorscope
