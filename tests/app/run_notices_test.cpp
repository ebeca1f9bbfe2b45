// What the desktop is told about a run.
#include "app/gui/run_notices.hpp"

#include <QTest>

#include "tests/widgets/train_workspace_fixture.hpp"

using namespace priorscope;

using Phase = TrainingController::Phase;

class RunNoticesTest : public QObject, private TrainWorkspaceFixture {
    Q_OBJECT

    QList<std::pair<QString, QString>> m_shown;
    bool m_is_seen = false;
    std::unique_ptr<RunNotices> m_notices;

    TrainingController& controller() { return m_around->context.runs.controller(); }

    void train(int steps) {
        setRun(steps);
        m_workspace->startRun();
    }

  private Q_SLOTS:
    void initTestCase() { makeSample(); }
    void init() {
        open();
        m_shown.clear();
        m_is_seen = false;
        m_notices = std::make_unique<RunNotices>(
            m_around->context.runs, [this] { return m_is_seen; },
            [this](const QString& title, const QString& text) { m_shown.emplace_back(title, text); });
    }
    void cleanup() {
        m_notices.reset();
        close();
    }

    void theEndIsTold() {
        train(6);
        QTRY_COMPARE_WITH_TIMEOUT(controller().phase(), Phase::finished, 60000);
        QCOMPARE(m_shown.last().first, QStringLiteral("run-001 is finished"));
        QVERIFY2(m_shown.last().second.contains(QStringLiteral("6 steps")),
                 qPrintable(m_shown.last().second));
    }

    void whoLooksIsNotTold() {
        m_is_seen = true;
        train(6);
        QTRY_COMPARE_WITH_TIMEOUT(controller().phase(), Phase::finished, 60000);
        QVERIFY(m_shown.isEmpty());
    }

    void whatWasAskedForIsNotTold() {
        train(20000);
        QTRY_VERIFY_WITH_TIMEOUT(controller().steps().size() > 2, 60000);
        m_shown.clear();  // of troubles
        m_workspace->requestStop();
        QTRY_COMPARE_WITH_TIMEOUT(controller().phase(), Phase::stopped, 60000);
        QVERIFY(m_shown.isEmpty());
    }

    /// The file of the weights is gone by the time that it is wanted.
    void aFailureIsTold() {
        controller().start([](const std::stop_token&, const ProgressFn&) -> std::unique_ptr<TrainingSession> {
            throw Error({.action = "starting", .reason = "the disk is full"});
        });
        QTRY_COMPARE_WITH_TIMEOUT(controller().phase(), Phase::failed, 60000);
        QCOMPARE(m_shown.size(), 1);
        QVERIFY(m_shown.last().second.contains(QStringLiteral("the disk is full")));
    }
};

QTEST_MAIN(RunNoticesTest)
#include "run_notices_test.moc"
