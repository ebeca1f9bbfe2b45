// The learning-rate sweep: the suggestion on made-up curves, and a sweep over a small dataset.
#include <QTest>
#include <cmath>
#include <functional>

#include "core/training/rate_sweep.hpp"
#include "training_fixture.hpp"

using namespace priorscope;

namespace {

/// Points at rates 1e-4 … 1, ten a decade.
std::vector<RatePoint> curve(const std::function<double(double)>& loss_of_log_rate) {
    std::vector<RatePoint> points;
    for (int i = 0; i <= 40; ++i) {
        const double exponent = -4.0 + 0.1 * i;
        const double loss = loss_of_log_rate(exponent);
        points.push_back({std::pow(10.0, exponent), loss, loss});
    }
    return points;
}

}  // namespace

class TestRateSweep : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { m_runs = std::make_unique<SmallRuns>(); }

    void theSteepestFallIsSuggested() {
        // A logistic fall from 10 to 2 around 1e-2, and a rise beyond 1e-1.
        const auto points = curve([](double x) {
            return 2.0 + 8.0 / (1.0 + std::exp(6.0 * (x + 2.0))) + (x > -1.0 ? 20.0 * (x + 1.0) : 0.0);
        });
        const auto rate = steepestRate(points);
        QVERIFY(rate);
        QVERIFY2(std::abs(std::log10(*rate) + 2.0) < 0.051, qPrintable(QString::number(*rate)));
    }

    void aLossThatDoesNotFallSuggestsNothing() {
        QVERIFY(!steepestRate(curve([](double) { return 5.0; })));
        QVERIFY(!steepestRate({}));
        QVERIFY(!steepestRate(curve([](double x) { return 5.0 - 0.04 * (x + 4.0); })));  // by 3 %
        QVERIFY(!steepestRate(curve([](double x) { return 9.0 + x; })));                 // it rises
    }

    void aSweepRisesByAFactorAndKeepsNothing() {
        const RateSweepOptions options{.from = 1e-4, .to = 1e-1, .steps = 13};
        std::int64_t told = 0;
        const auto sweep = sweepRate(m_runs->dataset, m_runs->spec, images(), m_runs->options(5), options, {},
                                     [&](const Progress& progress) { told = progress.done; });
        QVERIFY(sweep);
        QCOMPARE(sweep->points.size(), std::size_t{13});
        QCOMPARE(told, std::int64_t{13});
        QVERIFY(!sweep->diverged);
        QVERIFY(std::abs(sweep->points[4].rate - 1e-3) < 1e-12);
        QVERIFY(std::abs(sweep->points[12].rate - 1e-1) < 1e-12);
        QCOMPARE(sweep->points[0].smoothed, sweep->points[0].loss);
        const auto again = sweepRate(m_runs->dataset, m_runs->spec, images(), m_runs->options(5), options);
        for (std::size_t i = 0; i < 13; ++i) {
            QCOMPARE(again->points[i].loss, sweep->points[i].loss);
        }
    }

    void whatDivergesEnds() {
        TrainingOptions plan = m_runs->options(5);
        plan.gradient_clip = 0.0;
        const auto sweep =
            sweepRate(m_runs->dataset, m_runs->spec, images(), plan, {.from = 1e-3, .to = 10.0, .steps = 60});
        QVERIFY(sweep->diverged);
        QVERIFY(sweep->points.size() < 60);
    }

    void aStopIsNoResult() {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(
            !sweepRate(m_runs->dataset, m_runs->spec, images(), m_runs->options(5), {}, stop.get_token()));
    }

    void wrongRangesAreRefused() {
        QCOMPARE((RateSweepOptions{.from = 0.1, .to = 0.01}.validate().front().field), std::string("to"));
        QCOMPARE((RateSweepOptions{.from = 0.0}.validate().front().field), std::string("from"));
        QCOMPARE((RateSweepOptions{.steps = 5}.validate().front().field), std::string("steps"));
        QVERIFY_THROWS_EXCEPTION(Error, sweepRate(m_runs->dataset, m_runs->spec, images(), m_runs->options(5),
                                                  {.from = 0.1, .to = 0.01}));
    }

    void aPrecisionThatTheDeviceLacksIsRefused() {
        TrainingOptions o = m_runs->options(5);
        o.precision = "fp16";
        QVERIFY_THROWS_EXCEPTION(Error, sweepRate(m_runs->dataset, m_runs->spec, images(), o, {}));
    }

  private:
    TrainingImages images() const { return {.train = ImageSelection::ofSplit(*m_runs->dataset, "train")}; }

    std::unique_ptr<SmallRuns> m_runs;
};

QTEST_APPLESS_MAIN(TestRateSweep)
#include "rate_sweep_test.moc"
