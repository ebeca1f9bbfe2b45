#include "core/priors/coverage/coverage.hpp"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <cmath>

#include "core/augmentation/augmentation_plan.hpp"
#include "core/formats/voc/voc_reader.hpp"
#include "core/priors/matching.hpp"
#include "tests/support/random_layouts.hpp"
#include "tests/support/real_data.hpp"

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
                QVERIFY(best.iou == expected.best.iou);  // exactly: QCOMPARE would tolerate rounding
                QCOMPARE(best.prior, expected.best.prior);
                QCOMPARE(coverage->positives[i], expected.positives);
            }
            QCOMPARE(coverage->map_positives, of_maps);
        }
    }

    /// An object's match is that of the loss: matchPriors forces each object's best prior.
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
        // One square prior of half the side at the centre: 0.25 to 0.75.
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
        QCOMPARE(coverage->mean_best_iou.value(), (1.0 + 0.5 + 0.25) / 4.0);
        QCOMPARE(coverage->recall(0.5F).value(), 0.5);  // exactly 0.5 counts
        QCOMPARE(coverage->recall(0.6F).value(), 0.25);
        QCOMPARE(coverage->positives, (std::vector<std::int32_t>{1, 1, 0, 0}));
        // All in one image: the third wants the only prior, but so does the fourth, which overlaps nothing
        // and is matched to the first.
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
        QVERIFY(!coverage->recall(0.5F));
        QVERIFY(!coverage->mean_best_iou);
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
        const auto stretched =
            coverageObjects(dataset, ImageSelection::ofSplit(dataset, ""), false, ResizeMode::stretch);
        QCOMPARE(stretched.size(), std::size_t{1});  // neither the difficult one nor the image without size
        QCOMPARE(stretched[0].box, (Box{0, 0, 1, 1}));
        const auto boxed =
            coverageObjects(dataset, ImageSelection::ofSplit(dataset, ""), true, ResizeMode::letterbox);
        QCOMPARE(boxed.size(), std::size_t{2});
        QCOMPARE(boxed[0].box, (Box{0, 0.25F, 1, 0.75F}));
    }

    void vocIsCoveredAsTorchvisionSays() {
        // No box of VOC2007 extends outside its image, so clipping changes nothing here.
        PRIORSCOPE_REAL_DATA(folder, "VOCdevkit/VOC2007");
        PRIORSCOPE_REAL_DATA(figures, "reference/expected_coverage_voc2007.json");
        QFile file(QString::fromStdString(figures.string()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject expected = QJsonDocument::fromJson(file.readAll()).object()["coverage"].toObject();
        const Dataset dataset = readVocDataset(folder).value();
        const PriorSet priors = generatePriors(loadPriorConfig("ssd300-voc"));
        for (const char* split : {"trainval", "test"}) {
            for (const bool difficult : {false, true}) {
                const QString key = QStringLiteral("unclipped/A/%1/%2")
                                        .arg(split, difficult ? "with_difficult" : "nondifficult");
                const QJsonObject row = expected[key].toObject();
                const auto objects = coverageObjects(dataset, ImageSelection::ofSplit(dataset, split),
                                                     difficult, ResizeMode::stretch);
                const auto coverage = computeCoverage(objects, priors);
                QCOMPARE(static_cast<int>(objects.size()), row["n"].toInt());
                QVERIFY(std::abs(*coverage->mean_best_iou - row["mean_best_iou"].toDouble()) < 1e-6);
                for (const auto& [name, threshold] : {std::pair("0.5", 0.5F), std::pair("0.7", 0.7F)}) {
                    const double covered = *coverage->recall(threshold) * static_cast<double>(objects.size());
                    const int near = row[QStringLiteral("near_%1").arg(name)].toInt();
                    QVERIFY(std::abs(covered - row[QStringLiteral("ge_%1").arg(name)].toInt()) < near + 0.5);
                }
            }
        }
    }

    void boxesAreClippedAsTrainingClipsThem() {
        Dataset dataset;
        dataset.classes = {"a"};
        ImageRecord image{.id = "1", .annotation_file = {}, .image_file = {}, .width = 200, .height = 100};
        image.objects = {{.label = 1, .box = {-0.5F, 0.25F, 0.5F, 2.0F}},
                         {.label = 1, .box = {1.0F, 0.0F, 1.5F, 1.0F}},    // touches the image only
                         {.label = 1, .box = {-1.0F, -1.0F, 2.0F, 0.0F}},  // above it
                         {.label = 1, .box = {0.75F, 0.0F, 1.0F, 1.0F}}};
        dataset.images.push_back(image);
        for (const ResizeMode resize : {ResizeMode::stretch, ResizeMode::letterbox}) {
            const auto objects =
                coverageObjects(dataset, ImageSelection::ofSplit(dataset, ""), false, resize);
            const ResizeMapping mapping = resizeMapping(200, 100, 1 << 20, resize);
            QCOMPARE(objects.size(), std::size_t{2});
            QCOMPARE(objects[0].object, std::size_t{0});
            QCOMPARE(objects[0].box, mapping.inputFromImage({0.0F, 0.25F, 0.5F, 1.0F}));
            QCOMPARE(objects[1].object, std::size_t{3});
            // Exactly the objects that training uses.
            const AugmentationPlan plan({.set = "none"}, {}, {.size = 1 << 20, .resize = resize},
                                        DatasetSamples(dataset, {0}, false));
            const std::vector<AugmentedObject>& trained = plan.boxes();
            QCOMPARE(trained.size(), objects.size());
            for (std::size_t i = 0; i < trained.size(); ++i) {
                QCOMPARE(trained[i].object, objects[i].object);
                QCOMPARE(trained[i].box, objects[i].box);
            }
        }
    }
};

QTEST_APPLESS_MAIN(CoverageTest)
#include "coverage_test.moc"
