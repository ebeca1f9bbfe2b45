#include "core/evaluation/evaluation.hpp"

#include <QTest>
#include <cmath>

using namespace priorscope;

namespace {

constexpr double kExact = 1e-12;

/// Collects images with detections. Objects and detections are of class 1 by default.
class Scene {
  public:
    explicit Scene(int width = 100, int height = 100) : m_width(width), m_height(height) {}

    /// @return the image's number
    std::size_t image(const std::vector<Annotation>& objects, const std::vector<Detection>& detections) {
        m_records.push_back({.id = std::to_string(m_records.size()),
                             .image_exists = true,
                             .width = m_width,
                             .height = m_height,
                             .objects = objects});
        m_detections.push_back(detections);
        return m_records.size() - 1;
    }
    Evaluation evaluate(const std::vector<std::string>& classes = {"a"}) const {
        std::vector<EvaluatedImage> images;
        for (std::size_t i = 0; i < m_records.size(); ++i) {
            images.push_back({m_records[i], m_detections[i]});
        }
        return evaluateDetections(images, classes);
    }

  private:
    int m_width;
    int m_height;
    std::vector<ImageRecord> m_records;
    std::vector<std::vector<Detection>> m_detections;
};

Annotation object(const Box& box, bool difficult = false, int label = 1) {
    return {.label = label, .box = box, .difficult = difficult};
}

Detection detection(float score, const Box& box, int label = 1) {
    return {.label = label, .score = score, .box = box};
}

bool isNear(std::optional<double> value, double expected) {
    return value && std::abs(*value - expected) < kExact;
}

const Box kLeft{0, 0, 0.5F, 0.5F};
const Box kRight{0.5F, 0.5F, 1, 1};

}  // namespace

class EvaluationTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void handWorkedAveragePrecision() {
        // Right at 0.9, a duplicate at 0.8, right at 0.7, one of three objects missed.
        // Precision 1, 1/2, 2/3 at recall 1/3, 1/3, 2/3; the envelope is 1, 2/3, 2/3.
        Scene scene;
        scene.image({object(kLeft), object(kRight)}, {detection(0.8F, kLeft), detection(0.9F, kLeft)});
        scene.image({object(kLeft)}, {detection(0.7F, kLeft)});
        const Evaluation evaluation = scene.evaluate();
        QCOMPARE(evaluation.classes[0].positives, 3);
        QVERIFY(isNear(evaluation.classes[0].ap_voc10, 1.0 / 3.0 + 2.0 / 3.0 / 3.0));
        // Recall 0, 0.1, 0.2, 0.3 at precision 1; 0.4, 0.5, 0.6 at 2/3.
        QVERIFY(isNear(evaluation.classes[0].ap_voc07, (4.0 + 3.0 * 2.0 / 3.0) / 11.0));
        QCOMPARE(evaluation.images, 2);
    }

    void recallOfExactlyThreeTenthsCounts() {
        Scene scene;
        for (int i = 0; i < 10; ++i) {
            scene.image({object(kLeft)},
                        i < 3 ? std::vector{detection(0.9F, kLeft)} : std::vector<Detection>{});
        }
        QVERIFY(isNear(scene.evaluate().classes[0].ap_voc07, 4.0 / 11.0));
        QVERIFY(isNear(scene.evaluate().classes[0].ap_voc10, 0.3));
    }

    void difficultObjectsNeitherRewardNorPunish() {
        Scene scene;
        scene.image({object(kLeft, true), object(kRight)},
                    {detection(0.9F, kLeft), detection(0.8F, kLeft), detection(0.7F, kRight)});
        const Evaluation evaluation = scene.evaluate();
        QCOMPARE(evaluation.classes[0].positives, 1);
        QVERIFY(isNear(evaluation.classes[0].ap_voc07, 1.0));
        QVERIFY(isNear(evaluation.classes[0].ap_voc10, 1.0));
    }

    void aClassOfDifficultObjectsHasNoFigure() {
        Scene scene;
        scene.image({object(kLeft, true), object(kRight, false, 2)}, {detection(0.9F, kRight, 2)});
        const Evaluation evaluation = scene.evaluate({"a", "b"});
        QVERIFY(!evaluation.classes[0].ap_voc07 && !evaluation.classes[0].ap_voc10);
        QVERIFY(isNear(evaluation.map_voc07, 1.0));  // the mean leaves it out
        QVERIFY(!Scene().evaluate().map_voc07);
        QVERIFY(!Scene().evaluate().coco.ap);
    }

    void halfIsEnough() {
        // 100 x 100 pixels against their upper half, in an image whose fractions are not exact in binary.
        Scene scene(333, 499);
        const Box truth = fractionsFromVoc({101, 101, 200, 200}, 333, 499);
        scene.image({object(truth)}, {detection(0.9F, fractionsFromVoc({101, 101, 200, 150}, 333, 499))});
        QVERIFY(isNear(scene.evaluate().classes[0].ap_voc10, 1.0));
        QVERIFY(isNear(scene.evaluate().coco.ap50, 1.0));
        Scene less(333, 499);
        less.image({object(truth)}, {detection(0.9F, fractionsFromVoc({101, 101, 200, 149}, 333, 499))});
        QVERIFY(isNear(less.evaluate().classes[0].ap_voc10, 0.0));
    }

    void equalScoresKeepTheirOrder() {
        Scene wrong_first;
        wrong_first.image({object(kLeft)}, {detection(0.5F, kRight), detection(0.5F, kLeft)});
        QVERIFY(isNear(wrong_first.evaluate().classes[0].ap_voc10, 0.5));
        Scene right_first;
        right_first.image({object(kLeft)}, {detection(0.5F, kLeft), detection(0.5F, kRight)});
        QVERIFY(isNear(right_first.evaluate().classes[0].ap_voc10, 1.0));
    }

    void classesDoNotMix() {
        Scene scene;
        scene.image({object(kLeft, false, 1), object(kRight, false, 2)},
                    {detection(0.9F, kLeft, 2), detection(0.8F, kRight, 1), detection(0.7F, kLeft, 1)});
        const Evaluation evaluation = scene.evaluate({"a", "b"});
        QVERIFY(isNear(evaluation.classes[0].ap_voc10, 0.5));
        QVERIFY(isNear(evaluation.classes[1].ap_voc10, 0.0));
        QVERIFY(isNear(evaluation.map_voc10, 0.25));
    }

    void vocAndCocoDifferOnTakenObjects() {
        // The second detection overlaps the taken object entirely and the free one by 0.08 / 0.12 = 2/3. VOC
        // calls it a duplicate; COCO gives it the free object up to threshold 0.65.
        Scene scene;
        scene.image({object({0, 0, 0.10F, 0.1F}), object({0.02F, 0, 0.12F, 0.1F})},
                    {detection(0.9F, {0, 0, 0.10F, 0.1F}), detection(0.8F, {0, 0, 0.10F, 0.1F})});
        const Evaluation evaluation = scene.evaluate();
        QVERIFY(isNear(evaluation.classes[0].ap_voc10, 0.5));
        QVERIFY(isNear(evaluation.coco.ap50, 1.0));
        // Recall 0 to 0.5 in hundredths is 51 of 101 points.
        QVERIFY(isNear(evaluation.coco.ap75, 51.0 / 101.0));
        QVERIFY(isNear(evaluation.coco.ap, (4.0 + 6.0 * 51.0 / 101.0) / 10.0));
        QVERIFY(isNear(evaluation.coco.ap_small, (4.0 + 6.0 * 51.0 / 101.0) / 10.0));
        QVERIFY(!evaluation.coco.ap_medium && !evaluation.coco.ap_large);
    }

    void cocoThresholdsCountUpTo() {
        // IoU 0.8 exactly: right at 0.50 to 0.80, seven thresholds of ten.
        Scene scene;
        scene.image({object({0, 0, 1, 1})}, {detection(0.9F, {0, 0, 1, 0.8F})});
        QVERIFY(isNear(scene.evaluate().coco.ap, 0.7));
    }

    void cocoRangesIgnoreTheOtherSizes() {
        // 400 x 400 px image: a 200 x 200 object that is found and a 20 x 20 one that is missed.
        Scene scene(400, 400);
        scene.image({object({0, 0, 0.5F, 0.5F}), object({0.8F, 0.8F, 0.85F, 0.85F})},
                    {detection(0.9F, {0, 0, 0.5F, 0.5F})});
        const CocoFigures coco = scene.evaluate().coco;
        QVERIFY(isNear(coco.ap_large, 1.0));
        QVERIFY(isNear(coco.ap_small, 0.0));
        QVERIFY(!coco.ap_medium);
        QVERIFY(isNear(coco.ap50, 51.0 / 101.0));
    }

    void cocoIgnoresDifficultObjects() {
        Scene scene;
        scene.image({object(kLeft, true), object(kRight)}, {detection(0.9F, kLeft), detection(0.8F, kRight)});
        QVERIFY(isNear(scene.evaluate().coco.ap, 1.0));
    }

    void cocoTakesAHundredDetectionsAnImage() {
        Scene scene;
        std::vector<Detection> detections(100, detection(0.9F, kRight));
        detections.push_back(detection(0.5F, kLeft));
        scene.image({object(kLeft)}, detections);
        QVERIFY(isNear(scene.evaluate().coco.ap50, 0.0));
        QVERIFY(isNear(scene.evaluate().classes[0].ap_voc10, 1.0 / 101.0));
    }

    void labelsBeyondTheClassesAreRefused() {
        Scene scene;
        scene.image({}, {detection(0.9F, kLeft, 2)});
        QVERIFY_THROWS_EXCEPTION(Error, scene.evaluate());
    }
};

QTEST_APPLESS_MAIN(EvaluationTest)
#include "evaluation_test.moc"
