// What one of two detectors gets right and the other does not, by hand.
#include "core/evaluation/comparison/verdict_difference.hpp"

#include <QTest>

#include "tests/support/message_of.hpp"

using namespace priorscope;

namespace {

const PixelBox kLeft{0, 0, 10, 10};
const PixelBox kRight{50, 0, 10, 10};
const PixelBox kNearRight{50, 0, 10, 4};  // IoU 0.4
const PixelBox kNowhere{80, 80, 10, 10};

/// One image with a cat at the left and a dog at the right, a second one with a difficult cat, a third one
/// with nothing.
std::vector<ScoredImage> images(const std::vector<ScoredBox>& of_first,
                                const std::vector<ScoredBox>& of_second = {},
                                const std::vector<ScoredBox>& of_third = {}) {
    return {{.objects = {{.label = 1, .box = kLeft}, {.label = 2, .box = kRight}}, .detections = of_first},
            {.objects = {{.label = 1, .box = kLeft, .difficult = true}}, .detections = of_second},
            {.objects = {}, .detections = of_third}};
}

VerdictDifference compared(const std::vector<ScoredImage>& a, const std::vector<ScoredImage>& b,
                           const MatchOptions& options = {}, double min_a = 0.0, double min_b = 0.0) {
    std::vector<const ScoredImage*> of_a;
    std::vector<const ScoredImage*> of_b;
    for (std::size_t i = 0; i < a.size(); ++i) {
        of_a.push_back(&a[i]);
        of_b.push_back(&b[i]);
    }
    return compareVerdicts({of_a, min_a}, {of_b, min_b}, 2, options);
}

}  // namespace

class VerdictDifferenceTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void countsByClassAndCause();
    void objectsThatOnlyOneFinds();
    void imagesWithMoreErrors();
    void thresholdsOfEachSide();
    void classesThatAreNotCompared();
    void protocols();
    void refuses();
};

/// A: the cat found, a duplicate of it, the dog placed badly. B: the dog found, the cat called a dog.
void VerdictDifferenceTest::countsByClassAndCause() {
    const auto difference =
        compared(images({{1, 0.9, kLeft}, {1, 0.8, kLeft}, {2, 0.7, kNearRight}}),
                 images({{2, 0.9, kRight}, {2, 0.8, kLeft}}, {{1, 0.5, kLeft}}, {{1, 0.5, kNowhere}}));
    QCOMPARE(difference.a.total.truePositives(), 1);
    QCOMPARE(difference.a.classes[1].count(Outcome::duplicate), 1);
    QCOMPARE(difference.a.classes[2].count(Outcome::localization), 1);
    QCOMPARE(difference.a.classes[1].missed(), 0);
    QCOMPARE(difference.a.classes[2].missed(), 1);
    QCOMPARE(difference.a.total.falsePositives(), 2);
    QCOMPARE(difference.b.classes[2].truePositives(), 1);
    QCOMPARE(difference.b.classes[2].count(Outcome::classification), 1);
    QCOMPARE(difference.b.classes[1].count(Outcome::background), 1);
    QCOMPARE(difference.b.classes[1].count(Outcome::ignored), 1);
    QCOMPARE(difference.b.classes[1].missed(), 1);
    QCOMPARE(difference.b.total.objects, 2);
}

void VerdictDifferenceTest::objectsThatOnlyOneFinds() {
    const auto difference =
        compared(images({{1, 0.9, kLeft}}), images({{2, 0.9, kRight}}, {{1, 0.5, kLeft}}));
    QVERIFY((difference.found_by_a == std::vector<VerdictDifference::ObjectPlace>{{0, 0}}));
    QVERIFY((difference.found_by_b == std::vector<VerdictDifference::ObjectPlace>{{0, 1}}));
}

/// The largest difference first; images with as many errors of either are in no list.
void VerdictDifferenceTest::imagesWithMoreErrors() {
    const ScoredBox wrong{1, 0.5, kNowhere};
    const auto difference =
        compared(images({{1, 0.9, kLeft}}, {wrong}, {wrong, wrong}), images({{2, 0.9, kRight}}));
    QVERIFY((difference.worse_in_a == std::vector<VerdictDifference::ImageErrors>{{2, 2, 0}, {1, 1, 0}}));
    QVERIFY(difference.worse_in_b.empty());  // the first image: an object missed by each
}

void VerdictDifferenceTest::thresholdsOfEachSide() {
    const auto scene = images({{1, 0.9, kLeft}, {2, 0.5, kRight}});
    QVERIFY(compared(scene, scene).found_by_a.empty());
    const auto difference = compared(scene, scene, {}, 0.5, 0.6);
    QVERIFY((difference.found_by_a == std::vector<VerdictDifference::ObjectPlace>{{0, 1}}));
    QCOMPARE(difference.b.total.missed(), 1);
    QVERIFY((difference.worse_in_b == std::vector<VerdictDifference::ImageErrors>{{0, 0, 1}}));
}

void VerdictDifferenceTest::classesThatAreNotCompared() {
    const auto difference = compared(images({{1, 0.9, kLeft}, {2, 0.9, kRight}, {2, 0.8, kNowhere}}),
                                     images({{1, 0.9, kLeft}}), {.known = {false, true, false}});
    QCOMPARE(difference.a.total.objects, 1);
    QCOMPARE(difference.a.total.falsePositives(), 0);
    QVERIFY(difference.found_by_a.empty() && difference.worse_in_a.empty());
}

/// A detection whose best object is taken: VOC calls it a duplicate, COCO gives it the second best.
void VerdictDifferenceTest::protocols() {
    const std::vector<ScoredImage> scene{
        {.objects = {{.label = 1, .box = {0, 0, 10, 10}}, {.label = 1, .box = {0, 2, 10, 10}}},
         .detections = {{1, 0.9, {0, 0, 10, 10}}, {1, 0.8, {0, 0, 10, 10}}}}};
    QCOMPARE(compared(scene, scene).a.total.missed(), 1);
    QCOMPARE(compared(scene, scene, {.protocol = MatchProtocol::coco}).a.total.missed(), 0);
}

void VerdictDifferenceTest::refuses() {
    const auto scene = images({{3, 0.9, kLeft}});
    QVERIFY(messageOf([&] { compared(scene, scene); }).contains("label 3"));
    QVERIFY(messageOf([&] { compared(scene, scene, {.match_iou = 0.0}); }).contains("match_iou"));
}

QTEST_APPLESS_MAIN(VerdictDifferenceTest)
#include "verdict_difference_test.moc"
