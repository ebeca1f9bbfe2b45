// A run that moves between the window and a process of its own.
#include <signal.h>
#include <unistd.h>

#include <QSignalSpy>
#include <QTest>

#include "core/checkpoint/checkpoint.hpp"
#include "core/training/run/run_folder.hpp"
#include "core/training/steering/run_status.hpp"
#include "core/training/steering/watched_run.hpp"
#include "tests/support/file_bytes.hpp"
#include "train_workspace_fixture.hpp"
#include "widgets/components/error_banner.hpp"
#include "widgets/training/run_list.hpp"
#include "widgets/training/training_plots.hpp"

using namespace priorscope;

using Phase = TrainingController::Phase;

namespace {

constexpr int kPatience_ms = 60000;

}  // namespace

class MovedRunTest : public QObject, private TrainWorkspaceFixture {
    Q_OBJECT

    Runs& runs() { return m_around->context.runs; }
    TrainingController& controller() { return runs().controller(); }
    QString run(const char* name) const { return m_runs->filePath(QLatin1String(name)); }

    void waitForSteps(std::size_t steps) {
        QTRY_VERIFY_WITH_TIMEOUT(controller().steps().size() >= steps || !controller().isActive(),
                                 kPatience_ms);
    }

  private Q_SLOTS:
    void initTestCase() { makeSample(); }
    void init() {
        open();
        runs().setBackgroundProgram(QStringLiteral(PRIORSCOPE_CLI));
    }
    void cleanup() {
        // A process of a test that has failed would train for hours.
        const std::filesystem::path left(run("run-001").toStdString());
        if (const auto status = readStatus(left);
            status && isTrained(left) && status->process != ::getpid()) {
            ::kill(static_cast<pid_t>(status->process), SIGKILL);
        }
        close();
    }

    /// There and back: the weights are those of the run that was left alone. PRIORSCOPE_MOVES: how often.
    void movingChangesNothing() {
        const int moves = std::max(1, qEnvironmentVariableIntValue("PRIORSCOPE_MOVES"));
        const int steps = 400 + 200 * moves;  // more than are made between two looks
        setRun(steps);
        m_workspace->startRun();
        QTRY_COMPARE_WITH_TIMEOUT(controller().phase(), Phase::finished, kPatience_ms * (moves + 1));
        QTRY_VERIFY(m_workspace->isSettled());
        setRun(steps);
        m_workspace->startRun();
        for (int i = 0; i < moves; ++i) {
            waitForSteps(controller().steps().size() + 5);
            QVERIFY(controller().isTrainingHere());
            QSignalSpy moved(&runs(), &Runs::movedOut);
            button("moveOutButton")->click();
            QTRY_COMPARE_WITH_TIMEOUT(moved.size(), 1, kPatience_ms);
            QTRY_VERIFY_WITH_TIMEOUT(controller().isWatching() && controller().run(), kPatience_ms);
            QVERIFY(!m_workspace->isBusy());  // the window may be closed
            waitForSteps(controller().steps().size() + 5);
            QVERIFY(controller().isWatching());
            QTRY_VERIFY(button("moveInButton")->isEnabled());
            button("moveInButton")->click();
            QTRY_VERIFY_WITH_TIMEOUT(controller().isTrainingHere() && controller().run(), kPatience_ms);
        }
        QTRY_COMPARE_WITH_TIMEOUT(controller().phase(), Phase::finished, kPatience_ms * (moves + 1));
        const RunRecord left = readRun(run("run-001").toStdString());
        const RunRecord moved = readRun(run("run-002").toStdString());
        QCOMPARE(moved.steps.size(), static_cast<std::size_t>(steps));
        QCOMPARE(moved.steps.back().loss, left.steps.back().loss);
        QCOMPARE(moved.evaluations.back().map_voc07, left.evaluations.back().map_voc07);
        // Everything but the times that are in it.
        saveDetector(loadDetector(left.last_checkpoint).detector, run("left.pt").toStdString());
        saveDetector(loadDetector(moved.last_checkpoint).detector, run("moved.pt").toStdString());
        QCOMPARE(bytesAt(run("moved.pt")), bytesAt(run("left.pt")));
    }

    /// A window that is closed and opened again finds the run, and steers it.
    void aRunIsFoundAndSteered() {
        setRun(20000);
        m_workspace->startRun();
        waitForSteps(3);
        QSignalSpy stopped(m_workspace.get(), &Workspace::stopped);
        QVERIFY(!m_workspace->backgroundOffer().isEmpty());
        m_workspace->goOnInBackground();
        QTRY_COMPARE_WITH_TIMEOUT(stopped.size(), 1, kPatience_ms);
        const QString kept = m_runs->path();
        m_workspace.reset();
        m_inspector.reset();
        m_around.reset();
        QVERIFY(isTrained(run("run-001").toStdString()));
        const auto folder = std::move(m_runs);
        open();
        Q_EMIT m_workspace->form()->runsFolderChanged(kept);
        QTRY_VERIFY_WITH_TIMEOUT(controller().isWatching() && controller().run(), kPatience_ms);
        const std::size_t known = controller().steps().size();
        QTRY_VERIFY_WITH_TIMEOUT(controller().steps().size() > known + 5, kPatience_ms);
        QCOMPARE(m_workspace->plots()->current().steps.size(), controller().steps().size());
        button("pauseButton")->click();
        QTRY_COMPARE_WITH_TIMEOUT(controller().phase(), Phase::paused, kPatience_ms);
        button("pauseButton")->click();
        QTRY_COMPARE_WITH_TIMEOUT(controller().phase(), Phase::running, kPatience_ms);
        // Another run may be planned meanwhile: this one goes on.
        button("planButton")->click();
        QVERIFY(button("startButton")->isEnabled() && !button("stopButton")->isEnabled());
        button("planButton")->click();
        QVERIFY(!button("startButton")->isEnabled() && button("stopButton")->isEnabled());
        m_workspace->findChild<RunList*>()->clearSelection();
        QTRY_VERIFY_WITH_TIMEOUT(!controller().isActive(), kPatience_ms);
        QVERIFY(button("startButton")->isEnabled());
        const std::filesystem::path path(folder->filePath(QStringLiteral("run-001")).toStdString());
        QVERIFY(isTrained(path));
        m_workspace->findChild<RunList*>()->select(QString::fromStdString(path.string()));
        QTRY_VERIFY_WITH_TIMEOUT(controller().isWatching() && controller().run(), kPatience_ms);
        button("stopButton")->click();
        QTRY_VERIFY_WITH_TIMEOUT(!isTrained(path), kPatience_ms);
        QTRY_COMPARE_WITH_TIMEOUT(controller().phase(), Phase::stopped, kPatience_ms);
        QCOMPARE(readStatus(path)->state, std::optional(TrainingState::stopped));
        QTRY_VERIFY(m_workspace->isSettled());
    }

    /// Two that wait start one after the other, in their order; one that cannot be started holds up none.
    void runsThatWaitFollowOneAnother() {
        setRun(20000);
        m_workspace->startRun();
        waitForSteps(2);
        button("planButton")->click();
        QVERIFY(m_workspace->form()->isEnabled());
        for (const int steps : {5, 6, 7}) {
            setRun(steps);
            QTRY_VERIFY(button("enqueueButton")->isEnabled());
            button("enqueueButton")->click();
            QTRY_VERIFY_WITH_TIMEOUT(!runs().isEnqueuing() && !runs().isReading(), kPatience_ms);
        }
        QCOMPARE(runs().waiting(), 3);
        QVERIFY(controller().isTrainingHere());
        const RunTableModel* table = m_workspace->runs();
        const int second = table->rowOf(run("run-003"));
        QCOMPARE(table->index(second, RunTableModel::StateColumn).data().toString(),
                 QStringLiteral("waits, number %1").arg(2));
        QFile::remove(run("run-003/run.json"));
        QFile::copy(run("run-002/run.json"), run("run-003/run.json"));
        QFile broken(run("run-003/run.json"));
        QVERIFY(broken.open(QIODevice::ReadOnly));
        QByteArray text = broken.readAll();
        broken.close();
        text.replace("\"split\": \"train\"", "\"split\": \"val\"");
        writeAt(run("run-003/run.json"), text);
        button("planButton")->click();
        button("stopButton")->click();
        QTRY_VERIFY_WITH_TIMEOUT(!controller().isActive() && m_workspace->isSettled(), kPatience_ms);
        QCOMPARE(runs().waiting(), 3);  // a run that was stopped on purpose is not followed
        QTRY_VERIFY(button("nextButton")->isEnabled());
        button("nextButton")->click();
        const auto steps_of = [this](const char* name) {
            return readRun(run(name).toStdString()).steps.size();
        };
        QTRY_COMPARE_WITH_TIMEOUT(steps_of("run-002"), std::size_t{5}, kPatience_ms);
        QTRY_COMPARE_WITH_TIMEOUT(steps_of("run-004"), std::size_t{7}, kPatience_ms);
        QTRY_VERIFY_WITH_TIMEOUT(!controller().isActive() && m_workspace->isSettled(), kPatience_ms);
        QCOMPARE(steps_of("run-003"), std::size_t{0});
        QCOMPARE(runs().waiting(), 1);
        auto* list = m_workspace->findChild<RunList*>();
        list->select(run("run-003"));
        QVERIFY(list->dequeueAction()->isEnabled());
        list->dequeueAction()->trigger();
        QTRY_COMPARE(runs().waiting(), 0);
        QVERIFY(!button("nextButton")->isEnabled());
    }

    /// What cannot go on elsewhere stays, stopped at its checkpoint, and says why.
    void aProcessThatDoesNotBeginIsTold() {
        runs().setBackgroundProgram(QStringLiteral("/bin/false"));
        setRun(20000);
        m_workspace->startRun();
        waitForSteps(3);
        QSignalSpy staying(m_workspace.get(), &Workspace::mustStay);
        m_workspace->goOnInBackground();
        QTRY_COMPARE_WITH_TIMEOUT(staying.size(), 1, kPatience_ms);
        QVERIFY(!m_workspace->isBusy());
        QVERIFY(m_workspace->plots()->lossPanel()->banner()->isVisible());
        QVERIFY(!readRun(run("run-001").toStdString()).last_checkpoint.empty());
        QTRY_VERIFY(button("resumeButton")->isEnabled());
    }

    void withoutItsProgramNothingIsOffered() {
        runs().setBackgroundProgram({});
        setRun(20000);
        m_workspace->startRun();
        waitForSteps(2);
        QVERIFY(m_workspace->backgroundOffer().isEmpty());
        QVERIFY(!button("moveOutButton")->isEnabled());
        m_workspace->requestStop();
        QTRY_VERIFY_WITH_TIMEOUT(!controller().isActive(), kPatience_ms);
    }
};

QTEST_MAIN(MovedRunTest)
#include "moved_run_test.moc"
