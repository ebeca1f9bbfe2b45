#include "core/image/image.hpp"

#include <QBuffer>
#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <numeric>
// After cstdio, whose names it uses without including it.
#include <jpeglib.h>

#include "core/base/error.hpp"
#include "core/image/draw.hpp"
#include "tests/support/message_of.hpp"
#include "tests/support/real_data.hpp"

using namespace priorscope;

namespace {

/// A gradient: red grows to the right, green downwards.
Image gradient(int width, int height) {
    Image image{.width = width, .height = height, .rgb = {}};
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            image.rgb.push_back(static_cast<std::uint8_t>(255 * x / std::max(1, width - 1)));
            image.rgb.push_back(static_cast<std::uint8_t>(255 * y / std::max(1, height - 1)));
            image.rgb.push_back(7);
        }
    }
    return image;
}

Rgb pixel(const Image& image, int x, int y) {
    const auto at = 3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) +
                         static_cast<std::size_t>(x));
    return {image.rgb[at], image.rgb[at + 1], image.rgb[at + 2]};
}

QList<qsizetype> positions(const QByteArray& bytes, const QByteArray& what) {
    QList<qsizetype> found;
    for (qsizetype at = bytes.indexOf(what); at >= 0; at = bytes.indexOf(what, at + 1)) {
        found.append(at);
    }
    return found;
}

/// Writes a JPEG of 64 x 64 equal pixels, or of a ramp if there is one component.
QByteArray encodedJpeg(const std::vector<std::uint8_t>& pixel, J_COLOR_SPACE space, bool progressive) {
    jpeg_compress_struct library{};
    jpeg_error_mgr errors{};
    library.err = jpeg_std_error(&errors);
    jpeg_create_compress(&library);
    unsigned char* buffer = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&library, &buffer, &size);
    library.image_width = library.image_height = 64;
    library.input_components = static_cast<int>(pixel.size());
    library.in_color_space = space;
    jpeg_set_defaults(&library);
    jpeg_set_quality(&library, 100, TRUE);
    if (progressive) {
        jpeg_simple_progression(&library);
    }
    jpeg_start_compress(&library, TRUE);
    for (unsigned y = 0; y < 64; ++y) {
        std::vector<std::uint8_t> row;
        for (unsigned x = 0; x < 64; ++x) {
            row.insert(row.end(), pixel.begin(), pixel.end());
            row.back() = pixel.size() == 1 ? static_cast<std::uint8_t>(x * y % 251) : row.back();
        }
        JSAMPROW line = row.data();
        jpeg_write_scanlines(&library, &line, 1);
    }
    jpeg_finish_compress(&library);
    jpeg_destroy_compress(&library);
    const QByteArray bytes(reinterpret_cast<const char*>(buffer), static_cast<qsizetype>(size));
    std::free(buffer);
    return bytes;
}

QByteArray progressiveJpeg() {
    return encodedJpeg({0}, JCS_GRAYSCALE, true);
}

/// Inks as stored; the library adds Adobe's marker.
QByteArray cmykJpeg(const std::vector<std::uint8_t>& inks) {
    return encodedJpeg(inks, JCS_CMYK, false);
}

/// Red and green side by side, uncompressed, little-endian.
QByteArray tiffOfTwo(int orientation) {
    QByteArray bytes("II*\0\x08\0\0\0\x0A\0", 10);
    const auto entry = [&bytes](int tag, int type, int count, int value) {
        for (const auto& [number, size] : {std::pair{tag, 2}, {type, 2}, {count, 4}, {value, 4}}) {
            for (int i = 0; i < size; ++i) {
                bytes.append(static_cast<char>((number >> (8 * i)) & 0xFF));
            }
        }
    };
    constexpr int kAfter = 10 + 10 * 12 + 4;
    entry(0x100, 3, 1, 2);
    entry(0x101, 3, 1, 1);
    entry(0x102, 3, 3, kAfter);
    entry(0x103, 3, 1, 1);
    entry(0x106, 3, 1, 2);
    entry(0x111, 4, 1, kAfter + 6);
    entry(0x112, 3, 1, orientation);
    entry(0x115, 3, 1, 3);
    entry(0x116, 3, 1, 1);
    entry(0x117, 4, 1, 6);
    bytes.append(4, '\0');
    bytes.append(QByteArray::fromHex("080008000800"));
    return bytes + QByteArray::fromHex("ff000000ff00");
}

/// The checksum of PNG's chunks. Source: PNG specification, annex D.
quint32 checksum(const QByteArray& bytes) {
    quint32 sum = 0xFFFFFFFFU;
    for (const char byte : bytes) {
        sum ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit) {
            sum = (sum >> 1U) ^ ((sum & 1U) != 0 ? 0xEDB88320U : 0U);
        }
    }
    return ~sum;
}

QByteArray bigEndian(quint32 value) {
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

QByteArray pngChunk(const QByteArray& name, const QByteArray& body) {
    return bigEndian(static_cast<quint32>(body.size())) + name + body + bigEndian(checksum(name + body));
}

/// The same two pixels; EXIF is a TIFF block.
QByteArray pngOfTwo(int orientation) {
    QImage two(2, 1, QImage::Format_RGB32);
    two.setPixelColor(0, 0, QColor(255, 0, 0));
    two.setPixelColor(1, 0, QColor(0, 255, 0));
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (!buffer.open(QIODevice::WriteOnly) || !two.save(&buffer, "PNG")) {
        return {};
    }
    return bytes.insert(33, pngChunk("eXIf", tiffOfTwo(orientation)));
}

}  // namespace

class ImageTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void pngKeepsEveryPixel() {
        const Image image = gradient(37, 21);
        writePng(image, path("a.png"));
        const Image back = decodeImage(path("a.png"));
        QCOMPARE(back.width, 37);
        QCOMPARE(back.height, 21);
        QCOMPARE(back.rgb, image.rgb);
        // Qt agrees on which channel is red.
        QCOMPARE(QImage(qpath("a.png")).pixelColor(36, 0), QColor(255, 0, 7));
    }

    void otherFormatsBecomeRgb() {
        QImage grey(8, 4, QImage::Format_Grayscale8);
        grey.fill(100);
        QVERIFY(grey.save(qpath("grey.png")));
        QCOMPARE(pixel(decodeImage(path("grey.png")), 3, 2), (Rgb{100, 100, 100}));
        QImage alpha(8, 4, QImage::Format_ARGB32);
        alpha.fill(QColor(10, 20, 30, 128));
        QVERIFY(alpha.save(qpath("alpha.png")));
        QCOMPARE(pixel(decodeImage(path("alpha.png")), 0, 0), (Rgb{10, 20, 30}));
        QImage deep(8, 4, QImage::Format_RGBX64);
        deep.fill(QColor(200, 0, 50));
        QVERIFY(deep.save(qpath("deep.png")));
        QCOMPARE(pixel(decodeImage(path("deep.png")), 1, 1), (Rgb{200, 0, 50}));
    }

    void sizesFromHeaders() {
        writeJpeg(gradient(123, 45), path("size.jpg"));
        writePng(gradient(67, 89), path("size.png"));
        QVERIFY(QImage(11, 13, QImage::Format_RGB32).save(qpath("size.bmp")));
        QCOMPARE(readImageSize(path("size.jpg")).value(), (ImageSize{123, 45}));
        QCOMPARE(readImageSize(path("size.png")).value(), (ImageSize{67, 89}));
        QCOMPARE(readImageSize(path("size.bmp")).value(), (ImageSize{11, 13}));
        write("size.txt", "no image");
        QVERIFY(!readImageSize(path("size.txt")));
        QVERIFY(!readImageSize(path("nowhere.jpg")));
    }

    void badFilesAreRefused() {
        writeJpeg(gradient(64, 64), path("whole.jpg"));
        writePng(gradient(64, 64), path("whole.png"));
        for (const QString ending : {"jpg", "png"}) {
            QFile file(qpath("whole." + ending));
            QVERIFY(file.open(QIODevice::ReadOnly));
            write("cut." + ending, file.readAll().left(static_cast<int>(file.size()) * 2 / 3));
            QVERIFY(messageOf([&] { decodeImage(path("cut." + ending)); }).contains("cut off"));
        }
        write("text.jpg", "hello");
        write("empty.jpg", {});
        QVERIFY(messageOf([&] { decodeImage(path("text.jpg")); }).contains("not an image"));
        QVERIFY(messageOf([&] { decodeImage(path("empty.jpg")); }).contains("empty"));
        QVERIFY(messageOf([&] { decodeImage(path("nowhere.jpg")); }).contains("nowhere.jpg"));
        QVERIFY(!messageOf([&] { writePng(gradient(4, 4), path("no/where.png")); }).isEmpty());
        QVERIFY(!messageOf([&] { writePng({}, path("none.png")); }).isEmpty());
    }

    void onlyTheEndMarkerLacking() {
        writeJpeg(gradient(64, 64), path("whole.jpg"));
        writePng(gradient(64, 64), path("whole.png"));
        // 2 bytes of JPEG's end marker; 12 of PNG's end chunk, or part of it.
        for (const auto& [name, bytes] : {std::pair{"whole.jpg", 2}, {"whole.png", 12}, {"whole.png", 5}}) {
            write("open", contents(name).chopped(bytes));
            QCOMPARE(decodeImage(path("open")).rgb, decodeImage(path(name)).rgb);
        }
        write("open", contents("whole.jpg") + "trailing bytes");
        QCOMPARE(decodeImage(path("open")).rgb, decodeImage(path("whole.jpg")).rgb);
    }

    void halfOfTheScanIsMissingThoughTheEndIsThere() {
        writeJpeg(gradient(64, 640), path("whole.jpg"));
        const QByteArray whole = contents("whole.jpg");
        const auto scan = whole.indexOf("\xFF\xDA");
        const auto kept = scan + (whole.size() - scan) / 2;
        write("half.jpg", whole.left(kept) + "\xFF\xD9");
        const QString message = messageOf([&] { decodeImage(path("half.jpg")); });
        QVERIFY2(message.contains("cut off: the rows from about") && message.contains("of 640 on"),
                 qPrintable(message));
        QVERIFY(messageOf([&] { decodeImage(path("half.jpg"), 16); }).contains("cut off"));  // thumbnails
        // Progressive: in the middle of a scan, and between two.
        const QByteArray scans = progressiveJpeg();
        const QList<qsizetype> starts = positions(scans, "\xFF\xDA");
        QVERIFY(starts.size() > 4);
        write("scan.jpg", scans.left((starts[1] + starts[2]) / 2) + "\xFF\xD9");
        QVERIFY(messageOf([&] { decodeImage(path("scan.jpg")); }).contains("cut off"));
        write("scans.jpg", scans.left(positions(scans, "\xFF\xC4").last()));
        QVERIFY(messageOf([&] { decodeImage(path("scans.jpg")); }).contains("cut off"));
        write("whole.jpg", scans.chopped(2));
        QCOMPARE(decodeImage(path("whole.jpg")).width, 64);
    }

    void damageIsTold() {
        writePng(gradient(64, 64), path("whole.png"));
        QByteArray bytes = contents("whole.png");
        bytes[bytes.size() - 40] = static_cast<char>(bytes[bytes.size() - 40] ^ 0x55);
        write("ruined.png", bytes);
        QVERIFY(messageOf([&] { decodeImage(path("ruined.png")); }).contains("damaged"));
    }

    /// Adobe stores inverted inks, 255 is no ink: red is what cyan and black leave, C · K / 255.
    void cmykIsInverted() {
        write("cmyk.jpg", cmykJpeg({255, 100, 50, 200}));
        const Rgb found = pixel(decodeImage(path("cmyk.jpg")), 8, 8);
        const int wanted[] = {200, 100 * 200 / 255, 50 * 200 / 255};
        for (std::size_t i = 0; i < 3; ++i) {
            QVERIFY2(std::abs(found[i] - wanted[i]) <= 2, qPrintable(QString::number(found[i])));
        }
    }

    void deepSamplesByTheBitsTheyUse() {
        const auto shade = [&](int largest, int value, const QByteArray& chunk = {}) {
            QImage deep(4, 1, QImage::Format_Grayscale16);
            auto* row = reinterpret_cast<quint16*>(deep.scanLine(0));
            row[0] = 0;
            row[1] = static_cast<quint16>(value);
            row[2] = row[3] = static_cast<quint16>(largest);
            if (!deep.save(qpath("deep.png"))) {
                return -1;
            }
            write("deep.png", contents("deep.png").insert(33, chunk));  // after the header
            return int{pixel(decodeImage(path("deep.png")), 1, 0)[0]};
        };
        QCOMPARE(shade(65535, 0x8012), 0x80);  // all 16 bits: the upper 8
        QCOMPARE(shade(4095, 2048), 128);      // a camera of 12 bits
        QCOMPARE(shade(16383, 8192), 128);     // 14
        QCOMPARE(shade(1023, 512), 128);       // 10
        QCOMPARE(shade(200, 100), 100);        // 8
        QCOMPARE(shade(5000, 4096), 64);       // more than 12 bits: 14
        // sBIT says 12 bits: then 300 is dark. If samples exceed that, they were scaled up.
        const QByteArray twelve = pngChunk("sBIT", "\x0C");
        QCOMPARE(shade(900, 320, twelve), 20);
        QCOMPARE(shade(65520, 0x8000, twelve), 128);
    }

    void transparencyIsLeftAway() {
        QImage clear(8, 4, QImage::Format_ARGB32);
        clear.fill(QColor(10, 20, 30, 0));
        QVERIFY(clear.save(qpath("clear.png")));
        QCOMPARE(pixel(decodeImage(path("clear.png")), 0, 0), (Rgb{10, 20, 30}));
        QImage palette(8, 4, QImage::Format_Indexed8);
        palette.setColorTable({qRgba(1, 2, 3, 0), qRgb(40, 50, 60)});
        palette.fill(1);
        palette.setPixel(0, 0, 0);
        QVERIFY(palette.save(qpath("palette.png")));
        QCOMPARE(pixel(decodeImage(path("palette.png")), 0, 0), (Rgb{1, 2, 3}));
        QCOMPARE(pixel(decodeImage(path("palette.png")), 7, 3), (Rgb{40, 50, 60}));
        QImage bits(8, 4, QImage::Format_Mono);
        bits.setColorTable({qRgb(0, 0, 0), qRgb(255, 255, 255)});
        bits.fill(1);
        QVERIFY(bits.save(qpath("bits.png")));
        QCOMPARE(pixel(decodeImage(path("bits.png")), 3, 3), (Rgb{255, 255, 255}));
    }

    /// Two pixels, red and green, in a TIFF of each orientation: EXIF's table gives the position of red.
    void orientations_data() {
        QTest::addColumn<int>("orientation");
        QTest::addColumn<bool>("upright");
        QTest::addColumn<bool>("red_first");
        const bool upright[] = {true, true, true, true, false, false, false, false};
        const bool red_first[] = {true, false, false, true, true, true, false, false};
        for (int i = 0; i < 8; ++i) {
            QTest::addRow("%d", i + 1) << i + 1 << upright[i] << red_first[i];
        }
    }

    void orientations() {
        QFETCH(int, orientation);
        QFETCH(bool, upright);
        QFETCH(bool, red_first);
        write("two.tif", tiffOfTwo(orientation));
        write("two.png", pngOfTwo(orientation));
        for (const char* name : {"two.tif", "two.png"}) {
            const Image shown = decodeShown(path(name));
            QCOMPARE(shown.width, upright ? 2 : 1);
            QCOMPARE(shown.height, upright ? 1 : 2);
            QCOMPARE(pixel(shown, 0, 0), (red_first ? Rgb{255, 0, 0} : Rgb{0, 255, 0}));
            QCOMPARE(decodeImage(path(name), 0, orientation).rgb, shown.rgb);
            // As stored, whatever the file says.
            const Image stored = decodeImage(path(name));
            QCOMPARE(stored.width, 2);
            QCOMPARE(pixel(stored, 0, 0), (Rgb{255, 0, 0}));
        }
    }

    void absurdSizesAreRefusedWithFigures() {
        writePng(gradient(64, 64), path("whole.png"));
        write("bomb.png", contents("whole.png").replace(16, 8, QByteArray::fromHex("0000ea600000ea60")));
        const QString message = messageOf([&] { decodeImage(path("bomb.png")); });
        QVERIFY2(message.contains("60000 x 60000") && message.contains("10.8 GB"), qPrintable(message));
    }

    void otherFormatsAreNamed() {
        const auto message = [&](const QByteArray& bytes) {
            write("other.jpg", bytes);
            return messageOf([&] { decodeImage(path("other.jpg")); });
        };
        QVERIFY(message("GIF89a\x01\x00\x01\x00\x00\x00\x00;").contains("format is not read: this is a GIF"));
        QVERIFY(message(QByteArray("\0\0\0\x18"
                                   "ftypheic",
                                   12))
                    .contains("HEIC"));
        QVERIFY(message("<!DOCTYPE html><html>404</html>").contains("web page"));
        QVERIFY(message("version https://git-lfs.github.com/spec/v1\n").contains("git lfs pull"));
        QVERIFY(
            messageOf([&] { decodeImage(m_folder.path().toStdString()); }).contains("not a regular file"));
    }

    /// Files written by other programs: mean pixel values as read by Pillow.
    void fieldCases_data() {
        QTest::addColumn<double>("mean");
        for (const auto& [name, mean] : {std::pair{"bit1.png", 127.125},
                                         {"cmyk.jpg", 91.667},
                                         {"gray16.png", 127.005},
                                         {"gray8.jpg", 127.01},
                                         {"gray8.png", 127.005},
                                         {"la.png", 127.005},
                                         {"no-eoi.jpg", 91.828},
                                         {"one-pixel.png", 5.0},
                                         {"palette-transparent.png", 91.667},
                                         {"palette.png", 91.667},
                                         {"png-named.jpg", 91.667},
                                         {"progressive.jpg", 91.828},
                                         {"real.bmp", 91.667},
                                         {"real.tif", 91.667},
                                         {"real.webp", 91.845},
                                         {"rgb.jpg", 91.828},
                                         {"rgb.png", 91.667},
                                         {"rgba.png", 91.667},
                                         {"strip.png", 5.0},
                                         {"trailing.jpg", 91.828},
                                         {"webp-named.jpg", 91.845},
                                         {"half.jpg", -1.0},
                                         {"half-with-eoi.jpg", -1.0},
                                         {"half.png", -1.0},
                                         {"empty.jpg", -1.0},
                                         {"html.jpg", -1.0},
                                         {"real.gif", -1.0},
                                         {"gif-named.jpg", -1.0}}) {
            QTest::newRow(name) << mean;
        }
    }

    void fieldCases() {
        QFETCH(double, mean);
        PRIORSCOPE_REAL_DATA(folder, "cases/34-images");
        const std::filesystem::path file = folder / QTest::currentDataTag();
        if (mean < 0) {
            const QString message = messageOf([&] { decodeImage(file); });
            QVERIFY(!message.isEmpty());
            QVERIFY2(!message.contains("OpenCV"), qPrintable(message));
            return;
        }
        const Image image = decodeImage(file);
        const double sum = std::accumulate(image.rgb.begin(), image.rgb.end(), 0.0);
        QVERIFY2(std::abs(sum / static_cast<double>(image.rgb.size()) - mean) < 0.05,
                 qPrintable(QString::number(sum / static_cast<double>(image.rgb.size()))));
    }

    void thumbnailsKeepTheirShape() {
        const Image small = thumbnail(gradient(400, 200), 100);
        QCOMPARE(small.width, 100);
        QCOMPARE(small.height, 50);
        QCOMPARE(thumbnail(gradient(40, 20), 100).width, 40);  // never enlarged
        QCOMPARE(thumbnail(gradient(1000, 1), 10).height, 1);
        writeJpeg(gradient(800, 400), path("big.jpg"));
        const Image reduced = decodeImage(path("big.jpg"), 100);
        QVERIFY(reduced.width >= 100 && reduced.width < 800);
        QCOMPARE(reduced.width, 2 * reduced.height);
    }

    void stretching() {
        const Image out = resizedToInput(gradient(60, 30), 120, ResizeMode::stretch);
        QCOMPARE(out.width, 120);
        QCOMPARE(out.height, 120);
        QCOMPARE(out.rgb.size(), std::size_t{3 * 120 * 120});
        const ResizeMapping mapping = resizeMapping(60, 30, 120, ResizeMode::stretch);
        QCOMPARE(mapping.inputFromImage({0.25F, 0.5F, 1, 1}), (Box{0.25F, 0.5F, 1, 1}));
    }

    void letterboxing() {
        const Image out = resizedToInput(gradient(60, 30), 120, ResizeMode::letterbox, {1, 2, 3});
        QCOMPARE(pixel(out, 60, 29), (Rgb{1, 2, 3}));
        QCOMPARE(pixel(out, 60, 90), (Rgb{1, 2, 3}));
        QCOMPARE(pixel(out, 0, 30)[2], 7);
        QCOMPARE(pixel(out, 0, 89)[2], 7);
        const ResizeMapping mapping = resizeMapping(60, 30, 120, ResizeMode::letterbox);
        QCOMPARE(mapping.inputFromImage({0, 0, 1, 1}), (Box{0, 0.25F, 1, 0.75F}));
        const Box box{0.1F, 0.2F, 0.7F, 0.9F};
        const Box back = mapping.imageFromInput(mapping.inputFromImage(box));
        QVERIFY(std::abs(back.x_min - box.x_min) < 1e-6F && std::abs(back.y_max - box.y_max) < 1e-6F);
        QVERIFY_THROWS_EXCEPTION(Error, resizeMapping(0, 10, 120, ResizeMode::letterbox));
    }

    void halvingTakesTheMiddle() {
        // Half-pixel centres without antialiasing: the mean of each pair when the size is halved.
        Image image{.width = 4, .height = 1, .rgb = {0, 0, 0, 100, 100, 100, 200, 200, 200, 220, 220, 220}};
        Image wide{.width = 4, .height = 4, .rgb = {}};
        for (int row = 0; row < 4; ++row) {
            wide.rgb.insert(wide.rgb.end(), image.rgb.begin(), image.rgb.end());
        }
        const Image out = resizedToInput(wide, 2, ResizeMode::stretch);
        QCOMPARE(pixel(out, 0, 0)[0], 50);
        QCOMPARE(pixel(out, 1, 1)[0], 210);
    }

    void flipping() {
        const Image image = gradient(5, 3);
        const Image flipped = flippedHorizontally(image);
        QCOMPARE(pixel(flipped, 0, 2), pixel(image, 4, 2));
        QCOMPARE(pixel(flipped, 2, 1), pixel(image, 2, 1));
        QCOMPARE(flippedHorizontally(flipped).rgb, image.rgb);
    }

    void drawnBoxesLieOnTheirEdges() {
        Image image{.width = 100, .height = 100, .rgb = std::vector<std::uint8_t>(30000, 0)};
        drawBoxes(image, {{{0.2F, 0.4F, 0.8F, 0.9F}, "", {255, 10, 20}}});
        QCOMPARE(pixel(image, 20, 60), (Rgb{255, 10, 20}));
        QCOMPARE(pixel(image, 50, 40), (Rgb{255, 10, 20}));
        QCOMPARE(pixel(image, 50, 65), (Rgb{0, 0, 0}));
        QCOMPARE(pixel(image, 10, 60), (Rgb{0, 0, 0}));
        drawBoxes(image, {{{0.2F, 0.4F, 0.8F, 0.9F}, "cat", {0, 255, 0}}});
        QCOMPARE(pixel(image, 21, 38), (Rgb{0, 255, 0}));  // the label's background above the box
    }

    void neighbouringClassesDiffer() {
        for (int count : {2, 3, 20, 80}) {
            for (int i = 0; i + 1 < count; ++i) {
                const Rgb a = classColor(i, count, ColorGround::dark);
                const Rgb b = classColor(i + 1, count, ColorGround::dark);
                const int distance = std::abs(a[0] - b[0]) + std::abs(a[1] - b[1]) + std::abs(a[2] - b[2]);
                QVERIFY2(distance > 60, qPrintable(QString("%1 of %2").arg(i).arg(count)));
            }
        }
        QCOMPARE(classColor(23, 20, ColorGround::light), classColor(3, 20, ColorGround::light));
    }

  private:
    QByteArray contents(const QString& name) const {
        QFile file(qpath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QString qpath(const QString& name) const { return m_folder.filePath(name); }
    std::string path(const QString& name) const { return qpath(name).toStdString(); }
    void write(const QString& name, const QByteArray& bytes) const {
        QFile file(qpath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(ImageTest)
#include "image_test.moc"
