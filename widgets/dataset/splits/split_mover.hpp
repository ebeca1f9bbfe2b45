// Moving images between splits, as the Dataset workspace offers it.
#pragma once

#include <QAction>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QWidget>
#include <filesystem>
#include <optional>

#include "core/project/patch_backups.hpp"
#include "widgets/jobs/job_runner.hpp"
#include "widgets/workspace.hpp"

namespace priorscope {

class MoveDialog;

class SplitMover : public QObject {
    Q_OBJECT

  public:
    /// @param parent  over which the dialog opens
    SplitMover(const WorkspaceContext& context, QWidget* parent);

    QList<QAction*> actions() const { return {m_move, m_undo}; }
    QAction* moveAction() const { return m_move; }
    QAction* undoAction() const { return m_undo; }
    /// Null while none is open.
    MoveDialog* dialog() const;
    bool isRunning() const { return m_looker.isRunning() || m_writer.isRunning(); }

  Q_SIGNALS:
    void listsChanged();  ///< the dataset's splits are no longer those that were read
    /// What went wrong; empty: what was said is over.
    void told(const QString& text);

  private:
    void open();
    void undo();
    void look();
    void tellOf(const QString& note);
    std::filesystem::path backups() const;

    WorkspaceContext m_context;
    QWidget* m_parent = nullptr;
    QAction* m_move = nullptr;
    QAction* m_undo = nullptr;
    QPointer<MoveDialog> m_dialog;
    std::optional<PatchBackup> m_last;  ///< that can be undone
    QString m_note;                     ///< to be shown when the lists were read again
    JobRunner m_looker;                 // last: their jobs end before the other members are destroyed
    JobRunner m_writer;
};

}  // namespace priorscope
