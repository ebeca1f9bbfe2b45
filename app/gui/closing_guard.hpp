// What stands between the window and its end: work that closing would break off.
#pragma once

#include <QObject>
#include <vector>

class QWidget;

namespace priorscope {

class Workspace;

/// Asks before what runs is stopped, and closes the window once it has stopped; nothing waits meanwhile.
class ClosingGuard : public QObject {
    Q_OBJECT

  public:
    /// @param workspaces  as the window has them; looked at when it closes
    ClosingGuard(QWidget* window, const std::vector<Workspace*>& workspaces);

    /// From here on nothing is asked.
    void setUnattended() { m_is_unattended = true; }
    bool isUnattended() const { return m_is_unattended; }
    /// @return false where the window closes later, or perhaps never: the user is asked
    bool mayClose();

  private:
    void ask(Workspace* workspace);
    void stopThenClose(Workspace* workspace);

    QWidget* m_window;
    const std::vector<Workspace*>& m_workspaces;
    bool m_is_closing = false;     ///< waiting for work to stop
    bool m_is_unattended = false;  ///< closing asks no more
};

}  // namespace priorscope
