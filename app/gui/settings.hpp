// Settings that persist between starts. Nothing here changes a numeric result.
#pragma once

#include <QByteArray>
#include <QSettings>
#include <QString>
#include <QStringList>

namespace priorscope {

/// A key, declared once with its type and default.
template <class T>
struct Setting {
    const char* key;
    T fallback{};
};

/// The only user of QSettings. Passed in where needed.
class Settings {
  public:
    inline static const Setting<QString> kTheme{"window/theme", QStringLiteral("system")};
    inline static const Setting<QByteArray> kGeometry{"window/geometry"};
    inline static const Setting<QByteArray> kColumns{"window/columns"};
    inline static const Setting<QByteArray> kRows{"window/rows"};
    inline static const Setting<bool> kLogVisible{"window/log", false};
    inline static const Setting<QString> kWorkspace{"window/workspace", QStringLiteral("dataset")};
    inline static const Setting<QStringList> kRecentFolders{"dataset/recent"};
    /// Location of the project, in storedPath() form; empty: below the user's data folder.
    inline static const Setting<QString> kProject{"project/file"};
    static constexpr qsizetype kMostRecent = 8;

    /// The user's settings.
    Settings();
    /// Uses another file, for tests and rendering.
    explicit Settings(const QString& file);

    template <class T>
    T value(const Setting<T>& setting) const {
        return m_store.value(QLatin1String(setting.key), QVariant::fromValue(setting.fallback))
            .template value<T>();
    }
    template <class T>
    void setValue(const Setting<T>& setting, const T& value) {
        m_store.setValue(QLatin1String(setting.key), QVariant::fromValue(value));
    }

    /// State of a workspace's splitter, by name.
    QByteArray splitter(const QString& name) const;
    void setSplitter(const QString& name, const QByteArray& state);
    /// Saved state of a workspace, by its key.
    QByteArray session(const QString& workspace) const;
    /// @param session  empty: removes it
    void setSession(const QString& workspace, const QByteArray& session);
    /// Moves the folder to the front of the recent ones.
    void addRecentFolder(const QString& folder);

  private:
    QSettings m_store;
};

}  // namespace priorscope
