#include "app/gui/window_menu.hpp"

#include <QActionGroup>
#include <QDir>
#include <utility>

#include "app/gui/settings.hpp"
#include "widgets/theme/theme_manager.hpp"
#include "widgets/workspace.hpp"

namespace priorscope {

WindowMenu::WindowMenu(const WindowCommands& commands, const std::vector<Workspace*>& workspaces,
                       ThemeManager& themes, Settings& settings, QWidget* parent)
    : QMenu(parent) {
    addAction(commands.file[0]);
    m_recent = addMenu(tr("Recent folders"));
    addActions(commands.file.mid(1, 4));
    setToolTipsVisible(true);  // they explain why a command is disabled
    for (const Workspace* workspace : workspaces) {
        for (QAction* action : workspace->fileCommands()) {
            addAction(action);
        }
    }
    addSeparator();
    addActions(commands.image);
    addSeparator();
    addWorkspaces(workspaces);
    QMenu* view = addMenu(tr("View"));
    view->addActions(commands.view);
    addThemes(view, themes, settings);
    addSeparator();
    addActions(commands.help);
    addSeparator();
    addAction(commands.file.last());  // Quit
}

void WindowMenu::addWorkspaces(const std::vector<Workspace*>& workspaces) {
    for (const Workspace* workspace : workspaces) {
        const QList<QAction*> commands = workspace->commands();
        if (commands.isEmpty()) {
            continue;
        }
        QMenu* submenu = addMenu(workspace->title());
        for (QAction* action : commands) {
            action != nullptr ? submenu->addAction(action) : void(submenu->addSeparator());
        }
    }
}

void WindowMenu::addThemes(QMenu* view, ThemeManager& themes, Settings& settings) {
    QMenu* theme = view->addMenu(tr("Theme"));
    auto* choices = new QActionGroup(theme);
    const std::pair<ThemeChoice, QString> names[] = {{ThemeChoice::system, tr("As the system")},
                                                     {ThemeChoice::light, tr("Light")},
                                                     {ThemeChoice::dark, tr("Dark")}};
    for (const auto& [choice, name] : names) {
        QAction* action = theme->addAction(name);
        action->setCheckable(true);
        choices->addAction(action);
        connect(theme, &QMenu::aboutToShow, action,
                [action, &themes, choice = choice] { action->setChecked(themes.choice() == choice); });
        connect(action, &QAction::triggered, this, [&themes, &settings, choice = choice] {
            themes.setChoice(choice);
            settings.setValue(Settings::kTheme, themeChoiceName(choice));
        });
    }
}

void WindowMenu::setRecentFolders(const QStringList& folders) {
    m_recent->clear();
    for (const QString& folder : folders) {
        m_recent->addAction(QDir::toNativeSeparators(folder), this,
                            [this, folder] { Q_EMIT folderChosen(folder); });
    }
    m_recent->setEnabled(!folders.isEmpty());
}

QList<ShortcutGroup> windowShortcuts(const WindowCommands& commands,
                                     const std::vector<Workspace*>& workspaces) {
    QList<ShortcutGroup> groups{shortcutGroup(
        WindowMenu::tr("Everywhere"), commands.file + commands.image + commands.view + commands.help)};
    for (const Workspace* workspace : workspaces) {
        groups << shortcutGroup(workspace->title(), workspace->commands());
    }
    groups << canvasShortcuts();
    return groups;
}

}  // namespace priorscope
