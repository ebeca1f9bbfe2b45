// What goes wrong in a run is noticed once, and not where nothing is wrong. Figures are made by hand.
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <fstream>

#include "core/base/error.hpp"
#include "core/training/trouble/trouble_watch.hpp"

using namespace priorscope;
namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kMany = 1'000'000;  // images of an epoch that does not end

TrainingOptions options() {
    TrainingOptions o;
    o.steps = 10'000;
    o.batch_size = 4;
    return o;
}

TroubleWatch watch(const TrainingOptions& o = options(), const std::vector<Trouble>& found = {}) {
    return {o,
            {"cat", "dog", "bird"},
            {{"fine", "8 × 8 px"}, {"fine", "11 × 6 px"}, {"coarse", "64 × 64 px"}, {"coarse", "90 × 45 px"}},
            found};
}

StepMetrics metrics(std::int64_t step, double loss, double rate = 0.001, double wait = 0.0) {
    StepMetrics m;
    m.step = step;
    m.loss = loss;
    m.learning_rate = rate;
    m.wait_share = wait;
    return m;
}

}  // namespace

class TroubleTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aJumpOfTheLossIsTold() {
        TroubleWatch found = watch();
        for (std::int64_t step = 1; step <= 60; ++step) {
            QVERIFY(found.step(metrics(step, step % 2 == 0 ? 2.0 : 2.5), {}, kMany).empty());
        }
        // A batch of few objects: nothing unusual.
        QVERIFY(found.step(metrics(61, 4.9), {}, kMany).empty());
        const std::vector<Trouble> told = found.step(metrics(62, 10.0), {}, kMany);
        QCOMPARE(told.size(), std::size_t{1});
        QVERIFY(told[0].kind == TroubleKind::spike && told[0].step == 62);
        QCOMPARE(told[0].figures, (std::vector<double>{10.0, 2.5}));
        QVERIFY(told[0].text().text().starts_with("Step 62: the loss jumped to 10.00, from about 2.50."));
        QVERIFY(found.step(metrics(63, 40.0), {}, kMany).empty());  // once
    }

    void theFirstStepsMayJump() {
        TroubleWatch found = watch();
        for (std::int64_t step = 1; step <= 40; ++step) {
            QVERIFY(found.step(metrics(step, step == 30 ? 90.0 : 9.0), {}, kMany).empty());
        }
    }

    void whatWasFoundBeforeIsNotToldAgain() {
        TroubleWatch found = watch(options(), {{.kind = TroubleKind::spike, .step = 7}});
        for (std::int64_t step = 1; step <= 60; ++step) {
            found.step(metrics(step, 2.0), {}, kMany);
        }
        QVERIFY(found.step(metrics(61, 50.0), {}, kMany).empty());
    }

    void aLossThatStaysIsTold_data() {
        QTest::addColumn<double>("factor");  // of the loss, from one stretch of 500 steps to the next
        QTest::addColumn<QString>("rate");
        QTest::addColumn<int>("steps");
        QTest::addColumn<int>("told_at");  // 0: never
        QTest::newRow("flat") << 1.0 << "stays" << 10'000 << 1500;
        QTest::newRow("rising") << 1.1 << "stays" << 10'000 << 1500;
        QTest::newRow("falls by a fiftieth") << 0.98 << "stays" << 10'000 << 0;
        QTest::newRow("the rate drops") << 1.0 << "drops" << 10'000 << 0;
        QTest::newRow("the rate slides") << 1.0 << "slides" << 10'000 << 1500;
        QTest::newRow("a long run") << 1.0 << "stays" << 2'000'000'000 << 0;
        QTest::newRow("towards the end") << 1.0 << "stays" << 1800 << 600;
        QTest::newRow("at the end") << 1.0 << "stays" << 700 << 0;
    }
    void aLossThatStaysIsTold() {
        QFETCH(double, factor);
        QFETCH(QString, rate);
        QFETCH(int, steps);
        QFETCH(int, told_at);
        TrainingOptions o = options();
        o.steps = steps;
        TroubleWatch found = watch(o);
        double loss = 3.0;
        int noticed = 0;
        for (int step = 1; step <= std::min(steps, 3000); ++step) {
            if (step % 500 == 1 && step > 1) {
                loss *= factor;
            }
            const double factor_of_rate = rate == u"drops"    ? std::pow(0.1, step / 400)
                                          : rate == u"slides" ? 1.0 - step / 10'000.0
                                                              : 1.0;
            for (const Trouble& trouble :
                 found.step(metrics(step, loss, 0.001 * factor_of_rate), {}, kMany)) {
                QVERIFY(trouble.kind == TroubleKind::plateau && noticed == 0);
                noticed = step;
            }
        }
        QCOMPARE(noticed, told_at);
    }

    void aChangedLengthMovesTheStretches() {
        // A twentieth of the run: 500 steps at first, then 200. The loss of a run that ends soon may stay.
        TroubleWatch found = watch();
        found.setLength(4'000);
        int noticed = 0;
        for (int step = 1; step <= 2000 && noticed == 0; ++step) {
            noticed = found.step(metrics(step, 3.0), {}, kMany).empty() ? 0 : step;
        }
        QCOMPARE(noticed, 600);
        TroubleWatch ending = watch();
        ending.setLength(1'800);
        for (int step = 1; step <= 599; ++step) {
            ending.step(metrics(step, 3.0), {}, kMany);
        }
        ending.setLength(700);
        QVERIFY(ending.step(metrics(600, 3.0), {}, kMany).empty());
    }

    void waitingForImagesIsTold() {
        TroubleWatch found = watch();
        for (std::int64_t step = 1; step <= 20; ++step) {  // the queue fills
            QVERIFY(found.step(metrics(step, 2.0, 0.001, 1.0), {}, kMany).empty());
        }
        for (std::int64_t step = 21; step <= 69; ++step) {
            QVERIFY(found.step(metrics(step, 2.0, 0.001, 0.25), {}, kMany).empty());
        }
        const std::vector<Trouble> told = found.step(metrics(70, 2.0, 0.001, 0.25), {}, kMany);
        QVERIFY(told.size() == 1 && told[0].kind == TroubleKind::starvation);
        QCOMPARE(told[0].figures, std::vector<double>{0.25});
        QVERIFY(told[0].text().text().find("for 25 % of the time") != std::string::npos);
    }

    void littleWaitingIsNotTold() {
        TroubleWatch found = watch();
        for (std::int64_t step = 1; step <= 300; ++step) {
            QVERIFY(found.step(metrics(step, 2.0, 0.1 / static_cast<double>(step), 0.15), {}, kMany).empty());
        }
    }

    void learningByHeartIsTold_data() {
        QTest::addColumn<QList<double>>("validation");
        QTest::addColumn<QList<double>>("training");
        QTest::addColumn<int>("told_after");  // evaluations; 0: never
        const QList<double> falls{3.0, 2.5, 2.0, 1.5, 1.0, 0.8};
        QTest::newRow("rises while the other falls") << QList<double>{3.0, 2.0, 2.1, 2.2, 2.3} << falls << 5;
        QTest::newRow("both rise") << QList<double>{3.0, 2.0, 2.1, 2.2, 2.3}
                                   << QList<double>{1.0, 1.1, 1.2, 1.3, 1.4} << 0;
        QTest::newRow("rises hardly") << QList<double>{3.0, 2.0, 2.01, 2.02, 2.03} << falls << 0;
        QTest::newRow("goes up and down") << QList<double>{2.0, 2.4, 2.3, 2.5, 2.4, 2.6} << falls << 0;
    }
    void learningByHeartIsTold() {
        QFETCH(QList<double>, validation);
        QFETCH(QList<double>, training);
        QFETCH(int, told_after);
        TroubleWatch found = watch();
        int noticed = 0;
        for (int i = 0; i < validation.size(); ++i) {
            for (int step = 1; step <= 10; ++step) {
                found.step(metrics(10 * i + step, training[i]), {}, kMany);
            }
            if (const auto trouble = found.evaluation(10 * (i + 1), validation[i])) {
                QVERIFY(trouble->kind == TroubleKind::overfitting);
                QCOMPARE(trouble->figures, (std::vector<double>{validation[i], 2.0, 20.0}));
                noticed = i + 1;
            }
        }
        QCOMPARE(noticed, told_after);
    }

    /// After a whole epoch: an epoch of eight images has two steps here.
    void whatLearnsNothingIsNamed() {
        TroubleWatch found = watch();
        const LearntObjects first{.objects_of_classes = {300, 1, 0},
                                  .positives_of_classes = {5, 0, 0},
                                  .positives_of_shapes = {5, 0, 0, 0}};
        QVERIFY(found.step(metrics(1, 2.0), first, 8).empty());
        const LearntObjects second{.objects_of_classes = {2, 2, 0},
                                   .positives_of_classes = {4, 0, 0},
                                   .positives_of_shapes = {4, 0, 0, 0}};
        const std::vector<Trouble> told = found.step(metrics(2, 2.0), second, 8);
        QCOMPARE(told.size(), std::size_t{3});
        QVERIFY(told[0].kind == TroubleKind::idle_classes && told[1].kind == TroubleKind::idle_maps &&
                told[2].kind == TroubleKind::idle_shapes);
        QCOMPARE(told[0].names, std::vector<std::string>{"dog"});  // bird has no object
        QCOMPARE(told[1].names, std::vector<std::string>{"coarse"});
        QCOMPARE(told[2].names, std::vector<std::string>{"fine 11 × 6 px"});  // coarse is named as a whole
    }

    void whatLearnsLateInTheEpochIsNotNamed() {
        TroubleWatch found = watch();
        QVERIFY(found.step(metrics(1, 2.0), {{300, 1, 0}, {5, 0, 0}, {5, 0, 0, 1}}, 8).empty());
        QVERIFY(found.step(metrics(2, 2.0), {{3, 1, 1}, {5, 2, 1}, {5, 1, 3, 0}}, 8).empty());
    }

    /// A small selection is gone through several times first: of few objects some map may get none.
    void fewObjectsSayNothing() {
        TroubleWatch found = watch();
        const LearntObjects learnt{{100, 1, 0}, {150, 0, 0}, {150, 0, 0, 0}};
        QVERIFY(found.step(metrics(1, 2.0), learnt, 4).empty());
        QVERIFY(found.step(metrics(2, 2.0), learnt, 4).empty());
        QCOMPARE(found.step(metrics(3, 2.0), learnt, 4).size(), std::size_t{3});
    }

    void aDiskThatFillsIsTold() {
        TroubleWatch found = watch();
        QVERIFY(!found.disk(100, 3e8, 1e8));
        const auto told = found.disk(200, 2.9e8, 1e8);
        QVERIFY(told && told->kind == TroubleKind::full_disk_soon);
        QVERIFY(told->text().text().find("has 290 MB left, and a checkpoint takes 100 MB") !=
                std::string::npos);
        QVERIFY(!found.disk(300, 1e8, 1e8));
    }

    void aPrecisionThatTheProcessorLacksIsTold() {
        TroubleWatch found = watch();
        QVERIFY(!found.start(1, false));
        const auto told = found.start(1, true);
        QVERIFY(told && told->kind == TroubleKind::slow_precision && told->step == 1);
        QVERIFY(told->text().text().starts_with("Step 1: this processor has no bf16 arithmetic"));
        QVERIFY(!found.start(101, true));  // resumed
    }

    void theyReadBackAsWritten() {
        const QTemporaryDir folder;
        const fs::path run = folder.path().toStdString();
        QVERIFY(readTroubles(run).empty());
        const std::vector<Trouble> troubles{
            {.kind = TroubleKind::spike, .step = 12, .figures = {9.5, 2.25}},
            {.kind = TroubleKind::idle_classes, .step = 40, .names = {"dog", "\"bird\""}},
            {.kind = TroubleKind::not_finite, .step = 41, .names = {"000001", "/runs/a/not-finite-41"}},
            {.kind = TroubleKind::not_finite,
             .step = 42,
             .names = {"bild\xff", "/runs/b\xfc/not-finite-42"}}};
        writeTroubles(run, troubles);
        QCOMPARE(readTroubles(run), troubles);
        QCOMPARE(
            troubles[2].text().text(),
            std::string("Step 41: the loss or its gradient is not finite; images: 000001. The batch is in "
                        "/runs/a/not-finite-41."));
    }

    void aFileOfSomethingElseIsRefused() {
        const QTemporaryDir folder;
        const fs::path run = folder.path().toStdString();
        for (const char* text :
             {"{}", "[{\"kind\": \"rain\", \"step\": 1}]", "[{\"step\": 1}]", "[", "[1]"}) {
            std::ofstream(run / "troubles.json") << text;
            QVERIFY_THROWS_EXCEPTION(Error, readTroubles(run));
        }
    }
};

QTEST_APPLESS_MAIN(TroubleTest)
#include "trouble_test.moc"
