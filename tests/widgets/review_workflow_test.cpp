// Errors are reviewed by keyboard, remembered in the project, found again in later runs, and sent back.
#include <QApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

#include "detect_fixture.hpp"
#include "widgets/components/controls.hpp"
#include "widgets/components/error_banner.hpp"
#include "widgets/detect/compare/compared_models.hpp"
#include "widgets/detect/compare/compared_page.hpp"
#include "widgets/detect/detection_inspector.hpp"
#include "widgets/detect/errors/error_browser.hpp"
#include "widgets/detect/errors/error_model.hpp"
#include "widgets/detect/review/feedback_dialog.hpp"
#include "widgets/detect/review/review_panel.hpp"
#include "widgets/detect/review/reviewed_errors.hpp"
#include "widgets/detect/review/reviewed_list.hpp"
#include "widgets/detect/review/reviewed_page.hpp"
#include "widgets/detect/threshold_row.hpp"

using namespace priorscope;

class ReviewWorkflowTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void keysJudgeAndGoOn();
    void undoAndRedo();
    void notesBelongToTheError();
    void theFirstStepOpensTheList();
    void theProjectKeepsThem();
    void wrongLabelsAreRecognisedInAnotherRun();
    void reviewedErrorsTellWhatBecameOfThem();
    void theNextRunIsPlanned();
    void nothingToSendIsSaid();
    void twoStatesAreCompared();
    void anotherDetectorIsComparedWithThePin();
    void foldersWithoutAnnotationsAreEvaluated();
    void savedDetectionsAreASource();
    void savedDetectionsOfOtherImagesAreRefused();

  private:
    /// Evaluates at a score at which much is missed, and lists it.
    void listMissed(const char* origin = "runs/a");
    void press(const QString& text) const;
    const Reviews& reviews() const { return m_around->reviews; }

    DetectFixture m_fixture;
    QTemporaryDir m_data;
    const std::unique_ptr<SampleFixture>& m_sample = m_fixture.sample;
    const std::unique_ptr<WorkspaceSurroundings>& m_around = m_fixture.around;
    const std::unique_ptr<DetectWorkspace>& m_workspace = m_fixture.workspace;
};

void ReviewWorkflowTest::initTestCase() {
    qputenv("XDG_DATA_HOME", m_data.path().toUtf8());
    m_fixture.make(24);
}

void ReviewWorkflowTest::init() {
    QVERIFY(m_fixture.show());
}

void ReviewWorkflowTest::cleanup() {
    m_fixture.close();
}

void ReviewWorkflowTest::listMissed(const char* origin) {
    m_workspace->setDetector(m_fixture.detector, QStringLiteral("random"), QStringLiteral("step 0"),
                             {.run = origin, .checkpoint = {}});
    m_workspace->evaluateSplit();
    m_workspace->thresholds()->set(std::nullopt, 1.0F);  // everything is missed
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->scores()->costs() != nullptr && m_workspace->isSettled(), 60000);
    m_workspace->errors()->show(ErrorFilter{.missed = true});
    QTRY_VERIFY_WITH_TIMEOUT(
        m_workspace->isSettled() && m_workspace->errors()->gallery()->errors()->rowCount() > 2, 60000);
}

void ReviewWorkflowTest::press(const QString& text) const {
    for (QAction* action : m_workspace->commands()) {
        if (action != nullptr && action->text().startsWith(text)) {
            action->trigger();
            return;
        }
    }
    QFAIL(qPrintable(text));
}

void ReviewWorkflowTest::keysJudgeAndGoOn() {
    listMissed();
    ErrorBrowser* errors = m_workspace->errors();
    const ErrorModel& list = *errors->gallery()->errors();
    errors->step(1);
    QVERIFY(m_workspace->review()->error());
    const EvaluatedSplit& split = *list.counted()->split;
    press(QStringLiteral("The model is wrong"));
    QCOMPARE(reviews().all().size(), std::size_t{1});
    QCOMPARE(reviews().all()[0].error, reviewedError(split, list.item(0)));
    QCOMPARE(reviews().all()[0].error.run, std::string("runs/a"));
    QCOMPARE(reviews().all()[0].verdict, ReviewVerdict::model_wrong);
    QVERIFY(reviews().all()[0].error.is_object);
    // The next one is looked at, and not judged yet.
    QCOMPARE(m_workspace->review()->error()->image, reviewedError(split, list.item(1)).image);
    QVERIFY(!m_workspace->review()->button(ReviewVerdict::model_wrong)->isChecked());
    press(QStringLiteral("The label is wrong"));
    // It can be mended: what may follow is P, which is about this one.
    QCOMPARE(m_workspace->review()->error(), std::optional(reviewedError(split, list.item(1))));
    press(QStringLiteral("Next error"));
    press(QStringLiteral("Unsure"));
    QCOMPARE(reviews().all().size(), std::size_t{3});
    QCOMPARE(list.crop(0).mark, QStringLiteral("M"));
    QCOMPARE(list.crop(1).mark, QStringLiteral("L"));
    QCOMPARE(list.crop(2).mark, QStringLiteral("?"));
    QCOMPARE(m_workspace->review()->progress(), QStringLiteral("3 of %1 looked at").arg(list.rowCount()));
    // A click takes a verdict back, and does not go on.
    errors->step(-1);
    errors->step(-1);
    errors->step(-1);
    Chip* model_wrong = m_workspace->review()->button(ReviewVerdict::model_wrong);
    QVERIFY(model_wrong->isChecked());
    model_wrong->click();
    QCOMPARE(reviews().all().size(), std::size_t{2});
    QVERIFY(!model_wrong->isChecked());
    QCOMPARE(list.crop(0).mark, QString());
}

void ReviewWorkflowTest::undoAndRedo() {
    listMissed();
    m_workspace->errors()->step(1);
    press(QStringLiteral("The model is wrong"));
    press(QStringLiteral("The label is wrong"));
    const std::vector<Review> both = reviews().all();
    press(QStringLiteral("Undo"));
    QCOMPARE(reviews().all(), std::vector<Review>{both[0]});
    press(QStringLiteral("Undo"));
    QVERIFY(reviews().all().empty());
    press(QStringLiteral("Redo"));
    press(QStringLiteral("Redo"));
    QCOMPARE(reviews().all(), both);
}

void ReviewWorkflowTest::notesBelongToTheError() {
    listMissed();
    m_workspace->errors()->step(1);
    ReviewPanel* panel = m_workspace->review();
    press(QStringLiteral("Write a note"));
    QTest::keyClicks(panel->note(), QStringLiteral("behind a tree"));
    QCOMPARE(reviews().all().size(), std::size_t{1});
    QCOMPARE(reviews().all()[0].note, std::string("behind a tree"));
    QCOMPARE(reviews().all()[0].verdict, ReviewVerdict::unsure);
    QSignalSpy left(panel, &ReviewPanel::noteLeft);
    QTest::keyClick(panel->note(), Qt::Key_Return);
    QCOMPARE(left.size(), 1);
    m_workspace->errors()->step(1);
    QVERIFY(panel->note()->text().isEmpty());
    m_workspace->errors()->step(-1);
    QCOMPARE(panel->note()->text(), QStringLiteral("behind a tree"));
    press(QStringLiteral("Undo"));  // all keys of one note
    QVERIFY(reviews().all().empty());
}

void ReviewWorkflowTest::theFirstStepOpensTheList() {
    listMissed();
    ErrorBrowser* errors = m_workspace->errors();
    errors->show(std::nullopt);
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->isSettled(), 60000);
    errors->step(1);
    QVERIFY(errors->filter() && errors->filter()->missed);
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->review()->error().has_value(), 60000);
    QVERIFY(m_workspace->review()->error()->is_object);
}

void ReviewWorkflowTest::theProjectKeepsThem() {
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("project.sqlite"));
    {
        ProjectStore store;
        store.open(file);
        Reviews kept(store);
        kept.restore();
        kept.setVerdict({.image = "a", .class_name = "cat", .box = {0.1F, 0.1F, 0.2F, 0.2F}},
                        ReviewVerdict::label_wrong);
        QVERIFY(store.hasUnsavedEdits());
    }
    ProjectStore store;
    store.open(file);
    Reviews kept(store);
    QVERIFY(kept.all().empty());
    kept.restore();
    QCOMPARE(kept.all().size(), std::size_t{1});
    QVERIFY(!kept.undoStack().canUndo());
    // Another project receives them, and keeps its own.
    {
        Project other(folder.filePath(QStringLiteral("other.sqlite")).toStdString());
        other.setReviews({{.error = {.image = "b", .class_name = "dog"}, .verdict = ReviewVerdict::unsure}});
    }
    QVERIFY(store.keepElsewhere(folder.filePath(QStringLiteral("other.sqlite"))));
    QCOMPARE(kept.all().size(), std::size_t{2});
    QCOMPARE(kept.all()[0].error.image, std::string("b"));
}

void ReviewWorkflowTest::wrongLabelsAreRecognisedInAnotherRun() {
    listMissed();
    m_workspace->errors()->step(1);
    press(QStringLiteral("The label is wrong"));
    press(QStringLiteral("Next error"));
    press(QStringLiteral("The model is wrong"));
    listMissed("runs/b");
    const ErrorModel& list = *m_workspace->errors()->gallery()->errors();
    QCOMPARE(list.crop(0).mark, QStringLiteral("L"));
    QCOMPARE(list.crop(1).mark, QString());
}

void ReviewWorkflowTest::reviewedErrorsTellWhatBecameOfThem() {
    listMissed();
    m_workspace->errors()->step(1);
    press(QStringLiteral("The model is wrong"));
    press(QStringLiteral("Unsure"));
    m_workspace->errors()->showReviewed();
    ReviewedPage* page = m_workspace->errors()->reviewed();
    const ReviewedModel& list = *page->model();
    QCOMPARE(list.rowCount(), 2);
    QVERIFY(list.fateOf(0).has_value());
    QCOMPARE(list.fateOf(0)->state, Revisited::missed);
    QCOMPARE(page->summary(), QStringLiteral("2 reviewed, 2 still wrong, 0 mended"));
    // A split without these images knows nothing of them.
    m_around->workbench.setSplit(QStringLiteral("val"));
    QVERIFY(!list.fateOf(0));
    m_workspace->evaluateSplit();
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->scores()->costs() != nullptr && m_workspace->isSettled(), 60000);
    QVERIFY(!list.fateOf(0));
    QCOMPARE(list.crop(0).remark, QStringLiteral("not in this split"));
    QSignalSpy chosen(page, &ReviewedPage::placeChosen);
    Q_EMIT page->gallery()->rowChosen(0);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(m_around->workbench.currentImage(), list.imageOf(0));
}

void ReviewWorkflowTest::theNextRunIsPlanned() {
    QCOMPARE(m_around->draft.draft().options.split, std::string("train"));
    listMissed();
    m_workspace->errors()->step(1);
    press(QStringLiteral("The model is wrong"));
    const std::string image = reviews().all()[0].error.image;
    press(QStringLiteral("Next run"));
    QDialog* dialog = m_workspace->feedback()->dialog();
    QVERIFY(dialog != nullptr);
    const QList<QLabel*> labels = dialog->findChildren<QLabel*>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
        return label->text() == QStringLiteral("Images of the training split that come more often: 1.");
    }));
    QSignalSpy wanted(m_workspace.get(), &Workspace::workspaceRequested);
    for (QPushButton* button : dialog->findChildren<QPushButton*>()) {
        if (button->text() == QStringLiteral("&Plan the run")) {
            button->click();
            break;
        }
    }
    QCOMPARE(wanted.size(), 1);
    const TrainingOptions& options = m_around->draft.draft().options;
    QCOMPARE(options.sampling, std::string("file"));
    QFile weights(QString::fromStdString(options.sampling_weights));
    QVERIFY(weights.open(QIODevice::ReadOnly));
    QCOMPARE(weights.readAll(), QByteArray::fromStdString(image + " 2\n"));
    QVERIFY(!reviews().all()[0].sent.empty());
    m_around->draft.undoStack().undo();
    QCOMPARE(m_around->draft.draft().options.sampling, std::string("uniform"));
}

void ReviewWorkflowTest::nothingToSendIsSaid() {
    m_around->workbench.setSplit(QStringLiteral("val"));
    listMissed();
    m_workspace->errors()->step(1);
    press(QStringLiteral("The model is wrong"));
    press(QStringLiteral("Next run"));
    QDialog* dialog = m_workspace->feedback()->dialog();
    QVERIFY(dialog != nullptr);
    const QList<QLabel*> labels = dialog->findChildren<QLabel*>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
        return label->text() == QStringLiteral("Left out, because the run is validated on them: 1.");
    }));
    for (const QPushButton* button : dialog->findChildren<QPushButton*>()) {
        QVERIFY(button->text() != QStringLiteral("&Plan the run") || !button->isEnabled());
    }
    dialog->reject();
}

void ReviewWorkflowTest::twoStatesAreCompared() {
    m_workspace->setDetector(m_fixture.detector, QStringLiteral("random"), QStringLiteral("step 0"));
    m_workspace->evaluateSplit();
    m_workspace->thresholds()->set(std::nullopt, 0.0F);
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->scores()->costs() != nullptr && m_workspace->isSettled(), 60000);
    ErrorBrowser* errors = m_workspace->errors();
    errors->showCompared();
    ComparedPage* page = errors->compared();
    QVERIFY(page->summary().isEmpty());  // nothing is pinned
    const VerdictCounts before = m_workspace->scores()->counted()->counts.total;
    QVERIFY(before.found > 0);
    m_workspace->thresholds()->pin()->click();
    m_workspace->thresholds()->set(std::nullopt, 1.0F);  // nothing is found any more
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->isSettled() && page->pictures()->comparison() &&
                                 page->pictures()->comparison()->after == m_workspace->scores()->counted(),
                             60000);
    // AP counts every score: the slider changes the verdicts alone.
    const SplitComparison& comparison = *page->pictures()->comparison();
    QCOMPARE(comparison.precision.map_voc07.difference, std::optional(0.0));
    QCOMPARE(comparison.precision.map_voc07.p_b_better, std::optional(0.5));
    QCOMPARE(comparison.verdicts.a.total.found, before.found);
    QCOMPARE(comparison.verdicts.b.total.found, 0);
    QCOMPARE(page->pictures()->rowCount(), static_cast<int>(before.found));
    QVERIFY(page->summary().contains(QStringLiteral("probability 0.50")));
    Q_EMIT page->gallery()->rowChosen(0);
    QCOMPARE(m_around->workbench.currentImage(), page->pictures()->imageOf(0));
    m_workspace->thresholds()->pin()->click();
    QVERIFY(page->summary().isEmpty());
}

void ReviewWorkflowTest::anotherDetectorIsComparedWithThePin() {
    m_workspace->setDetector(m_fixture.detector, QStringLiteral("random"), QStringLiteral("step 0"));
    m_workspace->evaluateSplit();
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->scores()->costs() != nullptr && m_workspace->isSettled(), 60000);
    const auto first = m_workspace->scores()->counted()->split;
    m_workspace->thresholds()->pin()->click();
    m_workspace->errors()->showCompared();
    const auto other = std::make_shared<const Detector>(Detector::create(m_fixture.detector->spec(), 7));
    m_workspace->setDetector(other, QStringLiteral("other"), QStringLiteral("step 0"));
    QVERIFY(m_workspace->scores()->pinned());  // and the split is evaluated without being asked
    const ComparedModel& pictures = *m_workspace->errors()->compared()->pictures();
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->isSettled() && pictures.comparison(), 60000);
    QCOMPARE(pictures.comparison()->before->split, first);
    QCOMPARE(pictures.comparison()->after->split->detector, other);
    m_around->workbench.setSplit(QStringLiteral("val"));
    QVERIFY(!m_workspace->scores()->pinned());
}

void ReviewWorkflowTest::foldersWithoutAnnotationsAreEvaluated() {
    const QTemporaryDir folder;
    for (int i = 0; i < 3; ++i) {
        const std::filesystem::path& file = m_sample->dataset->images[static_cast<std::size_t>(i)].image_file;
        const QString name = QString::fromStdString(file.filename().string());
        QVERIFY(QFile::copy(QString::fromStdString(file.string()), folder.filePath(name)));
    }
    m_around->workbench.setDataset(
        std::make_shared<const Dataset>(readDataset(folder.path().toStdString()).value()));
    m_workspace->setDetector(m_fixture.detector, QStringLiteral("random"), QStringLiteral("step 0"));
    m_workspace->evaluateSplit();
    m_workspace->thresholds()->set(std::nullopt, 0.0F);
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->scores()->costs() != nullptr && m_workspace->isSettled(), 60000);
    const VerdictCounts& counts = m_workspace->scores()->counted()->counts.total;
    QVERIFY(counts.count(Outcome::background) > 0);
    QCOMPARE(counts.falsePositives(), counts.count(Outcome::background));
    QCOMPARE(counts.objects, 0);
    QVERIFY(m_workspace->errors()->banner()->text().contains(QStringLiteral("no annotations")));
    m_workspace->errors()->show(ErrorFilter{.outcome = Outcome::background});
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->isSettled(), 60000);
    m_workspace->errors()->step(1);
    QVERIFY(m_sample->dataset->classes.size() > 0);
    const std::string& name = m_workspace->review()->error().value().class_name;
    QVERIFY(std::find(m_sample->dataset->classes.begin(), m_sample->dataset->classes.end(), name) !=
            m_sample->dataset->classes.end());
    press(QStringLiteral("The model is wrong"));
    press(QStringLiteral("Next run"));
    QDialog* dialog = m_workspace->feedback()->dialog();
    QVERIFY(dialog != nullptr);
    for (QPushButton* button : dialog->findChildren<QPushButton*>()) {
        if (button->text() == QStringLiteral("&Plan the run")) {
            button->click();
            break;
        }
    }
    const TrainingOptions& options = m_around->draft.draft().options;
    QFile list(QString::fromStdString(options.negatives));
    QVERIFY(list.open(QIODevice::ReadOnly));
    QVERIFY(QString::fromUtf8(list.readAll()).startsWith(folder.path()));
    QCOMPARE(options.sampling, std::string("uniform"));
    // The dataset that is trained on is opened again: the plan stays.
    m_around->workbench.setDataset(m_sample->dataset);
    QVERIFY(!m_around->draft.draft().options.negatives.empty());
}

void ReviewWorkflowTest::savedDetectionsAreASource() {
    m_workspace->setDetector(m_fixture.detector, QStringLiteral("random"), QStringLiteral("step 0"));
    m_workspace->evaluateSplit();
    m_workspace->thresholds()->set(std::nullopt, 0.1F);
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->scores()->costs() != nullptr && m_workspace->isSettled(), 60000);
    // What the thresholds leave, as another program would write it.
    const EvaluatedSplit& split = *m_workspace->scores()->counted()->split;
    nlohmann::json results = nlohmann::json::array();
    for (std::size_t i = 0; i < split.detections.images.size(); ++i) {
        const ImageRow record = split.dataset->images[split.detections.images[i]];
        const auto w = static_cast<float>(record.width);
        const auto h = static_cast<float>(record.height);
        for (const Detection& each :
             selectDetections(split.detections.candidates.candidatesOf(i), m_workspace->options())) {
            results.push_back(
                {{"image_id", record.id},
                 {"category_id", split.dataset->className(each.label)},
                 {"bbox",
                  {each.box.x_min * w, each.box.y_min * h, each.box.width() * w, each.box.height() * h}},
                 {"score", each.score}});
        }
    }
    const VerdictCounts wanted = m_workspace->scores()->counted()->counts.total;
    const QString path = m_data.filePath(QStringLiteral("results.json"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray::fromStdString(results.dump()));
    file.close();
    m_workspace->openSaved(path);
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->scores()->costs() != nullptr && m_workspace->isSettled(), 60000);
    QVERIFY(!m_workspace->detector());
    m_workspace->thresholds()->set(std::nullopt, 0.1F);
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->isSettled(), 60000);
    const VerdictCounts& found = m_workspace->scores()->counted()->counts.total;
    QCOMPARE(found.found, wanted.found);
    QCOMPARE(found.detections, wanted.detections);
    QVERIFY(m_workspace->detectionInspector()->model()->rowCount() > 0);
    QVERIFY(m_around->detections.saved() == std::filesystem::path(path.toStdString()));
    // A checkpoint takes their place.
    m_workspace->setDetector(m_fixture.detector, QStringLiteral("random"), QStringLiteral("step 0"));
    QVERIFY(m_around->detections.saved().empty() && !m_around->detections.result());
    QCOMPARE(m_workspace->options().nms_iou, 0.45F);
}

void ReviewWorkflowTest::savedDetectionsOfOtherImagesAreRefused() {
    const QString path = m_data.filePath(QStringLiteral("foreign.json"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"([{"image_id": "elsewhere", "category_id": 1, "bbox": [1, 2, 3, 4], "score": 0.5}])");
    file.close();
    m_workspace->openSaved(path);
    QTRY_VERIFY_WITH_TIMEOUT(!m_around->detections.isRunning(), 60000);
    QVERIFY(!m_around->detections.result());
    const QString told = m_workspace->errors()->banner()->text();
    QVERIFY2(told.contains(QStringLiteral("elsewhere")) && told.contains(QStringLiteral("foreign.json")),
             qPrintable(told));
    // Those of another split: each image is known, and none is looked at.
    const ImageRow record = m_sample->dataset->images[m_sample->dataset->splits.at("val").front()];
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(R"([{"image_id": ")" + QByteArray::fromStdString(record.id) +
               R"(", "category_id": 1, "bbox": [1, 2, 3, 4], "score": 0.5}])");
    file.close();
    m_workspace->openSaved(path);
    QTRY_VERIFY_WITH_TIMEOUT(!m_around->detections.isRunning(), 60000);
    QVERIFY2(m_workspace->errors()->banner()->text().contains(QStringLiteral("none of its 1 detections")),
             qPrintable(m_workspace->errors()->banner()->text()));
}

QTEST_MAIN(ReviewWorkflowTest)
#include "review_workflow_test.moc"
