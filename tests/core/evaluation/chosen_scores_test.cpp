#include "core/evaluation/rescoring/chosen_scores.hpp"

#include <QTest>

#include "core/evaluation/rescoring/live_counts.hpp"
#include "tests/core/evaluation/split_scene.hpp"

using namespace priorscope;
using namespace priorscope::split_scene;

namespace {

/// A column of the image, 0 … 9: they do not overlap.
Box column(int number) {
    const auto left = static_cast<float>(number) / 10.0F;
    return {left, 0.0F, left + 0.1F, 1.0F};
}

ClassMapping sceneMapping() {
    // The dataset has 1 … 3; the detector knows 1, 2 and one of its own, 4.
    return {.names = {"one", "two", "three", "own"}, .label_of = {0, 1, 2, 4}, .judged = 3, .shared = 2};
}

struct Judged {
    KeptCandidates kept;
    JudgedSplit split;
};

Judged judge(const Scene& scene, const DetectionOptions& options, int judged = kClasses) {
    const auto kept = keepCandidates(scene.store, withEveryScore(options));
    MatchOptions match;
    match.judged_classes = judged;
    return {*kept, *judgeKept(scene.store, *kept, scene.truth, match)};
}

/// Class 1: right at 0.9 and 0.7, wrong at 0.8, two objects. Class 2: no object, wrong at 0.6. Class 3: an
/// object and no detection.
Scene handScene() {
    Scene scene;
    scene.add(
        {object(1, column(0)), object(1, column(2)), object(3, column(8))},
        {{1, 0.9F, column(0), 0}, {1, 0.8F, column(1), 1}, {1, 0.7F, column(2), 2}, {2, 0.6F, column(3), 3}});
    return scene;
}

}  // namespace

class ChosenScoresTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void highestF1OfEachClass() {
        const Judged judged = judge(handScene(), {});
        const ChosenScores chosen =
            chooseScores(*curvesOf(judged.split, kClasses), {.aim = ScoreAim::best_f1, .score = 0.25F});
        // F1 2/3 at 0.9, 1/2 at 0.8, 4/5 at 0.7.
        QCOMPARE(chosen.classes[0].score, 0.7F);
        QVERIFY(chosen.classes[0].follows_aim);
        QCOMPARE(chosen.classes[0].f1(), std::optional(0.8));
        QVERIFY(!chosen.classes[1].follows_aim);
        QCOMPARE(chosen.classes[1].score, 0.25F);
        QCOMPARE(chosen.classes[1].at.wrong, std::int64_t{1});
        QVERIFY(!chosen.classes[1].recall());
        QVERIFY(!chosen.classes[2].follows_aim);
        QCOMPARE(chosen.classes[2].recall(), std::optional(0.0));
        QCOMPARE(chosen.total.score, 0.25F);
        QCOMPARE(chosen.total.at.right, std::int64_t{2});
        QCOMPARE(chosen.total.at.wrong, std::int64_t{2});
        QCOMPARE(chosen.total.positives, std::int64_t{3});
    }

    void aimsAreReadBack() {
        for (const ScoreChoice& choice : {ScoreChoice{.aim = ScoreAim::one_score},
                                          {.aim = ScoreAim::best_f1},
                                          {.aim = ScoreAim::precision, .precision = 0.85}}) {
            const ScoreChoice read = choiceOf(aimText(choice), {.precision = 0.5, .score = 0.3F});
            QCOMPARE(read.aim, choice.aim);
            QCOMPARE(read.score, 0.3F);
            QCOMPARE(read.precision, choice.aim == ScoreAim::precision ? 0.85 : 0.5);
        }
        QCOMPARE(choiceOf("precision 7", {.aim = ScoreAim::best_f1}).aim, ScoreAim::best_f1);
        QCOMPARE(choiceOf("", {.aim = ScoreAim::best_f1}).aim, ScoreAim::best_f1);
    }

    void theLowestScoreOfAPrecision() {
        const Judged judged = judge(handScene(), {});
        const SplitCurves curves = *curvesOf(judged.split, kClasses);
        const auto scoreAt = [&](double precision) {
            return chooseScores(curves, {.aim = ScoreAim::precision, .precision = precision, .score = 0.5F})
                .classes[0]
                .score;
        };
        QCOMPARE(scoreAt(0.9), 0.9F);
        QCOMPARE(scoreAt(0.6), 0.7F);  // 2 of 3
        QVERIFY_THROWS_EXCEPTION(Error, scoreAt(0.0));
        const ChosenScores one = chooseScores(curves, {.score = 0.75F});
        QCOMPARE(one.classes[0].at.right, std::int64_t{1});
        QCOMPARE(one.classes[0].at.wrong, std::int64_t{1});
        QCOMPARE(one.classes[0].score, 0.75F);
        QCOMPARE(chooseScores(curves, {.score = 0.95F}).classes[0].at.right, std::int64_t{0});
    }

    void belongsToTheDetectorsClasses() {
        const Judged judged = judge(handScene(), {});
        const ScoreChoice choice{.aim = ScoreAim::precision, .precision = 0.9, .score = 0.35F};
        const ChosenScores chosen = chooseScores(*curvesOf(judged.split, kClasses), choice);
        const OperatingPoint point = operatingPointOf(chosen, choice, sceneMapping(),
                                                      {.nms_iou = 0.3F, .top_k = 9, .nms = NmsMode::none});
        QCOMPARE(point.scores, (std::vector<float>{0.9F, 0.35F, 0.35F}));
        QCOMPARE(point.nms_iou, 0.3F);
        QCOMPARE(point.top_k, 9);
        QCOMPARE(point.nms, NmsMode::none);
        QCOMPARE(point.chosen_on.aim, std::string("precision 0.9"));
    }

    void aFullTopKIsTold() {
        const Judged judged = judge(handScene(), {.top_k = 3});
        // The place of class 2's 0.6 is taken by 0.7 of class 1, which is below its own score here.
        QVERIFY(!areCountsExact({.scores = {0.9F, 0.5F, 0.5F}, .top_k = 3}, judged.kept, judged.split));
        QVERIFY(areCountsExact({.scores = {0.9F, 0.75F, 0.75F}, .top_k = 3}, judged.kept, judged.split));
        QVERIFY(areCountsExact({.scores = {0.5F, 0.5F, 0.5F}, .top_k = 3}, judged.kept, judged.split));
        const Judged whole = judge(handScene(), {.nms = NmsMode::agnostic});
        QVERIFY(!areCountsExact({.scores = {0.9F, 0.5F, 0.5F}, .nms = NmsMode::agnostic}, whole.kept,
                                whole.split));
    }

    /// Where the counts are said to be exact, they are those of the point from scratch.
    void countsEqualThoseFromScratch() {
        std::mt19937 random(11);
        int exact = 0;
        for (int round = 0; round < 300; ++round) {
            const Scene scene = randomScene(random, 6);
            const DetectionOptions options{
                .nms_iou = 0.3F, .top_k = round % 2 == 0 ? 200 : 8, .nms = static_cast<NmsMode>(round % 3)};
            const Judged judged = judge(scene, options);
            const ScoreChoice choice{.aim = static_cast<ScoreAim>(round / 3 % 3),
                                     .precision = 0.5,
                                     .score = static_cast<float>(round % 7) / 10.0F};
            const ChosenScores chosen = chooseScores(*curvesOf(judged.split, kClasses), choice);
            const OperatingPoint point = operatingPointOf(chosen, choice, sceneMapping(), options);
            if (!areCountsExact(point, judged.kept, judged.split)) {
                continue;
            }
            ++exact;
            Scene left;
            for (std::size_t i = 0; i < scene.candidates.size(); ++i) {
                std::vector<Candidate> reaching;
                for (const Candidate& each : scene.candidates[i].items) {
                    const float least = each.label == 4   ? point.scores[2]
                                        : each.label == 1 ? point.scores[0]
                                                          : point.scores[1];
                    if (each.score >= least) {
                        reaching.push_back(each);
                    }
                }
                left.add(scene.dataset.images[i].copy().objects, reaching);
            }
            const LiveCounts counts = countAt(judge(left, options).split, 0.0F, kLabels);
            for (std::size_t label = 1; label <= kClasses; ++label) {
                QCOMPARE(chosen.classes[label - 1].at.right, counts.classes[label].truePositives());
                QCOMPARE(chosen.classes[label - 1].at.wrong, counts.classes[label].falsePositives());
                QCOMPARE(chosen.classes[label - 1].positives, counts.classes[label].objects);
            }
        }
        QVERIFY(exact > 100);
    }
};

QTEST_APPLESS_MAIN(ChosenScoresTest)
#include "chosen_scores_test.moc"
