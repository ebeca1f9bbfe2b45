// Why objects are missed, the errors behind a count, and single decisions explained.
#include <QTest>
#include <cmath>
#include <random>

#include "core/evaluation/rescoring/decision.hpp"
#include "core/evaluation/rescoring/error_items.hpp"
#include "core/evaluation/rescoring/live_counts.hpp"
#include "core/evaluation/rescoring/missed_reasons.hpp"
#include "core/evaluation/rescoring/revisited.hpp"
#include "split_scene.hpp"

using namespace priorscope;
using namespace priorscope::split_scene;

class ErrorReasonsTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void reasonsByHand();
    void reasonsSumToTheMissed();
    void itemsAreWhatIsCounted();
    void suppressorIsNamed();
    void detectionsAreExplained();
    void turningsAreFound();
    void missedObjectsAreExplained();
    void placesAreRevisited();
};

void ErrorReasonsTest::reasonsByHand() {
    const Box box{0.2F, 0.2F, 0.6F, 0.6F};
    const Box much_of_it{0.2F, 0.2F, 0.6F, 0.5F};   // IoU 0.75
    const Box half_beside{0.4F, 0.2F, 0.8F, 0.6F};  // IoU 1/3 with the box
    const Box neighbour{0.28F, 0.2F, 0.68F, 0.6F};  // IoU 2/3 with the box
    const Box little{0.2F, 0.2F, 0.4F, 0.4F};       // IoU 1/4
    struct Case {
        std::vector<Annotation> objects;
        std::vector<Candidate> candidates;
        int top_k = 200;
        std::optional<MissedReason> reason{};
    };
    const std::vector<Case> cases{
        // The better one lies more than 0.45 over the only one that fits, but fits itself too little.
        {{object(1, much_of_it)},
         {{1, 0.9F, {0.2F, 0.2F, 0.6F, 0.85F}, 0}, {1, 0.8F, {0.2F, 0.2F, 0.6F, 0.6F}, 1}},
         200,
         MissedReason::suppressed},
        {{object(1, box)},
         {{1, 0.9F, {0.7F, 0.7F, 0.9F, 0.9F}, 0}, {1, 0.8F, box, 1}},
         1,
         MissedReason::beyond_top_k},
        // One detection over two objects: it goes to the one that it overlaps more.
        {{object(1, box), object(1, neighbour)}, {{1, 0.9F, box, 0}}, 200, std::nullopt},
        {{object(1, neighbour), object(1, box)}, {{1, 0.9F, box, 0}}, 200, MissedReason::given_away},
        {{object(1, box)}, {{1, 0.3F, box, 0}}, 200, MissedReason::low_score},
        {{object(1, box)},
         {{2, 0.9F, much_of_it, 0}, {1, 0.6F, half_beside, 1}},
         200,
         MissedReason::other_class},
        {{object(1, box)}, {{1, 0.6F, half_beside, 0}, {2, 0.9F, little, 1}}, 200, MissedReason::misplaced},
        {{object(1, box)},
         {{1, 0.2F, half_beside, 0}, {2, 0.9F, little, 1}, {4, 0.9F, box, 2}},
         200,
         MissedReason::no_candidate},
        {{object(1, box)}, {}, 200, MissedReason::no_candidate},
        {{object(1, box, true)}, {}, 200, std::nullopt},  // difficult
        {{object(3, box)}, {}, 200, std::nullopt},        // not asked for
    };
    for (std::size_t i = 0; i < cases.size(); ++i) {
        Scene scene;
        scene.add(cases[i].objects, cases[i].candidates);
        const Live at =
            live(scene, {.nms_iou = 0.45F, .top_k = cases[i].top_k}, matchAt(0.5, MatchProtocol::voc));
        const auto prospects = prospectsOf(scene.store, at.kept, at.judged, scene.truth).value();
        QVERIFY2(missedReason(at.judged, 0, prospects[0], 0.5F) == cases[i].reason,
                 qPrintable(QString::number(i)));
    }
}

void ErrorReasonsTest::reasonsSumToTheMissed() {
    std::mt19937 random(5);
    const Scene scene = randomScene(random, 80);
    const Live at = live(scene, {.nms_iou = 0.3F, .top_k = 10}, matchAt(0.5, MatchProtocol::voc));
    const auto prospects = prospectsOf(scene.store, at.kept, at.judged, scene.truth).value();
    for (const float score : {0.01F, 0.2F, 0.5F, 0.9F, 1.0F}) {
        std::int64_t sum = 0;
        for (const std::int64_t count : countReasons(at.judged, prospects, score)) {
            sum += count;
        }
        QCOMPARE(sum, countAt(at.judged, score, kClasses).total.missed());
    }
}

void ErrorReasonsTest::itemsAreWhatIsCounted() {
    std::mt19937 random(6);
    const Scene scene = randomScene(random, 60);
    const Live at = live(scene, {.nms_iou = 0.3F, .top_k = 20}, matchAt(0.5, MatchProtocol::voc));
    const auto prospects = prospectsOf(scene.store, at.kept, at.judged, scene.truth).value();
    for (const float score : {0.01F, 0.5F, 0.9F}) {
        const LiveCounts counts = countAt(at.judged, score, kClasses);
        const auto reasons = countReasons(at.judged, prospects, score);
        const auto itemsOf = [&](const ErrorFilter& filter) {
            return errorItems(at.kept, at.judged, prospects, score, filter);
        };
        for (const Outcome outcome : {Outcome::true_positive, Outcome::localization, Outcome::duplicate}) {
            const std::vector<ErrorItem> items = itemsOf({.outcome = outcome});
            QCOMPARE(static_cast<std::int64_t>(items.size()), counts.total.count(outcome));
            QVERIFY(std::is_sorted(items.begin(), items.end(),
                                   [](const ErrorItem& a, const ErrorItem& b) { return a.score > b.score; }));
            std::vector<ErrorItem> first = items;
            first.resize(std::min<std::size_t>(items.size(), 5));
            QVERIFY(errorItems(at.kept, at.judged, prospects, score, {.outcome = outcome}, {.most = 5}) ==
                    first);
            for (const ErrorItem& item : items) {
                const ErrorBoxes boxes = boxesOf(item, scene.store, scene.truth);
                QVERIFY(boxes.detection && boxes.object && *boxes.iou >= 0.1 && item.score >= score);
                QCOMPARE(*boxes.iou >= 0.5, outcome != Outcome::localization);
            }
        }
        QCOMPARE(static_cast<std::int64_t>(itemsOf({.missed = true}).size()), counts.total.missed());
        for (std::size_t i = 0; i < kMissedReasons; ++i) {
            QCOMPARE(static_cast<std::int64_t>(itemsOf({.reason = static_cast<MissedReason>(i)}).size()),
                     reasons[i]);
        }
        for (int row = 0; row <= kClasses; ++row) {
            for (int column = 0; column <= kClasses; ++column) {
                QCOMPARE(static_cast<std::int64_t>(itemsOf({.confusion = std::pair(row, column)}).size()),
                         counts.confusion.at(row, column));
            }
        }
    }
}

void ErrorReasonsTest::suppressorIsNamed() {
    const Box box{0.2F, 0.2F, 0.6F, 0.6F};
    Scene scene;
    scene.add({}, {{1, 0.9F, box, 0}, {2, 0.8F, box, 1}, {1, 0.7F, box, 2}});
    const DetectionOptions options{.min_score = 0.01F};
    const KeptCandidates kept = keepCandidates(scene.store, options).value();
    QCOMPARE(kept.image(0).size(), 2U);
    QCOMPARE(suppressorOf(scene.store.image(0), kept.image(0), 2, options).value(), 0U);
    QVERIFY(!suppressorOf(scene.store.image(0), kept.image(0), 1, options));
}

void ErrorReasonsTest::detectionsAreExplained() {
    const Box box{0.2F, 0.2F, 0.6F, 0.6F};
    const Box most_of_it{0.2F, 0.2F, 0.6F, 0.5F};  // IoU 0.75 with the box
    Scene scene;
    scene.add({object(1, most_of_it)},
              {{1, 0.9F, box, 0}, {2, 0.2F, box, 0}, {1, 0.7F, most_of_it, 1}, {1, 0.1F, box, 2}});
    const ExplainedImage explained(scene.candidates[0], scene.dataset.images[0], {.min_score = 0.3F},
                                   matchAt(0.5, MatchProtocol::voc));
    const auto scores = explained.scoresOf(scene.candidates[0].items[0]);
    QCOMPARE(scores.size(), 2U);
    QCOMPARE(scores[1].label, 2);
    QCOMPARE(scores[1].score, 0.2F);
    const auto suppressed = explained.suppressedBy(scene.candidates[0].items[0]);
    QCOMPARE(suppressed.size(), 1U);  // the third is below the score
    QCOMPARE(suppressed[0].candidate.prior, 1);
    QVERIFY(std::abs(suppressed[0].iou - 0.75) < 1e-6);
    QCOMPARE(suppressed[0].object, 0);
    QCOMPARE(suppressed[0].object_iou, 1.0);
    // Suppressed at an IoU above the threshold, which in single precision 0.75 may be by a rounding.
    const float from = explained.keptFrom(suppressed[0].candidate).value();
    QVERIFY(from == 0.75F || from == 0.76F);
    QVERIFY(explained.suppressedBy(scene.candidates[0].items[1]).empty());
}

/// One cat, a tall box on it and a fitting one, which overlap by 0.16 / 0.26 = 0.615.
void ErrorReasonsTest::turningsAreFound() {
    const Box tall{0.2F, 0.2F, 0.6F, 0.85F};    // IoU 0.12 / 0.26 = 0.46 with the cat
    const Box fitting{0.2F, 0.2F, 0.6F, 0.6F};  // IoU 0.12 / 0.16 = 0.75
    const Candidates candidates{0.01F, {{1, 0.9F, tall, 0}, {1, 0.8F, fitting, 1}, {1, 0.1F, tall, 2}}};
    ImageRecord record;
    record.width = record.height = 100;
    record.objects = {object(1, {0.2F, 0.2F, 0.6F, 0.5F})};
    const auto at = [&](float nms_iou, double match_iou, NmsMode nms = NmsMode::per_class) {
        return ExplainedImage(candidates, record, {.min_score = 0.3F, .nms_iou = nms_iou, .nms = nms},
                              {.match_iou = match_iou, .judged_classes = 2});
    };
    const ExplainedImage strict = at(0.45F, 0.5);
    const std::vector<Candidate> suppressed = strict.suppressed();  // the third one scores too little
    QCOMPARE(suppressed.size(), std::size_t{1});
    QCOMPARE(suppressed.front().prior, 1);
    QVERIFY(at(0.45F, 0.5, NmsMode::none).suppressed().empty());
    const auto best = strict.turningOf(candidates.items[0]);
    QVERIFY(!best.suppressed_at && !best.above);
    QVERIFY((best.below == std::pair(0.46, Outcome::true_positive)));

    const ExplainedImage loose = at(0.7F, 0.5);
    QVERIFY(loose.suppressed().empty());
    const auto second = loose.turningOf(candidates.items[1]);
    QCOMPARE(second.suppressed_at, std::optional(0.61F));
    QCOMPARE(second.suppressor->prior, 0);
    // Right up to 0.75; from 0.46 down the better one takes the cat.
    QVERIFY(second.above && second.above->first > 0.74 && second.above->first < 0.81);
    QCOMPARE(second.above->second, Outcome::localization);
    QVERIFY((second.below == std::pair(0.46, Outcome::duplicate)));
    QVERIFY(!at(0.7F, 0.5, NmsMode::none).turningOf(candidates.items[1]).suppressed_at);
}

void ErrorReasonsTest::missedObjectsAreExplained() {
    const Box box{0.2F, 0.2F, 0.6F, 0.6F};
    const Box beside{0.4F, 0.2F, 0.8F, 0.6F};  // IoU 1/3 with the box
    const auto imageOf = [&](std::vector<Candidate> candidates, const Box& at) {
        Scene scene;
        scene.add({object(1, at)}, std::move(candidates));
        return ExplainedImage(scene.candidates[0], scene.dataset.images[0], {.min_score = 0.3F},
                              matchAt(0.5, MatchProtocol::voc));
    };
    const auto explain = [&](std::vector<Candidate> candidates, const Box& at) {
        return imageOf(std::move(candidates), at).missed(0);
    };
    QVERIFY(!explain({{1, 0.9F, box, 0}}, box));
    const ExplainedImage image =
        imageOf({{1, 0.9F, {0.2F, 0.2F, 0.6F, 0.85F}, 0}, {1, 0.8F, box, 1}}, {0.2F, 0.2F, 0.6F, 0.5F});
    const auto suppressed = image.missed(0);
    QCOMPARE(suppressed->reason, MissedReason::suppressed);
    QCOMPARE(suppressed->nearest->prior, 1);
    QCOMPARE(suppressed->suppressor->prior, 0);
    QCOMPARE(*image.keptFrom(*suppressed->nearest), 0.62F);  // their IoU is 0.4 / 0.65
    const auto low = explain({{1, 0.2F, box, 4}}, box);
    QCOMPARE(low->reason, MissedReason::low_score);
    QCOMPARE(low->nearest->prior, 4);
    const auto other = explain({{2, 0.9F, box, 5}, {1, 0.9F, beside, 6}}, box);
    QCOMPARE(other->reason, MissedReason::other_class);
    QCOMPARE(other->nearest->prior, 5);
    const auto none = explain({{1, 0.05F, beside, 7}}, box);
    QCOMPARE(none->reason, MissedReason::no_candidate);
    QCOMPARE(none->nearest->prior, 7);
    QVERIFY(std::abs(none->nearest_iou - 1.0 / 3.0) < 1e-6);
}

void ErrorReasonsTest::placesAreRevisited() {
    const Box cat{0.1F, 0.1F, 0.3F, 0.5F};
    const Box dog{0.5F, 0.1F, 0.7F, 0.5F};
    const Box hidden{0.1F, 0.6F, 0.3F, 0.9F};
    const Box empty{0.6F, 0.6F, 0.9F, 0.9F};
    const Box beside_empty{0.65F, 0.6F, 0.95F, 0.9F};  // IoU 5/7
    const Box far{0.8F, 0.6F, 1.1F, 0.9F};             // IoU 1/5
    Scene scene;
    scene.add({object(1, cat), object(2, dog), object(1, hidden, true)},
              {{1, 0.9F, cat, 0}, {1, 0.7F, empty, 1}, {2, 0.2F, dog, 2}, {1, 0.6F, hidden, 3}});
    const Live at = live(scene, {}, matchAt(0.5, MatchProtocol::voc));
    struct Case {
        RevisitedPlace place;
        Revisited state;
        float score;
    };
    const std::vector<Case> cases{
        {{0, 1, empty, false}, Revisited::still_wrong, 0.7F},
        {{0, 1, beside_empty, false}, Revisited::still_wrong, 0.7F},
        {{0, 1, far, false}, Revisited::gone, 0.0F},
        {{0, 2, empty, false}, Revisited::gone, 0.0F},  // it is another class that is there
        {{0, 2, dog, false}, Revisited::gone, 0.0F},    // below the score
        {{0, 1, cat, false}, Revisited::right, 0.9F},
        {{0, 1, hidden, false}, Revisited::right, 0.6F},  // difficult: not wrong
        {{0, 1, cat, true}, Revisited::found, 0.9F},
        {{0, 2, dog, true}, Revisited::missed, 0.0F},
        {{0, 1, dog, true}, Revisited::no_object, 0.0F},
        {{0, 1, hidden, true}, Revisited::no_object, 0.0F},
    };
    std::vector<RevisitedPlace> places;
    for (const Case& each : cases) {
        places.push_back(each.place);
    }
    const std::vector<Fate> fates = revisit(scene.store, at.kept, at.judged, scene.truth, {}, 0.5F, places);
    QCOMPARE(fates.size(), cases.size());
    for (std::size_t i = 0; i < cases.size(); ++i) {
        QVERIFY2(fates[i].state == cases[i].state && fates[i].score == cases[i].score,
                 qPrintable(QString::number(i)));
    }
    QCOMPARE(fates[0].item.value().outcome, Outcome::background);
    QCOMPARE(fates[8].item.value().object, 1);
    QVERIFY(!fates[8].item->outcome && !fates[7].item);
}

QTEST_APPLESS_MAIN(ErrorReasonsTest)
#include "error_reasons_test.moc"
