// A run that is steered and watched through its folder, as from another process.
#include <QTest>
#include <future>
#include <thread>

#include "core/base/error.hpp"
#include "core/training/run/run_folder.hpp"
#include "core/training/run/run_lock.hpp"
#include "core/training/steering/run_requests.hpp"
#include "core/training/steering/run_status.hpp"
#include "core/training/steering/watched_run.hpp"
#include "tests/core/training/training_fixture.hpp"
#include "tests/support/message_of.hpp"

using namespace priorscope;
namespace fs = std::filesystem;

namespace {

/// Steps and losses of a run.
std::vector<std::pair<std::int64_t, double>> lossesOf(const std::vector<StepMetrics>& steps) {
    std::vector<std::pair<std::int64_t, double>> losses;
    for (const StepMetrics& step : steps) {
        losses.emplace_back(step.step, step.loss);
    }
    return losses;
}

/// Until the run has taken what it was asked, however fast its steps are.
void waitUntilTaken(const fs::path& run) {
    while (!fs::is_empty(run / "requests")) {
        std::this_thread::yield();
    }
}

/// What a watcher was told.
struct Told {
    std::vector<StepMetrics> steps{};
    std::vector<EvaluationRow> evaluations{};
    std::vector<TrainingState> states{};
    RunCourse course{};
    int checkpoints = 0;
    int best = 0;

    TrainingObserver observer() {
        return {.on_state = [this](TrainingState state) { states.push_back(state); },
                .on_step = [this](const StepMetrics& step) { steps.push_back(step); },
                .on_evaluation =
                    [this](const EvaluationMetrics& metrics) {
                        evaluations.push_back(evaluationRow(metrics));
                        best += metrics.best ? 1 : 0;
                    },
                .on_course = [this](const RunCourse& changed) { course = changed; },
                .on_checkpoint = [this](const fs::path&) { ++checkpoints; }};
    }
};

}  // namespace

class SteeredRunTest : public QObject {
    Q_OBJECT

    SmallRuns m_runs;

    TrainingOptions constant(int steps) const { return m_runs.optionsAtConstantRate(steps); }

  private Q_SLOTS:
    /// Paused, given another rate, continued: as if the change had been made here.
    void aRunDoesWhatItIsAsked() {
        const auto session = m_runs.start("asked", constant(30));
        std::promise<void> paused;
        TrainingObserver observer;
        observer.on_step = [&](const StepMetrics& step) {
            if (step.step == 4) {
                askRun(m_runs.path("asked"), {RequestKind::pause});
                waitUntilTaken(m_runs.path("asked"));
            }
        };
        bool was_paused = false;
        observer.on_state = [&](TrainingState state) {
            if (state == TrainingState::paused && !std::exchange(was_paused, true)) {
                paused.set_value();
            }
        };
        auto end = std::async(std::launch::async, [&] { return session->run({}, observer); });
        paused.get_future().wait();
        QTRY_COMPARE(readStatus(m_runs.path("asked"))->state, std::optional(TrainingState::paused));
        askRun(m_runs.path("asked"), {RequestKind::rate, 0.002});
        askRun(m_runs.path("asked"), {RequestKind::go_on});
        QCOMPARE(end.get(), TrainingState::finished);
        QCOMPARE(readStatus(m_runs.path("asked"))->state, std::optional(TrainingState::finished));
        QVERIFY(!fs::exists(m_runs.path("asked") / "requests"));
        const RunRecord run = readRun(m_runs.path("asked"));
        QCOMPARE(run.course.changes.size(), std::size_t{1});
        const RunChange change = run.course.changes.front();
        QCOMPARE(change.kind, RunChange::Kind::rate);
        QVERIFY(change.step >= 4 && change.step < 30);
        QCOMPARE(run.steps.back().learning_rate, 0.002);

        const auto here = m_runs.start("here", constant(30));
        TrainingObserver changing;
        changing.on_step = [&](const StepMetrics& step) {
            if (step.step == change.step) {
                here->change(RunChange::Kind::rate, 0.002);
            }
        };
        QCOMPARE(here->run({}, changing), TrainingState::finished);
        QCOMPARE(largestDifference(m_runs.last("asked"), m_runs.last("here")), 0.0);
    }

    void aRunThatIsAskedToStopIsResumedExactly() {
        QCOMPARE(m_runs.run("whole", constant(30)), TrainingState::finished);
        const auto session = m_runs.start("stopped", constant(30));
        TrainingObserver observer;
        observer.on_step = [&](const StepMetrics& step) {
            if (step.step == 3) {
                askRun(m_runs.path("stopped"), {RequestKind::stop});
                askRun(m_runs.path("stopped"),
                       {RequestKind::pause});  // else it might be done before it looks
            }
        };
        QCOMPARE(session->run({}, observer), TrainingState::stopped);
        QCOMPARE(readStatus(m_runs.path("stopped"))->state, std::optional(TrainingState::stopped));
        QVERIFY(!readRun(m_runs.path("stopped")).was_interrupted);
        QCOMPARE(TrainingSession::resume(m_runs.path("stopped"))->run({}, {}), TrainingState::finished);
        QCOMPARE(largestDifference(m_runs.last("stopped"), m_runs.last("whole")), 0.0);
    }

    void aWatcherIsToldWhatTheRunDoes() {
        TrainingOptions o = constant(30);
        o.evaluate_every = 6;
        o.checkpoint_every = 5;
        const auto session = m_runs.start("watched", o);
        std::promise<void> begun;
        TrainingObserver observer;
        observer.on_step = [&](const StepMetrics& step) {
            if (step.step == 2) {
                begun.set_value();
                askRun(m_runs.path("watched"), {RequestKind::steps, 40});
                waitUntilTaken(m_runs.path("watched"));
            }
        };
        auto end = std::async(std::launch::async, [&] { return session->run({}, observer); });
        begun.get_future().wait();
        const auto watching = watchRun(m_runs.path("watched"));
        QVERIFY(watching->isElsewhere());
        const std::int64_t known = watching->startStep();
        Told told;
        QCOMPARE(watching->run({}, told.observer()), TrainingState::finished);
        QCOMPARE(end.get(), TrainingState::finished);
        const RunRecord run = readRun(m_runs.path("watched"));
        std::vector<StepMetrics> expected = run.steps;
        std::erase_if(expected, [known](const StepMetrics& step) { return step.step <= known; });
        QCOMPARE(lossesOf(told.steps), lossesOf(expected));
        QCOMPARE(told.steps.back().step, std::int64_t{40});
        QCOMPARE(told.evaluations.size(), run.evaluations.size());
        for (std::size_t i = 0; i < run.evaluations.size(); ++i) {
            QCOMPARE(told.evaluations[i].step, run.evaluations[i].step);
            QCOMPARE(told.evaluations[i].map_voc07, run.evaluations[i].map_voc07);
            QVERIFY(told.evaluations[i].class_ap_voc07 == run.evaluations[i].class_ap_voc07);
        }
        QVERIFY(told.best >= 1);
        QVERIFY(watching->course() == run.course);
        QVERIFY(told.checkpoints >= 1);
        QCOMPARE(told.states.back(), TrainingState::finished);
        QCOMPARE(watching->snapshot().spec().classes, m_runs.dataset->classes);
    }

    /// To leave is not to stop.
    void aWatcherThatLeavesDoesNotEndTheRun() {
        const auto session = m_runs.start("left", constant(8));
        std::promise<void> begun;
        std::promise<void> left;
        TrainingObserver observer;
        observer.on_step = [&, gone = left.get_future().share()](const StepMetrics& step) {
            if (step.step == 1) {
                begun.set_value();
                gone.wait();
            }
        };
        auto end = std::async(std::launch::async, [&] { return session->run({}, observer); });
        begun.get_future().wait();
        const auto watching = watchRun(m_runs.path("left"));
        std::stop_source stop;
        TrainingObserver leaving;
        leaving.on_state = [&](TrainingState) { stop.request_stop(); };
        QCOMPARE(watching->run(stop.get_token(), leaving), TrainingState::stopped);
        left.set_value();
        QCOMPARE(end.get(), TrainingState::finished);
        QCOMPARE(readRun(m_runs.path("left")).steps.size(), std::size_t{8});
    }

    void aWatcherAsksForWhatItIsAsked() {
        const auto session = m_runs.start("through", constant(2000));
        std::promise<void> begun;
        TrainingObserver observer;
        observer.on_step = [&](const StepMetrics& step) {
            if (step.step == 1) {
                begun.set_value();
            }
        };
        auto end = std::async(std::launch::async, [&] { return session->run({}, observer); });
        begun.get_future().wait();
        const auto watching = watchRun(m_runs.path("through"));
        QVERIFY(!messageOf([&] { watching->change(RunChange::Kind::rate, -1.0); }).isEmpty());
        Told told;
        TrainingObserver steering = told.observer();
        bool is_asked = false;
        steering.on_step = [&](const StepMetrics&) {
            if (!std::exchange(is_asked, true)) {
                watching->change(RunChange::Kind::rate, 0.003);
                watching->requestStop();
            }
        };
        QCOMPARE(watching->run({}, steering), TrainingState::stopped);
        QCOMPARE(end.get(), TrainingState::stopped);
        QCOMPARE(readRun(m_runs.path("through")).course.changes.front().value, 0.003);
    }

    void aProcessThatDiedIsSaidToHave() {
        QCOMPARE(m_runs.run("died", constant(3)), TrainingState::finished);
        RunStatus status = statusHere();
        status.state = TrainingState::running;
        status.host = "elsewhere";
        writeStatus(m_runs.path("died"), status);
        QVERIFY(readRun(m_runs.path("died")).was_interrupted);
        const QString told = messageOf([&] { watchRun(m_runs.path("died"))->run({}, {}); });
        QVERIFY2(told.contains(QStringLiteral("on elsewhere has ended without saving")), qPrintable(told));
        status.state = std::nullopt;
        status.problem = "the loss is not finite";
        writeStatus(m_runs.path("died"), status);
        QCOMPARE(readRun(m_runs.path("died")).failure, std::string("the loss is not finite"));
        const QString failed = messageOf([&] { watchRun(m_runs.path("died"))->run({}, {}); });
        QVERIFY2(failed.contains(QStringLiteral("the loss is not finite")), qPrintable(failed));
    }

    void aFolderThatVanishesIsTold() {
        QCOMPARE(m_runs.run("vanishing", constant(3)), TrainingState::finished);
        const RunLock lock(m_runs.path("vanishing"));
        RunStatus status = statusHere();
        status.state = TrainingState::running;
        writeStatus(m_runs.path("vanishing"), status);
        const auto watching = watchRun(m_runs.path("vanishing"));
        TrainingObserver observer;
        observer.on_state = [&](TrainingState) {
            fs::rename(m_runs.path("vanishing"), m_runs.path("elsewhere"));
        };
        const QString told = messageOf([&] { watching->run({}, observer); });
        QVERIFY2(told.contains(QStringLiteral("no longer there")), qPrintable(told));
    }

    void aRunThatFailsTellsWhyToThoseElsewhere() {
        TrainingOptions o = constant(40);
        o.val_split.clear();
        o.learning_rate = 10.0;
        o.weight_decay = 0.99;
        o.gradient_clip = 0.0;
        o.checkpoint_every = 2;
        const QString told = messageOf([&] { m_runs.run("failing", o); });
        QVERIFY(!told.isEmpty());
        const auto status = readStatus(m_runs.path("failing"));
        QVERIFY(status && !status->state);
        QCOMPARE(QString::fromStdString(status->problem), told);
    }
};

QTEST_APPLESS_MAIN(SteeredRunTest)
#include "steered_run_test.moc"
