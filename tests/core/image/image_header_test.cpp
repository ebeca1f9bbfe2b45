#include <sys/stat.h>
#include <QTemporaryDir>
#include <QTest>
#include <fstream>
#include <string>

#include "core/base/random.hpp"
#include "core/image/image.hpp"
#include "core/image/image_header.hpp"

using namespace priorscope;
using namespace std::string_literals;

// All files here are assembled byte by byte from the format's specification.
namespace {

std::string big(std::uint32_t value, int bytes) {
    std::string text;
    for (int i = bytes - 1; i >= 0; --i) {
        text += static_cast<char>((value >> (8 * i)) & 0xFFU);
    }
    return text;
}

std::string little(std::uint32_t value, int bytes) {
    const std::string text = big(value, bytes);
    return {text.rbegin(), text.rend()};
}

std::string number(bool is_big, std::uint32_t value, int bytes) {
    return is_big ? big(value, bytes) : little(value, bytes);
}

/// A TIFF header with one directory: width, height (where > 0) and orientation.
std::string tiff(bool is_big, std::uint32_t orientation, std::uint32_t width = 0, std::uint32_t height = 0) {
    const auto entry = [&](std::uint32_t tag, std::uint32_t value) {
        return number(is_big, tag, 2) + number(is_big, 3, 2) + number(is_big, 1, 4) +
               number(is_big, value, 2) + number(is_big, 0, 2);
    };
    std::string entries;
    if (width > 0) {
        entries += entry(0x0100, width) + entry(0x0101, height);
    }
    entries += entry(0x010E, 7) + entry(0x0112, orientation);
    return (is_big ? "MM"s : "II"s) + number(is_big, 42, 2) + number(is_big, 8, 4) +
           number(is_big, static_cast<std::uint32_t>(entries.size() / 12), 2) + entries +
           number(is_big, 0, 4);
}

std::string segment(char marker, const std::string& body) {
    return "\xFF"s + marker + big(static_cast<std::uint32_t>(body.size()) + 2, 2) + body;
}

std::string frame(std::uint32_t width, std::uint32_t height) {
    return segment('\xC2', "\x08"s + big(height, 2) + big(width, 2) + "\x01\x01\x11\x00"s);
}

std::string jpeg(const std::string& segments_before, const std::string& segments_after = {}) {
    return "\xFF\xD8"s + segments_before + frame(300, 200) + segments_after +
           segment('\xDA', "\x01\x01\x00\x00\x3F\x00"s);
}

std::string exif(const std::string& block) {
    return "Exif\0\0"s + block;
}

std::string chunk(const std::string& name, const std::string& body) {
    return big(static_cast<std::uint32_t>(body.size()), 4) + name + body + "sums"s;
}

std::string png(const std::string& before, const std::string& after) {
    return "\x89PNG\r\n\x1A\n"s + chunk("IHDR", big(300, 4) + big(200, 4) + "\x08\x02\0\0\0"s) + before +
           chunk("IDAT", std::string(9000, '\xFF')) + after + chunk("IEND", {});
}

std::string riff(const std::string& name, const std::string& body) {
    return name + little(static_cast<std::uint32_t>(body.size()), 4) + body +
           (body.size() % 2 == 1 ? "\0"s : ""s);
}

std::string webp(const std::string& chunks) {
    return riff("RIFF", "WEBP" + chunks);
}

std::string webpExtended(char flags, const std::string& after) {
    return webp(riff("VP8X", std::string{flags} + "\0\0\0"s + little(299, 3) + little(199, 3)) +
                riff("VP8 ", std::string(5001, 'x')) + after);
}

std::optional<ImageHeader> headerOf(const std::string& bytes) {
    MemorySource source(bytes);
    return readImageHeader(source);
}

}  // namespace

class ImageHeaderTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everyFormat_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("format");
        QTest::addColumn<int>("orientation");
        const auto add = [](const char* name, const std::string& bytes, ImageFormat format, int orientation) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << static_cast<int>(format)
                                << orientation;
        };
        const std::string app0 = segment('\xE0', "JFIF\0\x01\x01\0\0\x01\0\x01\0\0"s);
        add("JPEG", jpeg(app0), ImageFormat::jpeg, 1);
        add("JPEG, Intel", jpeg(app0 + segment('\xE1', exif(tiff(false, 6)))), ImageFormat::jpeg, 6);
        add("JPEG, Motorola", jpeg(segment('\xE1', exif(tiff(true, 8)))), ImageFormat::jpeg, 8);
        add("JPEG, XMP before EXIF",
            jpeg(segment('\xE1', "http://ns.adobe.com/xap/1.0/\0<x/>"s) +
                 segment('\xE1', exif(tiff(true, 3)))),
            ImageFormat::jpeg, 3);
        add("JPEG, EXIF behind the frame", jpeg({}, segment('\xE1', exif(tiff(false, 5)))), ImageFormat::jpeg,
            5);
        add("JPEG, EXIF behind large segments",
            jpeg(segment('\xE2', std::string(60000, '\xFF')) + segment('\xE1', exif(tiff(false, 7)))),
            ImageFormat::jpeg, 7);
        add("JPEG, padded", jpeg("\xFF\xFF\xFF"s + segment('\xE1', exif(tiff(true, 2)))), ImageFormat::jpeg,
            2);
        add("orientation 0", jpeg(segment('\xE1', exif(tiff(true, 0)))), ImageFormat::jpeg, 1);
        add("orientation 9", jpeg(segment('\xE1', exif(tiff(true, 9)))), ImageFormat::jpeg, 1);
        add("orientation 65535", jpeg(segment('\xE1', exif(tiff(true, 65535)))), ImageFormat::jpeg, 1);
        add("PNG", png({}, {}), ImageFormat::png, 1);
        add("PNG, EXIF first", png(chunk("eXIf", tiff(true, 6)), {}), ImageFormat::png, 6);
        add("PNG, EXIF last", png({}, chunk("eXIf", tiff(false, 4))), ImageFormat::png, 4);
        add("TIFF, Intel", tiff(false, 1, 300, 200), ImageFormat::tiff, 1);
        add("TIFF, Motorola", tiff(true, 6, 300, 200), ImageFormat::tiff, 6);
        add("WebP, lossy", webp(riff("VP8 ", "\x30\x01\0\x9D\x01\x2A"s + little(300, 2) + little(200, 2))),
            ImageFormat::webp, 1);
        add("WebP, lossless", webp(riff("VP8L", "\x2F"s + little(299U | (199U << 14U), 4))),
            ImageFormat::webp, 1);
        add("WebP, extended", webpExtended('\x10', {}), ImageFormat::webp, 1);
        add("WebP, EXIF", webpExtended('\x08', riff("EXIF", tiff(true, 6))), ImageFormat::webp, 6);
        add("WebP, EXIF with its name", webpExtended('\x08', riff("EXIF", exif(tiff(false, 8)))),
            ImageFormat::webp, 8);
        add("BMP", "BM"s + std::string(12, '\0') + little(40, 4) + little(300, 4) + little(200, 4),
            ImageFormat::bmp, 1);
        add("BMP, upper row first",
            "BM"s + std::string(12, '\0') + little(40, 4) + little(300, 4) + little(0U - 200U, 4),
            ImageFormat::bmp, 1);
        add("BMP, OS/2", "BM"s + std::string(12, '\0') + little(12, 4) + little(300, 2) + little(200, 2),
            ImageFormat::bmp, 1);
        add("GIF", "GIF89a"s + little(300, 2) + little(200, 2), ImageFormat::gif, 1);
    }

    void everyFormat() {
        QFETCH(QByteArray, bytes);
        QFETCH(int, format);
        QFETCH(int, orientation);
        const ImageHeader wanted{.width = 300,
                                 .height = 200,
                                 .orientation = orientation,
                                 .format = static_cast<ImageFormat>(format)};
        QVERIFY(headerOf(bytes.toStdString()) == wanted);
        // A file gives the same result as memory.
        std::ofstream(path("image"), std::ios::binary) << bytes.toStdString();
        QVERIFY(readImageHeader(path("image")) == wanted);
        QCOMPARE(wanted.shown(), orientation >= 5 ? (ImageSize{200, 300}) : (ImageSize{300, 200}));
    }

    void bigTiff() {
        const auto entry = [](std::uint32_t tag, std::uint32_t value) {
            return little(tag, 2) + little(3, 2) + little(1, 4) + little(0, 4) + little(value, 4) +
                   little(0, 4);
        };
        const std::string bytes = "II"s + little(43, 2) + little(8, 2) + little(0, 2) + little(16, 4) +
                                  little(0, 4) + little(3, 4) + little(0, 4) + entry(0x0100, 300) +
                                  entry(0x0101, 200) + entry(0x0112, 6);
        QVERIFY(headerOf(bytes) ==
                (ImageHeader{.width = 300, .height = 200, .orientation = 6, .format = ImageFormat::tiff}));
    }

    void brokenExifMeansUpright() {
        QCOMPARE(headerOf(jpeg(segment('\xE1', "Exif\0\0"s)))->orientation, 1);
        QCOMPARE(headerOf(jpeg(segment('\xE1', exif("II*\0\xFF\xFF\xFF\xFF"s))))->orientation, 1);
        QCOMPARE(headerOf(jpeg(segment('\xE1', exif("II*\0\x08\0\0\0\xFF\xFF"s))))->orientation, 1);
    }

    void noImageNoHeader() {
        QVERIFY(!headerOf({}));
        QVERIFY(!headerOf("no image at all"));
        QVERIFY(!headerOf("\xFF\xD8\xFF\xD9"s));
        QVERIFY(!headerOf("\x89PNG\r\n\x1A\n"s));
        QVERIFY(!headerOf(png({}, {}).replace(16, 8, std::string(8, '\xFF'))));  // sides beyond all limits
        QVERIFY(!headerOf(png({}, {}).replace(16, 4, std::string(4, '\0'))));
        QVERIFY(!readImageHeader(path("nowhere.jpg")));
        QVERIFY(!readImageHeader(m_folder.path().toStdString()));
        // A pipe without a writer does not block.
        QCOMPARE(::mkfifo(path("pipe.jpg").c_str(), 0600), 0);
        QVERIFY(!readImageHeader(path("pipe.jpg")));
    }

    void ruinedBytesAreSurvived() {
        const std::string files[] = {
            jpeg(segment('\xE1', exif(tiff(false, 6)))), png(chunk("eXIf", tiff(true, 6)), {}),
            tiff(true, 6, 300, 200), webpExtended('\x08', riff("EXIF", tiff(true, 6))),
            "BM"s + std::string(12, '\0') + little(40, 4) + little(300, 4) + little(200, 4)};
        SplitMix64 random(7);
        for (const std::string& whole : files) {
            for (std::size_t length = 0; length < std::min<std::size_t>(whole.size(), 200); ++length) {
                headerOf(whole.substr(0, length));
            }
            for (int round = 0; round < 2000; ++round) {
                std::string ruined = whole;
                for (int i = 0; i < 3; ++i) {
                    const int last = std::min<int>(static_cast<int>(ruined.size()), 120) - 1;
                    ruined[static_cast<std::size_t>(random.whole(0, last))] =
                        static_cast<char>(random.chance(0.3) ? 0xFF : random.whole(0, 255));
                }
                const auto header = headerOf(ruined);
                QVERIFY(!header || (header->width > 0 && header->height > 0 && header->orientation >= 1 &&
                                    header->orientation <= 8));
            }
        }
    }

  private:
    std::string path(const char* name) const { return m_folder.filePath(name).toStdString(); }
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(ImageHeaderTest)
#include "image_header_test.moc"
