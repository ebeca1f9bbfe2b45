// Small files of tests, as bytes.
#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>
#include <QTest>

namespace priorscope {

inline QByteArray bytesAt(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
}

/// Makes the folders that it lies in, too.
inline void writeAt(const QString& path, const QByteArray& bytes) {
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

/// An array or an object.
inline void writeJsonAt(const QString& path, const QJsonValue& json) {
    writeAt(path, json.isArray() ? QJsonDocument(json.toArray()).toJson(QJsonDocument::Compact)
                                 : QJsonDocument(json.toObject()).toJson(QJsonDocument::Compact));
}

}  // namespace priorscope
