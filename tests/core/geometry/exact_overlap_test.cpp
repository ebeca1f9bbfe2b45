// Pairs whose IoU equals a threshold exactly: metrics, verdicts and integer arithmetic must agree.
#include <QTest>

#include "core/base/random.hpp"
#include "core/evaluation/evaluation.hpp"
#include "core/evaluation/verdicts.hpp"

using namespace priorscope;

namespace {

/// A box in whole pixels, as VOC writes it.
struct WholeBox {
    int x = 0;
    int y = 0;
    int w = 0;
    int h = 0;
    VocBox voc() const { return {x + 1.0, y + 1.0, static_cast<double>(x + w), static_cast<double>(y + h)}; }
};

struct Pair {
    int width = 0;
    int height = 0;
    WholeBox object;
    WholeBox detection;

    std::int64_t shared() const {
        const int w =
            std::min(object.x + object.w, detection.x + detection.w) - std::max(object.x, detection.x);
        const int h =
            std::min(object.y + object.h, detection.y + detection.h) - std::max(object.y, detection.y);
        return static_cast<std::int64_t>(std::max(w, 0)) * std::max(h, 0);
    }
    std::int64_t united() const {
        return static_cast<std::int64_t>(object.w) * object.h +
               static_cast<std::int64_t>(detection.w) * detection.h - shared();
    }
};

/// Halves of an object along one side, and boxes of its size shifted by a third of it, both at IoU 1/2; every
/// third pair is off by one pixel.
Pair drawn(SplitMix64& random) {
    Pair pair{
        .width = random.whole(200, 4000), .height = random.whole(200, 4000), .object = {}, .detection = {}};
    const int unit_w = random.whole(1, pair.width / 24);
    const int unit_h = random.whole(1, pair.height / 24);
    pair.object = {0, 0, 6 * unit_w, 6 * unit_h};
    pair.object.x = random.whole(0, pair.width - 10 * unit_w);
    pair.object.y = random.whole(0, pair.height - 10 * unit_h);
    pair.detection = pair.object;
    switch (random.whole(0, 3)) {
        case 0:
            pair.detection.w /= 2;
            pair.detection.x += random.whole(0, 3 * unit_w);
            break;
        case 1:
            pair.detection.h /= 2;
            pair.detection.y += random.whole(0, 3 * unit_h);
            break;
        case 2:
            pair.detection.x += 2 * unit_w;
            break;
        default:
            pair.detection.y += 2 * unit_h;
            break;
    }
    if (random.whole(0, 2) == 0) {
        pair.detection.w += random.chance(0.5) ? 1 : -1;
    }
    return pair;
}

ImageRecord recordOf(const Pair& pair, bool with_pixels) {
    const VocBox voc = pair.object.voc();
    Annotation object{.label = 1, .box = fractionsFromVoc(voc, pair.width, pair.height)};
    if (with_pixels) {
        object.voc = voc;
    }
    return {.id = "a", .image_exists = true, .width = pair.width, .height = pair.height, .objects = {object}};
}

std::vector<Detection> detectionOf(const Pair& pair) {
    return {
        {.label = 1, .score = 0.9F, .box = fractionsFromVoc(pair.detection.voc(), pair.width, pair.height)}};
}

}  // namespace

class ExactOverlapTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void halvesAreJudgedAlike() {
        SplitMix64 random(20261127);
        int halves = 0;
        int below = 0;
        for (int i = 0; i < 6000; ++i) {
            const Pair pair = drawn(random);
            const ImageRecord record = recordOf(pair, i % 2 == 0);
            const auto detections = detectionOf(pair);
            const bool expected = 2 * pair.shared() >= pair.united();
            halves += 2 * pair.shared() == pair.united() ? 1 : 0;
            below += expected ? 0 : 1;
            Evaluator evaluator({"a"});
            evaluator.add(record, detections);
            const Evaluation figures = evaluator.result();
            const double ap = expected ? 1.0 : 0.0;
            QCOMPARE(figures.classes[0].ap_voc07, std::optional(ap));
            QCOMPARE(figures.classes[0].ap_voc10, std::optional(ap));
            QVERIFY(std::abs(*figures.coco.ap50 - ap) < 1e-12);
            for (const MatchProtocol protocol : {MatchProtocol::voc, MatchProtocol::coco}) {
                const Outcome outcome =
                    matchDetections(record, detections, {.protocol = protocol}).detections[0].outcome;
                QCOMPARE(outcome, expected ? Outcome::true_positive : Outcome::localization);
            }
        }
        QVERIFY2(halves > 3500 && below > 500, qPrintable(QString("%1, %2").arg(halves).arg(below)));
    }

    void thresholdsAreReached_data() {
        QTest::addColumn<int>("hundredths");
        for (const int hundredths : {5, 10, 15, 20, 30, 35, 40, 55, 60, 65, 70, 75, 80, 85, 90, 95, 100}) {
            QTest::addRow("%d", hundredths) << hundredths;
        }
    }

    void thresholdsAreReached() {
        // An object 100 px wide and a detection that covers some of its columns.
        QFETCH(int, hundredths);
        const double threshold = hundredths / 100.0;
        for (int h = 1; h < 50; ++h) {
            for (const int less : {0, 1}) {
                const int w = hundredths - less;
                const Pair pair{333, 499, {7, 11, 100, h}, {7, 11, w, h}};
                const ImageRecord record = recordOf(pair, true);
                const auto verdict = w == 0 ? DetectionVerdict{}
                                            : matchDetections(record, detectionOf(pair),
                                                              {.match_iou = threshold, .background_iou = 0.0})
                                                  .detections[0];
                QCOMPARE(verdict.outcome == Outcome::true_positive, less == 0);
            }
        }
    }

    void protocolsDifferOnTakenObjects() {
        // Both detections overlap the left object most; the second also overlaps the right one, by 80 / 120.
        ImageRecord record{.id = "a", .image_exists = true, .width = 200, .height = 100, .objects = {}};
        for (const double x : {0.0, 20.0}) {
            const VocBox voc{x + 1.0, 1.0, x + 100.0, 100.0};
            record.objects.push_back({.label = 1, .box = fractionsFromVoc(voc, 200, 100), .voc = voc});
        }
        const Box left = record.objects[0].box;
        const std::vector<Detection> detections{{1, 0.9F, left, 0}, {1, 0.8F, left, 1}};
        const ImageVerdicts voc = matchDetections(record, detections);
        QCOMPARE(voc.detections[1].outcome, Outcome::duplicate);
        QCOMPARE(voc.detections[1].object, 0);
        const ImageVerdicts coco = matchDetections(record, detections, {.protocol = MatchProtocol::coco});
        QCOMPARE(coco.detections[1].outcome, Outcome::true_positive);
        QCOMPARE(coco.found_by, (std::vector<std::int32_t>{0, 1}));
        // A third finds none free: the only object of its class at the threshold is taken.
        const std::vector<Detection> three{{1, 0.9F, left, 0}, {1, 0.8F, left, 1}, {1, 0.7F, left, 2}};
        QCOMPARE(matchDetections(record, three, {.protocol = MatchProtocol::coco}).detections[2].outcome,
                 Outcome::duplicate);
    }

    void pixelsComeBackFromFractions() {
        SplitMix64 random(7);
        for (int i = 0; i < 3000; ++i) {
            const int width = random.whole(1, 9000);
            const int x = random.whole(0, width - 1);
            const int right = random.whole(x + 1, width);
            const Box box = fractionsFromVoc({x + 1.0, 1.0, static_cast<double>(right), 1.0}, width, 1);
            const PixelBox expected{static_cast<double>(x), 0.0, static_cast<double>(right - x), 1.0};
            QVERIFY(pixelsFromFractions(box, width, 1) == expected);
        }
        // Fractions of pixels are unchanged.
        const PixelBox half = pixelsFromFractions({0.25F, 0.0F, 0.5F, 1.0F}, 10, 10);
        QVERIFY(half == (PixelBox{2.5, 0.0, 2.5, 10.0}));
    }
};

QTEST_APPLESS_MAIN(ExactOverlapTest)
#include "exact_overlap_test.moc"
