// Successive edits give the same results as a fresh computation.
#include "core/priors/coverage/coverage_engine.hpp"

#include <QTest>

#include "core/priors/prior_edit.hpp"
#include "tests/support/random_layouts.hpp"

using namespace priorscope;

namespace {

void compareToFresh(const Coverage& coverage, const std::vector<CoverageObject>& objects,
                    const PriorConfig& config, float threshold) {
    const auto fresh = computeCoverage(objects, generatePriors(config), {}, {}, threshold);
    for (std::size_t i = 0; i < objects.size(); ++i) {
        QVERIFY(coverage.best[i].iou == fresh->best[i].iou);
        QCOMPARE(coverage.best[i].prior, fresh->best[i].prior);
    }
    QCOMPARE(coverage.positives, fresh->positives);
    QCOMPARE(coverage.match, fresh->match);
    QVERIFY(coverage.mean_best_iou == fresh->mean_best_iou);
    QCOMPARE(coverage.threshold, threshold);
}

/// One of the workspace's edits.
void editAtRandom(PriorConfig& config, SplitMix64& random) {
    const auto map = static_cast<std::size_t>(random.whole(0, static_cast<int>(config.maps.size()) - 1));
    switch (random.whole(0, 7)) {
        case 0:
            setMapScale(config, map, static_cast<float>(random.between(0.01, 1.0)));
            break;
        case 1:
            setMapExtra(config, map, random.chance(0.5) && !config.maps[map].isFree());
            break;
        case 2:
            if (!config.maps[map].isFree()) {
                addMapRatio(config, map, static_cast<float>(random.between(1.1, 4.0)));
            }
            break;
        case 3:
            removeMapRatio(config, map, 2.0F);
            break;
        case 4:
            freeMapShapes(config, map);
            break;
        case 5:
            config.clip = !config.clip;
            break;
        case 6:
            config.maps[map].on = map == 0 || !config.maps[map].on;
            break;
        default:
            config.maps[map].step = random.chance(0.5) ? 0.0F : static_cast<float>(random.between(5.0, 60.0));
            break;
    }
}

std::shared_ptr<const std::vector<CoverageObject>> sharedObjects(SplitMix64& random,
                                                                 const PriorConfig& config, int count) {
    return std::make_shared<const std::vector<CoverageObject>>(
        fixture::randomObjects(random, generatePriors(config), count));
}

}  // namespace

class CoverageEngineTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void editsEqualAFreshComputation();
    void onlyWhatAnEditTouchesIsComputed();
    void aThresholdChangesThePositivesAlone();
    void stopsAndGoesOn();
    void invalidLayoutsAreRefused();
};

void CoverageEngineTest::editsEqualAFreshComputation() {
    SplitMix64 random(7);
    for (int round = 0; round < 12; ++round) {
        PriorConfig config = fixture::randomLayout(random, random.chance(0.5));
        const auto objects = sharedObjects(random, config, 90);
        CoverageEngine engine(objects);
        float threshold = 0.5F;
        for (int edit = 0; edit < 25; ++edit) {
            const PriorConfig before = config;
            editAtRandom(config, random);
            if (!config.validate().empty()) {
                config = before;
            }
            threshold = random.chance(0.1) ? static_cast<float>(random.between(0.2, 0.8)) : threshold;
            compareToFresh(*engine.update(config, threshold), *objects, config, threshold);
        }
    }
}

void CoverageEngineTest::onlyWhatAnEditTouchesIsComputed() {
    SplitMix64 random(1);
    PriorConfig config = loadPriorConfig("ssd300-voc");
    CoverageEngine engine(sharedObjects(random, config, 100));
    QVERIFY(engine.update(config, 0.5F));
    QCOMPARE(engine.shapesComputed(), 30U);  // 4 + 6 + 6 + 6 + 4 + 4
    const PriorConfig start = config;
    // conv8_2's six shapes, and conv7's extra prior, which follows the scale after it.
    setMapScale(config, 2, 0.4F);
    QVERIFY(engine.update(config, 0.5F));
    QCOMPARE(engine.shapesComputed(), 7U);
    addMapRatio(config, 0, 3.0F);
    QVERIFY(engine.update(config, 0.5F));
    QCOMPARE(engine.shapesComputed(), 2U);
    removeMapRatio(config, 0, 3.0F);
    config.maps[5].on = false;
    config.name = "renamed";
    QVERIFY(engine.update(config, 0.5F));
    QCOMPARE(engine.shapesComputed(), 0U);
    config.maps[5].on = true;
    QVERIFY(engine.update(config, 0.5F));
    QCOMPARE(engine.shapesComputed(), 0U);  // cached from the previous layout
    QVERIFY(engine.update(start, 0.5F));
    QCOMPARE(engine.shapesComputed(), 7U);  // those of the first were dropped
}

void CoverageEngineTest::aThresholdChangesThePositivesAlone() {
    SplitMix64 random(2);
    const PriorConfig config = loadPriorConfig("ssd-tiny");
    const auto objects = sharedObjects(random, config, 100);
    CoverageEngine engine(objects);
    QVERIFY(engine.update(config, 0.5F));
    const auto coverage = engine.update(config, 0.3F);
    QCOMPARE(engine.shapesComputed(), 0U);
    compareToFresh(*coverage, *objects, config, 0.3F);
}

void CoverageEngineTest::stopsAndGoesOn() {
    SplitMix64 random(3);
    const PriorConfig config = loadPriorConfig("ssd300-voc");
    const auto objects = sharedObjects(random, config, 50);
    CoverageEngine engine(objects);
    std::stop_source source;
    const auto stop_at_tenth = [&source](const Progress& progress) {
        QCOMPARE(progress.total, 30);
        if (progress.done == 10) {
            source.request_stop();
        }
    };
    QVERIFY(!engine.update(config, 0.5F, source.get_token(), stop_at_tenth));
    const auto coverage = engine.update(config, 0.5F);
    QCOMPARE(engine.shapesComputed(), 20U);  // ten of the thirty were known
    compareToFresh(*coverage, *objects, config, 0.5F);
}

void CoverageEngineTest::invalidLayoutsAreRefused() {
    CoverageEngine engine(std::make_shared<const std::vector<CoverageObject>>());
    QVERIFY_THROWS_EXCEPTION(Error, engine.update(PriorConfig{}, 0.5F));
    const auto nothing = engine.update(loadPriorConfig("ssd300-voc"), 0.5F);
    QVERIFY(nothing->best.empty());
    QVERIFY(!nothing->mean_best_iou);
}

QTEST_APPLESS_MAIN(CoverageEngineTest)
#include "coverage_engine_test.moc"
