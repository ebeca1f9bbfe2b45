// Which theme is active: the system's, or the user's choice.
#pragma once

#include <QObject>
#include <QString>

#include "widgets/theme/theme.hpp"

namespace priorscope {

/// The user's choice. Its names in settings and on the command line: system, light, dark.
enum class ThemeChoice { system, light, dark };

QString themeChoiceName(ThemeChoice choice);
/// Returns system for an unknown name.
ThemeChoice themeChoiceFromName(const QString& name);

/// Holds the theme and applies it to the application: palette, font and style sheet. Passed in, never global.
/// Qt 6.4 does not report the system's colour scheme, so it is derived from the lightness of the platform's
/// palette before ours is set, and from setSystemDark() if the desktop reports it.
class ThemeManager : public QObject {
    Q_OBJECT

  public:
    explicit ThemeManager(ThemeChoice choice = ThemeChoice::system, QObject* parent = nullptr);

    const Theme& theme() const { return m_theme; }
    ThemeChoice choice() const { return m_choice; }
    void setChoice(ThemeChoice choice);
    /// What the desktop reports; changes the theme only under ThemeChoice::system.
    void setSystemDark(bool dark);
    /// Applies the theme to the QApplication now and after every change.
    void applyToApplication();

  Q_SIGNALS:
    void changed(const priorscope::Theme& theme);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void update();
    void giveToApplication();
    void readPlatformPalette();

    ThemeChoice m_choice;
    bool m_system_dark = false;
    bool m_applies = false;
    bool m_giving = false;
    Theme m_theme;
};

}  // namespace priorscope
