// Whole files, read and written by tests.
#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>
#include <QTest>

namespace priorscope {

/// Empty where it cannot be read.
inline QByteArray bytesOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline void write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

}  // namespace priorscope
