// The interface between the window and a workspace.
#pragma once

#include <QAction>
#include <QByteArray>
#include <QList>
#include <QString>
#include <QWidget>

namespace priorscope {

class ImageTags;
class JobList;
class LabelEdits;
class ProjectStore;
class Reviews;
class RunDocument;
class Runs;
class SplitDetectionsService;
class ThemeManager;
class Workbench;

/// What a workspace works with. All of it outlives the workspace.
struct WorkspaceContext {
    Workbench& workbench;
    ThemeManager& themes;
    JobList& jobs;
    RunDocument& draft;
    Runs& runs;
    SplitDetectionsService& detections;
    ProjectStore& project;
    Reviews& reviews;
    LabelEdits& edits;
    ImageTags& tags;
};

/// One of the screens that the rail switches between; the widget itself fills the middle of the window.
///
/// The window composes, the workspace owns:
/// - the constructor builds everything, with the workspace as parent, and connects
///   to the workbench (dataset, split, current image: each may be empty at any time),
///   to the draft,
///   and to ThemeManager::changed;
/// - inspector() and contextWidgets() are built there too; the window moves them
///   into its columns, where Qt deletes them,
///   and shows them only while the workspace is the active one;
/// - commands() are the workspace's commands, with text and shortcut. The window
///   lists them in the application menu under the workspace's title and in the shortcut sheet, and their
///   shortcuts work anywhere in the window while the workspace is active. The window itself uses Ctrl+1…4,
///   Ctrl+O, Ctrl+U, Ctrl+Q, Ctrl+Shift+E, Ctrl+L, A, D, F1 and ?. A null action is a separator.
class Workspace : public QWidget {
    Q_OBJECT

  public:
    explicit Workspace(const WorkspaceContext& context, QWidget* parent = nullptr)
        : QWidget(parent), m_context(context) {}

    /// One word, for the rail and the menu.
    virtual QString title() const = 0;
    /// Name in resources/icons, without extension.
    virtual QString iconName() const = 0;
    /// Lower case, for settings and file names; never translated.
    virtual QString key() const = 0;
    /// The column at the right; null for none.
    virtual QWidget* inspector() { return nullptr; }
    /// Shown to the right of dataset and split in the context bar; null for none.
    virtual QWidget* contextWidgets() { return nullptr; }
    virtual QList<QAction*> commands() const { return {}; }
    /// Commands that belong among the window's own, whatever workspace is shown; a disabled one gives the
    /// reason in its tooltip.
    virtual QList<QAction*> fileCommands() const { return {}; }

    /// Whether something is running that closing the window would interrupt. If so, the window asks
    /// closingQuestion(), calls requestStop(), waits for stopped() without blocking, and closes.
    virtual bool isBusy() const { return false; }
    /// "Training is at step 120 of 3,000. Stop it at a checkpoint and close?"
    virtual QString closingQuestion() const { return {}; }
    virtual void requestStop() {}
    /// How what is running may go on when the window is closed: "Go on without the window"; empty: it cannot.
    virtual QString backgroundOffer() const { return {}; }
    /// Lets it; stopped() follows as soon as the window may close, or mustStay().
    virtual void goOnInBackground() {}
    /// For a process that is about to end: requests a stop and waits, on the calling thread, until the work
    /// done so far is on disk. No events are handled meanwhile.
    virtual void stopAndWait() {}
    /// Shows a run folder that was requested from outside: on the command line.
    virtual void showRun(const QString& /*folder*/) {}
    /// State to restore at the next start, opaque to the window; empty: none. The window asks for it after
    /// sessionChanged() and when it closes.
    virtual QByteArray session() const { return {}; }
    virtual void restoreSession(const QByteArray& /*session*/) {}
    /// Whether everything on screen is up to date: nothing is being computed or loaded for it. For pictures.
    virtual bool isSettled() const { return true; }

    const WorkspaceContext& context() const { return m_context; }

  Q_SIGNALS:
    /// From now on, ending the process would lose work; stopAndWait() saves it.
    void workUnderway();
    void stopped();
    /// What was to go on without the window does not. @param reason  with what has become of it
    void mustStay(const QString& reason);
    void sessionChanged();
    /// The user asks to continue in another workspace, given by its key().
    void workspaceRequested(const QString& key);
    /// Files of the dataset were written, which is to be read again.
    /// @param split  to show then
    void rereadRequested(const QString& split);

  private:
    WorkspaceContext m_context;
};

}  // namespace priorscope
