// A part of an image has the pixels that the whole has there, at every scale.
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <random>

#include <jpeglib.h>

#include "core/base/error.hpp"
#include "core/image/image.hpp"
#include "tests/support/real_data.hpp"

using namespace priorscope;
namespace fs = std::filesystem;

namespace {

struct JpegKind {
    int components = 3;
    int horizontal = 1;  ///< sampling factors of the first component
    int vertical = 1;
    bool is_progressive = false;
    unsigned restart_interval = 0;
};

/// Waves with noise, so that no two blocks are alike.
void writeWaves(const fs::path& file, int width, int height, const JpegKind& kind) {
    jpeg_compress_struct library{};
    jpeg_error_mgr errors{};
    library.err = jpeg_std_error(&errors);
    jpeg_create_compress(&library);
    std::FILE* out = std::fopen(file.c_str(), "wb");
    QVERIFY(out != nullptr);
    jpeg_stdio_dest(&library, out);
    library.image_width = static_cast<JDIMENSION>(width);
    library.image_height = static_cast<JDIMENSION>(height);
    library.input_components = kind.components;
    library.in_color_space = kind.components == 1 ? JCS_GRAYSCALE : kind.components == 3 ? JCS_RGB : JCS_CMYK;
    jpeg_set_defaults(&library);
    jpeg_set_quality(&library, 85, TRUE);
    library.comp_info[0].h_samp_factor = kind.horizontal;
    library.comp_info[0].v_samp_factor = kind.vertical;
    library.restart_interval = kind.restart_interval;
    if (kind.is_progressive) {
        jpeg_simple_progression(&library);
    }
    jpeg_start_compress(&library, TRUE);
    std::mt19937 random(7);
    std::vector<std::uint8_t> row(static_cast<std::size_t>(width * kind.components));
    for (int y = 0; y < height; ++y) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            row[i] =
                static_cast<std::uint8_t>((i * 3 + static_cast<std::size_t>(y) * 5) % 200 + random() % 50);
        }
        JSAMPROW line = row.data();
        jpeg_write_scanlines(&library, &line, 1);
    }
    jpeg_finish_compress(&library);
    jpeg_destroy_compress(&library);
    std::fclose(out);
}

/// Whether the part lies in the whole where it says.
bool isPartOf(const ImagePart& part, const Image& whole) {
    if (part.x < 0 || part.y < 0 || part.x + part.image.width > whole.width ||
        part.y + part.image.height > whole.height) {
        return false;
    }
    const auto row = 3 * static_cast<std::size_t>(part.image.width);
    for (int y = 0; y < part.image.height; ++y) {
        const auto* mine = part.image.rgb.data() + static_cast<std::size_t>(y) * row;
        const auto* its =
            whole.rgb.data() + 3 * static_cast<std::size_t>((part.y + y) * whole.width + part.x);
        if (!std::equal(mine, mine + row, its)) {
            return false;
        }
    }
    return true;
}

/// Random parts, at every scale.
void compareParts(const fs::path& file, int orientation, int parts) {
    std::mt19937 random(3);
    std::uniform_real_distribution<float> fraction(0.0F, 1.0F);
    for (const int denominator : {1, 2, 4, 8}) {
        const ImagePart whole = decodeImagePart(file, orientation, denominator, {0, 0, 1, 1});
        QCOMPARE(whole.x, 0);
        QCOMPARE(whole.y, 0);
        QVERIFY(std::abs(whole.whole_width - whole.image.width) < 1.0);
        for (int i = 0; i < parts; ++i) {
            float x[2] = {fraction(random), fraction(random)};
            float y[2] = {fraction(random), fraction(random)};
            std::sort(x, x + 2);
            std::sort(y, y + 2);
            const ImagePart part = decodeImagePart(file, orientation, denominator, {x[0], y[0], x[1], y[1]});
            QVERIFY2(isPartOf(part, whole.image), qPrintable(QString::fromStdString(file.string())));
            // All that was asked for is there.
            QVERIFY(part.x <= static_cast<double>(x[0]) * whole.whole_width);
            QVERIFY(part.y <= static_cast<double>(y[0]) * whole.whole_height);
            QVERIFY(part.x + part.image.width >=
                    std::min<double>(static_cast<double>(x[1]) * whole.whole_width, whole.image.width));
            QVERIFY(part.y + part.image.height >=
                    std::min<double>(static_cast<double>(y[1]) * whole.whole_height, whole.image.height));
        }
    }
}

}  // namespace

class TestImagePart : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void kindsOfJpeg_data() {
        QTest::addColumn<int>("components");
        QTest::addColumn<int>("horizontal");
        QTest::addColumn<int>("vertical");
        QTest::addColumn<bool>("progressive");
        QTest::addColumn<int>("restart");
        QTest::newRow("4:4:4") << 3 << 1 << 1 << false << 0;
        QTest::newRow("4:2:2") << 3 << 2 << 1 << false << 0;
        QTest::newRow("4:2:0") << 3 << 2 << 2 << false << 0;
        QTest::newRow("4:4:0") << 3 << 1 << 2 << false << 0;
        QTest::newRow("4:1:1") << 3 << 4 << 1 << false << 0;
        QTest::newRow("4:2:0 with restarts") << 3 << 2 << 2 << false << 3;
        QTest::newRow("progressive 4:2:0") << 3 << 2 << 2 << true << 0;
        QTest::newRow("grey") << 1 << 1 << 1 << false << 0;
        QTest::newRow("CMYK") << 4 << 1 << 1 << false << 0;
    }
    void kindsOfJpeg() {
        QFETCH(int, components);
        QFETCH(int, horizontal);
        QFETCH(int, vertical);
        QFETCH(bool, progressive);
        QFETCH(int, restart);
        QTemporaryDir folder;
        for (const auto& [width, height] : {std::pair{333, 250}, {64, 48}, {17, 301}, {9, 7}}) {
            const fs::path file = fs::path(folder.path().toStdString()) / "waves.jpg";
            writeWaves(file, width, height,
                       {.components = components,
                        .horizontal = horizontal,
                        .vertical = vertical,
                        .is_progressive = progressive,
                        .restart_interval = static_cast<unsigned>(restart)});
            compareParts(file, 1, 25);
        }
    }

    void otherFormatsAndTurnedImages() {
        QTemporaryDir folder;
        const fs::path jpeg = fs::path(folder.path().toStdString()) / "waves.jpg";
        writeWaves(jpeg, 120, 70, {.horizontal = 2, .vertical = 2});
        compareParts(jpeg, 6, 3);
        const ImagePart turned = decodeImagePart(jpeg, 6, 2, {0, 0, 1, 1});
        QCOMPARE(turned.image.width, 35);
        QCOMPARE(turned.image.height, 60);
        const fs::path png = fs::path(folder.path().toStdString()) / "waves.png";
        writePng(decodeImage(jpeg), png);
        compareParts(png, 1, 3);
    }

    void atFullSizeItIsTheImage() {
        QTemporaryDir folder;
        const fs::path file = fs::path(folder.path().toStdString()) / "waves.jpg";
        writeWaves(file, 120, 70, {.horizontal = 2, .vertical = 2});
        QVERIFY(decodeImagePart(file, 1, 1, {0, 0, 1, 1}).image.rgb == decodeImage(file).rgb);
    }

    void photographs() {
        PRIORSCOPE_REAL_DATA(folder, "VOCdevkit/VOC2007/JPEGImages");
        int files = 0;
        for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
            if (files++ == 40) {
                break;
            }
            compareParts(entry.path(), 1, 4);
        }
        QVERIFY(files > 40);
    }
};

QTEST_APPLESS_MAIN(TestImagePart)
#include "image_part_test.moc"
