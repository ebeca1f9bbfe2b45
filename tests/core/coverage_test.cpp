#include "core/priors/coverage.hpp"

#include <QTest>
#include <cmath>
#include <random>

using namespace priorscope;

namespace {

BestPrior bruteForce(const Box& object, const PriorSet& priors) {
    BestPrior best;
    for (std::size_t i = 0; i < priors.boxes.size(); ++i) {
        const float iou = intersectionOverUnion(object, priors.boxes[i]);
        if (iou > best.iou) {
            best = {iou, static_cast<std::int32_t>(i)};
        }
    }
    return best;
}

/// Seeded values without the distributions of the standard library, whose results vary between libraries.
class Values {
  public:
    explicit Values(unsigned seed) : m_engine(seed) {}
    double unit() { return static_cast<double>(m_engine() >> 8U) / 16777216.0; }
    double between(double low, double high) { return low + (high - low) * unit(); }
    int whole(int low, int high) { return low + static_cast<int>(unit() * (high - low + 1)); }

  private:
    std::mt19937 m_engine;
};

PriorConfig randomLayout(Values& values, bool clip) {
    PriorConfig config{.name = "random", .input_size = 300, .clip = clip, .variances = {}, .maps = {}};
    const int maps = values.whole(1, 4);
    for (int k = 0; k < maps; ++k) {
        PriorMap map;
        map.rows = values.unit() < 0.2 ? 1 : values.whole(1, 20);
        map.cols = values.unit() < 0.3 ? map.rows : values.whole(1, 20);
        map.step = values.unit() < 0.3 ? static_cast<float>(values.whole(5, 100)) : 0.0F;
        map.scale = static_cast<float>(std::pow(10.0, values.between(-2.5, 0.2)));
        map.extra_scale = values.unit() < 0.3 ? 0.0F : static_cast<float>(values.between(0.05, 1.2));
        map.max_side = values.unit() < 0.2 ? 1.0F : 0.0F;
        if (values.unit() < 0.7) {
            map.ratios = {2.0F, 3.0F};
        }
        config.maps.push_back(map);
    }
    return config;
}

Box randomObject(Values& values) {
    const auto side = [&] { return std::pow(10.0, values.between(-4.0, 0.0)); };
    const double w = side();
    const double h = values.unit() < 0.3 ? w : side();
    const double x = values.between(-0.1, 1.0);
    const double y = values.between(-0.1, 1.0);
    Box box{static_cast<float>(x), static_cast<float>(y), static_cast<float>(x + w),
            static_cast<float>(y + h)};
    const double kind = values.unit();
    if (kind < 0.1) {
        box = {0, 0, 1, 1};
    } else if (kind < 0.25) {
        box.x_min = 0.0F;  // on the border
    } else if (kind < 0.4) {
        box.y_max = 1.0F;
    } else if (kind < 0.45) {
        box.x_max = box.x_min;  // no area
    }
    return box;
}

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
        Values values(clip ? 2 : 1);
        for (int layout = 0; layout < 150; ++layout) {
            const PriorSet priors = generatePriors(randomLayout(values, clip));
            std::vector<CoverageObject> objects;
            for (int i = 0; i < 60; ++i) {
                objects.push_back(objectOf(randomObject(values)));
            }
            const auto coverage = computeCoverage(objects, priors);
            for (std::size_t i = 0; i < objects.size(); ++i) {
                const BestPrior expected = bruteForce(objects[i].box, priors);
                QVERIFY(coverage->best[i].iou == expected.iou);  // exactly: QCOMPARE would allow for rounding
                QCOMPARE(coverage->best[i].prior, expected.prior);
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
                QCOMPARE(coverage->best[i].prior, bruteForce(objects[i].box, priors).prior);
            }
        }
    }

    void handWorkedFigures() {
        // One square prior of half the side in the middle: 0.25 to 0.75.
        PriorConfig config;
        config.maps = {{.name = "m", .scale = 0.5F}};
        const PriorSet priors = generatePriors(config);
        const std::vector<CoverageObject> objects{
            objectOf({0.25F, 0.25F, 0.75F, 0.75F}),  // 1
            objectOf({0.25F, 0.25F, 0.75F, 0.5F}),   // half of it
            objectOf({0.0F, 0.0F, 1.0F, 1.0F}),      // four times it
            objectOf({0.0F, 0.0F, 0.25F, 0.25F})};   // touches the corner
        const auto coverage = computeCoverage(objects, priors);
        QCOMPARE(coverage->best[1].iou, 0.5F);
        QCOMPARE(coverage->best[2].iou, 0.25F);
        QCOMPARE(coverage->best[3].prior, -1);
        QCOMPARE(coverage->mean_best_iou, (1.0 + 0.5 + 0.25) / 4.0);
        QCOMPARE(coverage->recall(0.5F), 0.5);  // exactly 0.5 counts
        QCOMPARE(coverage->recall(0.6F), 0.25);
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
