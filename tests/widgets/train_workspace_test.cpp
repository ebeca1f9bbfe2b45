// The Train workspace with real runs of ssd-tiny on a small sample dataset.
#include "widgets/training/train_workspace.hpp"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QFileInfo>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>

#include "core/checkpoint/checkpoint.hpp"
#include "core/model/ssd/ssd_family.hpp"
#include "core/training/plan/training_option_table.hpp"
#include "sample_fixture.hpp"
#include "widgets/components/error_banner.hpp"
#include "widgets/components/figure_strip.hpp"
#include "widgets/training/form/device_box.hpp"
#include "widgets/training/form/training_form.hpp"
#include "widgets/training/form/weight_summary.hpp"
#include "widgets/training/training_plots.hpp"

using namespace priorscope;

using Phase = TrainingController::Phase;

class TrainWorkspaceTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void formTakesTheRecipeOfTheModel();
    void formReachesEveryOption();
    void devicesThatAreThereAreOffered();
    void formMarksWhatIsWrong();
    void formIsUndone();
    void formShowsTheDraft();
    void scrollingChangesNothing();
    void runsTableModel();
    void anEvaluationWithoutAFigureIsNoPoint();
    void aRunFromStartToFinish();
    void anImageThatCannotBeReadBecomesAFinding();
    void startsFromWeights();
    void pauseContinueStopResume();
    void comparesWithAnotherRun();
    void failureIsShownInItsPlace();
    void closingAsksAndStops();

  private:
    void setRun(int steps, int checkpoint_every = 500);
    const TrainingOptions& options() const { return m_around->draft.draft().options; }
    QPushButton* button(const char* name) const {
        return m_workspace->inspector()->findChild<QPushButton*>(QLatin1String(name));
    }
    template <class Editor>
    Editor* editor(const char* field) const {
        return qobject_cast<Editor*>(m_workspace->form()->editor(QLatin1String(field)));
    }
    QTableView* table() const { return m_workspace->findChild<QTableView*>(); }

    std::unique_ptr<SampleFixture> m_sample;
    std::unique_ptr<WorkspaceSurroundings> m_around;
    std::unique_ptr<QTemporaryDir> m_runs;
    std::unique_ptr<TrainWorkspace> m_workspace;
    std::unique_ptr<QWidget> m_inspector;
};

void TrainWorkspaceTest::initTestCase() {
    m_sample = std::make_unique<SampleFixture>(24);
    QCOMPARE(m_sample->dataset->splits.at("train").size(), 16U);
}

void TrainWorkspaceTest::init() {
    m_runs = std::make_unique<QTemporaryDir>();
    m_around = std::make_unique<WorkspaceSurroundings>();
    m_workspace = std::make_unique<TrainWorkspace>(m_around->context);
    m_around->workbench.setDataset(m_sample->dataset);
    m_workspace->form()->setRunsFolder(m_runs->path());
    Q_EMIT m_workspace->form()->runsFolderChanged(m_runs->path());
    m_workspace->resize(900, 700);
    m_workspace->show();
    // The window moves the inspector into a column of its own.
    m_inspector.reset(m_workspace->inspector());
    m_inspector->setParent(nullptr);
    m_inspector->resize(360, 800);
    m_inspector->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_inspector.get()));
    QTRY_VERIFY(m_workspace->isSettled());
}

void TrainWorkspaceTest::cleanup() {
    m_workspace.reset();
    m_inspector.reset();
    m_around.reset();
    m_runs.reset();
}

void TrainWorkspaceTest::setRun(int steps, int checkpoint_every) {
    m_workspace->form()->setModel(QStringLiteral("ssd-tiny"));
    m_workspace->form()->findChildren<QSpinBox*>().first()->setValue(steps);
    editor<QSpinBox>("batch_size")->setValue(4);
    editor<QSpinBox>("checkpoint_every")->setValue(checkpoint_every);
    QCOMPARE(options().steps, steps);
}

void TrainWorkspaceTest::formTakesTheRecipeOfTheModel() {
    TrainingForm* form = m_workspace->form();
    const Recipe tiny = loadDetectorSpec("ssd-tiny").recipe;
    form->setModel(QStringLiteral("ssd300-vgg16"));
    const TrainingOptions vgg = options();
    QCOMPARE(vgg.batch_size, 32);
    QCOMPARE(vgg.steps, 120000);
    QCOMPARE(vgg.learning_rate, 1e-3);
    form->setModel(QStringLiteral("ssd-tiny"));
    QCOMPARE(options().batch_size, tiny.batch_size);
    QCOMPARE(options().steps, tiny.steps);
    QCOMPARE(options().split, std::string("train"));
    QCOMPARE(options().val_split, std::string("val"));
    QCOMPARE(m_around->draft.spec().classes, m_sample->dataset->classes);
    QVERIFY(form->validate().empty());
}

void TrainWorkspaceTest::formReachesEveryOption() {
    TrainingForm* form = m_workspace->form();
    for (const auto& entry : trainingOptionTable().entries()) {
        const QString key = QString::fromStdString(entry.info.key);
        // These two are set by the open dataset and by the unit of the length (epochs or steps).
        const bool elsewhere = key == QLatin1String("dataset") || key == QLatin1String("epochs");
        QVERIFY2(elsewhere || form->editor(key) != nullptr, qPrintable(key));
    }
    auto* drops = editor<QLineEdit>("drops");
    QCOMPARE(options().drops, loadDetectorSpec("ssd-tiny").recipe.drops);
    drops->setText(QStringLiteral("0.5; 0.75  0.9"));
    QCOMPARE(options().drops, (std::vector<double>{0.5, 0.75, 0.9}));
    drops->setText(QStringLiteral("0.5 late"));
    form->validate();
    QVERIFY(!form->mark(QStringLiteral("drops")).isEmpty());
    drops->setText(QStringLiteral("0.5"));
    editor<QSpinBox>("threads")->setValue(1);
    editor<QSpinBox>("workers")->setValue(3);
    editor<QSpinBox>("keep_every_epochs")->setValue(2);
    editor<QComboBox>("precision")->setCurrentText(QStringLiteral("bf16"));
    editor<QCheckBox>("train_on_difficult")->setChecked(true);
    QVERIFY(options().threads == 1 && options().workers == 3 && options().keep_every_epochs == 2);
    QVERIFY(options().precision == "bf16" && options().train_on_difficult);
    QVERIFY(form->validate().empty());
}

void TrainWorkspaceTest::devicesThatAreThereAreOffered() {
    DeviceBox alone;
    alone.offer({{{Device{}, "A processor"}}, "built without CUDA"});
    QCOMPARE(alone.count(), 2);
    QCOMPARE(alone.currentData().toString(), QStringLiteral("auto"));
    QCOMPARE(alone.itemData(1).toString(), QStringLiteral("cpu"));
    DeviceBox two;
    const Device second{DeviceKind::cuda, 1};
    two.offer({{{Device{}, "A processor"}, {Device{DeviceKind::cuda, 0}, "A card"}, {second, ""}}, {}});
    QCOMPARE(two.count(), 4);
    QCOMPARE(two.itemText(2), QStringLiteral("cuda:0 (A card)"));
    QCOMPARE(two.itemData(3).toString(), QStringLiteral("cuda:1"));

    // It queries the devices when first shown.
    auto* box = editor<DeviceBox>("device");
    QCOMPARE(box->count(), 2);
    QSignalSpy offered(box, &DeviceBox::offered);
    for (QWidget* widget = box; widget != nullptr; widget = widget->parentWidget()) {
        widget->show();
    }
    QVERIFY(offered.wait(60000));
    QCOMPARE(box->count(), 1 + static_cast<int>(availableDevices().devices.size()));
    QCOMPARE(options().device, std::string("auto"));
    box->setCurrentIndex(1);
    QCOMPARE(options().device, std::string("cpu"));
    m_around->draft.edit(QStringLiteral("test"), {},
                         [](RunDraft& draft) { draft.options.device = "cuda:7"; });
    QCOMPARE(box->currentText(), QStringLiteral("cuda:7"));  // planned on another machine
    QCOMPARE(options().device, std::string("cuda:7"));
}

void TrainWorkspaceTest::formMarksWhatIsWrong() {
    TrainingForm* form = m_workspace->form();
    auto* rate = editor<QLineEdit>("learning_rate");
    rate->setFocus();
    rate->selectAll();
    QTest::keyClicks(rate, QStringLiteral("fast"));
    QTest::mouseClick(button("startButton"), Qt::LeftButton);
    QVERIFY(!m_workspace->controller().isActive());
    QVERIFY(form->mark(QStringLiteral("learning_rate")).contains(QStringLiteral("in (0, 10]")));
    QVERIFY(form->mark(QStringLiteral("batch_size")).isEmpty());
    editor<QLineEdit>("momentum")->setText(QStringLiteral("1"));
    rate->setText(QStringLiteral("0.01"));
    QCOMPARE(form->validate().size(), 1U);
    QVERIFY(form->mark(QStringLiteral("learning_rate")).isEmpty());
    QVERIFY(form->mark(QStringLiteral("momentum")).contains(QStringLiteral("[0, 1)")));
    QVERIFY(editor<QLineEdit>("momentum")->isVisibleTo(form));  // the hidden section opens to show the mark
}

void TrainWorkspaceTest::formIsUndone() {
    QAction* undo = m_workspace->commands().at(0);
    m_workspace->form()->setModel(QStringLiteral("ssd300-vgg16"));
    m_around->draft.undoStack().clear();
    auto* rate = editor<QLineEdit>("learning_rate");
    rate->setFocus();
    rate->selectAll();
    QTest::keyClicks(rate, QStringLiteral("0.025"));
    QCOMPARE(options().learning_rate, 0.025);
    auto* batch = editor<QSpinBox>("batch_size");
    batch->setFocus();
    batch->selectAll();
    QTest::keyClicks(batch, QStringLiteral("16"));
    QCOMPARE(options().batch_size, 16);
    QCOMPARE(m_around->draft.undoStack().count(), 2);  // two fields, however many keys
    m_workspace->form()->setModel(QStringLiteral("ssd-tiny"));
    QCOMPARE(options().batch_size, loadDetectorSpec("ssd-tiny").recipe.batch_size);

    undo->trigger();  // undoing the model also undoes its recipe
    QCOMPARE(editor<QComboBox>("model")->currentText(), QStringLiteral("ssd300-vgg16"));
    QCOMPARE(batch->value(), 16);
    undo->trigger();
    QCOMPARE(batch->value(), 32);
    QCOMPARE(rate->text().toDouble(), 0.025);
    undo->trigger();
    QCOMPARE(rate->text().toDouble(), 0.001);
    QVERIFY(!undo->isEnabled());
    m_workspace->commands().at(1)->trigger();
    QCOMPARE(rate->text().toDouble(), 0.025);
    // In the editor itself, the undo keys act on the document too.
    rate->setFocus();
    QKeyEvent key(QEvent::ShortcutOverride, Qt::Key_Z, Qt::ControlModifier);
    key.ignore();
    QApplication::sendEvent(rate, &key);
    QVERIFY(!key.isAccepted());
}

void TrainWorkspaceTest::formShowsTheDraft() {
    // Changes of the draft from elsewhere: Priors sets a layout and another resize.
    PriorConfig layout = ssdOf(loadDetectorSpec("ssd-tiny")).priors;
    layout.name = "mine";
    layout.maps[0].scale = 0.11F;
    m_around->draft.setLayout(layout);
    auto* priors = editor<QComboBox>("priors");
    QCOMPARE(priors->currentIndex(), 1);
    QVERIFY(priors->currentText().contains(QStringLiteral("mine")));
    QCOMPARE(ssdOf(m_around->draft.spec()).priors.maps[0].scale, 0.11F);
    priors->setCurrentIndex(0);
    QVERIFY(ssdOf(m_around->draft.spec()).priors.maps[0].scale != 0.11F);
    m_around->draft.setResize(ResizeMode::letterbox);
    QCOMPARE(editor<QComboBox>("resize")->currentIndex(), 1);
    editor<QComboBox>("resize")->setCurrentIndex(0);
    QCOMPARE(m_around->draft.spec().preprocessing.resize, ResizeMode::stretch);
    // Incomplete text stays while another field changes.
    editor<QLineEdit>("momentum")->setText(QStringLiteral("0.9x"));
    editor<QSpinBox>("batch_size")->setValue(3);
    QCOMPARE(editor<QLineEdit>("momentum")->text(), QStringLiteral("0.9x"));
    QCOMPARE(options().momentum, 0.9);
    QVERIFY(!m_workspace->form()->validate().empty());
}

void TrainWorkspaceTest::scrollingChangesNothing() {
    const RunDraft before = m_around->draft.draft();
    const auto turn = [](QWidget* box) {
        const QPointF middle(box->rect().center());
        QWheelEvent event(middle, box->mapToGlobal(middle), QPoint(), QPoint(0, -120), Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(box, &event);
    };
    m_workspace->form()->setFocus();
    const QList<QComboBox*> choices = m_workspace->form()->findChildren<QComboBox*>();
    const QList<QSpinBox*> numbers = m_workspace->form()->findChildren<QSpinBox*>();
    QVERIFY(choices.size() >= 6 && numbers.size() >= 6);
    for (QComboBox* box : choices) {
        turn(box);
    }
    for (QSpinBox* box : numbers) {
        turn(box);
    }
    QVERIFY(m_around->draft.draft() == before);
    auto* batch = editor<QSpinBox>("batch_size");
    batch->setFocus();
    turn(batch);
    QCOMPARE(options().batch_size, before.options.batch_size - 1);
}

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
    QVERIFY(model.index(1, RunTableModel::NameColumn).data().toString().contains(QStringLiteral("dashed")));
    model.setRuns({});
    QCOMPARE(model.rowCount(), 0);
}

void TrainWorkspaceTest::anEvaluationWithoutAFigureIsNoPoint() {
    TrainingPlots* plots = m_workspace->plots();
    plots->setCurrent({QStringLiteral("run"), {}, {}, {{.step = 10}}, {}});
    plots->append({.step = 20}, {});
    QVERIFY(!plots->precisionPanel()->plot()->readOutAt(10.0));
    plots->append({.step = 30, .map_voc07 = 0.5, .map_voc10 = 0.5}, {});
    const auto read_out = plots->precisionPanel()->plot()->readOutAt(12.0);
    QVERIFY(read_out && read_out->x == 30.0);
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

void TrainWorkspaceTest::startsFromWeights() {
    // Two classes, fewer than the sample dataset has: the last layer of each classification head differs.
    DetectorSpec two = loadDetectorSpec("ssd-tiny");
    two.classes = {"a", "b"};
    const QString file = m_runs->filePath(QStringLiteral("two.pt"));
    saveDetector(Detector::create(two, 5), file.toStdString());
    setRun(1);
    m_workspace->form()->setWeights(m_runs->filePath(QStringLiteral("absent.pt")));
    QVERIFY(!m_workspace->form()->validate().empty());
    QVERIFY(!m_workspace->form()->mark(QStringLiteral("weights")).isEmpty());
    m_workspace->form()->setWeights(file);
    QCOMPARE(options().weights, file.toStdString());
    QTest::mouseClick(button("startButton"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(m_workspace->controller().phase(), Phase::finished, 120000);
    const RunInfo& run = *m_workspace->controller().run();
    QCOMPARE(run.options.weights, file.toStdString());
    QVERIFY(run.weights.has_value());
    QVERIFY(run.weights->missing.empty());
    QCOMPARE(run.weights->reshaped.size(), 2 * ssdOf(two).priors.maps.size());
    QVERIFY(m_around->jobs.log().plainText().contains(weightSummary(*run.weights)));
    m_workspace->form()->setWeights({});
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
    m_workspace->commands().at(9)->trigger();
    QVERIFY(m_workspace->plots()->comparison().has_value());
    QCOMPARE(m_workspace->plots()->comparison()->name, QFileInfo(first).fileName());
    table()->selectRow(1);
    QVERIFY(m_workspace->plots()->current().name != m_workspace->plots()->comparison()->name);
    table()->selectRow(0);
    m_workspace->commands().at(9)->trigger();
    QVERIFY(!m_workspace->plots()->comparison().has_value());
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
