// Pictures that ask to be turned.
#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>

namespace priorscope::fixture {

/// A TIFF header whose one entry is EXIF's orientation (tag 0x0112).
inline QByteArray exifBlock(int orientation) {
    QByteArray bytes = QByteArray::fromHex("4d4d002a00000008000101120003000000010000000000000000");
    bytes[19] = static_cast<char>(orientation);
    return bytes;
}

/// Puts EXIF's orientation into a JPEG file, behind its first marker. @return false where it cannot be
/// written
inline bool setOrientation(const QString& jpeg, int orientation) {
    QFile file(jpeg);
    if (!file.open(QIODevice::ReadOnly)) {
        return false;
    }
    QByteArray bytes = file.readAll();
    file.close();
    const QByteArray body = QByteArray("Exif\0\0", 6) + exifBlock(orientation);
    const auto length = static_cast<int>(body.size()) + 2;
    QByteArray segment = QByteArray::fromHex("ffe1");
    segment.append(static_cast<char>(length / 256)).append(static_cast<char>(length % 256)).append(body);
    bytes.insert(2, segment);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

}  // namespace priorscope::fixture
