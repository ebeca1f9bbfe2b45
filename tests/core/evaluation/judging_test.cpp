// What scoring many detections at once rests on: the order by score, and COCO's verdicts at all thresholds.
#include <QTest>
#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <random>

#include "core/evaluation/class_results.hpp"
#include "core/evaluation/object_matcher.hpp"
#include "core/evaluation/score_order.hpp"

using namespace priorscope;

namespace {

struct Scored {
    double score = 0.0;
};

/// An image of a class whose boxes overlap often, some of them equally, with areas at the ranges' limits.
ClassImage randomImage(std::mt19937& random) {
    const auto number = [&](int most) {
        return static_cast<int>(random() % static_cast<unsigned>(most + 1));
    };
    const auto box = [&] {
        constexpr std::array<double, 5> kSides{30.0, 32.0, 64.0, 96.0, 100.0};
        const auto side = [&] { return kSides[static_cast<std::size_t>(number(4))]; };
        return PixelBox{number(4) * 8.0, number(4) * 8.0, side(), side()};
    };
    ClassImage image;
    for (int i = number(6); i > 0; --i) {
        TruthBox object{.label = 1, .box = box(), .difficult = number(4) == 0};
        object.is_crowd = object.difficult && number(1) == 0;
        if (number(3) == 0) {
            object.annotated_area = 32.0 * 32.0;
        }
        image.objects.push_back(object);
    }
    for (int i = number(120); i > 0; --i) {
        image.detections.push_back({1, i / 200.0, box()});
        for (const TruthBox& object : image.objects) {
            image.iou.push_back(object.is_crowd
                                    ? intersectionOverFirst(image.detections.back().box, object.box)
                                    : intersectionOverUnion(image.detections.back().box, object.box));
        }
    }
    return image;
}

/// COCO's ranges of area, limits included.
bool isInRange(std::size_t range, double area) {
    const std::array<double, 4> least{0.0, 0.0, 32.0 * 32.0, 96.0 * 96.0};
    const double infinity = std::numeric_limits<double>::infinity();
    const std::array<double, 4> most{infinity, 32.0 * 32.0, 96.0 * 96.0, infinity};
    return area >= least[range] && area <= most[range];
}

}  // namespace

class JudgingTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void ordersScoresLikeAStableSort_data() {
        QTest::addColumn<int>("count");
        for (const int count : {0, 1, 2, 255, 256, 257, 5000}) {
            QTest::newRow(qPrintable(QString::number(count))) << count;
        }
    }

    void ordersScoresLikeAStableSort() {
        QFETCH(int, count);
        std::mt19937 random(7);
        std::vector<Scored> items;
        for (int i = 0; i < count; ++i) {
            constexpr std::array<double, 6> kSpecial{0.0,  -0.0,   1.0,
                                                     -1.0, 1e-310, -std::numeric_limits<double>::infinity()};
            const bool is_special = random() % 3 == 0;
            items.push_back({is_special ? kSpecial[random() % kSpecial.size()]
                                        : static_cast<double>(random() % 1000) / 500.0 - 1.0});
        }
        std::vector<std::uint32_t> expected(items.size());
        std::iota(expected.begin(), expected.end(), 0U);
        std::ranges::stable_sort(
            expected, [&](std::uint32_t a, std::uint32_t b) { return items[a].score > items[b].score; });
        std::vector<std::uint32_t> order;
        for (const RankedItem& item : orderByFallingScore(items)) {
            order.push_back(item.index);
        }
        QVERIFY(order == expected);
    }

    /// Against the matcher of one threshold and range.
    void cocoAtAllThresholdsIsTheMatcherAtEach() {
        std::mt19937 random(11);
        for (int round = 0; round < 300; ++round) {
            const ClassImage image = randomImage(random);
            ClassTally tally;
            judgeByCoco(image, tally);
            QCOMPARE(tally.coco.size(), std::min<std::size_t>(image.detections.size(), 100));
            for (std::size_t range = 0; range < kCocoRanges; ++range) {
                for (std::size_t k = 0; k < kCocoThresholds; ++k) {
                    compare(image, tally, range, k);
                }
            }
        }
    }

  private:
    static void compare(const ClassImage& image, const ClassTally& tally, std::size_t range, std::size_t k) {
        std::vector<bool> ignored;
        std::vector<bool> crowds;
        for (const TruthBox& object : image.objects) {
            const double area = object.annotated_area.value_or(object.box.area());
            ignored.push_back(object.difficult || !isInRange(range, area));
            crowds.push_back(object.is_crowd);
        }
        QCOMPARE(tally.coco_positives[range], std::ranges::count(ignored, false));
        const double threshold = k == 9 ? 0.95 : static_cast<double>(k) * ((0.95 - 0.5) / 9.0) + 0.5;
        ObjectMatcher matcher(MatchProtocol::coco, threshold, ignored, crowds);
        for (std::size_t d = 0; d < tally.coco.size(); ++d) {
            const MatchResult result = matcher.matchNext(image.iouOf(d)).result;
            const CocoVerdict& verdict = tally.coco[d];
            QCOMPARE((verdict.right_at[range] >> k & 1U) != 0, result == MatchResult::right);
            QCOMPARE((verdict.wrong_at[range] >> k & 1U) != 0,
                     result == MatchResult::none && isInRange(range, image.detections[d].box.area()));
            QCOMPARE(static_cast<std::size_t>(verdict.rank), d);
        }
    }
};

QTEST_APPLESS_MAIN(JudgingTest)
#include "judging_test.moc"
