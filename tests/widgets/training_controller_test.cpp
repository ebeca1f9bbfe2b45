// The controller with a session that is scripted by the test, step by step.
#include "widgets/training/training_controller.hpp"

#include <QSignalSpy>
#include <QTest>
#include <condition_variable>
#include <latch>

#include "core/dataset/issue_kind.hpp"

using namespace priorscope;

namespace {

/// Trains nothing, but reports steps like the real one.
class ScriptedSession : public TrainingSession {
  public:
    explicit ScriptedSession(int steps) { m_options.steps = steps; }

    TrainingState run(std::stop_token stop, const TrainingObserver& observer) override {
        observer.on_state(TrainingState::running);
        for (int step = 1; step <= m_options.steps; ++step) {
            if (fail_at == step) {
                throw Error({.action = "training",
                             .reason = "the loss is not finite at step " + std::to_string(step)});
            }
            {
                std::unique_lock lock(m_mutex);
                if (m_paused) {
                    lock.unlock();
                    observer.on_state(TrainingState::paused);
                    lock.lock();
                    m_changed.wait(lock, stop, [&] { return !m_paused; });
                    lock.unlock();
                    if (!stop.stop_requested()) {
                        observer.on_state(TrainingState::running);
                    }
                }
            }
            if (stop.stop_requested()) {
                observer.on_checkpoint("last.pt");
                return TrainingState::stopped;
            }
            StepMetrics metrics;
            metrics.step = step;
            metrics.elapsed_s = 0.5 * step;
            observer.on_step(metrics);
            if (step == evaluate_at) {
                observer.on_state(TrainingState::evaluating);
                observer.on_progress({3, 3, "images"});
                observer.on_evaluation({step, {}, true});
                observer.on_bad_image({.kind = IssueKind::bad_image, .file = "cut.jpg"});
                observer.on_state(TrainingState::running);
            }
            if (wait_after == step) {
                std::unique_lock lock(m_mutex);
                m_changed.wait(lock, stop, [&] { return m_released || m_paused; });
            }
        }
        observer.on_checkpoint("last.pt");
        return TrainingState::finished;
    }
    void setPaused(bool paused) override {
        const std::lock_guard lock(m_mutex);
        m_paused = paused;
        m_changed.notify_all();
    }
    void release() {
        const std::lock_guard lock(m_mutex);
        m_released = true;
        m_changed.notify_all();
    }
    void change(RunChange::Kind, double) override {}
    RunCourse course() const override { return {}; }
    void requestCheckpoint() override { ++checkpoints; }
    Detector snapshot() override { throw Error({.action = "taking a snapshot", .reason = "none here"}); }
    const TrainingOptions& options() const override { return m_options; }
    const TrainingImages& images() const override { return m_images; }
    const DetectorSpec& spec() const override { return m_spec; }
    const std::filesystem::path& runFolder() const override { return m_folder; }
    std::int64_t startStep() const override { return 0; }
    const std::optional<WeightReport>& weightReport() const override { return m_weight_report; }

    int fail_at = 0;
    int evaluate_at = 0;
    int wait_after = 0;
    std::atomic<int> checkpoints = 0;

  private:
    TrainingOptions m_options;
    std::optional<WeightReport> m_weight_report;
    TrainingImages m_images;
    DetectorSpec m_spec;
    std::filesystem::path m_folder = "run-001";
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    bool m_paused = false;
    bool m_released = false;
};

using Phase = TrainingController::Phase;

}  // namespace

class TrainingControllerTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void everyEventArrivesInOrder();
    void pauseAndResume();
    void pauseBeforeTheSessionExists();
    void stopIsAnOutcome();
    void stopWhilePaused();
    void failureIsReported();
    void oneRunAtATime();
    void destructionStopsTheRun();
};

void TrainingControllerTest::everyEventArrivesInOrder() {
    TrainingController controller;
    QSignalSpy arrived(&controller, &TrainingController::metricsArrived);
    QSignalSpy started(&controller, &TrainingController::runStarted);
    QSignalSpy ended(&controller, &TrainingController::ended);
    std::vector<DatasetIssue> bad;
    connect(&controller, &TrainingController::badImageFound, &controller,
            [&bad](const DatasetIssue& finding) { bad.push_back(finding); });
    QVERIFY(controller.start([](const std::stop_token&, const ProgressFn&) {
        auto session = std::make_unique<ScriptedSession>(20000);
        session->evaluate_at = 100;
        return session;
    }));
    QCOMPARE(controller.phase(), Phase::preparing);
    QVERIFY(ended.wait());
    QCOMPARE(started.count(), 1);
    QCOMPARE(controller.phase(), Phase::finished);
    QCOMPARE(controller.steps().size(), 20000U);
    for (std::size_t i = 0; i < controller.steps().size(); ++i) {
        QCOMPARE(controller.steps()[i].step, static_cast<std::int64_t>(i) + 1);
    }
    QCOMPARE(controller.evaluations().size(), 1U);
    QCOMPARE(controller.evaluations()[0].step, 100);
    QCOMPARE(bad.size(), 1U);
    QCOMPARE(bad[0].file, std::filesystem::path("cut.jpg"));
    QCOMPARE(controller.progress().done, 3);
    QVERIFY2(arrived.count() < 5000, "events are to come in batches");
    QVERIFY(!controller.isActive());
    QVERIFY(controller.session() == nullptr);
    QCOMPARE(*controller.secondsLeft(), 0.0);
}

void TrainingControllerTest::pauseAndResume() {
    TrainingController controller;
    ScriptedSession* session = nullptr;
    controller.start([&session](const std::stop_token&, const ProgressFn&) {
        auto made = std::make_unique<ScriptedSession>(10);
        made->wait_after = 4;
        session = made.get();
        return made;
    });
    QTRY_COMPARE(controller.steps().size(), 4U);
    QCOMPARE(*controller.secondsLeft(), 3.0);
    controller.setPaused(true);
    QVERIFY(controller.isPauseRequested());
    QTRY_COMPARE(controller.phase(), Phase::paused);
    QCOMPARE(controller.steps().size(), 4U);
    controller.requestCheckpoint();
    QCOMPARE(session->checkpoints.load(), 1);
    controller.setPaused(false);
    QTRY_COMPARE(controller.phase(), Phase::finished);
    QCOMPARE(controller.steps().size(), 10U);
}

void TrainingControllerTest::pauseBeforeTheSessionExists() {
    TrainingController controller;
    std::latch go(1);
    controller.start([&go](const std::stop_token&, const ProgressFn&) {
        go.wait();
        auto made = std::make_unique<ScriptedSession>(5);
        made->wait_after = 1;
        return made;
    });
    controller.setPaused(true);
    go.count_down();
    QTRY_COMPARE(controller.phase(), Phase::paused);
    controller.setPaused(false);
    QTRY_COMPARE(controller.phase(), Phase::finished);
}

void TrainingControllerTest::stopIsAnOutcome() {
    TrainingController controller;
    QSignalSpy checkpoint(&controller, &TrainingController::checkpointWritten);
    QSignalSpy ended(&controller, &TrainingController::ended);
    controller.start([](const std::stop_token&, const ProgressFn&) {
        auto made = std::make_unique<ScriptedSession>(10);
        made->wait_after = 3;
        return made;
    });
    QTRY_COMPARE(controller.steps().size(), 3U);
    controller.stop();
    QVERIFY(controller.isStopRequested());
    QVERIFY(ended.wait());
    QCOMPARE(controller.phase(), Phase::stopped);
    QCOMPARE(controller.steps().size(), 3U);
    QCOMPARE(checkpoint.count(), 1);
    QVERIFY(controller.errorText().isEmpty());
}

void TrainingControllerTest::stopWhilePaused() {
    TrainingController controller;
    controller.start([](const std::stop_token&, const ProgressFn&) {
        auto made = std::make_unique<ScriptedSession>(10);
        made->wait_after = 2;
        return made;
    });
    QTRY_COMPARE(controller.steps().size(), 2U);
    controller.setPaused(true);
    QTRY_COMPARE(controller.phase(), Phase::paused);
    controller.stop();
    QTRY_COMPARE(controller.phase(), Phase::stopped);
    QCOMPARE(controller.steps().size(), 2U);
}

void TrainingControllerTest::failureIsReported() {
    TrainingController controller;
    QSignalSpy ended(&controller, &TrainingController::ended);
    controller.start([](const std::stop_token&, const ProgressFn&) {
        auto made = std::make_unique<ScriptedSession>(10);
        made->fail_at = 5;
        return made;
    });
    QVERIFY(ended.wait());
    QCOMPARE(controller.phase(), Phase::failed);
    QVERIFY(controller.errorText().contains(QStringLiteral("step 5")));
    QCOMPARE(controller.steps().size(), 4U);

    controller.start([](const std::stop_token&, const ProgressFn&) -> std::unique_ptr<TrainingSession> {
        throw Error({.action = "starting a run", .reason = "the folder is full"});
    });
    QVERIFY(ended.wait());
    QCOMPARE(controller.phase(), Phase::failed);
    QVERIFY(controller.errorText().contains(QStringLiteral("the folder is full")));
    QVERIFY(controller.steps().empty());
}

void TrainingControllerTest::oneRunAtATime() {
    TrainingController controller;
    controller.start([](const std::stop_token&, const ProgressFn&) {
        auto made = std::make_unique<ScriptedSession>(10);
        made->wait_after = 1;
        return made;
    });
    QVERIFY(!controller.start(
        [](const std::stop_token&, const ProgressFn&) { return std::make_unique<ScriptedSession>(1); }));
    QTRY_COMPARE(controller.steps().size(), 1U);
    controller.stop();
    QTRY_VERIFY(!controller.isActive());
    QVERIFY(controller.start(
        [](const std::stop_token&, const ProgressFn&) { return std::make_unique<ScriptedSession>(2); }));
    QTRY_COMPARE(controller.phase(), Phase::finished);
    QCOMPARE(controller.steps().size(), 2U);
}

void TrainingControllerTest::destructionStopsTheRun() {
    int signals_of_destruction = 0;
    {
        TrainingController controller;
        controller.start([](const std::stop_token&, const ProgressFn&) {
            auto made = std::make_unique<ScriptedSession>(10);
            made->wait_after = 1;
            return made;
        });
        QTRY_COMPARE(controller.steps().size(), 1U);
        // Whoever would receive them is being destroyed as well, and may be half gone.
        const auto count = [&signals_of_destruction] { ++signals_of_destruction; };
        connect(&controller, &TrainingController::phaseChanged, this, count);
        connect(&controller, &TrainingController::metricsArrived, this, count);
        connect(&controller, &TrainingController::checkpointWritten, this, count);
        connect(&controller, &TrainingController::ended, this, count);
    }
    QCOMPARE(signals_of_destruction, 0);
    QCoreApplication::processEvents();  // nothing is left that could reach the destroyed controller
}

QTEST_MAIN(TrainingControllerTest)
#include "training_controller_test.moc"
