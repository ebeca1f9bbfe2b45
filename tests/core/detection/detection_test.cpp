#include "core/detection/detection.hpp"
#include "core/detection/candidates_of_labels.hpp"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <random>

#include "core/image/image.hpp"

using namespace priorscope;

namespace {

Candidate candidate(int label, float score, const Box& box) {
    return {.label = label, .score = score, .box = box};
}

std::vector<float> scoresOf(const std::vector<Detection>& detections) {
    std::vector<float> scores;
    for (const Detection& detection : detections) {
        scores.push_back(detection.score);
    }
    return scores;
}

using Scores = std::vector<float>;

const ResizeMapping kIdentity{};

}  // namespace

class DetectionTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void suppressesWithinAClassOnly() {
        const Box box{0, 0, 0.5F, 0.5F};
        const Candidates candidates{
            .floor = 0.01F,
            .items = {candidate(1, 0.9F, box), candidate(1, 0.8F, box), candidate(2, 0.85F, box),
                      candidate(2, 0.1F, {0.6F, 0.6F, 1, 1})}};
        QCOMPARE(scoresOf(selectDetections(candidates, {})), (Scores{0.9F, 0.85F}));
        QCOMPARE(scoresOf(selectDetections(candidates, {.min_score = 0.1F})), (Scores{0.9F, 0.85F, 0.1F}));
        QCOMPARE(scoresOf(selectDetections(candidates, {.min_score = 0.1F, .top_k = 1})), (Scores{0.9F}));
    }

    void onlyAGreaterOverlapSuppresses() {
        // The halves of a box: IoU exactly 0.5.
        const Candidates candidates{
            .items = {candidate(1, 0.9F, {0, 0, 1, 1}), candidate(1, 0.8F, {0, 0, 1, 0.5F})}};
        QCOMPARE(selectDetections(candidates, {.nms_iou = 0.5F}).size(), std::size_t{2});
        QCOMPARE(selectDetections(candidates, {.nms_iou = 0.49F}).size(), std::size_t{1});
    }

    void aSuppressedBoxSuppressesNothing() {
        // Strips of width 1 at 0, 0.4 and 0.8 (IoU of neighbours 3/7, of the outer two 1/9): the middle one
        // is suppressed by the first and does not suppress the third.
        const auto strip = [](float x) { return Box{x / 2, 0, x / 2 + 0.5F, 1}; };
        const Candidates candidates{.items = {candidate(1, 0.9F, strip(0)), candidate(1, 0.8F, strip(0.4F)),
                                              candidate(1, 0.7F, strip(0.8F))}};
        QCOMPARE(scoresOf(selectDetections(candidates, {.nms_iou = 0.4F})), (Scores{0.9F, 0.7F}));
    }

    void minimumScoreIsIncluded() {
        const Candidates candidates{.items = {candidate(1, 0.25F, {0, 0, 1, 1})}};
        QCOMPARE(selectDetections(candidates, {.min_score = 0.25F}).size(), std::size_t{1});
        QCOMPARE(selectDetections(candidates, {.min_score = 0.26F}).size(), std::size_t{0});
        QVERIFY(selectDetections({}, {}).empty());
    }

    void optionsAreChecked() {
        QVERIFY_THROWS_EXCEPTION(Error, selectDetections({}, {.min_score = 1.5F}));
        QVERIFY_THROWS_EXCEPTION(Error, selectDetections({}, {.nms_iou = -0.1F}));
        QVERIFY_THROWS_EXCEPTION(Error, selectDetections({}, {.top_k = 0}));
        QCOMPARE(CandidateOptions{.floor = 1.0F}.validate().size(), std::size_t{1});
    }

    void candidatesOfTwoPriors() {
        // Two classes and background. Offsets are zero, so boxes are the priors'; the second moves by one
        // variance.
        const std::vector<CenterBox> priors{{0.25F, 0.25F, 0.5F, 0.5F}, {0.5F, 0.5F, 0.5F, 0.5F}};
        const std::vector<float> scores{0.5F, 0.3F, 0.2F, 0.005F, 0.99F, 0.005F};
        const std::vector<float> offsets{0, 0, 0, 0, 1, 0, 0, 0};
        const Candidates all = candidatesFromPredictions(scores, offsets, priors, {}, kIdentity,
                                                         {.floor = 0.01F, .per_class = 10});
        QCOMPARE(all.items.size(), std::size_t{3});
        QCOMPARE(all.items[0].score, 0.99F);  // class 1, best first
        QCOMPARE(all.items[0].prior, 1);
        QVERIFY(std::abs(all.items[0].box.x_min - 0.3F) < 1e-6F);  // 0.25 + 0.1 * 0.5
        QCOMPARE(all.items[1].score, 0.3F);
        QCOMPARE(all.items[1].box, (Box{0, 0, 0.5F, 0.5F}));
        QCOMPARE(all.items[2].label, 2);
        const Candidates best = candidatesFromPredictions(scores, offsets, priors, {}, kIdentity,
                                                          {.floor = 0.01F, .per_class = 1});
        QCOMPARE(best.items.size(), std::size_t{2});
    }

    void boxesComeBackToTheImage() {
        // 200 x 100 letterboxed into a square: the image is the middle half of the height.
        const ResizeMapping mapping = resizeMapping(200, 100, 100, ResizeMode::letterbox);
        const std::vector<CenterBox> priors{{0.5F, 0.5F, 1.0F, 0.25F}};
        const std::vector<float> scores{0.1F, 0.9F};
        const std::vector<float> offsets{0, 0, 0, 0};
        const Candidates all = candidatesFromPredictions(scores, offsets, priors, {}, mapping, {});
        QCOMPARE(all.items[0].box, (Box{0, 0.25F, 1, 0.75F}));
    }

    void boxesThatAreNoNumbersAreDropped() {
        const std::vector<CenterBox> priors{{0.5F, 0.5F, 1, 1}};
        const std::vector<float> scores{0.1F, 0.9F};
        const std::vector<float> offsets{std::nanf(""), 0, 0, 0};
        QVERIFY(candidatesFromPredictions(scores, offsets, priors, {}, kIdentity, {}).items.empty());
    }

    void bestCandidatesAreThoseOfASort_data() {
        QTest::addColumn<int>("below");
        QTest::newRow("two in three below the floor") << 66;
        QTest::newRow("nearly all below the floor") << 95;
    }

    void bestCandidatesAreThoseOfASort() {
        QFETCH(int, below);
        // Many priors and few distinct scores, so that ties are cut as well.
        constexpr std::size_t kPriors = 3000;
        constexpr std::size_t kColumns = 4;
        std::mt19937 random(3);
        std::uniform_int_distribution<int> percent(0, 99);
        std::vector<float> scores(kPriors * kColumns);
        for (float& score : scores) {
            const int drawn = percent(random);
            score = static_cast<float>(drawn < below ? 0 : drawn - 65) / 1000.0F;
        }
        const std::vector<Box> boxes(kPriors, Box{0, 0, 1, 1});
        for (const int per_class : {1, 50, 400, 5000}) {
            const Candidates found =
                candidatesFromBoxes(scores, boxes, {.floor = 0.002F, .per_class = per_class});
            std::vector<Candidate> expected;
            for (std::size_t label = 1; label < kColumns; ++label) {
                std::vector<Candidate> of_class;
                for (std::size_t p = 0; p < kPriors; ++p) {
                    if (scores[p * kColumns + label] > 0.002F) {
                        of_class.push_back({.label = static_cast<std::int32_t>(label),
                                            .score = scores[p * kColumns + label],
                                            .box = boxes[p],
                                            .prior = static_cast<std::int32_t>(p)});
                    }
                }
                std::sort(of_class.begin(), of_class.end(), isBetter);
                of_class.resize(std::min(of_class.size(), static_cast<std::size_t>(per_class)));
                expected.insert(expected.end(), of_class.begin(), of_class.end());
            }
            QCOMPARE(found.items.size(), expected.size());
            for (std::size_t i = 0; i < expected.size(); ++i) {
                QCOMPARE(found.items[i].prior, expected[i].prior);
                QCOMPARE(found.items[i].label, expected[i].label);
                QCOMPARE(found.items[i].score, expected[i].score);
            }
        }
    }

    void rangesOfClassesAreTheWhole() {
        constexpr std::size_t kPriors = 700;
        constexpr std::size_t kColumns = 6;
        std::mt19937 random(5);
        std::uniform_real_distribution<float> drawn(0.0F, 0.3F);
        std::vector<float> scores(kPriors * kColumns);
        std::generate(scores.begin(), scores.end(), [&] { return drawn(random); });
        std::vector<float> offsets(kPriors * 4);
        std::generate(offsets.begin(), offsets.end(), [&] { return drawn(random); });
        const std::vector<CenterBox> priors(kPriors, CenterBox{0.5F, 0.5F, 0.2F, 0.3F});
        const CandidateOptions options{.floor = 0.01F, .per_class = 100};
        const Candidates whole = candidatesFromPredictions(scores, offsets, priors, {}, kIdentity, options);
        std::vector<Candidate> joined;
        for (const LabelRange& range : {LabelRange{1, 3}, LabelRange{3, 3}, LabelRange{3, 6}}) {
            const Candidates part =
                candidatesOfLabels(scores, offsets, priors, {}, kIdentity, options, range);
            joined.insert(joined.end(), part.items.begin(), part.items.end());
        }
        QCOMPARE(joined.size(), std::size_t{500});
        QCOMPARE(whole.items.size(), joined.size());
        for (std::size_t i = 0; i < joined.size(); ++i) {
            QCOMPARE(whole.items[i].label, joined[i].label);
            QCOMPARE(whole.items[i].prior, joined[i].prior);
            QCOMPARE(whole.items[i].box.x_min, joined[i].box.x_min);
        }
    }

    void sizesMustAgree() {
        const std::vector<CenterBox> priors{{0.5F, 0.5F, 1, 1}};
        const std::vector<float> three{0, 0, 0};
        QVERIFY_THROWS_EXCEPTION(Error, candidatesFromPredictions(three, three, priors, {}, kIdentity, {}));
    }
};

QTEST_APPLESS_MAIN(DetectionTest)
#include "detection_test.moc"
