// The desktop's light or dark preference.
#pragma once

#include <QDBusVariant>
#include <QObject>

#include "widgets/theme/theme_manager.hpp"

namespace priorscope {

/// Queries the desktop's settings portal (supported by GNOME, KDE and others; org.freedesktop.appearance,
/// color-scheme) and follows its changes. Without a portal, nothing happens and the palette decides.
class SystemTheme : public QObject {
    Q_OBJECT

  public:
    explicit SystemTheme(ThemeManager& themes, QObject* parent = nullptr);

  private Q_SLOTS:
    void handleSetting(const QString& group, const QString& key, const QDBusVariant& value);

  private:
    void take(const QVariant& value);

    ThemeManager& m_themes;
};

}  // namespace priorscope
