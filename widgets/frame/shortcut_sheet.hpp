// Lists every keyboard shortcut of the program on one page.
#pragma once

#include <QAction>
#include <QDialog>
#include <QList>
#include <QString>
#include <utility>

namespace priorscope {

struct ShortcutGroup {
    QString title;
    QList<std::pair<QString, QString>> keys;  ///< description, keys
};

/// The actions that have a shortcut; the dots and ampersands of menu texts are removed.
ShortcutGroup shortcutGroup(const QString& title, const QList<QAction*>& actions);
/// The keys of every canvas, which are not actions.
ShortcutGroup canvasShortcuts();

/// Not modal; Esc closes it.
class ShortcutSheet : public QDialog {
    Q_OBJECT

  public:
    ShortcutSheet(const QList<ShortcutGroup>& groups, QWidget* parent = nullptr);
};

}  // namespace priorscope
