// Carries out label patches, and takes them back, in jobs.
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

#include "core/project/patching.hpp"
#include "widgets/jobs/job_runner.hpp"
#include "widgets/session/label_edits.hpp"
#include "widgets/workspace.hpp"

namespace priorscope {

/// Of the open dataset. Lives on the GUI thread, and longer than any dialog: what is written is told to the
/// project whoever looks at it.
class PatchWriter : public QObject {
    Q_OBJECT

  public:
    explicit PatchWriter(const WorkspaceContext& context, QObject* parent = nullptr);

    /// Those that can be become a step of the label edits, which is written when these are saved; the others
    /// are written at once. Nothing happens while it runs.
    void apply(const std::vector<LabelPatch>& chosen);
    /// Whether a patch waits to be saved, once it is applied. @param chosen  that are applied with it
    bool waits(const LabelPatch& patch, const std::vector<LabelPatch>& chosen) const;
    /// Undoes that step where it is the last one of the label edits; else restores what was written.
    void undoLast();
    bool canUndo() const;
    /// Whether undoLast() undoes a step.
    bool undoesStep() const;
    /// Finds out which patches are written, and what can be taken back.
    void look();

    bool isRunning() const;
    /// What was written last and can be restored; none: nothing, or look() has not finished.
    const std::optional<PatchBackup>& last() const { return m_last; }
    /// Where originals are kept. @throws Error if the project has no folder
    std::filesystem::path backups() const;

  Q_SIGNALS:
    void changed();  ///< isRunning() or last()
    /// @param problems  a line for each file that stays as it is
    void done(const QString& text, const QStringList& problems);
    void failed(const priorscope::JobFailure& failure);

  private:
    void write(const std::vector<LabelPatch>& chosen);
    void followEdits();
    void receive(const LabelEdits::CarriedOut& outcome, const std::vector<LabelPatch>& direct);
    bool refuses(const std::vector<LabelPatch>& patches);
    void receive(const PatchOutcome& outcome, const std::string& dataset, const QString& text);

    WorkspaceContext m_context;
    std::optional<PatchBackup> m_last;
    bool m_was_written_last = false;  ///< in this session, and not a step
    /// Of a step that was made with what is being written now.
    QString m_made{};
    QStringList m_not_made{};
    JobRunner m_looker;
    JobRunner m_writer;  // last: its job ends before the other members are destroyed
};

}  // namespace priorscope
