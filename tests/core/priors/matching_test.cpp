#include "core/priors/matching.hpp"

#include <QTest>

using namespace priorscope;
using Matches = std::vector<std::int32_t>;

class MatchingTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void thresholdAndForcedMatch() {
        // Strips of a unit square. Object 0 is the left half.
        const std::vector<Box> priors{{0, 0, 0.5F, 1}, {0, 0, 0.25F, 1}, {0, 0, 0.125F, 1}, {0.5F, 0, 1, 1}};
        const std::vector<Box> objects{{0, 0, 0.5F, 1}};
        // IoU 1, exactly 0.5, 0.25, 0.
        QCOMPARE(matchPriors(priors, objects), (Matches{0, 0, -1, -1}));
    }

    void anObjectNobodyReachesTakesItsBestPrior() {
        const std::vector<Box> priors{{0, 0, 1, 1}, {0, 0, 0.5F, 0.5F}};
        const std::vector<Box> objects{{0, 0, 0.125F, 0.125F}};  // IoU 1/64 and 1/16
        QCOMPARE(matchPriors(priors, objects), (Matches{-1, 0}));
    }

    void aPriorTakesTheObjectItOverlapsMost() {
        const std::vector<Box> priors{{0, 0, 1, 1}, {0, 0, 1, 0.75F}};
        const std::vector<Box> objects{{0, 0, 1, 0.5F}, {0, 0, 1, 0.875F}};
        // Prior 0: 0.5 and 0.875 -> object 1. Prior 1: 2/3 and 6/7 -> object 1, but object 0 is forced on its
        // best, which is prior 1 (2/3 against 1/2); object 1's best is prior 0 (0.875 against 0.857).
        QCOMPARE(matchPriors(priors, objects), (Matches{1, 0}));
    }

    void tiesGoToTheFirstPriorAndTheLaterObject() {
        const std::vector<Box> priors{{0, 0, 0.5F, 1}, {0, 0, 0.5F, 1}};
        const std::vector<Box> same{{0, 0, 0.5F, 1}, {0, 0, 0.5F, 1}};
        // Both objects want prior 0: the later one gets it. Prior 1 keeps the first of two equal objects.
        QCOMPARE(matchPriors(priors, same), (Matches{1, 0}));
    }

    void anObjectFarFromAllPriorsTakesTheFirst() {
        const std::vector<Box> priors{{0, 0, 0.5F, 0.5F}, {0.5F, 0, 1, 0.5F}};
        QCOMPARE(matchPriors(priors, std::vector<Box>{{2, 2, 3, 3}}), (Matches{0, -1}));
    }

    void positivesAreExplained() {
        // As two tests above: prior 1 is forced to object 0, with IoU 2/3, although it has 6/7 with object 1.
        const std::vector<Box> priors{{0, 0, 1, 1}, {0, 0, 1, 0.75F}, {0, 0, 0.125F, 0.125F}};
        const std::vector<Box> objects{{0, 0, 1, 0.5F}, {0, 0, 1, 0.875F}};
        const auto positives = matchedPriors(priors, objects);
        QCOMPARE(positives.size(), std::size_t{2});
        QCOMPARE(positives[0].prior, std::size_t{1});
        QCOMPARE(positives[0].object, std::size_t{0});
        QCOMPARE(positives[0].iou, 2.0F / 3.0F);
        QVERIFY(positives[0].is_forced);
        QCOMPARE(positives[1].prior, std::size_t{0});
        QVERIFY(!positives[1].is_forced);

        // Below the threshold only the forced match trains an object.
        const auto forced = matchedPriors(priors, std::vector<Box>{{0, 0, 0.25F, 0.25F}});
        QCOMPARE(forced.size(), std::size_t{1});
        QCOMPARE(forced[0].prior, std::size_t{2});
        QCOMPARE(forced[0].iou, 0.25F);
        QVERIFY(forced[0].is_forced);
        // Of the negatives prior 0 has 1/16, prior 1 has 1/12.
        const auto misses = nearMisses(priors, std::vector<Box>{{0, 0, 0.25F, 0.25F}}, 5);
        QCOMPARE(misses.size(), std::size_t{2});
        QCOMPARE(misses[0].prior, std::size_t{1});
        QCOMPARE(misses[0].iou, 1.0F / 12.0F);
        QCOMPARE(nearMisses(priors, std::vector<Box>{{0, 0, 0.25F, 0.25F}}, 1).size(), std::size_t{1});
        QVERIFY(nearMisses(priors, {}, 5).empty());
    }

    void thresholdOption() {
        const std::vector<Box> priors{{0, 0, 1, 1}, {0, 0, 0.25F, 1}};
        const std::vector<Box> objects{{0, 0, 1, 1}};
        QCOMPARE(matchPriors(priors, objects, {.min_iou = 0.25F}), (Matches{0, 0}));
        QCOMPARE(matchPriors(priors, objects, {.min_iou = 0.26F}), (Matches{0, -1}));
    }

    void nothingToMatch() {
        QCOMPARE(matchPriors(std::vector<Box>{{0, 0, 1, 1}}, {}), (Matches{-1}));
        QVERIFY(matchPriors({}, std::vector<Box>{{0, 0, 1, 1}}).empty());
    }
};

QTEST_APPLESS_MAIN(MatchingTest)
#include "matching_test.moc"
