// Live scoring over a split: equal to selecting and matching again at every threshold, and by hand.
#include <QTest>
#include <cmath>
#include <random>

#include "core/evaluation/evaluation.hpp"
#include "core/evaluation/rescoring/class_curves.hpp"
#include "core/evaluation/rescoring/live_counts.hpp"
#include "split_scene.hpp"

using namespace priorscope;
using namespace priorscope::split_scene;

namespace {

/// NMS and top-k by their definition.
std::vector<Candidate> selectedByDefinition(std::vector<Candidate> items, const DetectionOptions& options) {
    std::sort(items.begin(), items.end(), isBetter);
    std::vector<Candidate> kept;
    for (const Candidate& each : items) {
        const bool is_suppressed = std::any_of(kept.begin(), kept.end(), [&](const Candidate& other) {
            const bool competes = options.nms == NmsMode::agnostic ||
                                  (options.nms == NmsMode::per_class && other.label == each.label);
            return competes && intersectionOverUnion(each.box, other.box) > options.nms_iou;
        });
        if (!is_suppressed && each.score >= options.min_score) {
            kept.push_back(each);
        }
    }
    kept.resize(std::min(kept.size(), static_cast<std::size_t>(options.top_k)));
    return kept;
}

/// The confusion matrix by its definition, image by image.
void confuse(const ImageRow& record, const std::vector<Detection>& detections, const ImageVerdicts& verdicts,
             const MatchOptions& match, ConfusionMatrix& matrix) {
    const ScoredImage image = scoredImage(record, detections);
    std::vector<bool> taken(image.objects.size());
    for (std::size_t o = 0; o < image.objects.size(); ++o) {
        taken[o] = verdicts.objects[o] != ObjectVerdict::missed;
        if (verdicts.objects[o] == ObjectVerdict::found) {
            ++matrix.at(image.objects[o].label, image.objects[o].label);
        }
    }
    for (const std::size_t d : orderByScore(image.detections)) {
        if (!isFalsePositive(verdicts.detections[d].outcome)) {
            continue;
        }
        std::size_t best = image.objects.size();
        double most = 0.0;
        for (std::size_t o = 0; o < image.objects.size(); ++o) {
            const double iou = intersectionOverUnion(image.detections[d].box, image.objects[o].box);
            if (!taken[o] && image.objects[o].label != image.detections[d].label && iou >= match.match_iou &&
                iou > most) {
                most = iou;
                best = o;
            }
        }
        if (best < image.objects.size()) {
            taken[best] = true;
        }
        ++matrix.at(best < image.objects.size() ? image.objects[best].label : 0, image.detections[d].label);
    }
    for (std::size_t o = 0; o < image.objects.size(); ++o) {
        if (!taken[o]) {
            ++matrix.at(image.objects[o].label, 0);
        }
    }
}

}  // namespace

class RescoringTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void nothingAtAll();
    void keepsWhatNmsAndTopKLeave();
    void countsAreThoseFromScratch();
    void workersDoNotMatter();
    void averagePrecisionIsTheEvaluators();
    void confusionByHand();
    void curveByHand();
    void calibrationByHand();
};

void RescoringTest::nothingAtAll() {
    Scene scene;
    const Live none = live(scene, {}, matchAt(0.5, MatchProtocol::voc));
    QCOMPARE(countAt(none.judged, 0.5F, kClasses).total.objects, 0);
    QVERIFY(!curvesOf(none.judged, kClasses)->map_voc07);
    QVERIFY(!calibrationError(none.judged, 0.0F));
    scene.add({}, {});
    scene.add({object(1, {0.0F, 0.0F, 0.5F, 0.5F})}, {});
    const Live empty = live(scene, {}, matchAt(0.5, MatchProtocol::voc));
    const LiveCounts counts = countAt(empty.judged, 0.5F, kClasses);
    QCOMPARE(counts.total.missed(), 1);
    QCOMPARE(counts.confusion.at(1, 0), 1);
    QCOMPARE(*curvesOf(empty.judged, kClasses)->map_voc07, 0.0);
}

void RescoringTest::keepsWhatNmsAndTopKLeave() {
    std::mt19937 random(1);
    const Scene scene = randomScene(random, 40);
    for (const NmsMode mode : {NmsMode::per_class, NmsMode::agnostic, NmsMode::none}) {
        for (const float nms : {0.0F, 0.3F, 0.45F, 1.0F}) {
            for (const int top_k : {1, 7, 200}) {
                const DetectionOptions options{
                    .min_score = 0.01F, .nms_iou = nms, .top_k = top_k, .nms = mode};
                const KeptCandidates kept = keepCandidates(scene.store, options).value();
                for (std::size_t i = 0; i < scene.candidates.size(); ++i) {
                    const std::vector<Candidate> expected =
                        selectedByDefinition(scene.candidates[i].items, options);
                    const std::vector<Detection> selected = selectDetections(scene.candidates[i], options);
                    QCOMPARE(kept.image(i).size(), expected.size());
                    QCOMPARE(selected.size(), expected.size());
                    for (std::size_t d = 0; d < expected.size(); ++d) {
                        const Candidate found = scene.store.image(i).at(kept.image(i)[d]);
                        QCOMPARE(found.prior, expected[d].prior);
                        QCOMPARE(found.label, expected[d].label);
                        QCOMPARE(selected[d].prior, expected[d].prior);
                        QCOMPARE(selected[d].label, expected[d].label);
                    }
                }
            }
        }
    }
}

void RescoringTest::countsAreThoseFromScratch() {
    std::mt19937 random(2);
    std::uniform_int_distribution<int> percent(1, 100);
    for (int round = 0; round < 60; ++round) {
        const Scene scene = randomScene(random, 12);
        const MatchProtocol protocol = round % 2 == 0 ? MatchProtocol::voc : MatchProtocol::coco;
        const DetectionOptions options{.min_score = static_cast<float>(percent(random)) / 100.0F,
                                       .nms_iou = static_cast<float>(percent(random)) / 100.0F,
                                       .top_k = percent(random),
                                       .nms = static_cast<NmsMode>(round % 3)};
        const MatchOptions match = matchAt(percent(random) / 100.0, protocol);
        VerdictCounts expected;
        ConfusionMatrix matrix(kClasses);
        for (std::size_t i = 0; i < scene.candidates.size(); ++i) {
            const std::vector<Detection> detections = selectDetections(scene.candidates[i], options);
            const ImageVerdicts verdicts = matchDetections(scene.dataset.images[i], detections, match);
            expected.add(verdicts);
            confuse(scene.dataset.images[i], detections, verdicts, match, matrix);
        }
        const LiveCounts counts = countAt(live(scene, options, match).judged, options.min_score, kClasses);
        QCOMPARE(counts.total.detections, expected.detections);
        QCOMPARE(counts.total.objects, expected.objects);
        QCOMPARE(counts.total.found, expected.found);
        QVERIFY(counts.confusion == matrix);
        for (int label = 1; label <= kClasses; ++label) {
            const VerdictCounts& of_class = counts.classes[static_cast<std::size_t>(label)];
            QCOMPARE(counts.confusion.rowSum(label), of_class.objects);
            QCOMPARE(counts.confusion.columnSum(label), of_class.truePositives() + of_class.falsePositives());
        }
    }
}

void RescoringTest::workersDoNotMatter() {
    std::mt19937 random(3);
    const Scene scene = randomScene(random, 200);
    const Live one = live(scene, {}, matchAt(0.5, MatchProtocol::voc), 1);
    for (const int workers : {2, 8}) {
        const Live more = live(scene, {}, matchAt(0.5, MatchProtocol::voc), workers);
        QCOMPARE(more.kept.candidates, one.kept.candidates);
        QCOMPARE(more.kept.first, one.kept.first);
        QCOMPARE(more.judged.scores, one.judged.scores);
        QVERIFY(more.judged.outcomes == one.judged.outcomes);
        QCOMPARE(more.judged.found_at, one.judged.found_at);
        QCOMPARE(more.judged.first_pair, one.judged.first_pair);
        QCOMPARE(curvesOf(more.judged, kClasses, {}, workers)->map_voc10,
                 curvesOf(one.judged, kClasses, {}, 1)->map_voc10);
    }
}

void RescoringTest::averagePrecisionIsTheEvaluators() {
    std::mt19937 random(4);
    const Scene scene = randomScene(random, 60);
    const DetectionOptions options{.min_score = 0.01F, .nms_iou = 0.4F, .top_k = 25};
    MatchOptions match = matchAt(0.5, MatchProtocol::voc);
    match.known.clear();
    std::vector<EvaluatedImage> images;
    for (std::size_t i = 0; i < scene.candidates.size(); ++i) {
        std::vector<Detection> detections = selectDetections(scene.candidates[i], options);
        std::erase_if(detections, [](const Detection& each) { return each.label > kClasses; });
        images.push_back({scene.dataset.images[i], std::move(detections)});
    }
    const Evaluation expected = evaluateDetections(images, {"one", "two", "three"});
    const SplitCurves curves = curvesOf(live(scene, options, match).judged, kClasses).value();
    QVERIFY(*expected.map_voc07 > 0.0 && *expected.map_voc07 < 1.0);
    QCOMPARE(*curves.map_voc07, *expected.map_voc07);
    QCOMPARE(*curves.map_voc10, *expected.map_voc10);
    QCOMPARE(curves.averaged, 3);
    // A class that the detector does not know takes no part.
    const SplitCurves known =
        curvesOf(live(scene, options, matchAt(0.5, MatchProtocol::voc)).judged, kClasses).value();
    QCOMPARE(known.averaged, 2);
    QVERIFY(!known.classes[2].ap_voc07);
    QCOMPARE(*known.classes[0].ap_voc07, *expected.classes[0].ap_voc07);
}

void RescoringTest::confusionByHand() {
    const Box left{0.0F, 0.0F, 0.4F, 0.5F};
    const Box right{0.5F, 0.0F, 0.9F, 0.5F};
    Scene scene;
    // The cat at the left is found at 0.6; above that, a dog at 0.8 takes its place. The second dog finds no
    // object left. Nothing lies on the dog at the right but a cat that overlaps it by a quarter.
    scene.add({object(1, left), object(2, right)}, {{1, 0.6F, left, 0},
                                                    {2, 0.8F, left, 1},
                                                    {2, 0.7F, {0.0F, 0.0F, 0.4F, 0.4F}, 2},
                                                    {1, 0.5F, {0.5F, 0.0F, 0.6F, 0.5F}, 3}});
    const Live at = live(scene, {.nms = NmsMode::none}, matchAt(0.5, MatchProtocol::voc));
    const ConfusionMatrix low = countAt(at.judged, 0.3F, kClasses).confusion;
    QCOMPARE(low.at(1, 1), 1);
    QCOMPARE(low.at(0, 2), 2);
    QCOMPARE(low.at(0, 1), 1);
    QCOMPARE(low.at(2, 0), 1);
    QCOMPARE(low.at(1, 2), 0);
    const ConfusionMatrix high = countAt(at.judged, 0.65F, kClasses).confusion;
    QCOMPARE(high.at(1, 1), 0);
    QCOMPARE(high.at(1, 2), 1);
    QCOMPARE(high.at(0, 2), 1);
    QCOMPARE(high.at(2, 0), 1);
    QCOMPARE(confusedObjects(at.judged, 0.65F).size(), 1U);
    QCOMPARE(confusedObjects(at.judged, 0.65F).front().pair.detection, 0U);
}

void RescoringTest::curveByHand() {
    // Right, wrong, right at scores 0.9, 0.8, 0.7, and an object that nothing finds.
    const Box a{0.0F, 0.0F, 0.2F, 0.2F};
    const Box b{0.4F, 0.4F, 0.6F, 0.6F};
    const Box c{0.7F, 0.7F, 0.9F, 0.9F};
    Scene scene;
    scene.add({object(1, a), object(1, b), object(1, {0.0F, 0.5F, 0.2F, 0.9F})},
              {{1, 0.9F, a, 0}, {1, 0.8F, c, 1}, {1, 0.7F, b, 2}});
    const SplitCurves curves =
        curvesOf(live(scene, {}, matchAt(0.5, MatchProtocol::voc)).judged, kClasses).value();
    const ClassCurve& curve = curves.classes[0];
    QCOMPARE(curve.points.size(), 3U);
    QCOMPARE(curve.points[1].precision(), 0.5);
    QCOMPARE(curve.points[2].recall(curve.positives), 2.0 / 3.0);
    // Precision is 1 up to a recall of 1/3 and 2/3 up to 2/3: 4 of 11 points, then 3 of them.
    QVERIFY(std::abs(*curve.ap_voc07 - (4.0 + 3.0 * 2.0 / 3.0) / 11.0) < 1e-12);
    QVERIFY(std::abs(*curve.ap_voc10 - (1.0 / 3.0 + 2.0 / 9.0)) < 1e-12);
    // F1 is 2·1/(1 + 3), 2·1/(2 + 3), 2·2/(3 + 3).
    QCOMPARE(curve.best_f1->score, 0.7F);
    QCOMPARE(curve.best_f1->f1(3), 2.0 / 3.0);
    QCOMPARE(curve.atPrecision(0.6)->score, 0.7F);
    QCOMPARE(curve.atPrecision(0.9)->score, 0.9F);
    QVERIFY(!curves.classes[1].atPrecision(0.1) && !curves.classes[1].best_f1);
    QCOMPARE(curves.all.points.size(), 3U);
}

void RescoringTest::calibrationByHand() {
    const Box a{0.0F, 0.0F, 0.2F, 0.2F};
    Scene scene;
    // In the bin from 13/15 on: 0.9 right and 0.92 wrong; in that from 7/15 on: 0.5 wrong.
    scene.add({object(1, a), object(1, {0.5F, 0.0F, 0.7F, 0.2F}, true)},
              {{1, 0.9F, a, 0},
               {1, 0.92F, {0.3F, 0.6F, 0.5F, 0.8F}, 1},
               {1, 0.5F, {0.7F, 0.6F, 0.9F, 0.8F}, 2},
               {1, 0.7F, {0.5F, 0.0F, 0.7F, 0.2F}, 3}});
    const JudgedSplit split = live(scene, {}, matchAt(0.5, MatchProtocol::voc)).judged;
    QVERIFY(std::abs(*calibrationError(split, 0.01F) - (std::abs(1.82 - 1.0) + 0.5) / 3.0) < 1e-6);
    QVERIFY(std::abs(*calibrationError(split, 0.6F) - 0.82 / 2.0) < 1e-6);
    const auto bins = calibrationBins(split, 0.6F);
    QCOMPARE(bins[13].detections, 2);
    QCOMPARE(bins[13].right, 1);
    QVERIFY(std::abs(bins[13].scores - 1.82) < 1e-6);
    QCOMPARE(bins[7], CalibrationBin{});  // 0.5 is below, and the ignored one is left out
    QCOMPARE(bins[10], CalibrationBin{});
    QCOMPARE(scoreHistogram(split).wrong[25], 1);  // the histogram has all
    QCOMPARE(scoreHistogram(split).right[45], 1);
}

QTEST_APPLESS_MAIN(RescoringTest)
#include "rescoring_test.moc"
