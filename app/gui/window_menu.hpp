// The window's menu and the list for its shortcut sheet: its own commands and those of the workspaces.
#pragma once

#include <QAction>
#include <QList>
#include <QMenu>
#include <QStringList>
#include <vector>

#include "widgets/frame/shortcut_sheet.hpp"

namespace priorscope {

class Settings;
class ThemeManager;
class Workspace;

/// The window's own commands, by topic. Those of `file` start with the ones that open a folder and end with
/// Quit.
struct WindowCommands {
    QList<QAction*> file;
    QList<QAction*> image;
    QList<QAction*> view;
    QList<QAction*> help;
};

class WindowMenu : public QMenu {
    Q_OBJECT

  public:
    /// @param settings  stores the selected theme
    WindowMenu(const WindowCommands& commands, const std::vector<Workspace*>& workspaces,
               ThemeManager& themes, Settings& settings, QWidget* parent = nullptr);

    void setRecentFolders(const QStringList& folders);

  Q_SIGNALS:
    void folderChosen(const QString& folder);

  private:
    void addWorkspaces(const std::vector<Workspace*>& workspaces);
    void addThemes(QMenu* view, ThemeManager& themes, Settings& settings);

    QMenu* m_recent = nullptr;
};

QList<ShortcutGroup> windowShortcuts(const WindowCommands& commands,
                                     const std::vector<Workspace*>& workspaces);

}  // namespace priorscope
