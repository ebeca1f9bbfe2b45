// Intervals of precision, recall and F1, recomputed draw by draw from verdicts, and average precision of
// judged images drawn anew, compared with that of the images themselves.
#include "core/evaluation/comparison/rate_intervals.hpp"

#include <QTest>
#include <array>

#include "split_scene.hpp"

using namespace priorscope;
using namespace priorscope::split_scene;

namespace {

constexpr DetectionOptions kThresholds{.min_score = 0.3F, .nms_iou = 0.4F, .top_k = 30};

/// What the image by image matcher says of a draw.
struct Drawn {
    VerdictCounts all{};
    VerdictCounts of_first{};  ///< of class 1
};

void add(VerdictCounts& sum, const VerdictCounts& counts, int times) {
    for (std::size_t i = 0; i < kOutcomeCount; ++i) {
        sum.detections[i] += times * counts.detections[i];
    }
    sum.objects += times * counts.objects;
    sum.found += times * counts.found;
}

/// [images] of all classes, and of class 1.
std::vector<Drawn> verdictsOf(const Scene& scene, const MatchOptions& match) {
    std::vector<Drawn> images;
    for (std::size_t i = 0; i < scene.candidates.size(); ++i) {
        const auto detections = selectDetections(scene.candidates[i], kThresholds);
        const ImageRow row = scene.dataset.images[i];
        const ImageVerdicts verdicts = matchDetections(row, detections, match);
        Drawn& image = images.emplace_back();
        image.all.add(verdicts);
        for (std::size_t k = 0; k < detections.size(); ++k) {
            if (detections[k].label == 1) {
                ++image.of_first.detections[static_cast<std::size_t>(verdicts.detections[k].outcome)];
            }
        }
        for (std::size_t k = 0; k < row.objects.size(); ++k) {
            const bool is_found = verdicts.objects[k] == ObjectVerdict::found;
            if (row.objects[k].label == 1 && (is_found || verdicts.objects[k] == ObjectVerdict::missed)) {
                ++image.of_first.objects;
                image.of_first.found += is_found ? 1 : 0;
            }
        }
    }
    return images;
}

}  // namespace

class RateIntervalsTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void equalTheVerdictsOfEachDraw();
    void oneImageHasNoSpread();
    void judgedImagesAreWeighedLikeTheImages();
    void stopsAndRefuses();
};

void RateIntervalsTest::equalTheVerdictsOfEachDraw() {
    constexpr int kImages = 25;
    const BootstrapOptions options{.draws = 40, .seed = 5, .workers = 2};
    std::mt19937 random(3);
    const Scene scene = randomScene(random, kImages);
    const MatchOptions match = matchAt(0.6, MatchProtocol::voc);
    const JudgedSplit judged = live(scene, kThresholds, match).judged;
    const auto intervals = rateIntervalsOf(judged, kThresholds.min_score, kClasses, options).value();

    const std::vector<Drawn> images = verdictsOf(scene, match);
    std::array<std::vector<double>, 4> values;  // precision, recall and F1 of all, precision of class 1
    for (std::size_t draw = 0; draw < 40; ++draw) {
        const ImageTimes times = drawnTimes(kImages, options.seed, draw);
        Drawn sum;
        for (std::size_t i = 0; i < images.size(); ++i) {
            add(sum.all, images[i].all, times[i]);
            add(sum.of_first, images[i].of_first, times[i]);
        }
        values[0].push_back(sum.all.precision().value());
        values[1].push_back(sum.all.recall().value());
        values[2].push_back(sum.all.f1().value());
        values[3].push_back(sum.of_first.precision().value());
    }
    QVERIFY(intervals.all.precision == middleOf(values[0]));
    QVERIFY(intervals.all.recall == middleOf(values[1]));
    QVERIFY(intervals.all.f1 == middleOf(values[2]));
    QVERIFY(intervals.classes.at(0).precision == middleOf(values[3]));
    QVERIFY(intervals.all.precision->low < intervals.all.precision->high);
    QVERIFY(!intervals.classes.at(2).recall);  // the detector does not know class 3
}

void RateIntervalsTest::oneImageHasNoSpread() {
    // Drawn once or not at all in place of itself: 1 right and 1 wrong detection, 1 of 2 objects found.
    Scene scene;
    const Box box{0.1F, 0.1F, 0.4F, 0.4F};
    const Box other{0.6F, 0.6F, 0.9F, 0.9F};
    scene.add({object(1, box), object(2, other)},
              {{1, 0.9F, box, 0}, {1, 0.8F, {0.1F, 0.6F, 0.4F, 0.9F}, 1}});
    const JudgedSplit judged = live(scene, kThresholds, matchAt(0.5, MatchProtocol::voc)).judged;
    const auto intervals = rateIntervalsOf(judged, 0.3F, kClasses, {.draws = 20}).value();
    QVERIFY((intervals.all.precision == ConfidenceInterval{0.5, 0.5}));
    QVERIFY((intervals.all.recall == ConfidenceInterval{0.5, 0.5}));
    QVERIFY((intervals.all.f1 == ConfidenceInterval{0.5, 0.5}));
    QVERIFY((intervals.classes.at(0).recall == ConfidenceInterval{1.0, 1.0}));
    QVERIFY((intervals.classes.at(1).recall == ConfidenceInterval{0.0, 0.0}));
    QVERIFY(!intervals.classes.at(1).precision);
    // From 0.85 on, the right one alone is there.
    const auto strict = rateIntervalsOf(judged, 0.85F, kClasses, {.draws = 20}).value();
    QVERIFY((strict.all.precision == ConfidenceInterval{1.0, 1.0}));
}

void RateIntervalsTest::judgedImagesAreWeighedLikeTheImages() {
    constexpr int kImages = 30;
    std::mt19937 random(17);
    const Scene scene = randomScene(random, kImages);
    const MatchOptions match = matchAt(0.5, MatchProtocol::voc);
    const Live made = live(scene, kThresholds, match);
    std::vector<ScoredImage> images;
    for (std::size_t i = 0; i < scene.candidates.size(); ++i) {
        DetectionOptions every = kThresholds;
        every.min_score = 0.01F;
        auto detections = selectDetections(scene.candidates[i], every);
        std::erase_if(detections, [](const Detection& each) { return each.label > kClasses; });
        images.push_back(scoredImage(scene.dataset.images[i], detections));
    }
    std::vector<const ScoredImage*> pointers;
    for (const ScoredImage& image : images) {
        pointers.push_back(&image);
    }
    const WeighedSplit expected(pointers, kClasses, match.known, 1);
    const WeighedSplit judged(made.judged, kClasses);
    QCOMPARE(judged.imageCount(), expected.imageCount());
    std::vector<double> scratch;
    for (std::size_t draw = 0; draw < 30; ++draw) {
        const ImageTimes times = drawnTimes(kImages, 4, draw);
        std::vector<ClassPrecision> a(kClasses);
        std::vector<ClassPrecision> b(kClasses);
        expected.precisions(times, a, scratch);
        judged.precisions(times, b, scratch);
        QVERIFY(a == b);
        QVERIFY(a[0].ap_voc07.has_value());
    }
}

void RateIntervalsTest::stopsAndRefuses() {
    std::mt19937 random(3);
    const Scene scene = randomScene(random, 5);
    const JudgedSplit judged = live(scene, kThresholds, matchAt(0.5, MatchProtocol::voc)).judged;
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(!rateIntervalsOf(judged, 0.3F, kClasses, {}, stop.get_token()));
    QVERIFY_THROWS_EXCEPTION(Error, rateIntervalsOf(judged, 0.3F, kClasses, {.draws = 0}));
    // Without images there is nothing to draw.
    QVERIFY(!rateIntervalsOf(JudgedSplit{}, 0.3F, kClasses, {.draws = 10})->all.precision);
}

QTEST_APPLESS_MAIN(RateIntervalsTest)
#include "rate_intervals_test.moc"
