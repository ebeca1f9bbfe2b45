// Saving what Detect shows: the dialog, the files, what is asked before anything is replaced.
#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QXmlStreamReader>
#include <algorithm>
#include <numeric>
#include <vector>

#include "core/training/evaluation/saved_split.hpp"
#include "detect_fixture.hpp"
#include "widgets/components/controls.hpp"
#include "widgets/components/error_banner.hpp"
#include "widgets/detect/saving/report_saving.hpp"
#include "widgets/detect/saving/saving_dialog.hpp"
#include "widgets/detect/split/live_scores.hpp"
#include "widgets/detect/threshold_row.hpp"

using namespace priorscope;

class DetectSavingTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { m_fixture.make(12); }
    void init();
    void cleanup() { m_fixture.close(); }
    void needsAnEvaluatedSplit();
    void savesWhatTheSlidersShow();
    void suggestsAPlaceForEachFormat();
    void asksBeforeItReplaces();
    void aProblemIsShown();
    void canBeCancelled();
    void aReportIsOneWellFormedPage();

  private:
    QAction* action() const {
        for (QAction* each : m_fixture.workspace->commands()) {
            if (each != nullptr && each->text() == QStringLiteral("Save detections…")) {
                return each;
            }
        }
        return nullptr;
    }
    void evaluate() const;
    SavingDialog* open() const {
        action()->trigger();
        return m_fixture.workspace->findChild<SavingDialog*>();
    }
    QString at(const char* name) const { return m_fixture.sample->path(QString::fromUtf8(name)); }
    std::int64_t shown() const {
        const auto& found = m_fixture.workspace->scores()->counted()->counts.total.detections;
        return std::accumulate(found.begin(), found.end(), std::int64_t{0});
    }

    DetectFixture m_fixture;
};

void DetectSavingTest::init() {
    QVERIFY(m_fixture.show());
    QVERIFY(action() != nullptr);
}

void DetectSavingTest::evaluate() const {
    m_fixture.workspace->setDetector(m_fixture.detector, QStringLiteral("mine"), QStringLiteral("step 0"));
    m_fixture.workspace->evaluateSplit();
    QTRY_VERIFY_WITH_TIMEOUT(m_fixture.workspace->scores()->counted() && m_fixture.workspace->isSettled(),
                             60000);
}

void DetectSavingTest::needsAnEvaluatedSplit() {
    QVERIFY(!action()->isEnabled());
    QVERIFY2(action()->toolTip().contains(QStringLiteral("Evaluate")), qPrintable(action()->toolTip()));
    evaluate();
    QVERIFY(action()->isEnabled());
    m_fixture.around->workbench.setSplit(QStringLiteral("test"));
    QVERIFY(!action()->isEnabled());
}

void DetectSavingTest::savesWhatTheSlidersShow() {
    evaluate();
    // An untrained detector may be as sure as can be of all that it finds: of its numbers only top k is
    // certain.
    const LiveScores& live = *m_fixture.workspace->scores();
    m_fixture.workspace->thresholds()->set(std::nullopt, 0.0F);
    QTRY_VERIFY(live.counted()->at == live.thresholds() && m_fixture.workspace->isSettled() && shown() > 0);
    const std::int64_t before = shown();
    m_fixture.workspace->topKSlider()->spinBox()->setValue(5);
    QTRY_VERIFY(live.thresholds().detection.top_k == 5 && live.counted()->at == live.thresholds() &&
                m_fixture.workspace->isSettled());
    QVERIFY(shown() > 0 && shown() < before);
    SavingDialog* dialog = open();
    dialog->setFormat(DetectionFormat::coco);
    dialog->setTarget(at("shown.json"));
    const QSignalSpy notes(&m_fixture.around->jobs, &JobList::noteChanged);
    QTest::mouseClick(dialog->saveButton(), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(notes.count(), 1, 60000);
    QVERIFY2(notes.at(0).at(0).toString().contains(QStringLiteral("shown.json")),
             qPrintable(notes.at(0).at(0).toString()));
    QFile file(at("shown.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(static_cast<std::int64_t>(file.readAll().count("image_id")), shown());
    QVERIFY(QFile::exists(at("shown.images.json")));
    // Opened again in its place, the same is shown.
    const VerdictCounts counts = m_fixture.workspace->scores()->counted()->counts.total;
    if (shown() > 0) {
        m_fixture.workspace->openSaved(at("shown.json"));
        QTRY_VERIFY_WITH_TIMEOUT(m_fixture.workspace->scores()->counted() && m_fixture.workspace->isSettled(),
                                 60000);
        QCOMPARE(m_fixture.workspace->scores()->counted()->counts.total.detections, counts.detections);
    }
}

void DetectSavingTest::suggestsAPlaceForEachFormat() {
    evaluate();
    SavingDialog* dialog = open();
    QVERIFY(dialog->saveButton()->isEnabled());
    for (const DetectionFormat format : detectionFormats()) {
        dialog->setFormat(format);
        QVERIFY(dialog->format() == format);
        QVERIFY(!dialog->explanation().isEmpty());
        const QString name = QFileInfo(dialog->target()).fileName();
        QVERIFY2(name.startsWith(QStringLiteral("ssd-tiny")), qPrintable(name));
        QCOMPARE(name.contains(u'.'), !isFolderFormat(format));
    }
    dialog->setTarget(at("mine.json"));
    dialog->setFormat(DetectionFormat::csv);
    QCOMPARE(dialog->target(), at("mine.csv"));
    dialog->setFormat(DetectionFormat::annotations);
    QCOMPARE(dialog->target(), at("mine"));
    dialog->setFormat(DetectionFormat::coco);
    dialog->setTarget(at("no such folder/x.json"));
    QVERIFY(!dialog->saveButton()->isEnabled() && !dialog->note().isEmpty());
    QTest::keyClick(dialog, Qt::Key_Escape);
}

void DetectSavingTest::asksBeforeItReplaces() {
    evaluate();
    QVERIFY(QDir().mkpath(at("labels")));
    const auto id = m_fixture.sample->dataset->images.front().id;
    QFile of_a_person(at("labels/") + QString::fromStdString(id) + QStringLiteral(".xml"));
    QVERIFY(of_a_person.open(QIODevice::WriteOnly));
    of_a_person.write("by hand");
    of_a_person.close();
    SavingDialog* dialog = open();
    dialog->setFormat(DetectionFormat::annotations);
    dialog->setTarget(at("labels"));
    QVERIFY(!dialog->note().isEmpty());
    QTest::mouseClick(dialog->saveButton(), Qt::LeftButton);
    auto* question = dialog->findChild<QMessageBox*>();
    QVERIFY(question != nullptr);
    QTest::mouseClick(question->button(QMessageBox::Cancel), Qt::LeftButton);
    QTRY_VERIFY(dialog->findChild<QMessageBox*>() == nullptr);
    QVERIFY(dialog->isVisible());
    QVERIFY(!dialog->options().may_replace_annotations);
    QTest::mouseClick(dialog->saveButton(), Qt::LeftButton);
    QTest::mouseClick(dialog->findChild<QMessageBox*>()->button(QMessageBox::Yes), Qt::LeftButton);
    const QSignalSpy notes(&m_fixture.around->jobs, &JobList::noteChanged);
    QTRY_VERIFY_WITH_TIMEOUT(action()->isEnabled() && notes.count() >= 1, 60000);
    QCOMPARE(
        QDir(at("labels")).entryList({QStringLiteral("*.xml")}).size(),
        static_cast<qsizetype>(m_fixture.workspace->scores()->counted()->split->detections.images.size()));
}

void DetectSavingTest::aProblemIsShown() {
    evaluate();
    SavingDialog* dialog = open();
    dialog->setFormat(DetectionFormat::csv);
    dialog->setTarget(at("gone/x.csv"));
    QVERIFY(QDir().mkpath(at("gone")));
    dialog->setTarget(at("gone/x.csv"));
    QVERIFY(dialog->saveButton()->isEnabled());
    QVERIFY(QDir(at("gone")).removeRecursively());
    QTest::mouseClick(dialog->saveButton(), Qt::LeftButton);
    const auto isShown = [this] {
        for (const ErrorBanner* banner : m_fixture.workspace->findChildren<ErrorBanner*>()) {
            if (!banner->isHidden() && banner->text().contains(QStringLiteral("x.csv"))) {
                return true;
            }
        }
        return false;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isShown(), 60000);
    QVERIFY(action()->isEnabled());
}

void DetectSavingTest::canBeCancelled() {
    evaluate();
    SavingDialog* dialog = open();
    dialog->setFormat(DetectionFormat::pictures);
    dialog->setTarget(at("pictures"));
    JobList& jobs = m_fixture.around->jobs;
    const QSignalSpy notes(&jobs, &JobList::noteChanged);
    bool was_cancelled = false;
    const auto cancel = [&] {
        if (!was_cancelled && !jobs.jobs().empty() && jobs.jobs().back().cancel) {
            was_cancelled = true;
            jobs.jobs().back().cancel();
        }
    };
    connect(&jobs, &JobList::changed, this, cancel, Qt::QueuedConnection);
    QTest::mouseClick(dialog->saveButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(was_cancelled && jobs.jobs().empty() && action()->isEnabled(), 60000);
    QCOMPARE(notes.count(), 0);
    QVERIFY(QDir(at("pictures")).entryList({QStringLiteral("*.part-*")}).isEmpty());
    disconnect(&jobs, &JobList::changed, this, nullptr);
}

void DetectSavingTest::aReportIsOneWellFormedPage() {
    auto* report = m_fixture.workspace->findChild<ReportSaving*>();
    QVERIFY(!report->action()->isEnabled());
    report->save(at("early.html"));  // nothing to tell yet
    evaluate();
    QVERIFY(report->action()->isEnabled());
    QSignalSpy failed(report, &ReportSaving::failed);
    report->save(at("page.html"));
    QTRY_VERIFY_WITH_TIMEOUT(!report->isRunning(), 60000);
    QVERIFY(failed.isEmpty() && !QFile::exists(at("early.html")));
    QFile file(at("page.html"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray page = file.readAll();
    QXmlStreamReader reader(page);
    while (!reader.atEnd()) {
        reader.readNext();
    }
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    QVERIFY(page.contains("ssd-tiny"));
    report->save(at("nowhere/page.html"));
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, 60000);
    const auto banners = m_fixture.workspace->findChildren<ErrorBanner*>();
    QVERIFY(std::any_of(banners.begin(), banners.end(),
                        [](const ErrorBanner* banner) { return banner->isVisible(); }));
}

QTEST_MAIN(DetectSavingTest)
#include "detect_saving_test.moc"
