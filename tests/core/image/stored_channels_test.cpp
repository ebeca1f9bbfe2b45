// Channels of image files, against headers written byte by byte.
#include "core/image/stored_channels.hpp"

#include <QTemporaryDir>
#include <QTest>

#include "tests/support/file_bytes.hpp"

using namespace priorscope;

namespace {

/// A frame's segment with so many components.
QByteArray frame(char marker, char components) {
    return QByteArray("\xFF", 1) + marker + QByteArray("\x00\x11\x08\x00\x02\x00\x03", 7) + components;
}

QByteArray png(char color_type) {
    return QByteArray("\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00\x00\x03\x00\x00\x00\x02\x08", 25) +
           color_type;
}

}  // namespace

class StoredChannelsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void header_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("channels");  // 0: not known
        const QByteArray start("\xFF\xD8", 2);
        const QByteArray app("\xFF\xE0\x00\x04\xFF\xC0", 6);  // holds what looks like a frame
        QTest::newRow("grey JPEG") << start + app + frame('\xC0', 1) << 1;
        QTest::newRow("JPEG") << start + app + frame('\xC0', 3) << 3;
        QTest::newRow("progressive") << start + frame('\xC2', 3) << 3;
        QTest::newRow("CMYK") << start + app + frame('\xC1', 4) << 4;
        QTest::newRow("filled") << start + app + QByteArray("\xFF\xFF", 2) + frame('\xC0', 1) << 1;
        QTest::newRow("tables first")
            << start + QByteArray("\xFF\xC4\x00\x03\x00", 5) + frame('\xC0', 3) << 3;
        QTest::newRow("five components") << start + frame('\xC0', 5) << 0;
        QTest::newRow("cut off") << start + app << 0;
        QTest::newRow("scan first") << start + QByteArray("\xFF\xDA\x00\x02", 4) + frame('\xC0', 3) << 0;
        QTest::newRow("length of none") << start + QByteArray("\xFF\xE1\x00\x00", 4) + frame('\xC0', 3) << 0;
        QTest::newRow("grey PNG") << png(0) << 1;
        QTest::newRow("PNG") << png(2) << 3;
        QTest::newRow("palette") << png(3) << 3;
        QTest::newRow("grey with alpha") << png(4) << 2;
        QTest::newRow("alpha") << png(6) << 4;
        QTest::newRow("no colour type") << png(5) << 0;
        QTest::newRow("short PNG") << png(2).left(20) << 0;
        QTest::newRow("other") << QByteArray("GIF89a__________") << 0;
        QTest::newRow("empty") << QByteArray() << 0;
    }
    void header() {
        QFETCH(QByteArray, bytes);
        QFETCH(int, channels);
        const QTemporaryDir folder;
        writeAt(folder.filePath(QStringLiteral("image")), bytes);
        const auto found = storedChannels(folder.filePath(QStringLiteral("image")).toStdString());
        QCOMPARE(found.value_or(0), channels);
        QVERIFY(!storedChannels(folder.filePath(QStringLiteral("none")).toStdString()));
    }
};

QTEST_GUILESS_MAIN(StoredChannelsTest)
#include "stored_channels_test.moc"
