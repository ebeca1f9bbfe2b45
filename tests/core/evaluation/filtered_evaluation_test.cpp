// Evaluation under a filter: objects that it hides are neither rewarded nor punished, by hand and at random.
#include <QTest>
#include <algorithm>
#include <array>
#include <cmath>

#include "core/dataset/filter_text.hpp"
#include "core/evaluation/evaluation.hpp"
#include "core/evaluation/looked_at.hpp"
#include "core/evaluation/rescoring/slices.hpp"
#include "core/evaluation/tide.hpp"
#include "core/evaluation/verdicts.hpp"
#include "split_scene.hpp"

using namespace priorscope;

namespace {

constexpr std::array kModes{DifficultObjects::ignore, DifficultObjects::remove, DifficultObjects::keep};
const std::vector<std::string> kNames{"a", "b"};

std::optional<ImageFilter> filter(const std::string& text) {
    return filterFromText(text, kNames);
}

/// @param x, y, side  pixels of an image of 200 × 200
Box square(int x, int y, int side) {
    return fractionsFromVoc({x + 1.0, y + 1.0, static_cast<double>(x + side), static_cast<double>(y + side)},
                            200, 200);
}

Annotation object(const Box& box, int label = 1) {
    return {.label = label, .box = box, .voc = vocFromFractions(box, 200, 200)};
}

Detection detection(float score, const Box& box, int label = 1) {
    return {.label = label, .score = score, .box = box};
}

ImageRecord imageOf(std::vector<Annotation> objects) {
    return {.image_exists = true, .width = 200, .height = 200, .objects = std::move(objects)};
}

bool isNear(std::optional<double> value, double expected) {
    return value && std::abs(*value - expected) < 1e-12;
}

const Box kSmall = square(0, 0, 10);
const Box kMedium = square(20, 0, 50);
const Box kLarge = square(80, 80, 110);
const Box kNowhere = square(0, 150, 40);

/// Two images with a small and a medium object each. In the first both are found, the small one twice; in the
/// second the medium one alone, after a detection of nothing.
struct TwoImages {
    std::array<ImageRecord, 2> images{imageOf({object(kSmall), object(kMedium)}),
                                      imageOf({object(kMedium), object(kSmall)})};
    std::array<std::vector<Detection>, 2> detections{
        std::vector{detection(0.9F, kSmall), detection(0.85F, kSmall), detection(0.8F, kMedium)},
        std::vector{detection(0.7F, kNowhere), detection(0.6F, kMedium)}};

    ScoredImage scored(std::size_t image, const std::optional<ImageFilter>& filter) const {
        return scoredImage(images[image], detections[image], filter);
    }
    Evaluation evaluate(const std::optional<ImageFilter>& filter,
                        DifficultObjects difficult = DifficultObjects::ignore) const {
        Evaluator evaluator(kNames, difficult);
        evaluator.add(scored(0, filter));
        evaluator.add(scored(1, filter));
        return evaluator.result();
    }
};

/// Whether every figure is the same to the last bit.
bool areSame(const Evaluation& a, const Evaluation& b) {
    const auto figures = [](const Evaluation& e) {
        const CocoFigures& c = e.coco;
        std::vector<std::optional<double>> all{e.map_voc07, e.map_voc10, c.ap,        c.ap50,    c.ap75,
                                               c.ap_small,  c.ap_medium, c.ap_large,  c.ar1,     c.ar10,
                                               c.ar100,     c.ar_small,  c.ar_medium, c.ar_large};
        for (const ClassEvaluation& each : e.classes) {
            all.insert(all.end(), {each.ap_voc07, each.ap_voc10, each.ap50});
            all.emplace_back(static_cast<double>(each.positives));
        }
        return all;
    };
    return figures(a) == figures(b);
}

}  // namespace

class FilteredEvaluationTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void precisionByHand() {
        const TwoImages scene;
        // Right, duplicate, right, wrong, right of four: precision 1, 2/3, 3/5 at recall 1/4, 2/4, 3/4.
        const Evaluation all = scene.evaluate({});
        QCOMPARE(all.classes[0].positives, 4);
        QVERIFY(isNear(all.classes[0].ap_voc10, (1.0 + 2.0 / 3.0 + 3.0 / 5.0) / 4.0));
        // Without the small ones: right, wrong, right of two.
        for (const DifficultObjects mode : kModes) {
            const Evaluation shown = scene.evaluate(filter("area>=1024"), mode);
            QCOMPARE(shown.classes[0].positives, 2);
            QVERIFY(isNear(shown.classes[0].ap_voc10, (1.0 + 2.0 / 3.0) / 2.0));
            // Recalls 0 to 0.5 at precision 1, 0.6 to 1 at 2/3.
            QVERIFY(isNear(shown.classes[0].ap_voc07, (6.0 + 5.0 * 2.0 / 3.0) / 11.0));
        }
        // The other way round: right, duplicate and wrong of two; the medium ones are not missed.
        const Evaluation small = scene.evaluate(filter("area<1024"));
        QCOMPARE(small.classes[0].positives, 2);
        QVERIFY(isNear(small.classes[0].ap_voc10, 0.5));
    }

    /// A class is a reason to choose an image, not to hide the others in it.
    void classesHideNothing() {
        TwoImages scene;
        scene.images[0].objects[0].label = 2;
        QVERIFY(areSame(scene.evaluate(filter("class=b difficult=shown")), scene.evaluate({})));
        QVERIFY(areSame(scene.evaluate(filter("b objects>=1 difficult=shown")), scene.evaluate({})));
    }

    void rangesOfAreaHoldForTheShown() {
        const ImageRecord image = imageOf({object(kSmall), object(kMedium), object(kLarge)});
        const std::vector<Detection> detections{detection(0.9F, kSmall), detection(0.8F, kMedium)};
        Evaluator evaluator(kNames);
        evaluator.add(scoredImage(image, detections, filter("width>20")));
        const CocoFigures coco = evaluator.result().coco;
        QVERIFY(!coco.ap_small && !coco.ar_small);
        QVERIFY(isNear(coco.ap_medium, 1.0) && isNear(coco.ar_medium, 1.0));
        QVERIFY(isNear(coco.ap_large, 0.0) && isNear(coco.ar_large, 0.0));
        // Recalls 0 to 0.5, 51 of 101, at precision 1.
        QVERIFY(isNear(coco.ap, 51.0 / 101.0) && isNear(coco.ar100, 0.5));
    }

    void verdictsByHand() {
        const TwoImages scene;
        for (const MatchProtocol protocol : {MatchProtocol::voc, MatchProtocol::coco}) {
            const ImageVerdicts verdicts =
                matchDetections(scene.scored(0, filter("area>=1024")), {.protocol = protocol});
            QCOMPARE(verdicts.detections[0].outcome, Outcome::ignored);
            QCOMPARE(verdicts.detections[2].outcome, Outcome::true_positive);
            QCOMPARE(verdicts.objects[0], ObjectVerdict::difficult);
            VerdictCounts counts;
            counts.add(verdicts);
            counts.add(matchDetections(scene.scored(1, filter("area>=1024")), {.protocol = protocol}));
            QCOMPARE(counts.objects, 2);
            QCOMPARE(counts.missed(), 0);
            QCOMPARE(counts.truePositives(), 2);
        }
        // VOC ignores every detection of it.
        QCOMPARE(matchDetections(scene.scored(0, filter("area>=1024")), {}).detections[1].outcome,
                 Outcome::ignored);
    }

    void errorsByCause() {
        const TwoImages scene;
        TideAnalysis tide({});
        tide.add(scene.scored(0, filter("area>=1024")));
        tide.add(scene.scored(1, filter("area>=1024")));
        const auto counts = tide.result().counts;
        QCOMPARE(counts[static_cast<std::size_t>(ErrorCause::duplicate)], 0);
        QCOMPARE(counts[static_cast<std::size_t>(ErrorCause::missed)], 0);
        QCOMPARE(counts[static_cast<std::size_t>(ErrorCause::background)], 1);
        TideAnalysis whole({});
        whole.add(scene.scored(0, {}));
        whole.add(scene.scored(1, {}));
        QCOMPARE(whole.result().counts[static_cast<std::size_t>(ErrorCause::duplicate)], 1);
        QCOMPARE(whole.result().counts[static_cast<std::size_t>(ErrorCause::missed)], 1);
    }

    /// Live figures: a detection of another class on a hidden object is not confused with it.
    void splitsByHand() {
        Dataset dataset;
        dataset.classes = kNames;
        dataset.images.push_back(imageOf({object(kSmall), object(kMedium)}));
        CandidateStore store;
        store.add({.floor = 0.01F,
                   .items = {{.label = 1, .score = 0.8F, .box = kMedium},
                             {.label = 2, .score = 0.9F, .box = kSmall, .prior = 1}}});
        const KeptCandidates kept = keepCandidates(store, {}).value();
        const std::vector<std::size_t> images{0};
        const auto judgedUnder = [&](const std::optional<ImageFilter>& shown) {
            return judgeKept(store, kept, truthOf(dataset, images, shown), {}).value();
        };
        const JudgedSplit all = judgedUnder({});
        QCOMPARE(all.counts, (std::vector<bool>{true, true}));
        QCOMPARE(all.pairs.size(), 1U);
        QCOMPARE(std::ranges::count(all.outcomes, Outcome::classification), 1);
        const JudgedSplit shown = judgedUnder(filter("area>=1024"));
        QCOMPARE(shown.counts, (std::vector<bool>{false, true}));
        QVERIFY(shown.pairs.empty());
        QCOMPARE(std::ranges::count(shown.outcomes, Outcome::true_positive), 1);
        QCOMPARE(std::ranges::count(shown.outcomes, Outcome::background), 1);

        const std::vector<TruthImage> truth = truthOf(dataset, images, filter("area>=1024"));
        const SplitSlices slices(dataset, images, truth, {});
        const auto difficult = countSlices(slices, SliceKind::difficult, store, kept, shown, 0.0F);
        QCOMPARE(difficult[0].objects, 1);
        QCOMPARE(difficult[1].objects, 0);  // hidden is not difficult
    }

    void countsByHand() {
        Dataset dataset;
        dataset.classes = kNames;
        // Small: plain, difficult. Medium: plain, difficult, a crowd.
        std::vector<Annotation> objects{object(kSmall), object(kSmall), object(kMedium), object(kMedium),
                                        object(kMedium)};
        objects[1].difficult = objects[3].difficult = objects[4].difficult = objects[4].crowd = true;
        dataset.images.push_back(imageOf(objects));
        dataset.images.push_back(imageOf({object(kSmall)}));
        const std::vector<std::size_t> images{0, 1};
        const auto counted = [&](const std::string& text, DifficultObjects mode) {
            const LookedAt found = lookedAt(dataset, images, *filter(text), mode);
            return std::array{found.images, found.objects, found.ignored};
        };
        using Counts = std::array<std::int64_t, 3>;
        QCOMPARE(counted("area<1024 difficult=shown", DifficultObjects::ignore), (Counts{2, 2, 1}));
        QCOMPARE(counted("area<1024 difficult=shown", DifficultObjects::keep), (Counts{2, 3, 2}));
        QCOMPARE(counted("area<1024 difficult=shown", DifficultObjects::remove), (Counts{2, 2, 2}));
        QCOMPARE(counted("area<1024", DifficultObjects::ignore), (Counts{2, 2, 1}));
        QCOMPARE(counted("area<1024", DifficultObjects::keep), (Counts{2, 2, 3}));
        QCOMPARE(counted("difficult=shown", DifficultObjects::ignore), (Counts{2, 3, 0}));
    }

    /// Hidden is as if it were marked difficult; to hide nothing changes nothing.
    void equalsMarkedObjects_data() {
        QTest::addColumn<int>("seed");
        for (int seed = 0; seed < 20; ++seed) {
            QTest::addRow("%d", seed) << seed;
        }
    }

    void equalsMarkedObjects() {
        QFETCH(int, seed);
        std::mt19937 random(static_cast<unsigned>(seed));
        split_scene::Scene scene = split_scene::randomScene(random, 12);
        const std::vector<std::string> names{"a", "b", "c", "d"};
        const auto shown = filterFromText("share<6 aspect<1.5 difficult=shown", names);
        const auto nothing_hidden = filterFromText("difficult=shown", names);
        int hidden = 0;
        for (const DifficultObjects mode : kModes) {
            Evaluator filtered(names, mode);
            Evaluator marked(names);  // to ignore
            Evaluator open(names, mode);
            Evaluator plain(names, mode);
            for (std::size_t i = 0; i < scene.dataset.images.size(); ++i) {
                ImageRecord record = scene.dataset.images[i].copy();
                for (Annotation& each : record.objects) {
                    each.voc = vocFromFractions(each.box, record.width, record.height);
                }
                const std::vector<Detection> found = selectDetections(scene.candidates[i], {});
                filtered.add(scoredImage(record, found, shown));
                open.add(scoredImage(record, found, nothing_hidden));
                plain.add(scoredImage(record, found));
                // What the mode says of difficult objects holds for the shown ones.
                ImageRecord changed = record;
                changed.objects.clear();
                for (const Annotation& each : record.objects) {
                    const bool is_shown = isObjectShown(record, each, shown);
                    hidden += is_shown ? 0 : 1;
                    if (is_shown && each.difficult && mode == DifficultObjects::remove) {
                        continue;
                    }
                    changed.objects.push_back(each);
                    changed.objects.back().difficult =
                        !is_shown || (each.difficult && mode == DifficultObjects::ignore);
                }
                marked.add(scoredImage(changed, found));
            }
            QVERIFY(areSame(filtered.result(), marked.result()));
            QVERIFY(areSame(open.result(), plain.result()));
            QVERIFY(!areSame(filtered.result(), plain.result()));
        }
        QVERIFY(hidden > 3);
    }
};

QTEST_APPLESS_MAIN(FilteredEvaluationTest)
#include "filtered_evaluation_test.moc"
