#include "core/image/image.hpp"

#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

#include "core/base/error.hpp"
#include "core/image/draw.hpp"

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

QString messageOf(const std::function<void()>& action) {
    try {
        action();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
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
        QCOMPARE(pixel(image, 21, 38), (Rgb{0, 255, 0}));  // the label's ground above the box
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
