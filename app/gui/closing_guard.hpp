// Protects running work when the window is closed.
#pragma once

#include <QObject>
#include <QPointer>
#include <functional>
#include <vector>

class QMessageBox;
class QWidget;

namespace priorscope {

class ProjectStore;
class Workspace;

/// Asks before stopping running work, and closes the window once it has stopped; nothing blocks meanwhile.
/// Asks, too, before layouts are lost that the project could not store.
class ClosingGuard : public QObject {
    Q_OBJECT

  public:
    /// @param workspaces      the window's; read when it closes
    /// @param keep_elsewhere  asks for another file for the project
    ClosingGuard(QWidget* window, const std::vector<Workspace*>& workspaces, ProjectStore& project,
                 std::function<void()> keep_elsewhere);

    /// From now on closes without asking.
    void setUnattended() { m_is_unattended = true; }
    bool isUnattended() const { return m_is_unattended; }
    /// @return false if the window closes later or not at all: the user is asked
    bool mayClose();

  private:
    void ask(Workspace* workspace);
    void askAboutEdits();
    QMessageBox* question(const QString& text, const QString& accept);
    void stopThenClose(Workspace* workspace);
    void goOnThenClose(Workspace* workspace);
    /// Closes when the workspace has stopped, unless it must stay.
    void closeWhenStopped(Workspace* workspace);

    QWidget* m_window;
    const std::vector<Workspace*>& m_workspaces;
    ProjectStore& m_project;
    std::function<void()> m_keep_elsewhere;
    QPointer<QMessageBox> m_question;  ///< while it is open
    bool m_is_closing = false;         ///< waiting for work to stop
    bool m_may_lose_edits = false;     ///< the user said so
    bool m_is_unattended = false;      ///< close without asking
};

}  // namespace priorscope
