// The learning-rate sweep in the Train workspace.
#include <QSignalSpy>

#include "train_workspace_fixture.hpp"
#include "widgets/plots/plot_widget.hpp"
#include "widgets/training/rates/rate_panel.hpp"
#include "widgets/training/training_plots.hpp"

using namespace priorscope;

class RatePanelTest : public QObject, private TrainWorkspaceFixture {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { makeSample(); }
    void init() {
        open();
        setRun(20);
        m_workspace->ratesAction()->setChecked(true);
        m_rates = m_workspace->rates();
    }
    void cleanup() { close(); }

    void aSweepIsShownAndItsRateIsTaken() {
        QVERIFY(m_rates->isVisible());
        QVERIFY(!m_rates->useButton()->isEnabled());
        m_rates->startButton()->click();
        QVERIFY(m_rates->isSweeping());
        QTRY_VERIFY_WITH_TIMEOUT(!m_rates->isSweeping(), 120000);
        QVERIFY2(m_rates->sweep(), qPrintable(m_rates->message()));
        const RateSweep& sweep = *m_rates->sweep();
        QVERIFY(sweep.points.size() > 20);
        QVERIFY(m_rates->plot()->isVisible());
        QVERIFY(sweep.suggested);  // the sample is learnt at once, whatever the machine
        const double before = options().learning_rate;
        m_rates->useButton()->click();
        QCOMPARE(options().learning_rate, *sweep.suggested);
        QVERIFY(m_rates->sweep());  // it does not depend on the rate
        m_around->draft.undoStack().undo();
        QCOMPARE(options().learning_rate, before);
    }

    void aChangedPlanDropsIt() {
        m_rates->startButton()->click();
        QVERIFY(m_rates->isSweeping());
        editor<QSpinBox>("batch_size")->setValue(2);
        QTRY_VERIFY_WITH_TIMEOUT(!m_rates->isSweeping(), 60000);
        QVERIFY(!m_rates->sweep());
        QVERIFY(!m_rates->useButton()->isEnabled());
    }

    void itStopsOnRequest() {
        m_rates->startButton()->click();
        QVERIFY(m_rates->isSweeping());
        m_rates->startButton()->click();
        QTRY_VERIFY_WITH_TIMEOUT(!m_rates->isSweeping(), 60000);
        QVERIFY(!m_rates->sweep());
        QVERIFY(m_rates->startButton()->isEnabled());
    }

    void aRunStopsIt() {
        m_rates->startButton()->click();
        m_workspace->startRun();
        QTRY_VERIFY_WITH_TIMEOUT(m_workspace->isBusy(), 60000);
        QTRY_VERIFY_WITH_TIMEOUT(!m_rates->isSweeping(), 60000);
        QVERIFY(!m_rates->startButton()->isEnabled());
        m_workspace->requestStop();
        QTRY_VERIFY_WITH_TIMEOUT(!m_workspace->isBusy(), 120000);
        QVERIFY(m_rates->startButton()->isEnabled());
    }

    void withoutADatasetItSaysSo() {
        m_around->workbench.setDataset(nullptr);
        QVERIFY(!m_rates->startButton()->isEnabled());
        QVERIFY(m_rates->message().startsWith(QLatin1String("Open a dataset")));
    }

    void pagesTakeEachOthersPlace() {
        m_workspace->samplesAction()->setChecked(true);
        QVERIFY(!m_workspace->ratesAction()->isChecked());
        QVERIFY(!m_rates->isVisible());
        m_workspace->ratesAction()->setChecked(true);
        QVERIFY(m_rates->isVisible());
        m_workspace->ratesAction()->setChecked(false);
        QVERIFY(m_workspace->plots()->isVisible());
    }

  private:
    RatePanel* m_rates = nullptr;
};

QTEST_MAIN(RatePanelTest)
#include "rate_panel_test.moc"
