// The form of a run: the draft, its marks and undo, and the run in progress.
#include "widgets/training/form/training_form.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <cmath>

#include "core/checkpoint/checkpoint.hpp"
#include "core/model/ssd/ssd_family.hpp"
#include "core/training/plan/training_option_table.hpp"
#include "train_workspace_fixture.hpp"
#include "widgets/training/form/device_box.hpp"
#include "widgets/training/form/estimate_button.hpp"
#include "widgets/training/form/option_rows.hpp"
#include "widgets/training/form/weight_summary.hpp"

using namespace priorscope;

using Phase = TrainingController::Phase;

class TrainingFormTest : public QObject, private TrainWorkspaceFixture {
    Q_OBJECT
  private Q_SLOTS:
    void initTestCase() { makeSample(); }
    void init() { open(); }
    void cleanup() { close(); }
    void formTakesTheRecipeOfTheModel();
    void formReachesEveryOption();
    void numbersReadBackAsTheyWere();
    void devicesThatAreThereAreOffered();
    void formMarksWhatIsWrong();
    void formIsUndone();
    void formShowsTheDraft();
    void scrollingChangesNothing();
    void theFormOfARunStaysItsOwn();
    void startsFromWeights();
    void recipesAreAppliedAndUndone();
    void whatChangesNothingIsGrey();
    void patienceWithoutValidationIsMarkedAndCanBeSetBack();
    void sharedImagesAreNoted();
    void theWarmUpFollowsTheLength();
    void aStepIsMeasuredOnRequest();
    void anEstimateStandsThereWhenTheFormIsSeen();
};

void TrainingFormTest::formTakesTheRecipeOfTheModel() {
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

void TrainingFormTest::formReachesEveryOption() {
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

void TrainingFormTest::numbersReadBackAsTheyWere() {
    QWidget form;
    OptionRows rows(&form);
    const OptionInfo& info = trainingOptionTable().entry("learning_rate").info;
    rows.add(rows.newGrid(&form), info, QStringLiteral("Rate"), {}, 0.0005);
    const auto* edit = qobject_cast<QLineEdit*>(rows.editor(QStringLiteral("learning_rate")));
    QCOMPARE(edit->text(), QLocale().toString(0.0005, 'f', 4));
    for (const double value : {0.1, 0.3, 0.00123456789, 1.0 / 3.0, 0.1 + 0.2, 1e-5}) {
        rows.setValue("learning_rate", value);
        QVERIFY2(rows.value("learning_rate").get<double>() == value, qPrintable(edit->text()));
    }
}

void TrainingFormTest::devicesThatAreThereAreOffered() {
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

void TrainingFormTest::formMarksWhatIsWrong() {
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
    QVERIFY(form->mark(QStringLiteral("learning_rate")).isEmpty());  // at once, not at the next start
    QCOMPARE(form->validate().size(), 1U);
    QVERIFY(form->mark(QStringLiteral("momentum")).contains(QStringLiteral("[0, 1)")));
    QVERIFY(editor<QLineEdit>("momentum")->isVisibleTo(form));  // the hidden section opens to show the mark
    editor<QLineEdit>("momentum")->setText(QStringLiteral("0.9"));
    // A layout of other maps: refused with a remedy, until the remedy is followed.
    m_around->draft.setLayout(loadPriorConfig("ssd300-voc"));
    QTest::mouseClick(button("startButton"), Qt::LeftButton);
    QVERIFY(!m_workspace->controller().isActive());
    QVERIFY2(form->mark(QStringLiteral("priors")).contains(QStringLiteral("Choose the model's own priors")),
             qPrintable(form->mark(QStringLiteral("priors"))));
    editor<QComboBox>("priors")->setCurrentIndex(0);
    QVERIFY(form->mark(QStringLiteral("priors")).isEmpty());
    QVERIFY(form->validate().empty());
}

void TrainingFormTest::formIsUndone() {
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

void TrainingFormTest::formShowsTheDraft() {
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

void TrainingFormTest::scrollingChangesNothing() {
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

/// Another dataset, with other splits, is opened while a run trains.
void TrainingFormTest::theFormOfARunStaysItsOwn() {
    auto other = std::make_shared<Dataset>(*m_sample->dataset);
    other->root = "/elsewhere/night";
    other->splits = {{"night", other->splits.at("train")}};
    setRun(400);
    m_workspace->startRun();
    // First while the run is being prepared, then while it trains.
    for (const bool trains : {false, true}) {
        if (trains) {
            QTRY_VERIFY_WITH_TIMEOUT(!m_workspace->controller().steps().empty(), 60000);
        }
        m_around->workbench.setDataset(other);
        QCOMPARE(editor<QComboBox>("split")->currentText(), QStringLiteral("train"));
        QCOMPARE(editor<QComboBox>("val_split")->currentText(), QStringLiteral("val"));
        QVERIFY(editor<QComboBox>("split")->findText(QStringLiteral("night")) < 0);
        m_around->draft.edit(QStringLiteral("test"), {},
                             [](RunDraft& draft) { draft.options.batch_size = 7; });
        QCOMPARE(editor<QSpinBox>("batch_size")->value(), 4);
        QVERIFY(!m_workspace->form()->isEnabled());
        QVERIFY(!m_workspace->commands().at(0)->isVisible());  // undo of what is not in sight
        m_around->workbench.setDataset(m_sample->dataset);
    }
    m_around->workbench.setDataset(other);
    m_workspace->requestStop();
    QTRY_VERIFY_WITH_TIMEOUT(!m_workspace->isBusy(), 60000);
    QVERIFY(m_workspace->form()->isEnabled());
    QCOMPARE(editor<QComboBox>("split")->currentText(), QStringLiteral("every image"));
    QVERIFY(editor<QComboBox>("split")->findText(QStringLiteral("night")) >= 0);
    QCOMPARE(editor<QSpinBox>("batch_size")->value(), 7);
    QVERIFY(m_workspace->commands().at(0)->isVisible());
}

void TrainingFormTest::startsFromWeights() {
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

void TrainingFormTest::recipesAreAppliedAndUndone() {
    auto* recipe = editor<QComboBox>("recipe");
    QCOMPARE(recipe->currentData().toString(), QString());
    const auto choose = [&](const QString& name) {
        recipe->setCurrentIndex(recipe->findData(name));
        Q_EMIT recipe->activated(recipe->currentIndex());
    };
    editor<QSpinBox>("threads")->setValue(1);
    choose(QStringLiteral("torchvision-ssdlite"));
    QCOMPARE(options().epochs, 660);
    QCOMPARE(options().batch_size, 192);
    QCOMPARE(options().schedule, std::string("cosine"));
    QCOMPARE(options().weight_decay, 4e-5);
    QCOMPARE(options().augmentation.set, std::string("ssdlite"));
    QCOMPARE(options().threads, 1);  // of the machine
    QCOMPARE(options().split, std::string("train"));
    QCOMPARE(recipe->currentData().toString(), QStringLiteral("torchvision-ssdlite"));
    editor<QCheckBox>("nesterov")->setChecked(true);
    QCOMPARE(recipe->currentText(), QStringLiteral("changed by hand"));
    choose(QStringLiteral("fine-tune"));
    const Recipe tiny = loadDetectorSpec("ssd-tiny").recipe;
    QCOMPARE(options().steps, static_cast<int>(std::lround(0.333 * tiny.steps)));
    QCOMPARE(options().learning_rate, 0.2 * tiny.learning_rate);
    QCOMPARE(options().frozen_stages, 2);
    QVERIFY(options().freeze_norms && !options().nesterov);
    QVERIFY(m_workspace->form()->validate().empty());
    m_around->draft.undoStack().undo();
    QVERIFY(options().nesterov);
    QCOMPARE(recipe->currentText(), QStringLiteral("changed by hand"));
    m_around->draft.undoStack().undo();
    QCOMPARE(recipe->currentData().toString(), QStringLiteral("torchvision-ssdlite"));
    choose(QStringLiteral(""));
    QCOMPARE(options().steps, tiny.steps);
    QCOMPARE(options().drops, tiny.drops);
    QCOMPARE(options().warmup_steps, tiny.warmup_steps);
}

void TrainingFormTest::whatChangesNothingIsGrey() {
    const auto isGrey = [&](const char* key) { return !editor<QWidget>(key)->isEnabled(); };
    QVERIFY(isGrey("beta1") && !isGrey("momentum"));
    editor<QComboBox>("optimizer")->setCurrentText(QStringLiteral("adamw"));
    QVERIFY(!isGrey("beta1") && isGrey("momentum") && isGrey("nesterov"));
    QVERIFY(!isGrey("drops") && isGrey("final_rate") && isGrey("peak_at"));
    editor<QComboBox>("schedule")->setCurrentText(QStringLiteral("cosine"));
    QVERIFY(isGrey("drops") && !isGrey("final_rate") && !isGrey("warmup_steps"));
    QVERIFY(isGrey("thaw"));
    editor<QSpinBox>("frozen_stages")->setValue(1);
    QVERIFY(!isGrey("thaw"));
    auto* weights = editor<QLineEdit>("class_weights");
    weights->setText(QStringLiteral("circle"));
    m_workspace->form()->validate();
    QVERIFY(!m_workspace->form()->mark(QStringLiteral("class_weights")).isEmpty());
    weights->setText(QStringLiteral("circle=2"));
    QCOMPARE(options().class_weights, std::string("circle=2"));
    QVERIFY(m_workspace->form()->validate().empty());
}

void TrainingFormTest::patienceWithoutValidationIsMarkedAndCanBeSetBack() {
    TrainingForm* form = m_workspace->form();
    auto* patience = editor<QSpinBox>("early_stopping");
    patience->setValue(3);
    QVERIFY(form->validate().empty());
    auto* validation = editor<QComboBox>("val_split");
    validation->setCurrentIndex(validation->findData(QString()));
    QVERIFY(patience->isEnabled());
    QCOMPARE(form->validate().size(), 1U);
    QVERIFY(!form->mark(QStringLiteral("early_stopping")).isEmpty());
    patience->setValue(0);
    QVERIFY(form->validate().empty());
    QVERIFY(!patience->isEnabled());  // it changes nothing
}

void TrainingFormTest::sharedImagesAreNoted() {
    const auto* note = m_workspace->form()->findChild<QLabel*>(QStringLiteral("validationNote"));
    auto* validation = editor<QComboBox>("val_split");
    QVERIFY(note->isHidden());
    validation->setCurrentIndex(validation->findData(QStringLiteral("train")));
    QVERIFY(!note->isHidden());
    QVERIFY2(note->text().contains(QStringLiteral("16 of 16")), qPrintable(note->text()));
    QVERIFY(m_workspace->form()->validate().empty());  // it keeps nothing from starting
    validation->setCurrentIndex(validation->findData(QStringLiteral("val")));
    QVERIFY(note->isHidden());
}

void TrainingFormTest::theWarmUpFollowsTheLength() {
    auto* steps = editor<QWidget>("steps")->findChild<QSpinBox*>();
    steps->setValue(140);  // a tenth of ssd-tiny's
    QCOMPARE(options().warmup_steps, 15);
    QCOMPARE(editor<QSpinBox>("warmup_steps")->value(), 15);
    editor<QSpinBox>("warmup_steps")->setValue(20);
    steps->setValue(700);
    QCOMPARE(options().warmup_steps, 20);
}

void TrainingFormTest::aStepIsMeasuredOnRequest() {
    auto* button = editor<EstimateButton>("estimate");
    QVERIFY(button->isEnabled());
    editor<QSpinBox>("batch_size")->setValue(2);
    const QString before = button->text();
    QVERIFY(!button->estimate());
    button->click();
    QTRY_VERIFY_WITH_TIMEOUT(button->estimate(), 60000);
    QVERIFY(button->estimate()->seconds > 0.0);
    QVERIFY(!button->estimate()->is_rough);
    QTRY_VERIFY(button->text() != before);
    const QString shown = button->text();
    editor<QWidget>("steps")->findChild<QSpinBox*>()->setValue(10'000'000);
    QVERIFY(button->estimate());  // a step is the same; the run is longer
    QVERIFY(button->text() != shown);
    editor<QSpinBox>("batch_size")->setValue(3);
    QVERIFY(!button->estimate());
    QCOMPARE(button->text(), before);
}

void TrainingFormTest::anEstimateStandsThereWhenTheFormIsSeen() {
    auto* button = editor<EstimateButton>("estimate");
    const auto* soon = button->findChild<QTimer*>();
    m_inspector->hide();
    editor<QSpinBox>("batch_size")->setValue(8);
    QVERIFY(!soon->isActive());  // not seen: nothing is measured
    m_inspector->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_inspector.get()));
    QVERIFY(soon->isActive());
    QTRY_VERIFY_WITH_TIMEOUT(button->estimate(), 60000);
    QVERIFY(!button->estimate()->is_rough);  // a step of ssd-tiny is cheap
    editor<QSpinBox>("batch_size")->setValue(1000);
    QVERIFY(!button->estimate());
    QTRY_VERIFY_WITH_TIMEOUT(button->estimate(), 60000);
    QVERIFY(button->estimate()->is_rough);
}

QTEST_MAIN(TrainingFormTest)
#include "training_form_test.moc"
