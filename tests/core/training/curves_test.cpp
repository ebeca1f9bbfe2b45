// Smoothing and remaining time, hand-worked.
#include "core/training/run/curves.hpp"

#include <QTest>
#include <cmath>
#include <limits>

using namespace priorscope;

class CurvesTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void smoothingByHand();
    void smoothingOfConstantIsConstant();
    void valueThatIsNotFiniteLeavesTheAverageAlone();
    void timeLeftFromTheLastSteps();
    void summaryOfARun();
};

void CurvesTest::smoothingByHand() {
    // w = 0.5: last is 2, 1 + 4 = 5 … : 4·½ = 2 → 2/½ = 4; 2·½ + 8·½ = 5 → 5/¾ = 6⅔; 5·½ + 0 = 2.5 → 2.5/⅞ =
    // 20/7.
    const std::vector<double> values{4.0, 8.0, 0.0};
    const std::vector<double> shown = smoothed(values, 0.5);
    QCOMPARE(shown[0], 4.0);
    QCOMPARE(shown[1], 20.0 / 3.0);
    QCOMPARE(shown[2], 20.0 / 7.0);
    QCOMPARE(smoothed(values, 0.0), values);
    QVERIFY(smoothed({}, 0.9).empty());
}

void CurvesTest::smoothingOfConstantIsConstant() {
    for (const double value : smoothed(std::vector<double>(500, 3.0), 0.99)) {
        QVERIFY(std::abs(value - 3.0) < 1e-9);
    }
}

void CurvesTest::valueThatIsNotFiniteLeavesTheAverageAlone() {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const std::vector<double> shown = smoothed(std::vector<double>{4.0, nan, 8.0}, 0.5);
    QVERIFY(std::isnan(shown[1]));
    QCOMPARE(shown[2], 20.0 / 3.0);
}

void CurvesTest::timeLeftFromTheLastSteps() {
    std::vector<StepMetrics> steps;
    QVERIFY(!secondsLeft(steps, 300));
    // 50 slow steps of 10 s, then 150 of 0.5 s: only the last hundred count.
    double elapsed = 0.0;
    for (int step = 1; step <= 200; ++step) {
        elapsed += step <= 50 ? 10.0 : 0.5;
        StepMetrics metrics;
        metrics.step = step;
        metrics.elapsed_s = elapsed;
        steps.push_back(metrics);
    }
    QVERIFY(!secondsLeft(std::span(steps).first(1), 300));
    QCOMPARE(*secondsLeft(steps, 300), 50.0);
    QCOMPARE(*secondsLeft(steps, 200), 0.0);
}

void CurvesTest::summaryOfARun() {
    const RunSummary nothing = summarize({}, {}, 0);
    QVERIFY(!nothing.loss && !nothing.best_map && !nothing.finished());
    std::vector<StepMetrics> steps;
    for (int step = 1; step <= 60; ++step) {
        StepMetrics metrics;
        metrics.step = step;
        metrics.loss = step <= 10 ? 100.0 : (step % 2 == 0 ? 2.0 : 4.0);
        metrics.elapsed_s = 2.0 * step;
        steps.push_back(metrics);
    }
    const std::vector<EvaluationRow> evaluations{{20, 0.25, 0.3}, {40, 0.5, 0.2}, {60, 0.375, 0.9}};
    const RunSummary summary = summarize(steps, evaluations, 80);
    QCOMPARE(summary.steps, 60);
    QCOMPARE(*summary.loss, 3.0);  // the first ten are beyond the last fifty
    QCOMPARE(summary.loss_steps, 50);
    QCOMPARE(summarize(std::span(steps).first(7), {}, 80).loss_steps, 7);
    QCOMPARE(*summary.best_map, 0.5);
    QCOMPARE(summary.elapsed_s, 120.0);
    QVERIFY(!summary.finished());
    QVERIFY(summarize(steps, evaluations, 60).finished());
}

QTEST_APPLESS_MAIN(CurvesTest)
#include "curves_test.moc"
