// Average precision against the matching IoU: by hand, by its definition, and beside the evaluator's figures.
#include <QTest>
#include <cmath>
#include <optional>
#include <random>

#include "core/evaluation/evaluation.hpp"
#include "core/evaluation/rescoring/iou_curve.hpp"
#include "split_scene.hpp"

using namespace priorscope;
using namespace priorscope::split_scene;

namespace {

/// The detector does not know class 3, nor the dataset class 4.
ClassMapping sceneMapping() {
    return {.names = {"a", "b", "c", "d"}, .label_of = {0, 1, 2, 4}, .judged = kClasses, .shared = 2};
}

IouCurve curveOf(const Scene& scene, const DetectionOptions& options, int workers = 0) {
    const KeptCandidates kept = keepCandidates(scene.store, withEveryScore(options)).value();
    return iouCurveOf(scene.store, kept, scene.truth, sceneMapping(), {}, workers).value();
}

bool isNear(double a, double b) {
    return std::abs(a - b) < 1e-12;
}

/// A detection that counts.
struct Ranked {
    float score = 0.0F;
    bool is_right = false;
};

/// The mean of the highest precision at recall 0, 0.01, … 1 or a higher one.
double precisionByDefinition(std::vector<Ranked> ranked, std::int64_t positives) {
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const Ranked& a, const Ranked& b) { return a.score > b.score; });
    std::vector<std::pair<double, double>> points;  // recall, precision
    double right = 0.0;
    for (std::size_t i = 0; i < ranked.size(); ++i) {
        right += ranked[i].is_right ? 1.0 : 0.0;
        points.emplace_back(right / static_cast<double>(positives), right / static_cast<double>(i + 1));
    }
    double sum = 0.0;
    for (int k = 0; k <= 100; ++k) {
        const double recall = k == 100 ? 1.0 : static_cast<double>(k) * 0.01;
        double best = 0.0;
        for (const auto& [reached, precision] : points) {
            best = reached >= recall ? std::max(best, precision) : best;
        }
        sum += best;
    }
    return sum / 101.0;
}

/// Of one class, from a judged split.
/// @return none without an object that counts
std::optional<double> precisionByDefinition(const JudgedSplit& split, int label) {
    std::vector<Ranked> ranked;
    for (std::size_t i = 0; i < split.scores.size(); ++i) {
        const bool is_right = split.outcomes[i] == Outcome::true_positive;
        if (split.labels[i] == label && (is_right || isFalsePositive(split.outcomes[i]))) {
            ranked.push_back({split.scores[i], is_right});
        }
    }
    std::int64_t positives = 0;
    for (std::size_t i = 0; i < split.counts.size(); ++i) {
        positives += split.counts[i] && split.object_labels[i] == label ? 1 : 0;
    }
    return positives > 0 ? std::optional(precisionByDefinition(std::move(ranked), positives)) : std::nullopt;
}

}  // namespace

class IouCurveTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void nothingAtAll();
    void byHand();
    void isEachPointsDefinition();
    void agreesWithTheEvaluator();
    void followsNms();
    void workersDoNotMatter();
    void canBeStopped();
};

void IouCurveTest::nothingAtAll() {
    const IouCurve curve = curveOf(Scene{}, {});
    QVERIFY(!curve.mean_ap);
    QCOMPARE(curve.averaged, 0);
    QCOMPARE(curve.class_ap.size(), std::size_t{kClasses});
    for (std::size_t k = 0; k < IouCurve::kPoints; ++k) {
        QVERIFY(isNear(curve.iou[k], 0.5 + 0.05 * static_cast<double>(k)));
    }
}

void IouCurveTest::byHand() {
    Scene scene;
    const Box half{0.0F, 0.0F, 0.5F, 0.5F};
    const Box covered{0.0F, 0.0F, 0.36F, 0.5F};  // IoU 0.72 with it
    const Box apart{0.6F, 0.6F, 0.9F, 0.9F};
    // A wrong one before the right one: precision 1/2 at every recall, up to 0.70.
    scene.add({object(1, half)}, {{1, 0.9F, apart, 0}, {1, 0.8F, covered, 1}});
    // Right at every IoU; a class that is not asked for, and a detection that is not judged.
    scene.add({object(2, half), object(3, apart)}, {{2, 0.7F, half, 0}, {4, 0.6F, apart, 1}});
    const IouCurve curve = curveOf(scene, {});
    QVERIFY(curve.class_ap[0] && curve.class_ap[1] && curve.mean_ap);
    QVERIFY(!curve.class_ap[2]);
    QCOMPARE(curve.averaged, 2);
    for (std::size_t k = 0; k < IouCurve::kPoints; ++k) {
        const bool is_reached = k <= 4;  // 0.70
        QVERIFY(isNear((*curve.class_ap[0])[k], is_reached ? 0.5 : 0.0));
        QVERIFY(isNear((*curve.class_ap[1])[k], 1.0));
        QVERIFY(isNear((*curve.mean_ap)[k], is_reached ? 0.75 : 0.5));
    }
}

void IouCurveTest::isEachPointsDefinition() {
    std::mt19937 random(11);
    int compared = 0;
    for (int round = 0; round < 10; ++round) {
        const Scene scene = randomScene(random, 12);
        const IouCurve curve = curveOf(scene, {});
        for (std::size_t k = 0; k < IouCurve::kPoints; ++k) {
            const JudgedSplit judged = live(scene, {}, matchAt(curve.iou[k], MatchProtocol::coco)).judged;
            for (const int label : {1, 2}) {
                const auto& of_class = curve.class_ap[static_cast<std::size_t>(label - 1)];
                const std::optional<double> expected = precisionByDefinition(judged, label);
                QCOMPARE(of_class.has_value(), expected.has_value());
                QVERIFY(!expected || isNear((*of_class)[k], *expected));
                compared += expected ? 1 : 0;
            }
        }
    }
    QVERIFY(compared > 100);
}

void IouCurveTest::agreesWithTheEvaluator() {
    std::mt19937 random(5);
    const Scene scene = randomScene(random, 40);
    const DetectionOptions options{.min_score = 0.0F, .nms_iou = 0.6F, .top_k = 20};
    Evaluator evaluator({"a", "b", "c"}, DifficultObjects::ignore, knownLabels(sceneMapping()));
    for (std::size_t i = 0; i < scene.candidates.size(); ++i) {
        std::vector<Detection> detections = selectDetections(scene.candidates[i], options);
        std::erase_if(detections, [](const Detection& each) { return each.label > kClasses; });
        evaluator.add(scene.dataset.images[i], detections);
    }
    const Evaluation evaluation = evaluator.result();
    const IouCurve curve = curveOf(scene, options);
    double sum = 0.0;
    for (const double each : *curve.mean_ap) {
        sum += each;
    }
    QVERIFY(isNear(sum / 10.0, *evaluation.coco.ap));
    QVERIFY(isNear(curve.mean_ap->front(), *evaluation.coco.ap50));
    QVERIFY(isNear((*curve.mean_ap)[5], *evaluation.coco.ap75));
    for (std::size_t c = 0; c < curve.class_ap.size(); ++c) {
        QCOMPARE(curve.class_ap[c].has_value(), evaluation.classes[c].ap50.has_value());
        QVERIFY(!curve.class_ap[c] || isNear(curve.class_ap[c]->front(), *evaluation.classes[c].ap50));
    }
}

void IouCurveTest::followsNms() {
    Scene scene;
    const Box half{0.0F, 0.0F, 0.5F, 0.5F};
    const Box covered{0.0F, 0.0F, 0.36F, 0.5F};
    scene.add({object(1, half)}, {{1, 0.9F, covered, 0}, {1, 0.8F, half, 1}});
    // The better placed one is suppressed, or finds the object where the other does not.
    QVERIFY(isNear(curveOf(scene, {.nms_iou = 0.7F}).class_ap[0]->back(), 0.0));
    QVERIFY(isNear(curveOf(scene, {.nms_iou = 0.8F}).class_ap[0]->back(), 0.5));
    QVERIFY(isNear(curveOf(scene, {.nms_iou = 0.8F, .top_k = 1}).class_ap[0]->back(), 0.0));
}

void IouCurveTest::workersDoNotMatter() {
    std::mt19937 random(7);
    const Scene scene = randomScene(random, 200);
    const IouCurve one = curveOf(scene, {}, 1);
    const IouCurve four = curveOf(scene, {}, 4);
    QVERIFY(one.mean_ap == four.mean_ap);
    QVERIFY(one.class_ap == four.class_ap);
}

void IouCurveTest::canBeStopped() {
    std::mt19937 random(7);
    const Scene scene = randomScene(random, 20);
    const KeptCandidates kept = keepCandidates(scene.store, withEveryScore({})).value();
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(!iouCurveOf(scene.store, kept, scene.truth, sceneMapping(), stop.get_token()));
}

QTEST_APPLESS_MAIN(IouCurveTest)
#include "iou_curve_test.moc"
