// What a list of runs reads of one, against all of it.
#include <sys/stat.h>

#include <QTemporaryDir>
#include <QTest>
#include <fstream>

#include "core/model/detector_spec.hpp"
#include "core/training/run/metrics_rows.hpp"
#include "core/training/run/run_files.hpp"
#include "core/training/run/run_folder.hpp"
#include "core/training/steering/run_status.hpp"
#include "tests/support/message_of.hpp"

using namespace priorscope;
namespace fs = std::filesystem;

class RunOverviewTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    DetectorSpec m_spec = loadDetectorSpec("ssd-tiny");
    MetricsColumns m_columns{};

    fs::path run() const { return m_folder->path().toStdString(); }

    void append(const std::string& text) const {
        std::ofstream(run() / "metrics.csv", std::ios::binary | std::ios::app) << text;
    }
    std::string stepRow(int step) const {
        return textOf(MetricsRow{.metrics = {.step = step,
                                             .loss = 100.0 - step,
                                             .losses = {1.0, 0.5},
                                             .elapsed_s = 2.0 * step,
                                             .wait_share = step % 2 == 0 ? 0.5 : 0.0}},
                      m_columns);
    }
    std::string evaluationRow(int step, double map) const {
        return textOf(MetricsRow{.kind = MetricsRow::Kind::evaluation,
                                 .metrics = {.step = step},
                                 .map_voc07 = map,
                                 .map_voc10 = map,
                                 .class_ap_voc07 = {map, std::nullopt}},
                      m_columns);
    }

  private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_spec.classes = {"cat", "dog"};
        m_columns = {m_spec.family->losses.size(), m_spec.classes.size()};
        TrainingOptions options;
        options.steps = 70;
        options.split = "train";
        options.val_split = "val";
        RunHeader header;
        header.started = "2026-01-01T00:00:00Z";
        writeRunJson(run(), options, m_spec, header);
    }

    void itsFiguresAreThoseOfTheWholeRun() {
        append(metricsHead(m_spec.family->losses, m_spec.classes));
        for (int step = 1; step <= 70; ++step) {
            append(stepRow(step));
            if (step % 20 == 0) {
                append(evaluationRow(step, step == 40 ? 0.75 : 0.5));
            }
        }
        append(evaluationRow(70, 0.25));
        append(stepRow(71).substr(0, 8));  // a run in progress writes it now
        const RunOverview list = readRunOverview(run());
        QCOMPARE(list.summary.steps, std::int64_t{70});
        QCOMPARE(list.summary.total_steps, std::int64_t{70});
        QCOMPARE(list.summary.loss_steps, 50);
        QCOMPARE(list.summary.loss, std::optional(54.5));  // the mean of 79 … 30
        QCOMPARE(list.summary.wait_share, std::optional(0.25));
        QCOMPARE(list.summary.elapsed_s, 140.0);
        QCOMPARE(list.summary.best_map, std::optional(0.75));
        QCOMPARE(list.evaluations.size(), std::size_t{4});
        QCOMPARE(list.evaluations[1].step, std::int64_t{40});
        QVERIFY(list.isComplete());
        const RunRecord whole = readRun(run());
        QCOMPARE(whole.steps.size(), std::size_t{70});
        QCOMPARE(whole.summary.loss, list.summary.loss);
        QCOMPARE(whole.summary.wait_share, list.summary.wait_share);
        QCOMPARE(whole.evaluations.size(), list.evaluations.size());
    }

    void aShortRun() {
        append(metricsHead(m_spec.family->losses, m_spec.classes) + stepRow(1) + stepRow(2) + stepRow(3));
        const RunOverview list = readRunOverview(run());
        QCOMPARE(list.summary.loss, std::optional(98.0));
        QCOMPARE(list.summary.loss_steps, 3);
        QVERIFY(!list.isComplete());
    }

    void withoutMetrics() {
        const RunOverview list = readRunOverview(run());
        QCOMPARE(list.summary.steps, std::int64_t{0});
        QVERIFY(!list.summary.loss && list.evaluations.empty() && !list.isComplete());
    }

    void rowsThatAreNoneAreLeftOut() {
        append("step,1,x\nevaluation,\n\nstep\n" + stepRow(9) + "evaluation,9,,,\nstep,10,0,oops\n");
        const RunOverview list = readRunOverview(run());
        QCOMPARE(list.summary.steps, std::int64_t{9});
        QVERIFY(list.evaluations.empty());
        fs::remove(run() / "metrics.csv");
        QCOMPARE(::mkfifo((run() / "metrics.csv").c_str(), 0600), 0);
        QVERIFY(!messageOf([this] { (void)readRunOverview(run()); }).isEmpty());
    }

    void aRunThatWaits() {
        RunStatus status = statusHere();
        status.state = TrainingState::stopped;
        status.queued = 3;
        writeStatus(run(), status);
        QCOMPARE(readRunOverview(run()).queued, std::int64_t{3});
        QVERIFY(!readRunOverview(run()).was_interrupted);
    }
};

QTEST_APPLESS_MAIN(RunOverviewTest)
#include "run_overview_test.moc"
