#include "core/augmentation/augmentation_plan.hpp"

#include <QtTest>
#include <algorithm>

#include "core/augmentation/sample_random.hpp"

using namespace priorscope;

class TestAugmentationPlan : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void anEpochShowsEveryImageOnce() {
        std::vector<std::size_t> order = epochOrder(3, 1, 50);
        QVERIFY(order != epochOrder(3, 2, 50));
        QVERIFY(order == epochOrder(3, 1, 50));
        std::sort(order.begin(), order.end());
        for (std::size_t i = 0; i < order.size(); ++i) {
            QCOMPARE(order[i], i);
        }
    }

    void aFlipMirrorsBoxesAndPixels() {
        const Box box{0.25F, 0.5F, 0.375F, 0.75F};
        const AugmentationPlan flipped({.flip = 1.0}, {.seed = 1, .epoch = 4, .place = 7});
        QVERIFY(flipped.isFlipped());
        QVERIFY((flipped.boxOf(box) == Box{0.625F, 0.5F, 0.75F, 0.75F}));
        Image image{.width = 2, .height = 1, .rgb = {1, 2, 3, 4, 5, 6}};
        QVERIFY((flipped.pixels(image).rgb == std::vector<std::uint8_t>{4, 5, 6, 1, 2, 3}));
        const AugmentationPlan plain({.flip = 0.0}, {.seed = 1, .epoch = 4, .place = 7});
        QVERIFY(plain.boxOf(box) == box);
        QVERIFY(plain.pixels(image).rgb == image.rgb);
    }

    void theProbabilityOfAFlipIsKept() {
        int flipped = 0;
        for (std::size_t place = 0; place < 400; ++place) {
            flipped += AugmentationPlan({.flip = 0.5}, {.seed = 1, .place = place}).isFlipped() ? 1 : 0;
        }
        QVERIFY(flipped > 150 && flipped < 250);  // five deviations of 10
    }

    void equalSamplesAreChangedAlike() {
        const AugmentationOptions options{.flip = 0.5};
        for (std::size_t place = 0; place < 50; ++place) {
            const SampleKey key{.seed = 3, .epoch = 2, .place = place, .occurrence = 1};
            QCOMPARE(AugmentationPlan(options, key).isFlipped(), AugmentationPlan(options, key).isFlipped());
        }
    }
};

QTEST_APPLESS_MAIN(TestAugmentationPlan)
#include "augmentation_plan_test.moc"
