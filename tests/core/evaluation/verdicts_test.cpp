// Verdicts on detections, with hand-worked boxes.
#include "core/evaluation/verdicts.hpp"

#include <QTest>
#include <deque>

#include "core/evaluation/class_gaps.hpp"
#include "core/evaluation/class_mapping.hpp"

using namespace priorscope;

namespace {

Annotation object(int label, const Box& box, bool difficult = false) {
    Annotation annotation;
    annotation.label = label;
    annotation.box = box;
    annotation.difficult = difficult;
    return annotation;
}

/// Stays as long as the program.
const ImageRecord& image(std::vector<Annotation> objects) {
    static std::deque<ImageRecord> images;
    ImageRecord& record = images.emplace_back();
    record.width = 100;
    record.height = 100;
    record.objects = std::move(objects);
    return record;
}

constexpr Box kLeft{0.0F, 0.0F, 0.4F, 0.4F};
constexpr Box kRight{0.5F, 0.5F, 0.9F, 0.9F};

}  // namespace

class VerdictsTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void nothingAtAll();
    void highestScoreTakesTheObject();
    void exactlyHalfCounts();
    void difficultIsNeitherRightNorWrong();
    void causesOfErrors();
    void unknownClassIsNotJudged();
    void countsAndRates();
    void badThresholdIsRefused();
    void classesAreMappedByName();
    void gapsBetweenClassesAreTold();
};

void VerdictsTest::nothingAtAll() {
    const ImageVerdicts none = matchDetections(image({}), {});
    QVERIFY(none.detections.empty() && none.objects.empty());
    VerdictCounts counts;
    counts.add(none);
    QVERIFY(!counts.precision() && !counts.recall() && !counts.f1());
}

void VerdictsTest::highestScoreTakesTheObject() {
    // The weaker detection comes first and fits better; the stronger one is still processed first.
    const std::vector<Detection> detections{{1, 0.6F, kLeft, 0}, {1, 0.9F, {0.0F, 0.0F, 0.4F, 0.3F}, 1}};
    const ImageVerdicts verdicts = matchDetections(image({object(1, kLeft)}), detections);
    QCOMPARE(verdicts.detections[1].outcome, Outcome::true_positive);
    QCOMPARE(verdicts.detections[1].iou, 0.75F);
    QCOMPARE(verdicts.detections[0].outcome, Outcome::duplicate);
    QCOMPARE(verdicts.found_by[0], 1);
    QCOMPARE(verdicts.objects[0], ObjectVerdict::found);
}

void VerdictsTest::exactlyHalfCounts() {
    // Half of the object's area, inside it: IoU is 0.5. In fractions that floats hold exactly.
    const ImageRecord truth = image({object(1, {0.0F, 0.0F, 0.5F, 0.5F})});
    const std::vector<Detection> half{{1, 0.9F, {0.0F, 0.0F, 0.5F, 0.25F}, 0}};
    QCOMPARE(matchDetections(truth, half).detections[0].outcome, Outcome::true_positive);
    const std::vector<Detection> less{{1, 0.9F, {0.0F, 0.0F, 0.5F, 0.245F}, 0}};
    const ImageVerdicts verdicts = matchDetections(truth, less);
    QCOMPARE(verdicts.detections[0].outcome, Outcome::localization);
    QCOMPARE(verdicts.objects[0], ObjectVerdict::missed);
}

void VerdictsTest::difficultIsNeitherRightNorWrong() {
    const ImageRecord truth = image({object(1, kLeft, true), object(1, kRight)});
    const std::vector<Detection> detections{{1, 0.9F, kLeft, 0}, {1, 0.8F, kLeft, 1}};
    const ImageVerdicts verdicts = matchDetections(truth, detections);
    QCOMPARE(verdicts.detections[0].outcome, Outcome::ignored);
    QCOMPARE(verdicts.detections[1].outcome, Outcome::ignored);  // a second hit is ignored too
    QCOMPARE(verdicts.objects[0], ObjectVerdict::difficult);
    QCOMPARE(verdicts.objects[1], ObjectVerdict::missed);
    VerdictCounts counts;
    counts.add(verdicts);
    QCOMPARE(counts.objects, 1);
    QCOMPARE(counts.missed(), 1);
    QCOMPARE(counts.falsePositives(), 0);
    QVERIFY(!counts.precision());
}

void VerdictsTest::causesOfErrors() {
    const ImageRecord truth = image({object(1, kLeft), object(2, kRight)});
    const std::vector<Detection> detections{
        {1, 0.9F, kRight, 0},                      // class 1 on an object of class 2
        {1, 0.8F, {0.0F, 0.0F, 0.4F, 0.1F}, 1},    // IoU 0.25 with its own class
        {1, 0.7F, {0.5F, 0.5F, 0.9F, 0.6F}, 2},    // IoU 0.25 with the other class
        {1, 0.6F, {0.95F, 0.0F, 1.0F, 0.05F}, 3},  // nowhere
    };
    const ImageVerdicts verdicts = matchDetections(truth, detections);
    QCOMPARE(verdicts.detections[0].outcome, Outcome::classification);
    QCOMPARE(verdicts.detections[0].object, 1);
    QCOMPARE(verdicts.detections[1].outcome, Outcome::localization);
    QCOMPARE(verdicts.detections[1].object, 0);
    QCOMPARE(verdicts.detections[2].outcome, Outcome::both);
    QCOMPARE(verdicts.detections[3].outcome, Outcome::background);
    QCOMPARE(verdicts.detections[3].object, -1);
    for (const DetectionVerdict& verdict : verdicts.detections) {
        QVERIFY(isFalsePositive(verdict.outcome));
    }
}

void VerdictsTest::unknownClassIsNotJudged() {
    const std::vector<Detection> detections{{3, 0.9F, kLeft, 0}};
    const ImageVerdicts verdicts =
        matchDetections(image({object(1, kLeft)}), detections, {.judged_classes = 2});
    QCOMPARE(verdicts.detections[0].outcome, Outcome::not_judged);
    QCOMPARE(verdicts.objects[0], ObjectVerdict::missed);
}

void VerdictsTest::countsAndRates() {
    // Three objects, two found; four detections, of which one is false and one ignored.
    const ImageRecord truth = image({object(1, kLeft), object(2, kRight), object(2, {0.6F, 0.0F, 0.9F, 0.3F}),
                                     object(1, {0.0F, 0.6F, 0.3F, 0.9F}, true)});
    const std::vector<Detection> detections{{1, 0.9F, kLeft, 0},
                                            {2, 0.8F, kRight, 1},
                                            {2, 0.7F, kLeft, 2},
                                            {1, 0.6F, {0.0F, 0.6F, 0.3F, 0.9F}, 3}};
    VerdictCounts counts;
    counts.add(matchDetections(truth, detections));
    QCOMPARE(counts.truePositives(), 2);
    QCOMPARE(counts.falsePositives(), 1);
    QCOMPARE(counts.count(Outcome::classification), 1);
    QCOMPARE(counts.count(Outcome::ignored), 1);
    QCOMPARE(*counts.precision(), 2.0 / 3.0);
    QCOMPARE(*counts.recall(), 2.0 / 3.0);
    QCOMPARE(*counts.f1(), 2.0 / 3.0);
}

void VerdictsTest::badThresholdIsRefused() {
    QVERIFY_THROWS_EXCEPTION(Error, matchDetections(image({}), {}, {.match_iou = 0.0F}));
    QCOMPARE(MatchOptions({.match_iou = 0.1F, .background_iou = 0.1F}).validate().size(), 1U);
}

void VerdictsTest::classesAreMappedByName() {
    const ClassMapping mapping = mapClasses({"cat", "boat", "dog"}, {"dog", "cat"});
    const std::vector<std::string> names{"dog", "cat", "boat"};
    QCOMPARE(mapping.names, names);
    QCOMPARE(mapping.judged, 2);
    QCOMPARE(mapping.shared, 2);
    const Candidates candidates{
        0.01F, {{1, 0.5F, kLeft, 0}, {1, 0.4F, kLeft, 1}, {2, 0.9F, kLeft, 2}, {3, 0.7F, kLeft, 3}}};
    const Candidates mapped = relabelled(candidates, mapping);
    std::vector<std::pair<int, int>> labels;
    for (const Candidate& candidate : mapped.items) {
        labels.emplace_back(candidate.label, candidate.prior);
    }
    const std::vector<std::pair<int, int>> expected{{1, 3}, {2, 0}, {2, 1}, {3, 2}};
    QCOMPARE(labels, expected);
}

void VerdictsTest::gapsBetweenClassesAreTold() {
    const std::vector<std::string> data{"cat", "circle", "dog", "ÖL", "bus"};
    const ClassMapping mapping = mapClasses({"cat", "Circles", "bus", "öl", "star"}, data);
    Evaluator evaluator(data);
    // A cat, two circles, a dog that is difficult, oil; no bus.
    evaluator.add(image({object(1, kLeft), object(2, kLeft), object(2, kRight), object(3, kLeft, true),
                         object(4, kLeft)}),
                  std::vector<Detection>{{1, 0.9F, kLeft, 0}});
    const ClassGaps gaps = classGaps(mapping, evaluator.result());
    QCOMPARE(gaps.without_objects, (std::vector<std::string>{"bus", "Circles", "öl", "star"}));
    QCOMPARE(gaps.unknown, (std::vector<std::string>{"circle", "ÖL"}));
    const std::vector<std::pair<std::string, std::string>> near{{"Circles", "circle"}, {"öl", "ÖL"}};
    QCOMPARE(gaps.differ_in_spelling, near);
    QCOMPARE(describe(gaps).size(), 4U);
    QVERIFY(describe({}).empty());
    // Names that differ only in case but exist on both sides are not a gap.
    Evaluator both({"A", "a"});
    both.add(image({object(1, kLeft), object(2, kRight)}), {});
    QVERIFY(describe(classGaps(mapClasses({"a", "A"}, {"A", "a"}), both.result())).empty());
}

QTEST_APPLESS_MAIN(VerdictsTest)
#include "verdicts_test.moc"
