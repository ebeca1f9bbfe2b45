#include "app/gui/settings.hpp"

#include <QDir>

namespace priorscope {

Settings::Settings() : m_store(QStringLiteral("priorscope"), QStringLiteral("priorscope")) {}

Settings::Settings(const QString& file) : m_store(file, QSettings::IniFormat) {}

QByteArray Settings::splitter(const QString& name) const {
    return m_store.value(QStringLiteral("splitters/") + name).toByteArray();
}

void Settings::setSplitter(const QString& name, const QByteArray& state) {
    m_store.setValue(QStringLiteral("splitters/") + name, state);
}

QByteArray Settings::session(const QString& workspace) const {
    return m_store.value(QStringLiteral("sessions/") + workspace).toByteArray();
}

void Settings::setSession(const QString& workspace, const QByteArray& session) {
    const QString key = QStringLiteral("sessions/") + workspace;
    session.isEmpty() ? m_store.remove(key) : m_store.setValue(key, session);
}

void Settings::addRecentFolder(const QString& folder) {
    QStringList folders = value(kRecentFolders);
    const QString absolute = QDir(folder).absolutePath();
    folders.removeAll(absolute);
    folders.prepend(absolute);
    setValue(kRecentFolders, QStringList(folders.mid(0, kMostRecent)));
}

}  // namespace priorscope
