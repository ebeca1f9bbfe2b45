// The brightness of images: figures by hand, and what is kept of them.
#include "core/dataset/image_brightness.hpp"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <array>
#include <cmath>

using namespace priorscope;

namespace {

namespace fs = std::filesystem;

Image filled(int width, int height, std::array<std::uint8_t, 3> rgb) {
    Image image{.width = width, .height = height, .rgb = {}};
    for (int i = 0; i < width * height; ++i) {
        image.rgb.insert(image.rgb.end(), rgb.begin(), rgb.end());
    }
    return image;
}

struct Folder {
    QTemporaryDir folder{};
    Dataset dataset{};

    fs::path at(const char* name) const { return folder.filePath(name).toStdString(); }
    void add(const char* name) {
        ImageRecord record;
        record.image_file = at(name);
        dataset.images.push_back(record);
    }
    std::vector<float> values(const fs::path& kept) const {
        std::vector<std::size_t> images(dataset.images.size());
        for (std::size_t i = 0; i < images.size(); ++i) {
            images[i] = i;
        }
        return imageBrightness(dataset, images, kept).value().values;
    }
};

}  // namespace

class ImageBrightnessTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void lumaByHand() {
        QCOMPARE(meanLuma(filled(3, 2, {255, 255, 255})), 1.0);
        QCOMPARE(meanLuma(filled(3, 2, {255, 0, 0})), 0.299);
        QCOMPARE(meanLuma(filled(3, 2, {0, 255, 0})), 0.587);
        QCOMPARE(meanLuma(filled(3, 2, {0, 0, 51})), 0.0228);  // a fifth of 0.114
        Image halves = filled(2, 1, {0, 0, 0});
        halves.rgb[3] = halves.rgb[4] = halves.rgb[5] = 255;
        QCOMPARE(meanLuma(halves), 0.5);
        QCOMPARE(meanLuma({}), 0.0);
    }

    void filesOfEveryKind() {
        Folder all;
        writePng(filled(5, 4, {102, 102, 102}), all.at("a.png"));
        writeJpeg(filled(64, 48, {204, 204, 204}), all.at("b.jpg"), 95);
        QFile broken(all.folder.filePath("c.jpg"));
        QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("no image") > 0);
        broken.close();
        for (const char* name : {"a.png", "b.jpg", "c.jpg", "gone.png"}) {
            all.add(name);
        }
        const std::vector<float> values = all.values({});
        QVERIFY(std::abs(values[0] - 0.4F) < 1e-6F);
        QVERIFY(std::abs(values[1] - 0.8F) < 0.01F);
        QCOMPARE(values[2], -1.0F);
        QCOMPARE(values[3], -1.0F);
    }

    /// What is kept is taken, until the image changes; what cannot be read counts as nothing.
    void valuesAreKept() {
        Folder all;
        writePng(filled(5, 4, {51, 51, 51}), all.at("a.png"));
        all.add("a.png");
        const fs::path kept = all.at("deep/values.brightness");
        QCOMPARE(all.values(kept).front(), 0.2F);
        QFile file(QString::fromStdString(kept.string()));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QByteArray bytes = file.readAll();
        // The last eight bytes are the value: 0.75 in single precision.
        bytes.replace(bytes.size() - 8, 8, QByteArray("\x00\x00\x40\x3f\x00\x00\x00\x00", 8));
        QVERIFY(file.seek(0) && file.write(bytes) == bytes.size());
        file.close();
        QCOMPARE(all.values(kept).front(), 0.75F);
        writePng(filled(6, 4, {102, 102, 102}),
                 all.at("a.png"));  // of another size in bytes or of another time
        fs::last_write_time(all.at("a.png"), fs::last_write_time(all.at("a.png")) + std::chrono::seconds(2));
        QCOMPARE(all.values(kept).front(), 0.4F);
        for (const QByteArray& damaged : {QByteArray(), bytes.left(bytes.size() - 3), QByteArray("x")}) {
            QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
            QCOMPARE(file.write(damaged), damaged.size());
            file.close();
            QCOMPARE(all.values(kept).front(), 0.4F);
        }
    }

    void whatCannotBeKeptIsTold() {
        Folder all;
        writePng(filled(5, 4, {51, 51, 51}), all.at("a.png"));
        all.add("a.png");
        const auto brightness =
            imageBrightness(all.dataset, std::vector<std::size_t>{0}, all.at("a.png") / "values.brightness");
        QCOMPARE(brightness.value().values.front(), 0.2F);
        QVERIFY(brightness->not_kept);
    }

    void stopped() {
        Folder all;
        writePng(filled(5, 4, {51, 51, 51}), all.at("a.png"));
        all.add("a.png");
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!imageBrightness(all.dataset, std::vector<std::size_t>{0}, {}, stop.get_token()));
    }
};

QTEST_APPLESS_MAIN(ImageBrightnessTest)
#include "image_brightness_test.moc"
