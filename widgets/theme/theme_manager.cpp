#include "widgets/theme/theme_manager.hpp"

#include <QApplication>
#include <QEvent>
#include <QScopedValueRollback>
#include <QStyleFactory>

namespace priorscope {

QString themeChoiceName(ThemeChoice choice) {
    switch (choice) {
        case ThemeChoice::light:
            return QStringLiteral("light");
        case ThemeChoice::dark:
            return QStringLiteral("dark");
        case ThemeChoice::system:
            break;
    }
    return QStringLiteral("system");
}

ThemeChoice themeChoiceFromName(const QString& name) {
    if (name == QLatin1String("light")) {
        return ThemeChoice::light;
    }
    return name == QLatin1String("dark") ? ThemeChoice::dark : ThemeChoice::system;
}

ThemeManager::ThemeManager(ThemeChoice choice, QObject* parent)
    : QObject(parent), m_choice(choice), m_theme(Theme::day()) {
    m_system_dark = QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
    update();
}

void ThemeManager::setChoice(ThemeChoice choice) {
    m_choice = choice;
    update();
}

void ThemeManager::setSystemDark(bool dark) {
    m_system_dark = dark;
    update();
}

void ThemeManager::applyToApplication() {
    m_applies = true;
    qApp->installEventFilter(this);
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    giveToApplication();
}

bool ThemeManager::eventFilter(QObject* watched, QEvent* event) {
    if (watched == qApp && event->type() == QEvent::ThemeChange && !m_giving) {
        readPlatformPalette();
    }
    return QObject::eventFilter(watched, event);
}

void ThemeManager::update() {
    const bool dark = m_choice == ThemeChoice::dark || (m_choice == ThemeChoice::system && m_system_dark);
    if (dark == m_theme.dark) {
        return;
    }
    m_theme = dark ? Theme::night() : Theme::day();
    giveToApplication();
    Q_EMIT changed(m_theme);
}

void ThemeManager::giveToApplication() {
    if (!m_applies) {
        return;
    }
    const QScopedValueRollback guard(m_giving, true);
    QApplication::setPalette(m_theme.palette());
    QApplication::setFont(m_theme.textFont());
    qApp->setStyleSheet(m_theme.styleSheet());
}

void ThemeManager::readPlatformPalette() {
    {
        const QScopedValueRollback guard(m_giving, true);
        QApplication::setPalette(QPalette());  // an empty palette brings the platform's back
    }
    setSystemDark(QGuiApplication::palette().color(QPalette::Window).lightness() < 128);
    giveToApplication();
}

}  // namespace priorscope
