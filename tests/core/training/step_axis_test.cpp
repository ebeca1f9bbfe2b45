// Steps, epochs and times of a run, hand-worked.
#include "core/training/run/step_axis.hpp"

#include <QTest>
#include <cmath>
#include <limits>

using namespace priorscope;

namespace {

StepMetrics stepAt(std::int64_t step, double elapsed_s) {
    StepMetrics metrics;
    metrics.step = step;
    metrics.elapsed_s = elapsed_s;
    return metrics;
}

}  // namespace

class StepAxisTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void stepsAreThemselves();
    void epochsByTheImagesOfAStep();
    void timeBetweenStepsAndBehindThem();
    void timeNeverGoesBack();
};

void StepAxisTest::stepsAreThemselves() {
    const StepPlaces places(StepAxis::step);
    QCOMPARE(places.at(0.0), 0.0);
    QCOMPARE(places.at(17.5), 17.5);
}

void StepAxisTest::epochsByTheImagesOfAStep() {
    TrainingOptions options;
    options.batch_size = 4;
    options.accumulate = 2;
    // 8 images a step, 20 in the selection: 2.5 steps an epoch.
    QCOMPARE(stepsPerEpoch(options, 20), 2.5);
    QCOMPARE(stepsPerEpoch(options, 0), 0.0);
    const StepPlaces places(StepAxis::epoch, 2.5);
    QCOMPARE(places.at(5.0), 2.0);
    QCOMPARE(places.at(1.0), 0.4);
    QCOMPARE(places.of(std::vector{stepAt(5, 0.0), stepAt(10, 0.0)}), (std::vector{2.0, 4.0}));
    QCOMPARE(StepPlaces(StepAxis::epoch).at(3.0), 3.0);
}

void StepAxisTest::timeBetweenStepsAndBehindThem() {
    StepPlaces places(StepAxis::time);
    QCOMPARE(places.at(0.0), 0.0);
    QCOMPARE(places.at(7.0), 7.0);
    // Steps 3 and 4 are missing in the file.
    places.append(std::vector{stepAt(1, 2.0), stepAt(2, 3.0), stepAt(5, 9.0)});
    QCOMPARE(places.at(0.5), 1.0);
    QCOMPARE(places.at(2.0), 3.0);
    QCOMPARE(places.at(4.0), 7.0);
    QCOMPARE(places.at(5.0), 9.0);
    QCOMPARE(places.at(7.0), 9.0 + 2.0 * 9.0 / 5.0);
    // The pace behind the last one is that of the last hundred: half a second.
    for (int step = 6; step <= 205; ++step) {
        places.append(std::vector{stepAt(step, step <= 105 ? 100.0 + step : 205.0 + 0.5 * (step - 105))});
    }
    QCOMPARE(places.at(207.0), 256.0);
}

void StepAxisTest::timeNeverGoesBack() {
    StepPlaces places(StepAxis::time);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const std::vector steps{stepAt(1, 4.0), stepAt(2, 4.0), stepAt(3, 1.0), stepAt(4, nan), stepAt(5, 6.0)};
    places.append(steps);
    const std::vector<double> shown = places.of(steps);
    for (std::size_t i = 1; i < shown.size(); ++i) {
        QVERIFY(shown[i] > shown[i - 1]);
    }
    QVERIFY(std::abs(shown[3] - 4.0) < 1e-9);
    QCOMPARE(shown[4], 6.0);
}

QTEST_APPLESS_MAIN(StepAxisTest)
#include "step_axis_test.moc"
