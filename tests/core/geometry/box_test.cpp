#include "core/geometry/box.hpp"

#include <QTest>
#include <cmath>
#include <limits>

#include "core/base/error.hpp"
#include "core/dataset/dataset.hpp"

using namespace priorscope;

class BoxTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void iouOfHandWorkedPairs() {
        // Two 2 x 2 squares that share a 1 x 1 corner: 1 / (4 + 4 - 1).
        QCOMPARE(intersectionOverUnion({0, 0, 2, 2}, {1, 1, 3, 3}), 1.0F / 7.0F);
        // One half of the other.
        QCOMPARE(intersectionOverUnion({0, 0, 1, 1}, {0, 0, 1, 0.5F}), 0.5F);
        QCOMPARE(intersectionOverUnion({0, 0, 1, 1}, {0, 0, 1, 1}), 1.0F);
        // Touching boxes share no area.
        QCOMPARE(intersectionOverUnion({0, 0, 1, 1}, {1, 0, 2, 1}), 0.0F);
    }

    void iouIsZeroWithoutArea() {
        const Box empty{0.5F, 0.2F, 0.5F, 0.8F};
        const Box inverted{0.8F, 0.8F, 0.2F, 0.2F};
        QCOMPARE(intersectionOverUnion(empty, empty), 0.0F);
        QCOMPARE(intersectionOverUnion(inverted, {0, 0, 1, 1}), 0.0F);
        QCOMPARE(inverted.area(), 0.0F);
    }

    void pairwiseIsRowMajor() {
        const std::vector<Box> a{{0, 0, 2, 2}, {0, 0, 1, 1}};
        const std::vector<Box> b{{1, 1, 3, 3}, {0, 0, 1, 1}, {5, 5, 6, 6}};
        const std::vector<float> iou = pairwiseIou(a, b);
        QCOMPARE(iou, (std::vector<float>{1.0F / 7.0F, 0.25F, 0.0F, 0.0F, 1.0F, 0.0F}));
        QVERIFY(pairwiseIou({}, b).empty());
    }

    void pairwiseNamesTheBadBox() {
        const std::vector<Box> good{{0, 0, 1, 1}};
        const std::vector<Box> bad{{0, 0, 1, 1}, {0, std::nanf(""), 1, 1}};
        try {
            pairwiseIou(good, bad);
            QFAIL("a NaN must be refused");
        } catch (const Error& error) {
            QVERIFY(QString(error.what()).contains("box 1 of the second list"));
        }
    }

    void centreAndCornersAreInverse() {
        const Box box{0.125F, 0.25F, 0.375F, 0.75F};
        QCOMPARE(centerFromBox(box), (CenterBox{0.25F, 0.5F, 0.25F, 0.5F}));
        QCOMPARE(boxFromCenter(centerFromBox(box)), box);
        QCOMPARE(clippedToImage({-0.5F, 0.25F, 0.5F, 1.5F}), (Box{0.0F, 0.25F, 0.5F, 1.0F}));
    }

    void offsetsOfAHandWorkedBox() {
        // The box's centre is a tenth of the prior's side to the right; it is twice as wide and half as
        // high.
        const CenterBox prior{0.5F, 0.5F, 0.2F, 0.4F};
        const Box box = boxFromCenter({0.52F, 0.5F, 0.4F, 0.2F});
        const auto offsets = encodeOffsets(box, prior, {});
        QVERIFY(std::abs(offsets[0] - 1.0F) < 1e-5F);  // 0.1 / 0.1
        QVERIFY(std::abs(offsets[1]) < 1e-5F);
        QVERIFY(std::abs(offsets[2] - 3.4657359F) < 1e-5F);  // ln 2 / 0.2
        QVERIFY(std::abs(offsets[3] + 3.4657359F) < 1e-5F);
        const Box back = decodeOffsets(offsets, prior, {});
        QVERIFY(std::abs(back.x_min - box.x_min) < 1e-6F && std::abs(back.y_max - box.y_max) < 1e-6F);
    }

    void wildOffsetsAreLimited() {
        const Box box = decodeOffsets({0, 0, 1000.0F, 1000.0F}, {0.5F, 0.5F, 0.1F, 0.1F}, {});
        QVERIFY(std::abs(box.width() - 6.25F) < 1e-4F);  // 0.1 * 1000 / 16
    }

    void encodingNeedsPositiveSides() {
        QVERIFY_THROWS_EXCEPTION(Error, encodeOffsets({0.5F, 0, 0.5F, 1}, {0.5F, 0.5F, 0.1F, 0.1F}, {}));
        QVERIFY_THROWS_EXCEPTION(Error, encodeOffsets({0, 0, 1, 1}, {0.5F, 0.5F, 0.0F, 0.1F}, {}));
    }

    void vocPixelsBecomeFractionsAndReturn() {
        // The first pixel of 500 covers 0 to 1 / 500; the whole image covers 0 to 1.
        QCOMPARE(fractionsFromVoc({1, 1, 1, 1}, 500, 375), (Box{0.0F, 0.0F, 1.0F / 500.0F, 1.0F / 375.0F}));
        QCOMPARE(fractionsFromVoc({1, 1, 500, 375}, 500, 375), (Box{0, 0, 1, 1}));
        for (const int width : {1, 7, 333, 500, 4999}) {
            for (int x = 1; x <= width; x += 1 + width / 97) {
                const VocBox voc{static_cast<double>(x), 1.0, static_cast<double>(width),
                                 static_cast<double>(x)};
                QCOMPARE(vocFromFractions(fractionsFromVoc(voc, width, width), width, width), voc);
            }
        }
    }

    void fractionsOfAPixelAreKept() {
        const VocBox voc{10.5, 20.25, 30.75, 40.5};
        const VocBox back = vocFromFractions(fractionsFromVoc(voc, 640, 480), 640, 480);
        QVERIFY(std::abs(back.xmin - 10.5) < 1e-3 && std::abs(back.ymax - 40.5) < 1e-3);
    }
};

QTEST_APPLESS_MAIN(BoxTest)
#include "box_test.moc"
