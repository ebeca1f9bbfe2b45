#include "core/priors/coverage.hpp"

#include <QTest>
#include <cmath>

#include "core/priors/matching.hpp"
#include "tests/support/random_layouts.hpp"

using namespace priorscope;

namespace {

CoverageObject objectOf(const Box& box) {
    return {.image = 0, .object = 0, .label = 1, .box = box};
}

}  // namespace

class CoverageTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void equalsBruteForce_data() {
        QTest::addColumn<bool>("clip");
        QTest::newRow("unclipped") << false;
        QTest::newRow("clipped") << true;
    }

    void equalsBruteForce() {
        QFETCH(bool, clip);
        SplitMix64 random(clip ? 2 : 1);
        for (int layout = 0; layout < 400; ++layout) {
            const PriorSet priors = generatePriors(fixture::randomLayout(random, clip));
            const auto objects = fixture::randomObjects(random, priors, 60);
            const float threshold = random.chance(0.5) ? 0.5F : static_cast<float>(random.between(0.1, 0.9));
            const auto coverage = computeCoverage(objects, priors, {}, {}, threshold);
            std::vector<std::int64_t> of_maps(priors.config.maps.size());
            for (std::size_t i = 0; i < objects.size(); ++i) {
                for (std::size_t p = 0; p < priors.boxes.size(); ++p) {
                    const bool reaches = intersectionOverUnion(objects[i].box, priors.boxes[p]) >= threshold;
                    of_maps[static_cast<std::size_t>(priorAddress(priors.config, p).map)] += reaches ? 1 : 0;
                }
                const auto expected = fixture::bruteForce(objects[i].box, priors, threshold);
                const BestPrior& best = coverage->best[i];
                QVERIFY(best.iou == expected.best.iou);  // exactly: QCOMPARE would allow for rounding
                QCOMPARE(best.prior, expected.best.prior);
                QCOMPARE(coverage->positives[i], expected.positives);
            }
            QCOMPARE(coverage->map_positives, of_maps);
        }
    }

    /// The match of an object is that of the loss: matchPriors forces each object's best prior.
    void matchesAreThoseOfTheLoss() {
        SplitMix64 random(3);
        for (int layout = 0; layout < 100; ++layout) {
            const PriorSet priors = generatePriors(fixture::randomLayout(random, false));
            const auto objects = fixture::randomObjects(random, priors, 30);
            const auto coverage = computeCoverage(objects, priors);
            for (std::size_t i = 0; i < objects.size(); ++i) {
                const std::size_t first = i - objects[i].object;
                const std::size_t end = std::min(first + 3, objects.size());
                std::vector<Box> of_image;
                for (std::size_t k = first; k < end; ++k) {
                    of_image.push_back(objects[k].box);
                }
                const auto matches = matchPriors(priors.boxes, of_image, {});
                const BestPrior& best = coverage->best[i];
                if (coverage->positives[i] == 0 && best.prior >= 0) {
                    const bool is_kept = matches[static_cast<std::size_t>(best.prior)] ==
                                         static_cast<std::int32_t>(objects[i].object);
                    QCOMPARE(coverage->match[i] == ObjectMatch::forced, is_kept);
                }
                QCOMPARE(coverage->match[i] == ObjectMatch::positive, best.iou >= 0.5F);
            }
        }
    }

    void priorsThemselvesAreCoveredPerfectly() {
        for (const std::string& name : priorPresetNames()) {
            const PriorSet priors = generatePriors(loadPriorConfig(name));
            std::vector<CoverageObject> objects;
            for (std::size_t i = 0; i < priors.boxes.size(); i += 3) {
                objects.push_back(objectOf(priors.boxes[i]));
            }
            const auto coverage = computeCoverage(objects, priors);
            for (std::size_t i = 0; i < objects.size(); ++i) {
                QCOMPARE(coverage->best[i].iou, 1.0F);
                QCOMPARE(coverage->best[i].prior,
                         fixture::bruteForce(objects[i].box, priors, 0.5F).best.prior);
            }
        }
    }

    void handWorkedFigures() {
        // One square prior of half the side in the middle: 0.25 to 0.75.
        PriorConfig config;
        config.maps = {{.name = "m", .scale = 0.5F}};
        const PriorSet priors = generatePriors(config);
        std::vector<CoverageObject> objects{objectOf({0.25F, 0.25F, 0.75F, 0.75F}),  // 1
                                            objectOf({0.25F, 0.25F, 0.75F, 0.5F}),   // half of it
                                            objectOf({0.0F, 0.0F, 1.0F, 1.0F}),      // four times it
                                            objectOf({0.0F, 0.0F, 0.25F, 0.25F})};   // touches the corner
        for (std::size_t i = 0; i < objects.size(); ++i) {
            objects[i].object = i;
        }
        const auto coverage = computeCoverage(objects, priors);
        QCOMPARE(coverage->best[1].iou, 0.5F);
        QCOMPARE(coverage->best[2].iou, 0.25F);
        QCOMPARE(coverage->best[3].prior, -1);
        QCOMPARE(coverage->mean_best_iou, (1.0 + 0.5 + 0.25) / 4.0);
        QCOMPARE(coverage->recall(0.5F), 0.5);  // exactly 0.5 counts
        QCOMPARE(coverage->recall(0.6F), 0.25);
        QCOMPARE(coverage->positives, (std::vector<std::int32_t>{1, 1, 0, 0}));
        // All of one image: the third wants the only prior, but so does the fourth, which overlaps nothing
        // and is given the first.
        QCOMPARE(coverage->match, (std::vector<ObjectMatch>{ObjectMatch::positive, ObjectMatch::positive,
                                                            ObjectMatch::none, ObjectMatch::none}));
    }

    void aLaterObjectTakesTheForcedPrior() {
        PriorConfig config;
        config.maps = {{.name = "m", .scale = 0.5F}};
        std::vector<CoverageObject> objects(3, objectOf({0.0F, 0.0F, 1.0F, 1.0F}));
        objects[1].object = 1;
        objects[2].image = 1;
        const auto coverage = computeCoverage(objects, generatePriors(config));
        QCOMPARE(coverage->match,
                 (std::vector<ObjectMatch>{ObjectMatch::none, ObjectMatch::forced, ObjectMatch::forced}));
    }

    void thresholdsOutOfRangeAreRefused() {
        const PriorSet priors = generatePriors(loadPriorConfig("ssd-tiny"));
        QVERIFY_THROWS_EXCEPTION(Error, computeCoverage({}, priors, {}, {}, 0.0F));
        QVERIFY_THROWS_EXCEPTION(Error, computeCoverage({}, priors, {}, {}, 1.5F));
    }

    void noObjects() {
        const auto coverage = computeCoverage({}, generatePriors(loadPriorConfig("ssd-tiny")));
        QCOMPARE(coverage->recall(0.5F), 1.0);
        QCOMPARE(coverage->mean_best_iou, 0.0);
    }

    void nonFiniteObjectsAreNamed() {
        const std::vector<CoverageObject> objects{objectOf({0, 0, 1, 1}),
                                                  {.image = 7, .object = 2, .box = {0, 0, INFINITY, 1}}};
        try {
            computeCoverage(objects, generatePriors(loadPriorConfig("ssd-tiny")));
            QFAIL("infinity must be refused");
        } catch (const Error& error) {
            QVERIFY(QString(error.what()).contains("object 2 of image 7"));
        }
    }

    void stopsWhenAsked() {
        std::stop_source source;
        source.request_stop();
        const std::vector<CoverageObject> objects(1000, objectOf({0, 0, 1, 1}));
        QVERIFY(!computeCoverage(objects, generatePriors(loadPriorConfig("ssd-tiny")), source.get_token()));
    }

    void objectsAreTakenAfterTheResize() {
        // 200 x 100: letterboxed it fills the middle half of the height.
        Dataset dataset;
        dataset.classes = {"a"};
        ImageRecord image{.id = "1", .annotation_file = {}, .image_file = {}, .width = 200, .height = 100};
        image.objects = {{.label = 1, .box = {0, 0, 1, 1}},
                         {.label = 1, .box = {0, 0, 1, 1}, .difficult = true}};
        dataset.images.push_back(image);
        dataset.images.push_back({.id = "2", .width = 0, .height = 0, .objects = image.objects});
        const auto stretched = coverageObjects(dataset, "", false, ResizeMode::stretch);
        QCOMPARE(stretched.size(), std::size_t{1});  // neither the difficult one nor the image without size
        QCOMPARE(stretched[0].box, (Box{0, 0, 1, 1}));
        const auto boxed = coverageObjects(dataset, "", true, ResizeMode::letterbox);
        QCOMPARE(boxed.size(), std::size_t{2});
        QCOMPARE(boxed[0].box, (Box{0, 0.25F, 1, 0.75F}));
    }
};

QTEST_APPLESS_MAIN(CoverageTest)
#include "coverage_test.moc"
