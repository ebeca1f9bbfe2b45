// The split that is shown for a detector: one that it was not trained on, unless the user has chosen.
#include <QAction>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

#include "core/training/run/seen_images.hpp"
#include "detect_fixture.hpp"
#include "tests/support/run_folder.hpp"
#include "widgets/components/controls.hpp"
#include "widgets/detect/compare/compared_models.hpp"
#include "widgets/detect/compare/compared_page.hpp"
#include "widgets/detect/errors/error_browser.hpp"
#include "widgets/detect/export/export_dialog.hpp"
#include "widgets/detect/split/live_scores.hpp"
#include "widgets/detect/threshold_row.hpp"
#include "widgets/session/split_choice.hpp"

using namespace priorscope;

class JudgedSplitTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void init() { QVERIFY(m_fixture.show()); }
    void cleanup() { m_fixture.close(); }
    void theRunsValidationSplit();
    void anotherThanThoseTrainedOn();
    void ofAFileOutsideARunTheNamesTell();
    void followsTheDetector();
    void whatTheUserChoseStays();
    void aDatasetMayBeOpenedAfterTheDetector();
    void readingAgainIsNoChoice();
    void anotherDatasetForgetsTheChoice();
    void comparisonsLeaveOutWhatWasTrainedOn();
    void anExportIsJudgedAsItsCheckpoint();

  private:
    /// Of the shown split, to be compared with.
    void pin() {
        DetectWorkspace& detect = *m_fixture.workspace;
        detect.evaluateSplit();
        QTRY_VERIFY_WITH_TIMEOUT(detect.scores()->costs() != nullptr && detect.isSettled(), 60000);
        detect.errors()->showCompared();
        detect.thresholds()->pin()->click();
    }
    Workbench& workbench() { return m_fixture.around->workbench; }
    std::string split() { return workbench().split().toStdString(); }
    void open(const std::filesystem::path& checkpoint) {
        const auto before = m_fixture.workspace->detector();
        m_fixture.workspace->openCheckpoint(QString::fromStdString(checkpoint.string()));
        QTRY_VERIFY_WITH_TIMEOUT(
            m_fixture.workspace->detector() != before && m_fixture.workspace->isSettled(), 60000);
    }

    DetectFixture m_fixture;
    QTemporaryDir m_folder;
    std::filesystem::path m_on_train;  ///< trained on train, evaluated on val
    std::filesystem::path m_on_val;    ///< trained on val, evaluated on train
    std::filesystem::path m_loose;     ///< in no run
};

void JudgedSplitTest::initTestCase() {
    m_fixture.make(24);
    const std::filesystem::path folder = m_folder.path().toStdString();
    const Dataset& dataset = *m_fixture.sample->dataset;
    m_on_train = writeRunFolder(folder / "on-train", *m_fixture.detector, dataset, "train", "val");
    m_on_val = writeRunFolder(folder / "on-val", *m_fixture.detector, dataset, "val", "train");
    m_loose = folder / "loose.pt";
    saveDetector(*m_fixture.detector, m_loose);
}

void JudgedSplitTest::theRunsValidationSplit() {
    QCOMPARE(split(), "train");
    open(m_on_train);
    QCOMPARE(split(), "val");
}

void JudgedSplitTest::anotherThanThoseTrainedOn() {
    const std::filesystem::path folder = m_folder.path().toStdString();
    open(writeRunFolder(folder / "no-val", *m_fixture.detector, *m_fixture.sample->dataset, "val", ""));
    QCOMPARE(split(), "test");
}

void JudgedSplitTest::ofAFileOutsideARunTheNamesTell() {
    open(m_loose);
    QCOMPARE(split(), "val");
}

void JudgedSplitTest::followsTheDetector() {
    open(m_on_train);
    open(m_on_val);
    QCOMPARE(split(), "train");
}

void JudgedSplitTest::whatTheUserChoseStays() {
    workbench().setSplit(QStringLiteral("test"));
    open(m_on_train);
    QCOMPARE(split(), "test");
    workbench().setSplit(QStringLiteral("train"));
    open(m_on_train);
    QCOMPARE(split(), "train");
}

void JudgedSplitTest::aDatasetMayBeOpenedAfterTheDetector() {
    workbench().setDataset(nullptr);
    open(m_on_train);
    workbench().setDataset(m_fixture.sample->dataset);
    QTRY_COMPARE(split(), "val");
}

/// It begins with the first split again and returns to the one that was shown.
void JudgedSplitTest::readingAgainIsNoChoice() {
    SplitChoice choice(workbench());
    const auto readAgain = [this] {
        const QString shown = workbench().split();
        workbench().setDataset(std::make_shared<const Dataset>(*m_fixture.sample->dataset));
        workbench().setSplit(shown);
    };
    QVERIFY(choice.propose(QStringLiteral("val")));
    readAgain();
    QCOMPARE(split(), "val");
    QVERIFY(!choice.isUsers());
    QVERIFY(choice.propose(QStringLiteral("test")));
    workbench().setSplit(QStringLiteral("val"));
    QVERIFY(choice.isUsers());
    readAgain();
    QVERIFY(choice.isUsers());
    QVERIFY(!choice.propose(QStringLiteral("test")));
    QCOMPARE(split(), "val");
}

void JudgedSplitTest::anotherDatasetForgetsTheChoice() {
    SplitChoice choice(workbench());
    workbench().setSplit(QStringLiteral("test"));
    QVERIFY(choice.isUsers());
    Dataset other = *m_fixture.sample->dataset;
    other.root = m_folder.path().toStdString();
    workbench().setDataset(std::make_shared<const Dataset>(std::move(other)));
    QVERIFY(!choice.isUsers());
    QVERIFY(!choice.propose(QStringLiteral("no such split")));
    QVERIFY(!choice.propose(QStringLiteral("train")));  // it is shown
    QVERIFY(choice.propose(QStringLiteral("val")));
    QVERIFY(!choice.isUsers());
}

void JudgedSplitTest::comparisonsLeaveOutWhatWasTrainedOn() {
    open(m_on_train);
    workbench().setSplit(QString());  // every image
    pin();
    DetectWorkspace& detect = *m_fixture.workspace;
    const ComparedModel& pictures = *detect.errors()->compared()->pictures();
    detect.thresholds()->set(std::nullopt, 0.9F);
    QTRY_VERIFY_WITH_TIMEOUT(detect.isSettled() && pictures.comparison() &&
                                 pictures.comparison()->after == detect.scores()->counted(),
                             60000);
    const Dataset& dataset = *m_fixture.sample->dataset;
    const std::vector<std::size_t>& trained = dataset.splits.at("train");
    const SplitComparison& comparison = *pictures.comparison();
    QCOMPARE(comparison.places_after.size(), dataset.images.size() - trained.size());
    QCOMPARE(comparison.places_before, comparison.places_after);
    for (const std::size_t place : comparison.places_after) {
        QVERIFY(!std::ranges::count(trained, comparison.after->split->detections.images[place]));
    }
    QVERIFY(!comparison.left_out.empty());
    workbench().setSplit(QStringLiteral("train"));
    pin();
    QTRY_VERIFY_WITH_TIMEOUT(
        std::ranges::any_of(detect.errors()->compared()->findChildren<QLabel*>(),
                            [](const QLabel* label) { return label->text().contains("none is left"); }),
        60000);
    QVERIFY(!pictures.comparison());
}

void JudgedSplitTest::anExportIsJudgedAsItsCheckpoint() {
    open(m_on_val);
    m_fixture.workspace->fileCommands().constFirst()->trigger();
    auto* dialog = m_fixture.workspace->findChild<ExportDialog*>();
    if (dialog == nullptr) {
        QFAIL("Export opens no dialog");
    }
    const QString file = m_folder.filePath(QStringLiteral("exported.pth"));
    dialog->setFile(file);
    QTest::mouseClick(dialog->exportButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(file) && m_fixture.workspace->isSettled(), 60000);
    // Not val, whose images its run was trained on, and which the names alone would choose.
    workbench().setSplit(QStringLiteral("train"));
    open(file.toStdString());
    QCOMPARE(trainedImages(file.toStdString(), *m_fixture.sample->dataset).size(),
             m_fixture.sample->dataset->splits.at("val").size());
    QCOMPARE(splitToJudge(file.toStdString(), *m_fixture.sample->dataset),
             std::optional<std::string>("train"));
    workbench().setSplit(QStringLiteral("val"));
    m_fixture.workspace->evaluateSplit();
    const LiveScores& live = *m_fixture.workspace->scores();
    QTRY_VERIFY_WITH_TIMEOUT(live.counted() && m_fixture.workspace->isSettled(), 60000);
    const std::vector<Sentence>& seen = live.counted()->split->seen;
    QVERIFY(!seen.empty());
    QVERIFY2(seen.front().text().find("was trained on") != std::string::npos, seen.front().text().c_str());
}

QTEST_MAIN(JudgedSplitTest)
#include "judged_split_test.moc"
