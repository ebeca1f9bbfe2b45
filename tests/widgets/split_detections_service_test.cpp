// The detections of a split with a network of random weights: what it detects does not matter.
#include "widgets/detect/split/split_detections_service.hpp"

#include <QDir>
#include <QFile>
#include <QLocale>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <algorithm>

#include "sample_fixture.hpp"

using namespace priorscope;

class SplitDetectionsServiceTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void isAskedOnlyWithDetectorAndDataset();
    void theResultNamesItsInputs();
    void isDroppedWhenItsInputsChange();
    void aResultOfAnotherSplitIsDropped();
    void aResultOfAnotherDetectorIsDropped();
    void failureIsReported();
    void candidatesAreKept();
    void followsTheFilterIfItIsToBeEvaluated();

  private:
    std::shared_ptr<const Detector> detectorOf(std::vector<std::string> classes, int seed) const;
    SplitDetectionsService& service() { return m_around->detections; }
    void waitForResult();
    /// Records the results from here on, in order.
    std::vector<std::shared_ptr<const EvaluatedSplit>>& recordResults();

    /// Lines of the log that contain a text.
    qsizetype logged(const QString& text) const { return m_around->jobs.log().plainText().count(text); }

    QTemporaryDir m_cache;
    std::unique_ptr<SampleFixture> m_sample;
    std::shared_ptr<const Detector> m_detector;
    std::unique_ptr<WorkspaceSurroundings> m_around;
    std::vector<std::shared_ptr<const EvaluatedSplit>> m_results;
};

void SplitDetectionsServiceTest::initTestCase() {
    qputenv("XDG_CACHE_HOME", m_cache.path().toUtf8());
    m_sample = std::make_unique<SampleFixture>(12);
    m_detector = detectorOf(m_sample->dataset->classes, 1);
}

void SplitDetectionsServiceTest::init() {
    m_around = std::make_unique<WorkspaceSurroundings>();
    m_around->workbench.setDataset(m_sample->dataset);
    m_around->workbench.setSplit(QStringLiteral("val"));
}

void SplitDetectionsServiceTest::cleanup() {
    m_around.reset();
    m_results.clear();
}

std::shared_ptr<const Detector> SplitDetectionsServiceTest::detectorOf(std::vector<std::string> classes,
                                                                       int seed) const {
    DetectorSpec spec = loadDetectorSpec("ssd-tiny");
    spec.classes = std::move(classes);
    return std::make_shared<const Detector>(Detector::create(spec, static_cast<std::uint64_t>(seed)));
}

void SplitDetectionsServiceTest::waitForResult() {
    QTRY_VERIFY_WITH_TIMEOUT(service().result() != nullptr && !service().isRunning(), 60000);
}

std::vector<std::shared_ptr<const EvaluatedSplit>>& SplitDetectionsServiceTest::recordResults() {
    connect(&service(), &SplitDetectionsService::changed, this, [this] {
        if (service().result() != nullptr) {
            m_results.push_back(service().result());
        }
    });
    return m_results;
}

void SplitDetectionsServiceTest::isAskedOnlyWithDetectorAndDataset() {
    QVERIFY(!service().canEvaluate());
    service().evaluate();
    QVERIFY(!service().isRunning());
    service().setDetector(m_detector);
    QVERIFY(service().canEvaluate());
    service().evaluate();
    QVERIFY(service().isRunning() && !service().canEvaluate());
    m_around->workbench.setDataset(nullptr);
    QVERIFY(!service().isRunning() && !service().canEvaluate());
}

void SplitDetectionsServiceTest::theResultNamesItsInputs() {
    service().setDetector(m_detector);
    const QSignalSpy changed(&service(), &SplitDetectionsService::changed);
    service().evaluate();
    waitForResult();
    QCOMPARE(changed.count(), 1);
    const EvaluatedSplit& result = *service().result();
    QCOMPARE(result.detector, m_detector);
    QCOMPARE(result.dataset, m_sample->dataset);
    QCOMPARE(result.selection.split().value(), std::string("val"));
    QCOMPARE(result.detections.images, m_sample->dataset->splitIndices("val"));
    QCOMPARE(result.evaluation.images, static_cast<std::int64_t>(result.detections.images.size()));
    QVERIFY(result.problems.empty());
}

void SplitDetectionsServiceTest::isDroppedWhenItsInputsChange() {
    const std::function<void()> changes[] = {
        [this] { service().setDetector(m_detector); },
        [this] { m_around->workbench.setSplit(QStringLiteral("test")); },
        [this] { m_around->workbench.setDataset(nullptr); },
    };
    service().setDetector(m_detector);
    for (const auto& change : changes) {
        service().evaluate();
        waitForResult();
        const QSignalSpy changed(&service(), &SplitDetectionsService::changed);
        change();
        QVERIFY(service().result() == nullptr);
        QVERIFY(changed.count() >= 1);
    }
}

void SplitDetectionsServiceTest::followsTheFilterIfItIsToBeEvaluated() {
    Workbench& workbench = m_around->workbench;
    workbench.setSplit(QStringLiteral("train"));
    service().setDetector(m_detector);
    const auto evaluate = [this] {
        service().evaluate();
        waitForResult();
    };
    const auto positives = [this] {
        std::int64_t sum = 0;
        for (const ClassEvaluation& each : service().result()->evaluation.classes) {
            sum += each.positives;
        }
        return sum;
    };
    evaluate();
    const std::int64_t of_split = positives();
    service().setShownOnly(true);  // there is nothing to filter by
    QVERIFY(service().result() && !service().lookedAtFilter());
    service().setShownOnly(false);
    ImageFilter filter{.difficult = true, .conditions = {{.field = FilterField::area, .least = 12000.0}}};
    workbench.setFilter(filter);
    QVERIFY(service().result());

    service().setShownOnly(true);
    QVERIFY(!service().result());
    evaluate();
    const EvaluatedSplit& result = *service().result();
    QVERIFY(result.was_kept);  // among those of the split
    QVERIFY(workbench.images().size() < m_sample->dataset->splitIndices("train").size());
    QCOMPARE(result.detections.images, workbench.images());
    QCOMPARE(positives(), result.looked_at.objects);
    QVERIFY(result.looked_at.ignored > 0 && positives() > 0 && positives() < of_split);
    std::int64_t of_images = 0;
    for (const std::size_t image : workbench.images()) {
        of_images +=
            std::ranges::count(m_sample->dataset->images[image].objects, false, &Annotation::difficult);
    }
    QCOMPARE(positives() + result.looked_at.ignored, of_images);

    // What follows from the evaluation, or from the planned run, changes nothing.
    ImageFilter same = filter;
    same.marks = {{.kind = "verdict", .names = {"missed"}}};
    workbench.setFilter(same);
    same.input = {.size = 77};
    workbench.setFilter(same);
    QVERIFY(service().result());
    filter.conditions[0].least = 9000.0;
    workbench.setFilter(filter);
    QVERIFY(!service().result());
    service().evaluate();
    QVERIFY(service().isRunning());
    workbench.setFilter({});
    QVERIFY(!service().isRunning());
    evaluate();
    QCOMPARE(positives(), of_split);
    QVERIFY(!service().result()->filter);
}

void SplitDetectionsServiceTest::aResultOfAnotherSplitIsDropped() {
    service().setDetector(m_detector);
    const auto& results = recordResults();
    service().evaluate();
    m_around->workbench.setSplit(QStringLiteral("test"));
    QVERIFY(!service().isRunning());
    service().evaluate();
    waitForResult();
    QCOMPARE(results.size(), 1U);
    QCOMPARE(results.front()->selection.split().value(), std::string("test"));
    QCOMPARE(results.front()->detections.images, m_sample->dataset->splitIndices("test"));
}

void SplitDetectionsServiceTest::aResultOfAnotherDetectorIsDropped() {
    const auto other = detectorOf(m_sample->dataset->classes, 2);
    service().setDetector(m_detector);
    const auto& results = recordResults();
    service().evaluate();
    service().setDetector(other);
    service().evaluate();
    waitForResult();
    QCOMPARE(results.size(), 1U);
    QCOMPARE(results.front()->detector, other);
}

void SplitDetectionsServiceTest::failureIsReported() {
    service().setDetector(detectorOf({"nothing of this dataset"}, 1));
    QSignalSpy failed(&service(), &SplitDetectionsService::failed);
    service().evaluate();
    QVERIFY(failed.wait(60000));
    QVERIFY(service().result() == nullptr);
    QVERIFY(service().canEvaluate());
}

void SplitDetectionsServiceTest::candidatesAreKept() {
    const QString note =
        QStringLiteral("Candidates of this detector on these images were kept: the network did not run");
    const auto detector = detectorOf(m_sample->dataset->classes, 5);
    service().setDetector(detector);
    service().evaluate();
    waitForResult();
    const std::shared_ptr<const EvaluatedSplit> first = service().result();
    QVERIFY(!first->was_kept && first->not_kept.empty());
    QCOMPARE(logged(note), qsizetype{0});
    const CandidateStore& candidates = first->detections.candidates;
    QVERIFY(candidates.candidateCount() > 0 && candidates.bytesOnDisk() == 0);
    QVERIFY(candidates.bytesInMemory() >= 26 * candidates.candidateCount());
    QCOMPARE(
        logged(QStringLiteral("%1 candidates, %2 in memory")
                   .arg(QLocale().toString(static_cast<qlonglong>(candidates.candidateCount())),
                        QLocale().formattedDataSize(static_cast<qint64>(candidates.bytesInMemory()), 1))),
        1);

    service().setDetector(detectorOf(m_sample->dataset->classes, 5));  // opened again
    service().evaluate();
    waitForResult();
    QVERIFY(service().result()->was_kept);
    QCOMPARE(logged(note), qsizetype{1});
    QCOMPARE(service().result()->evaluation.map_voc07, first->evaluation.map_voc07);
    QCOMPARE(service().result()->detections.candidates.candidateCount(), candidates.candidateCount());

    QVERIFY(QDir(m_cache.path()).removeRecursively());
    QFile in_the_way(m_cache.path());
    QVERIFY(in_the_way.open(QIODevice::WriteOnly));
    service().setDetector(detector);
    service().evaluate();
    waitForResult();
    QVERIFY(!service().result()->was_kept);
    QCOMPARE(service().result()->not_kept.size(), 1U);
    QCOMPARE(logged(QStringLiteral("Candidates are not kept for the next time: ")), qsizetype{1});
    QVERIFY(in_the_way.remove());
}

QTEST_MAIN(SplitDetectionsServiceTest)
#include "split_detections_service_test.moc"
