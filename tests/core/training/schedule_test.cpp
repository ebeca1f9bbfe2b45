// The learning rate over a run and its early end, compared with hand-worked figures and with torch's
// schedulers.
#include <QTest>
#include <cmath>

#include "core/base/error.hpp"
#include "core/training/plan/class_weights.hpp"
#include "core/training/plan/fitting_options.hpp"
#include "core/training/plan/schedule.hpp"

using namespace priorscope;

namespace {

TrainingOptions planOf(const std::string& schedule, int steps, int warmup = 0) {
    TrainingOptions o;
    o.schedule = schedule;
    o.steps = steps;
    o.learning_rate = 1.0;
    o.warmup_steps = warmup;
    o.drops = {0.5, 0.8};
    return o;
}

bool near(double value, double expected, double tolerance = 1e-12) {
    const bool fine = std::abs(value - expected) <= tolerance;
    if (!fine) {
        qWarning("got %.15g, expected %.15g", value, expected);
    }
    return fine;
}

}  // namespace

class TestSchedule : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void stepsWarmUpAndDrop() {
        const TrainingOptions o = planOf("steps", 100, 10);
        QVERIFY(near(learningRateAt(o, 0), 0.1));
        QVERIFY(near(learningRateAt(o, 5), 0.55));
        QVERIFY(near(learningRateAt(o, 10), 1.0));
        QVERIFY(near(learningRateAt(o, 49), 1.0));
        QVERIFY(near(learningRateAt(o, 50), 0.1));
        QVERIFY(near(learningRateAt(o, 80), 0.01));
    }

    void theConstantRateOnlyWarmsUp() {
        const TrainingOptions o = planOf("constant", 100, 10);
        QVERIFY(near(learningRateAt(o, 0), 0.1));
        QVERIFY(near(learningRateAt(o, 10), 1.0));
        QVERIFY(near(learningRateAt(o, 99), 1.0));
    }

    void theCosineBeginsAfterTheWarmUp() {
        TrainingOptions o = planOf("cosine", 110, 10);
        o.final_rate = 0.2;
        QVERIFY(near(learningRateAt(o, 5), 0.55));
        QVERIFY(near(learningRateAt(o, 10), 1.0));
        QVERIFY(near(learningRateAt(o, 60), 0.6));  // halfway between 1 and 0.2
        // A quarter: 0.2 + 0.8 · (1 + cos 45°) / 2
        QVERIFY(near(learningRateAt(o, 35), 0.2 + 0.8 * (1.0 + std::sqrt(0.5)) / 2.0));
        QVERIFY(learningRateAt(o, 109) > 0.2 && learningRateAt(o, 109) < 0.201);
    }

    // Figures of torch.optim.lr_scheduler.OneCycleLR(max_lr=1, total_steps=100), torch 1.13.1.
    void oneCycleIsTorchs() {
        const TrainingOptions o = planOf("one-cycle", 100);
        QVERIFY(near(learningRateAt(o, 0), 0.04));
        QVERIFY(near(learningRateAt(o, 7), 0.17152216387689723));
        QVERIFY(near(learningRateAt(o, 14), 0.49401332387899954));
        QVERIFY(near(learningRateAt(o, 29), 1.0));
        QVERIFY(near(learningRateAt(o, 30), 0.9994965352845243));
        QVERIFY(near(learningRateAt(o, 64), 0.500002));
        QVERIFY(near(learningRateAt(o, 99), 4e-6));
    }

    void schedulesOfOneStepHaveARate() {
        for (const std::string& name : scheduleNames()) {
            const double rate = learningRateAt(planOf(name, 1), 0);
            QVERIFY2(rate > 0.0 && rate <= 1.0, name.c_str());
        }
    }

    void aTailFallsToAHundredth() {
        const TrainingOptions o = planOf("steps", 1000);
        const RunTail tail = tailAfter(o, 400);
        QCOMPARE(tail, (RunTail{.from = 400, .steps = 40}));
        QCOMPARE(runLength(o, {.tail = tail}), std::int64_t{440});
        QVERIFY(near(learningRateAt(o, 399, {.tail = tail}), 1.0));
        // Half of the tail: 0.01 + 0.99 / 2
        QVERIFY(near(learningRateAt(o, 419, {.tail = tail}), 0.505));
        QVERIFY(near(learningRateAt(o, 439, {.tail = tail}), 0.01));
        QCOMPARE(shareOfRun(o, 300, {.tail = tail}), 0.3);
        QCOMPARE(shareOfRun(o, 400, {.tail = tail}), 1.0);
    }

    void aTailStaysWithinThePlan() {
        const TrainingOptions o = planOf("constant", 1000);
        QCOMPARE(tailAfter(o, 950), (RunTail{.from = 950, .steps = 50}));
        QCOMPARE(tailAfter(o, 3), (RunTail{.from = 3, .steps = 1}));
        QCOMPARE(runLength(o), std::int64_t{1000});
    }

    void whereTheRateHasFallenARunEndsAtOnce() {
        QCOMPARE(tailAfter(planOf("steps", 100), 85), (RunTail{.from = 85, .steps = 0}));
        TrainingOptions other = planOf("steps", 100);
        other.learning_rate = 0.003;  // 0.003 / 10 / 10 is not 0.01 · 0.003
        QCOMPARE(tailAfter(other, 85).steps, std::int64_t{0});
        // One drop is not enough.
        QCOMPARE(tailAfter(planOf("steps", 100), 60), (RunTail{.from = 60, .steps = 6}));
    }

    void shorterRunsWarmUpForLess() {
        const Recipe recipe{.steps = 1400, .batch_size = 16, .learning_rate = 0.1, .warmup_steps = 150};
        TrainingOptions o;
        o.steps = 140;
        QCOMPARE(resolvedOptions(o, recipe, 100).warmup_steps, 15);
        o.steps = 14000;
        QCOMPARE(resolvedOptions(o, recipe, 100).warmup_steps, 150);
        o.warmup_steps = 100;
        o.steps = 140;
        QCOMPARE(resolvedOptions(o, recipe, 100).warmup_steps, 100);
        o.warmup_steps = -1;
        o.schedule = "one-cycle";
        QCOMPARE(resolvedOptions(o, recipe, 100).warmup_steps, 0);
    }

    void accumulatedBatchesCountTogether() {
        TrainingOptions o;
        o.batch_size = 4;
        o.accumulate = 3;
        o.epochs = 2;
        const TrainingOptions resolved = resolvedOptions(o, {}, 30);
        QCOMPARE(resolved.steps, 5);  // 60 images by twelves
        QCOMPARE(epochAt(resolved, 2, 30), std::int64_t{0});
        QCOMPARE(epochAt(resolved, 3, 30), std::int64_t{1});
    }

    void stagesThawFromTheLast() {
        TrainingOptions o = planOf("steps", 100);
        o.frozen_stages = 3;
        o.thaw = {0.1, 0.5};
        QCOMPARE(frozenStagesAt(o, 0), 3);
        QCOMPARE(frozenStagesAt(o, 9), 3);
        QCOMPARE(frozenStagesAt(o, 10), 2);
        QCOMPARE(frozenStagesAt(o, 50), 1);
        QCOMPARE(frozenStagesAt(o, 99), 1);
    }

    void aChangedLengthMovesTheThaw() {
        TrainingOptions o = planOf("steps", 100);
        o.frozen_stages = 1;
        o.thaw = {0.5};
        const auto changed = [](std::int64_t step, double steps) {
            return RunCourse{.changes = {{step, -1, RunChange::Kind::steps, steps}}};
        };
        QCOMPARE(frozenStagesAt(o, 50, changed(40, 200)), 1);
        QCOMPARE(frozenStagesAt(o, 99, changed(40, 200)), 1);
        QCOMPARE(frozenStagesAt(o, 100, changed(40, 200)), 0);
        QCOMPARE(frozenStagesAt(o, 29, changed(20, 60)), 1);
        QCOMPARE(frozenStagesAt(o, 30, changed(20, 60)), 0);
        // Step 50 was its first; what has learnt goes on learning.
        QCOMPARE(frozenStagesAt(o, 60, changed(51, 200)), 0);
        QCOMPARE(frozenStagesAt(o, 60, changed(50, 200)), 1);
    }

    void contradictoryOptionsAreNamed_data() {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("field");
        QTest::newRow("more thaws") << R"({"frozen_stages": 1, "thaw": [0.2, 0.4]})"
                                    << "thaw";
        QTest::newRow("falling thaws") << R"({"frozen_stages": 2, "thaw": [0.4, 0.2]})"
                                       << "thaw";
        QTest::newRow("nesterov alone") << R"({"nesterov": true, "momentum": 0})"
                                        << "nesterov";
        QTest::newRow("smoothed focal") << R"({"label_smoothing": 0.1, "confidence_loss": "focal"})"
                                        << "label_smoothing";
        QTest::newRow("no weight") << R"({"class_weights": "cat"})"
                                   << "class_weights";
        QTest::newRow("weight of 0") << R"({"class_weights": "cat=0"})"
                                     << "class_weights";
        QTest::newRow("empty entry") << R"({"class_weights": "cat=1,"})"
                                     << "class_weights";
        QTest::newRow("decay of 1") << R"({"ema_decay": 1})"
                                    << "ema_decay";
        QTest::newRow("no batches") << R"({"accumulate": 0})"
                                    << "accumulate";
        QTest::newRow("unknown schedule") << R"({"schedule": "linear"})"
                                          << "schedule";
    }

    void contradictoryOptionsAreNamed() {
        QFETCH(QString, json);
        QFETCH(QString, field);
        try {
            trainingOptionsFromJson(nlohmann::json::parse(json.toStdString()), "test");
            QFAIL("accepted");
        } catch (const Error& error) {
            QVERIFY2(QString::fromUtf8(error.what()).contains(field), error.what());
        }
    }

    void whatDoesNotFitTheDetectorIsNamed() {
        const DetectorSpec spec = [] {
            DetectorSpec of_preset = loadDetectorSpec("ssd-tiny");
            of_preset.classes = {"cat", "dog"};
            return of_preset;
        }();
        TrainingOptions o;
        o.frozen_stages = 4;  // ssd-tiny has four
        requireFitting(o, spec, false);
        o.frozen_stages = 5;
        QVERIFY_THROWS_EXCEPTION(Error, requireFitting(o, spec, false));
        o = {};
        o.stage_rates = {0.1, 0.1, 0.1, 0.1, 0.1};
        QVERIFY_THROWS_EXCEPTION(Error, requireFitting(o, spec, false));
        o = {};
        o.early_stopping = 3;
        requireFitting(o, spec, true);
        QVERIFY_THROWS_EXCEPTION(Error, requireFitting(o, spec, false));
        o = {};
        o.class_weights = "cat=2, bird=1";
        QVERIFY_THROWS_EXCEPTION(Error, requireFitting(o, spec, false));
    }

    void patienceNeedsAValidationSplit() {
        TrainingOptions o;
        o.early_stopping = 3;
        QCOMPARE(o.validate().size(), std::size_t{1});
        QCOMPARE(o.validate().front().field, std::string("early_stopping"));
        QCOMPARE(problemsOf(o, false).size(), std::size_t{1});
        QVERIFY(problemsOf(o, true).empty());  // on images that are no split
        o.val_split = "val";
        QVERIFY(o.validate().empty());
    }

    void doubtfulImagesAndClassesAreNamed() {
        QVERIFY(sharedImagesNote({4, 2, 9}, {1, 3}).empty());
        QVERIFY(sharedImagesNote({4, 2, 9}, {}).empty());
        const std::string shared = sharedImagesNote({4, 2, 9}, {1, 2, 9}).text();
        QVERIFY2(shared.find("too: 2 of 3.") != std::string::npos, shared.c_str());
        QVERIFY(unlearntClassesNote({"cat", "dog"}, {1, 2}).empty());
        const std::string two = unlearntClassesNote({"cat", "dog", "cow"}, {0, 2, 0}).text();
        QVERIFY2(two.find(": cat, cow. ") != std::string::npos, two.c_str());
        const std::vector<std::string> many(13, "x");
        const std::string some = unlearntClassesNote(many, std::vector<std::int64_t>(13, 0)).text();
        QVERIFY2(some.find("x and 3 more.") != std::string::npos, some.c_str());
    }

    void weightsOfClassesAreByName() {
        const std::vector<std::string> classes{"cat", "dog", "a=b"};
        QVERIFY(classWeights("", classes, {1, 1, 1}).empty());
        QCOMPARE(classWeights(" dog = 0.5 ,a=b=3", classes, {1, 1, 1}), (std::vector<double>{1.0, 0.5, 3.0}));
        // 90 and 10 objects: 1 / √90 and 1 / √10 times 100 / (√90 + √10) = 7.9057; (90 a + 10 b) / 100 = 1
        const std::vector<double> balanced = classWeights("balanced", classes, {90, 10, 0});
        QVERIFY(near(balanced[0], 0.83333, 1e-5));
        QVERIFY(near(balanced[1], 2.5, 1e-5));
        QCOMPARE(balanced[2], 1.0);
    }
};

QTEST_APPLESS_MAIN(TestSchedule)
#include "schedule_test.moc"
