#include "app/gui/system_theme.hpp"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace priorscope {
namespace {

const QString kService = QStringLiteral("org.freedesktop.portal.Desktop");
const QString kPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString kInterface = QStringLiteral("org.freedesktop.portal.Settings");
const QString kGroup = QStringLiteral("org.freedesktop.appearance");
const QString kKey = QStringLiteral("color-scheme");
constexpr uint kNoPreference = 0;
constexpr uint kDark = 1;

}  // namespace

SystemTheme::SystemTheme(ThemeManager& themes, QObject* parent) : QObject(parent), m_themes(themes) {
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        return;
    }
    bus.connect(kService, kPath, kInterface, QStringLiteral("SettingChanged"), this,
                SLOT(handleSetting(QString, QString, QDBusVariant)));
    QDBusMessage call = QDBusMessage::createMethodCall(kService, kPath, kInterface, QStringLiteral("Read"));
    call << kGroup << kKey;
    auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher* done) {
        const QDBusPendingReply<QDBusVariant> reply = *done;
        if (!reply.isError()) {
            take(reply.value().variant());
        }
        done->deleteLater();
    });
}

void SystemTheme::handleSetting(const QString& group, const QString& key, const QDBusVariant& value) {
    if (group == kGroup && key == kKey) {
        take(value.variant());
    }
}

void SystemTheme::take(const QVariant& value) {
    // Read() wraps the value in a second variant, SettingChanged does not.
    const QVariant inner = value.canConvert<QDBusVariant>() ? value.value<QDBusVariant>().variant() : value;
    bool is_number = false;
    const uint scheme = inner.toUInt(&is_number);
    if (is_number && scheme != kNoPreference) {
        m_themes.setSystemDark(scheme == kDark);
    }
}

}  // namespace priorscope
