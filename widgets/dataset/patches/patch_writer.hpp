// Writes label patches into annotations, and takes them back, in jobs.
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

#include "core/project/patching.hpp"
#include "widgets/jobs/job_runner.hpp"
#include "widgets/workspace.hpp"

namespace priorscope {

/// Of the open dataset. Lives on the GUI thread, and longer than any dialog: what is written is told to the
/// project whoever looks at it.
class PatchWriter : public QObject {
    Q_OBJECT

  public:
    explicit PatchWriter(const WorkspaceContext& context, QObject* parent = nullptr);

    /// Nothing happens while it runs.
    void apply(const std::vector<LabelPatch>& chosen);
    void undoLast();
    /// Finds out which patches are written, and what can be taken back.
    void look();

    bool isRunning() const { return m_writer.isRunning(); }
    /// What undoLast() would take back; none: nothing, or look() has not finished.
    const std::optional<PatchBackup>& last() const { return m_last; }
    /// Where originals are kept. @throws Error if the project has no folder
    std::filesystem::path backups() const;

  Q_SIGNALS:
    void changed();  ///< isRunning() or last()
    /// @param problems  a line for each file that stays as it is
    void done(const QString& text, const QStringList& problems);
    void failed(const priorscope::JobFailure& failure);

  private:
    bool refuses(const std::vector<LabelPatch>& patches);
    void receive(const PatchOutcome& outcome, const std::string& dataset, const QString& text);

    WorkspaceContext m_context;
    std::optional<PatchBackup> m_last;
    JobRunner m_looker;
    JobRunner m_writer;  // last: its job ends before the other members are destroyed
};

}  // namespace priorscope
