// Bilinear samples against values worked out by hand, and against the formula in double precision.
#include <QtTest>
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <random>
#include <vector>

#include "core/augmentation/upright_sampling.hpp"

using namespace priorscope;

namespace {

/// An image of one row; each value stands in all three channels, plus 0, 1 and 2.
Image row(const std::vector<std::uint8_t>& values) {
    Image image{.width = static_cast<int>(values.size()), .height = 1, .rgb = {}};
    for (const std::uint8_t value : values) {
        for (int channel = 0; channel < 3; ++channel) {
            image.rgb.push_back(static_cast<std::uint8_t>(value + channel));
        }
    }
    return image;
}

Image blank(int width, int height) {
    const auto count = static_cast<std::size_t>(3 * width * height);
    return {.width = width, .height = height, .rgb = std::vector<std::uint8_t>(count, 7)};
}

Image noise(int width, int height) {
    Image image = blank(width, height);
    std::mt19937 random(3);
    for (std::uint8_t& value : image.rgb) {
        value = static_cast<std::uint8_t>(random() % 256);
    }
    return image;
}

int valueAt(const Image& image, int x, int y, int channel) {
    return image.rgb[static_cast<std::size_t>(3 * (y * image.width + x) + channel)];
}

double bilinear(const Image& image, double x, double y, int channel) {
    x = std::clamp(x, 0.0, image.width - 1.0);
    y = std::clamp(y, 0.0, image.height - 1.0);
    const int left = static_cast<int>(x);
    const int top = static_cast<int>(y);
    const int right = std::min(left + 1, image.width - 1);
    const int bottom = std::min(top + 1, image.height - 1);
    const double above = (1.0 - x + left) * valueAt(image, left, top, channel) +
                         (x - left) * valueAt(image, right, top, channel);
    const double below = (1.0 - x + left) * valueAt(image, left, bottom, channel) +
                         (x - left) * valueAt(image, right, bottom, channel);
    return (1.0 - y + top) * above + (y - top) * below;
}

}  // namespace

class UprightSamplingTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    /// 10 and 50, read at -1, -0.5, 0, 0.25, 0.5, 1, 1.5: beyond the ends the outermost pixels go on.
    void aRowByHand() {
        const Image source = row({10, 50});
        const std::vector<double> places{-1.0, -0.5, 0.0, 0.25, 0.5, 1.0, 1.5};
        const std::vector<int> expected{10, 10, 10, 20, 30, 50, 50};
        for (std::size_t i = 0; i < places.size(); ++i) {
            Image target = blank(1, 1);
            sampleUpright(source, {.start = places[i]}, {}, target, {0, 0, 1, 1});
            for (int channel = 0; channel < 3; ++channel) {
                QCOMPARE(valueAt(target, 0, 0, channel), expected[i] + channel);
            }
        }
    }

    void unchangedAndMirrored() {
        const Image source = noise(37, 11);
        Image target = blank(37, 11);
        sampleUpright(source, {}, {}, target, {0, 0, 37, 11});
        QCOMPARE(target.rgb, source.rgb);
        sampleUpright(source, {.step = -1.0, .start = 36.0}, {}, target, {0, 0, 37, 11});
        for (int y = 0; y < 11; ++y) {
            for (int x = 0; x < 37; ++x) {
                QCOMPARE(valueAt(target, x, y, 1), valueAt(source, 36 - x, y, 1));
            }
        }
    }

    void onlyTheBlockIsChanged() {
        const Image source = row({200});
        Image target = blank(5, 4);
        sampleUpright(source, {}, {}, target, {2, 1, 2, 2});
        for (int y = 0; y < 4; ++y) {
            for (int x = 0; x < 5; ++x) {
                const bool inside = x >= 2 && x < 4 && y >= 1 && y < 3;
                QCOMPARE(valueAt(target, x, y, 0), inside ? 200 : 7);
            }
        }
        sampleUpright(source, {}, {}, target, {0, 0, 0, 4});
        QCOMPARE(valueAt(target, 0, 0, 0), 7);
    }

    void theFormula_data() {
        QTest::addColumn<double>("x_step");
        QTest::addColumn<double>("x_start");
        QTest::addColumn<double>("y_step");
        QTest::addColumn<double>("y_start");
        QTest::newRow("enlarged") << 0.37 << 4.2 << 0.61 << 1.9;
        QTest::newRow("reduced") << 1.93 << -0.7 << 1.41 << 0.3;
        QTest::newRow("mirrored") << -0.8 << 40.1 << 0.25 << 7.77;
        QTest::newRow("mirrored downwards") << 1.0 << 0.3 << -0.9 << 29.0;
    }

    /// Of places that are rounded to 1/128, between pixels that differ by up to 255: a value is off by at
    /// most 255 / 256 for each axis, and by 0.75 for the two roundings.
    void theFormula() {
        QFETCH(const double, x_step);
        QFETCH(const double, x_start);
        QFETCH(const double, y_step);
        QFETCH(const double, y_start);
        const Image source = noise(41, 31);
        Image target = blank(33, 29);
        sampleUpright(source, {x_step, x_start}, {y_step, y_start}, target, {0, 0, 33, 29});
        double sum = 0.0;
        for (int y = 0; y < 29; ++y) {
            for (int x = 0; x < 33; ++x) {
                for (int channel = 0; channel < 3; ++channel) {
                    const double expected =
                        bilinear(source, x_start + x_step * x, y_start + y_step * y, channel);
                    const double off = valueAt(target, x, y, channel) - expected;
                    QVERIFY2(std::abs(off) <= 2.75, qPrintable(QString::number(off)));
                    sum += off;
                }
            }
        }
        // Halves are rounded up, twice where a place is a whole number.
        QVERIFY(std::abs(sum / (3 * 33 * 29)) < 0.3);
    }

    /// Whatever part of the source was decoded: the same values.
    void aPartGivesTheSame() {
        const Image source = noise(64, 48);
        Image part = blank(40, 30);
        for (int y = 0; y < 30; ++y) {
            for (int x = 0; x < 40; ++x) {
                for (int channel = 0; channel < 3; ++channel) {
                    part.rgb[static_cast<std::size_t>(3 * (y * 40 + x) + channel)] =
                        static_cast<std::uint8_t>(valueAt(source, x + 13, y + 9, channel));
                }
            }
        }
        Image whole_target = blank(50, 40);
        Image part_target = blank(50, 40);
        const double x_start = std::round(15.3 * 0x1.0p20) * 0x1.0p-20;
        const double y_start = std::round(10.7 * 0x1.0p20) * 0x1.0p-20;
        sampleUpright(source, {0.71, x_start}, {0.66, y_start}, whole_target, {0, 0, 50, 40});
        sampleUpright(part, {0.71, x_start - 13}, {0.66, y_start - 9}, part_target, {0, 0, 50, 40});
        QCOMPARE(part_target.rgb, whole_target.rgb);
    }
};

QTEST_APPLESS_MAIN(UprightSamplingTest)
#include "upright_sampling_test.moc"
