// The Train workspace with real runs of ssd-tiny on a small sample dataset.
#include "widgets/training/train_workspace.hpp"

#include <QAbstractItemModelTester>
#include <QFileInfo>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QToolButton>

#include "core/dataset/issue_kind.hpp"
#include "train_workspace_fixture.hpp"
#include "widgets/components/error_banner.hpp"
#include "widgets/components/figure_strip.hpp"
#include "widgets/training/form/option_rows.hpp"
#include "widgets/training/run_list.hpp"
#include "widgets/training/steering_panel.hpp"
#include "widgets/training/training_plots.hpp"
#include "widgets/training/trouble_bar.hpp"
#include "widgets/training/watched/watched_panel.hpp"
#include "widgets/training/watched/watched_view.hpp"

using namespace priorscope;

using Phase = TrainingController::Phase;

class TrainWorkspaceTest : public QObject, private TrainWorkspaceFixture {
    Q_OBJECT
  private Q_SLOTS:
    void initTestCase() { makeSample(); }
    void init() { open(); }
    void cleanup() { close(); }
    void runsTableModel();
    void anEvaluationWithoutAFigureIsNoPoint();
    void anotherRunIsShownWhole();
    void precisionsOfClassesBelongToTheRun();
    void curvesOverStepsEpochsAndTime();
    void theAxisIsRememberedAndHasAKey();
    void onePlotsPointerReadsThemAll();
    void aRunFromStartToFinish();
    void anImageThatCannotBeReadBecomesAFinding();
    void aDoubleClickOnStartOnlyStarts();
    void pauseContinueStopResume();
    void comparesWithAnotherRun();
    void aRunIsChangedWhileItGoesOn();
    void aFinishedRunIsTrainedLonger();
    void changesAreOfTheRunThatTheyWereTypedFor();
    void troublesAreShownOneByOne();
    void failureIsShownInItsPlace();
    void closingAsksAndStops();

  private:
    QTableView* table() const { return m_workspace->findChild<QTableView*>(); }
    QAction* compareAction() const { return m_workspace->findChild<RunList*>()->compareAction(); }
    SteeringPanel* steering() const { return m_inspector->findChild<SteeringPanel*>(); }
};

void TrainWorkspaceTest::runsTableModel() {
    RunTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    RunRow row;
    row.name = QStringLiteral("run-001");
    row.folder = QStringLiteral("/runs/run-001");
    row.batch_size = 32;
    row.summary.steps = 120;
    row.summary.total_steps = 600;
    model.setRuns({row});
    row.folder = QStringLiteral("/runs/run-002");
    row.summary.best_map = 0.5;
    model.updateRun(row);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.rowOf(QStringLiteral("/runs/run-002")), 0);
    QCOMPARE(model.index(0, RunTableModel::MapColumn).data().toString(), QStringLiteral("0.500"));
    QCOMPARE(model.index(1, RunTableModel::MapColumn).data().toString(), QStringLiteral("–"));
    QCOMPARE(model.index(1, RunTableModel::StateColumn).data().toString(),
             QStringLiteral("stopped at step 120"));
    row.summary.steps = 600;
    row.state = RunState::finished;
    model.updateRun(row);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, RunTableModel::StepsColumn).data(RunTableModel::SortRole).toInt(), 600);
    model.setBaseline(QStringLiteral("/runs/run-001"));
    RunRecord record;
    record.in_progress = true;
    model.updateRun(runRow(record));
    QCOMPARE(model.index(0, RunTableModel::StateColumn).data().toString(),
             QStringLiteral("in another process"));
    record.in_progress = false;
    record.was_interrupted = true;
    model.updateRun(runRow(record));
    QCOMPARE(model.index(0, RunTableModel::StateColumn).data().toString(),
             QStringLiteral("interrupted at step 0"));
    record.was_interrupted = false;
    record.failure = "the disk is full";
    model.updateRun(runRow(record));
    QCOMPARE(model.index(0, RunTableModel::StateColumn).data().toString(),
             QStringLiteral("failed at step 0"));
    QCOMPARE(model.index(0, RunTableModel::StateColumn).data(Qt::ToolTipRole).toString(),
             QStringLiteral("the disk is full"));
    model.setRuns({model.row(1), model.row(2)});
    QVERIFY(model.index(1, RunTableModel::NameColumn).data().toString().contains(QStringLiteral("dashed")));
    model.setRuns({});
    QCOMPARE(model.rowCount(), 0);
}

void TrainWorkspaceTest::anotherRunIsShownWhole() {
    TrainingPlots* plots = m_workspace->plots();
    PlotWidget* loss = plots->lossPanel()->plot();
    std::vector<StepMetrics> steps;
    for (int step = 1; step <= 100; ++step) {
        steps.push_back({.step = step, .loss = 1.0 / step});
    }
    plots->setCurrent({QStringLiteral("first"), {}, {}, {}, steps, {}});
    QTRY_COMPARE(loss->visibleX().second, 100.0);
    for (int i = 0; i < 10; ++i) {
        QTest::keyClick(loss, Qt::Key_Plus);
    }
    QVERIFY(loss->visibleX().second < 90.0);
    const auto zoomed = loss->visibleX();
    plots->setCurrent({QStringLiteral("first"), {}, {}, {}, steps, {}});  // the same: the view is the user's
    QTRY_COMPARE(loss->visibleX(), zoomed);
    plots->setCurrent({QStringLiteral("second"), {}, {}, {}, {steps.begin(), steps.begin() + 50}, {}});
    QTRY_COMPARE(loss->visibleX(), (std::pair{0.0, 50.0}));  // from its first step on, too
}

void TrainWorkspaceTest::anEvaluationWithoutAFigureIsNoPoint() {
    TrainingPlots* plots = m_workspace->plots();
    plots->setCurrent({QStringLiteral("run"), {}, {}, {}, {{.step = 10}}, {}});
    plots->append({.step = 20});
    QVERIFY(!plots->precisionPanel()->plot()->readOutAt(10.0));
    plots->append({.step = 30, .map_voc07 = 0.5, .map_voc10 = 0.5});
    const auto read_out = plots->precisionPanel()->plot()->readOutAt(12.0);
    QVERIFY(read_out && read_out->x == 30.0);
}

void TrainWorkspaceTest::precisionsOfClassesBelongToTheRun() {
    TrainingPlots* plots = m_workspace->plots();
    const auto lines = [plots] { return plots->precisionPanel()->plot()->csv().split(QLatin1Char('\n')); };
    EvaluationRow first{.step = 10, .map_voc07 = 0.5, .map_voc10 = 0.5, .class_ap_voc07 = {0.25, 0.75}};
    plots->setCurrent({QStringLiteral("run"), {}, {}, {"cat", "dog"}, {{.step = 10}}, {first}});
    QCOMPARE(lines().at(0), QStringLiteral("step,mean,cat,dog"));
    QCOMPARE(lines().at(1), QStringLiteral("10,0.5,0.25,0.75"));
    plots->append({.step = 20, .map_voc07 = 1.0, .map_voc10 = 1.0, .class_ap_voc07 = {std::nullopt, 1.0}});
    QCOMPARE(lines().at(2), QStringLiteral("20,1,,1"));
    // Another run with other classes.
    plots->setCurrent({QStringLiteral("next"), {}, {}, {"bird"}, {{.step = 10}}, {{10, 0.5, 0.5, {0.5}}}});
    QCOMPARE(lines().at(0), QStringLiteral("step,mean,bird"));
    QCOMPARE(lines().at(1), QStringLiteral("10,0.5,0.5"));
}

/// 40 steps of 4 images, 16 images an epoch, 2 s a step; evaluated after 20.
RunCurves tenEpochs() {
    RunCurves run{.name = QStringLiteral("run")};
    run.options.batch_size = 4;
    run.options.steps = 40;
    run.images = 16;
    for (int step = 1; step <= 40; ++step) {
        run.steps.push_back({.step = step, .loss = 1.0 / step, .elapsed_s = 2.0 * step});
    }
    run.evaluations.push_back({.step = 20, .map_voc07 = 0.5, .map_voc10 = 0.5});
    return run;
}

void TrainWorkspaceTest::curvesOverStepsEpochsAndTime() {
    TrainingPlots* plots = m_workspace->plots();
    PlotWidget* loss = plots->lossPanel()->plot();
    const auto evaluation = [plots] { return plots->precisionPanel()->plot()->readOutAt(0.0)->x; };
    plots->setCurrent(tenEpochs());
    QTRY_COMPARE(loss->visibleX(), (std::pair{0.0, 40.0}));
    QCOMPARE(evaluation(), 20.0);
    plots->setAxis(StepAxis::epoch, false);
    QTRY_COMPARE(loss->visibleX(), (std::pair{0.0, 10.0}));
    QCOMPARE(evaluation(), 5.0);
    QVERIFY(loss->csv().startsWith(QStringLiteral("epoch,")));
    plots->append(std::vector{StepMetrics{.step = 41, .loss = 0.02, .elapsed_s = 83.0}});
    QCOMPARE(loss->readOutAt(99.0)->x, 10.25);
    plots->setAxis(StepAxis::time, false);
    QTRY_COMPARE(loss->visibleX(), (std::pair{0.0, 83.0}));
    QCOMPARE(evaluation(), 40.0);
    QVERIFY(loss->csv().startsWith(QStringLiteral("\"training time, s\",")));
    // A run of twice the length: its end is guessed at the pace so far: 162 s, rounded up by fives.
    RunCurves longer = tenEpochs();
    longer.options.steps = 81;
    plots->setCurrent(longer);
    QTRY_COMPARE(loss->visibleX(), (std::pair{0.0, 165.0}));
    plots->setAxis(StepAxis::step, true);
    QTRY_COMPARE(loss->visibleX(), (std::pair{1.0, 81.0}));
    QCOMPARE(evaluation(), 20.0);
}

void TrainWorkspaceTest::theAxisIsRememberedAndHasAKey() {
    TrainingPlots* plots = m_workspace->plots();
    QSignalSpy changed(m_workspace.get(), &Workspace::sessionChanged);
    plots->nextAxisAction()->trigger();
    QCOMPARE(plots->axis(), StepAxis::epoch);
    plots->nextAxisAction()->trigger();
    QCOMPARE(plots->axis(), StepAxis::time);
    QCOMPARE(changed.count(), 2);
    plots->setSmoothing(0.25);
    const QByteArray session = m_workspace->session();
    plots->nextAxisAction()->trigger();
    QCOMPARE(plots->axis(), StepAxis::step);
    plots->setSmoothing(0.5);
    for (const char* damaged : {"", "time", "place,log,0.5", "time,log,0.5,1"}) {
        m_workspace->restoreSession(damaged);
        QCOMPARE(plots->axis(), StepAxis::step);
    }
    m_workspace->restoreSession(session);
    QCOMPARE(plots->axis(), StepAxis::time);
    QCOMPARE(plots->smoothing(), 0.25);
}

void TrainWorkspaceTest::onePlotsPointerReadsThemAll() {
    TrainingPlots* plots = m_workspace->plots();
    plots->setCurrent(tenEpochs());
    PlotWidget* loss = plots->lossPanel()->plot();
    const auto all = plots->findChildren<PlotWidget*>();
    QCOMPARE(all.size(), 7);
    plots->setSystem({.rows = {{.step = 10, .cpu = 0.5}, {.step = 30, .cpu = 0.75}}, .breaks = {}});
    QTRY_COMPARE(loss->visibleX(), (std::pair{0.0, 40.0}));
    QTRY_COMPARE(plots->precisionPanel()->plot()->visibleX().second, 40.0);
    const auto point = [loss](double x) {
        const QPoint at = loss->surface()->mapFrom(loss, loss->positionOf(x, 0.5).toPoint());
        QMouseEvent move(QEvent::MouseMove, at, loss->surface()->mapToGlobal(at), Qt::NoButton, Qt::NoButton,
                         Qt::NoModifier);
        QCoreApplication::sendEvent(loss->surface(), &move);
    };
    point(22.0);
    QVERIFY(loss->readOut().has_value());
    for (const PlotWidget* plot : all) {
        QVERIFY2(plot->readOut().has_value(), qPrintable(plot->accessibleName()));
    }
    const auto machine = std::ranges::find_if(
        all, [](const PlotWidget* plot) { return plot->accessibleName() == QStringLiteral("Machine, %"); });
    QVERIFY(machine != all.end());
    QCOMPARE((*machine)->readOut()->x, 30.0);
    QCOMPARE((*machine)->readOut()->values,
             (std::vector<PlotReadOut::Value>{{QStringLiteral("processors"), 75.0}}));
    // The only evaluation is the nearest one.
    QCOMPARE(plots->precisionPanel()->plot()->readOut()->x, 20.0);
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(loss, &leave);
    for (const PlotWidget* plot : all) {
        QVERIFY(!plot->readOut().has_value());
    }
}

void TrainWorkspaceTest::aRunFromStartToFinish() {
    setRun(6);
    QSignalSpy checkpoints(&m_workspace->controller(), &TrainingController::checkpointWritten);
    QTest::mouseClick(button("startButton"), Qt::LeftButton);
    QVERIFY(m_workspace->isBusy());
    QVERIFY(!m_workspace->form()->isEnabled());
    QCOMPARE(m_around->jobs.jobs().size(), 1U);
    QTRY_COMPARE_WITH_TIMEOUT(m_workspace->controller().phase(), Phase::finished, 120000);
    QCOMPARE(m_workspace->controller().steps().size(), 6U);
    QVERIFY(!m_workspace->controller().evaluations().empty());
    QVERIFY(checkpoints.count() >= 1);
    QVERIFY(m_around->jobs.jobs().empty());
    QTRY_VERIFY(m_workspace->isSettled());
    QCOMPARE(m_workspace->runs()->rowCount(), 1);
    QCOMPARE(m_workspace->runs()->row(0).summary.steps, 6);
    QCOMPARE(m_workspace->runs()->row(0).state, RunState::finished);
    QVERIFY(QFileInfo::exists(m_around->runs.latest() + QStringLiteral("/checkpoints/last.pt")));
    QVERIFY(m_workspace->plots()->lossPanel()->plot()->readOutAt(6.0).has_value());
    QCOMPARE(m_workspace->findChild<FigureStrip*>()->figures().at(1).label,
             QStringLiteral("Mean loss, 6 steps"));
    // Pictures of the last evaluation; one of them is opened in Detect with the weights of that step.
    const WatchedPanel* watched = m_workspace->watched();
    QCOMPARE(watched->step(), std::int64_t{6});
    QCOMPARE(watched->view()->watched()->rowCount(), 4);
    QSignalSpy checkpoint(&m_around->runs, &Runs::checkpointWanted);
    QSignalSpy workspace(m_workspace.get(), &Workspace::workspaceRequested);
    Q_EMIT watched->view()->clicked(watched->view()->watched()->index(2));
    QVERIFY(QFileInfo::exists(checkpoint.front().front().toString()));
    QCOMPARE(workspace.front().front().toString(), QStringLiteral("detect"));
    QCOMPARE(m_around->workbench.currentImage(), watched->view()->watched()->sheet().cells[2].image);
    for (QAction* action : m_workspace->commands()) {
        if (action != nullptr && action->shortcut() == QKeySequence(Qt::Key_V)) {
            action->trigger();
        }
    }
    QVERIFY(watched->isHidden());
    QVERIFY(button("startButton")->isVisibleTo(m_workspace->inspector()));
    QVERIFY(!button("resumeButton")->isEnabled());  // the run is finished
}

void TrainWorkspaceTest::anImageThatCannotBeReadBecomesAFinding() {
    const std::filesystem::path image =
        m_sample->dataset->images[m_sample->dataset->splits.at("train")[3]].image_file;
    QFile file(QString::fromStdString(image.string()));
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QByteArray whole = file.readAll();
    QVERIFY(file.resize(whole.size() / 2));
    setRun(6);
    QTest::mouseClick(button("startButton"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(m_workspace->controller().phase(), Phase::finished, 120000);
    QVERIFY(file.seek(0) && file.write(whole) == whole.size());
    QCOMPARE(m_around->workbench.laterFindings().size(), 1U);
    QCOMPARE(m_around->workbench.laterFindings()[0].file, image);
    QCOMPARE(m_around->workbench.laterFindings()[0].kind, IssueKind::bad_image);
}

void TrainWorkspaceTest::aDoubleClickOnStartOnlyStarts() {
    setRun(400);
    QTest::mouseClick(button("startButton"), Qt::LeftButton);
    QPushButton* pause = button("pauseButton");
    QTRY_VERIFY_WITH_TIMEOUT(pause->isVisible() && pause->isEnabled(), 60000);
    // The second press of a double-click reaches the button that has taken the place of the first.
    const QPointF middle(pause->rect().center());
    QMouseEvent press(QEvent::MouseButtonDblClick, middle, pause->mapToGlobal(middle), Qt::LeftButton,
                      Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(pause, &press);
    QMouseEvent release(QEvent::MouseButtonRelease, middle, pause->mapToGlobal(middle), Qt::LeftButton,
                        Qt::NoButton, Qt::NoModifier);
    QApplication::sendEvent(pause, &release);
    QVERIFY(!m_workspace->controller().isPauseRequested());
    QTest::mouseClick(pause, Qt::LeftButton);
    QVERIFY(m_workspace->controller().isPauseRequested());
    m_workspace->requestStop();
    QTRY_VERIFY_WITH_TIMEOUT(!m_workspace->isBusy(), 60000);
}

void TrainWorkspaceTest::pauseContinueStopResume() {
    setRun(400);
    QTest::mouseClick(button("startButton"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->controller().steps().size() >= 2, 60000);
    QTest::mouseClick(button("pauseButton"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(m_workspace->controller().phase(), Phase::paused, 60000);
    const auto paused_at = m_workspace->controller().steps().size();
    QCOMPARE(button("pauseButton")->text(), QStringLiteral("Continue"));
    QTest::mouseClick(button("pauseButton"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->controller().steps().size() > paused_at, 60000);
    QTest::mouseClick(button("stopButton"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(m_workspace->controller().phase(), Phase::stopped, 60000);
    const auto stopped_at = m_workspace->controller().steps().size();
    QTRY_VERIFY(m_workspace->isSettled());
    QCOMPARE(m_workspace->runs()->row(0).summary.steps, static_cast<std::int64_t>(stopped_at));
    QVERIFY(button("resumeButton")->isEnabled());

    QTest::mouseClick(button("resumeButton"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->controller().steps().size() > stopped_at, 60000);
    QCOMPARE(m_workspace->controller().run()->start_step, static_cast<std::int64_t>(stopped_at));
    for (std::size_t i = 0; i < m_workspace->controller().steps().size(); ++i) {
        QCOMPARE(m_workspace->controller().steps()[i].step, static_cast<std::int64_t>(i) + 1);
    }
    QCOMPARE(m_workspace->plots()->current().steps.front().step, 1);
    QTest::mouseClick(button("stopButton"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!m_workspace->isBusy(), 60000);
}

void TrainWorkspaceTest::comparesWithAnotherRun() {
    for (int run = 0; run < 2; ++run) {
        setRun(2);
        m_workspace->startRun();
        QTRY_VERIFY_WITH_TIMEOUT(m_workspace->controller().phase() == Phase::finished, 60000);
        QTRY_VERIFY(m_workspace->isSettled());
    }
    QCOMPARE(m_workspace->runs()->rowCount(), 2);
    const QString first = table()->model()->index(0, 0).data(RunTableModel::FolderRole).toString();
    table()->selectRow(0);
    compareAction()->trigger();
    QTRY_VERIFY(m_workspace->plots()->comparison().has_value());
    QCOMPARE(m_workspace->plots()->comparison()->name, QFileInfo(first).fileName());
    table()->selectRow(1);
    QTRY_VERIFY(!m_workspace->plots()->current().steps.empty());
    QVERIFY(m_workspace->plots()->current().name != m_workspace->plots()->comparison()->name);
    table()->selectRow(0);
    compareAction()->trigger();
    QVERIFY(!m_workspace->plots()->comparison().has_value());
    compareAction()->trigger();
    QTRY_VERIFY(m_workspace->plots()->comparison().has_value());
    m_around->runs.setFolder(m_runs->filePath(QStringLiteral("other")));
    QTRY_VERIFY(m_workspace->isSettled());
    QVERIFY(!m_workspace->plots()->comparison().has_value());  // that run is not among those listed
}

void TrainWorkspaceTest::aRunIsChangedWhileItGoesOn() {
    setRun(4000);
    m_workspace->startRun();
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->controller().steps().size() > 2, 60000);
    QPushButton* change = button("changeButton");
    QVERIFY(change->isEnabled() && steering()->isHidden());
    change->click();
    QVERIFY(!steering()->isHidden() && !steering()->applyButton()->isEnabled());
    auto* rate = qobject_cast<QLineEdit*>(steering()->rows()->editor(QStringLiteral("learning_rate")));
    auto* steps = qobject_cast<QSpinBox*>(steering()->rows()->editor(QStringLiteral("steps")));
    QCOMPARE(steps->value(), 4000);
    steps->setValue(1);  // it has got further
    QVERIFY(!steering()->applyButton()->isEnabled());
    QVERIFY(!steering()->rows()->markOf(QStringLiteral("steps")).isEmpty());
    steps->setValue(5000);
    rate->setText(QStringLiteral("0.0005"));
    steering()->applyButton()->click();
    QTRY_COMPARE_WITH_TIMEOUT(m_workspace->controller().run()->totalSteps(), std::int64_t{5000}, 60000);
    QTRY_COMPARE(m_workspace->plots()->current().course.changes.size(), std::size_t{2});
    QTRY_VERIFY(!steering()->applyButton()->isEnabled());  // the fields are the run's again
    steering()->finishButton()->click();
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->controller().phase() == Phase::finished, 60000);
    const TrainingController& controller = m_workspace->controller();
    QVERIFY(controller.run()->course.tail.has_value());
    QCOMPARE(controller.steps().back().step, controller.run()->totalSteps());
    QVERIFY(controller.steps().back().step < 4000);
}

void TrainWorkspaceTest::changesAreOfTheRunThatTheyWereTypedFor() {
    SteeringPanel panel;
    TrainingOptions options;
    options.steps = 400;
    options.learning_rate = 0.00123456789;  // more digits than a field usually shows
    panel.showRun(QStringLiteral("a"), options, {}, 10, true);
    QVERIFY(panel.changes().empty());
    qobject_cast<QSpinBox*>(panel.rows()->editor(QStringLiteral("steps")))->setValue(800);
    panel.showRun(QStringLiteral("a"), options, {}, 11, true);
    QCOMPARE(panel.changes().size(), std::size_t{1});
    panel.showRun(QStringLiteral("b"), options, {}, 10, true);
    QVERIFY(panel.changes().empty());
}

void TrainWorkspaceTest::aFinishedRunIsTrainedLonger() {
    setRun(2);
    m_workspace->startRun();
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->controller().phase() == Phase::finished, 60000);
    QTRY_VERIFY(m_workspace->isSettled());
    QVERIFY(!button("resumeButton")->isEnabled());
    button("changeButton")->click();
    qobject_cast<QSpinBox*>(steering()->rows()->editor(QStringLiteral("steps")))->setValue(4);
    QVERIFY(steering()->applyButton()->isEnabled());
    steering()->applyButton()->click();
    QTRY_COMPARE_WITH_TIMEOUT(m_workspace->controller().steps().size(), std::size_t{4}, 60000);
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->controller().phase() == Phase::finished, 60000);
    QTRY_COMPARE(m_workspace->runs()->rowCount(), 1);
    QTRY_COMPARE(m_workspace->runs()->row(0).summary.total_steps, std::int64_t{4});
}

void TrainWorkspaceTest::troublesAreShownOneByOne() {
    TroubleBar bar;
    bar.showTroubles({});
    QVERIFY(bar.isHidden());
    const Trouble first{.kind = TroubleKind::spike, .step = 7, .figures = {9.0, 2.0}};
    const Trouble second{.kind = TroubleKind::starvation, .step = 70, .figures = {0.5}};
    bar.showTroubles({first});
    QVERIFY(!bar.isHidden() && bar.text().startsWith(QStringLiteral("Step 7: ")));
    bar.showTroubles({first, second});
    QVERIFY(bar.text().startsWith(QStringLiteral("Step 70: ")));
    const auto buttons = bar.findChildren<QToolButton*>();
    QCOMPARE(buttons.size(), 3);
    buttons[0]->click();
    QVERIFY(bar.text().startsWith(QStringLiteral("Step 7: ")) && !buttons[0]->isEnabled());
    buttons[2]->click();
    QVERIFY(bar.isHidden());
    bar.showTroubles({first, second});  // nothing new
    QVERIFY(bar.isHidden());
    bar.showTroubles({second});  // of another run
    QVERIFY(!bar.isHidden() && bar.text().startsWith(QStringLiteral("Step 70: ")));
}

void TrainWorkspaceTest::failureIsShownInItsPlace() {
    // A file is in the place of the runs folder.
    const QString blocked = m_runs->filePath(QStringLiteral("file"));
    QFile file(blocked);
    QVERIFY(file.open(QIODevice::WriteOnly));
    m_workspace->form()->setRunsFolder(blocked + QStringLiteral("/runs"));
    m_workspace->startRun();
    QTRY_COMPARE_WITH_TIMEOUT(m_workspace->controller().phase(), Phase::failed, 60000);
    ErrorBanner* banner = m_workspace->plots()->lossPanel()->banner();
    QVERIFY(banner->isVisibleTo(m_workspace.get()));
    QVERIFY2(banner->text().contains(QFileInfo(blocked).fileName()), qPrintable(banner->text()));
    QVERIFY(button("startButton")->isEnabled());
    m_around->workbench.setDataset(nullptr);
    QVERIFY(banner->isHidden());  // it was about a run on the other dataset
}

void TrainWorkspaceTest::closingAsksAndStops() {
    setRun(400);
    m_workspace->startRun();
    QTRY_VERIFY_WITH_TIMEOUT(!m_workspace->controller().steps().empty(), 60000);
    QVERIFY(m_workspace->isBusy());
    QVERIFY(m_workspace->closingQuestion().contains(QStringLiteral("400")));
    QSignalSpy stopped(m_workspace.get(), &Workspace::stopped);
    m_workspace->requestStop();
    QVERIFY(stopped.wait(60000));
    QVERIFY(!m_workspace->isBusy());
    QVERIFY(QFileInfo::exists(m_around->runs.latest() + QStringLiteral("/checkpoints/last.pt")));
}

QTEST_MAIN(TrainWorkspaceTest)
#include "train_workspace_test.moc"
