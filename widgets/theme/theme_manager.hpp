// Which theme is on: the system's lightness, or the user's choice.
#pragma once

#include <QObject>
#include <QString>

#include "widgets/theme/theme.hpp"

namespace priorscope {

/// The user's choice. Its names in settings and on the command line: system, light, dark.
enum class ThemeChoice { system, light, dark };

QString themeChoiceName(ThemeChoice choice);
/// system for an unknown name.
ThemeChoice themeChoiceFromName(const QString& name);

/// Holds the theme and gives it to the application: palette, font and style sheet. Passed in, never looked
/// up. Qt 6.4 does not report the system's colour scheme, so it is taken from the lightness of the palette
/// that the platform gives before ours is set, and from setSystemDark() where the desktop tells it.
class ThemeManager : public QObject {
    Q_OBJECT

  public:
    explicit ThemeManager(ThemeChoice choice = ThemeChoice::system, QObject* parent = nullptr);

    const Theme& theme() const { return m_theme; }
    ThemeChoice choice() const { return m_choice; }
    void setChoice(ThemeChoice choice);
    /// What the desktop says; changes the theme only under ThemeChoice::system.
    void setSystemDark(bool dark);
    /// Gives the theme to the QApplication now and after every change.
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
