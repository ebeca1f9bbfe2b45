// The runs of the session, with real runs of ssd-tiny on a small sample dataset.
#include "widgets/training/runs.hpp"

#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QSignalSpy>

#include "sample_fixture.hpp"
#include "widgets/detect/detector_source.hpp"
#include "widgets/training/form/training_form.hpp"
#include "widgets/training/train_workspace.hpp"
#include "widgets/training/training_plots.hpp"

using namespace priorscope;

using Phase = TrainingController::Phase;

class RunsTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void theFolderFollowsTheDataset();
    void theListFollowsTheFolder();
    void aListOfAnotherFolderIsDropped();
    void anUnreadableRunIsReported();
    void theRunInProgressOutlivesItsWorkspace();
    void oneRunAtATime();
    void theFolderOfADatasetOpenedDuringARunFollowsItsEnd();
    void theEndIsReported();
    void theTimeLeftLeavesPausesOut();
    void detectOffersTheCheckpointsOfEveryRun();

  private:
    /// Starts a run of ssd-tiny in a folder.
    bool start(const QString& folder, int steps);
    QString path(const char* name) const { return m_folder->filePath(QLatin1String(name)); }
    Runs& runs() { return m_around->runs; }

    QTemporaryDir m_data;
    std::unique_ptr<SampleFixture> m_sample;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WorkspaceSurroundings> m_around;
};

void RunsTest::initTestCase() {
    qputenv("XDG_DATA_HOME", m_data.path().toUtf8());  // where runs go by default
    m_sample = std::make_unique<SampleFixture>(24);
}

void RunsTest::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    m_around = std::make_unique<WorkspaceSurroundings>();
}

void RunsTest::cleanup() {
    m_around.reset();
    m_folder.reset();
}

bool RunsTest::start(const QString& folder, int steps) {
    DetectorSpec spec = loadDetectorSpec("ssd-tiny");
    spec.classes = m_sample->dataset->classes;
    TrainingOptions options;
    options.split = "train";
    options.val_split.clear();
    options.steps = steps;
    options.batch_size = 4;
    return runs().start(spec, options, folder);
}

void RunsTest::theFolderFollowsTheDataset() {
    QVERIFY(runs().folder().isEmpty());
    const QSignalSpy changed(&runs(), &Runs::folderChanged);
    m_around->workbench.setDataset(m_sample->dataset);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(runs().folder(), m_data.filePath(QStringLiteral("priorscope/runs/sample")));
    QCOMPARE(changed.first().first().toString(), runs().folder());
    QVERIFY(runs().isReading());

    // While a run is in progress, the folder stays the run's.
    QVERIFY(start(path("runs"), 400));
    m_around->workbench.setDataset(nullptr);
    m_around->workbench.setDataset(m_sample->dataset);
    QCOMPARE(runs().folder(), path("runs"));
    runs().controller().stop();
    QTRY_VERIFY_WITH_TIMEOUT(!runs().controller().isActive(), 60000);
}

void RunsTest::theListFollowsTheFolder() {
    m_around->workbench.setDataset(m_sample->dataset);
    QVERIFY(start(path("first"), 1));
    QCOMPARE(runs().folder(), path("first"));
    QTRY_COMPARE_WITH_TIMEOUT(runs().controller().phase(), Phase::finished, 60000);
    QTRY_COMPARE(runs().list().size(), 1U);  // reread when the run ended, without a request
    const QString run = path("first/run-001");
    QVERIFY(runs().find(run) != nullptr && runs().find(run)->summary.steps == 1);
    QVERIFY(runs().find(path("first/run-002")) == nullptr);

    QSignalSpy read(&runs(), &Runs::listChanged);
    runs().setFolder(path("second"));
    QVERIFY(read.wait());
    QVERIFY(runs().list().empty());
    runs().setFolder(path("first"));
    QVERIFY(read.wait());
    QCOMPARE(runs().list().size(), 1U);
    QVERIFY(QDir(run).removeRecursively());
    runs().read();
    QVERIFY(read.wait());
    QVERIFY(runs().list().empty());
}

void RunsTest::aListOfAnotherFolderIsDropped() {
    m_around->workbench.setDataset(m_sample->dataset);
    QVERIFY(start(path("first"), 1));
    QTRY_COMPARE_WITH_TIMEOUT(runs().controller().phase(), Phase::finished, 60000);
    QTRY_VERIFY(!runs().isReading());
    std::vector<std::size_t> sizes;
    connect(&runs(), &Runs::listChanged, this, [this, &sizes] { sizes.push_back(runs().list().size()); });
    runs().setFolder(path("first"));
    runs().setFolder(path("second"));
    QTRY_VERIFY(!sizes.empty() && !runs().isReading());
    QCOMPARE(sizes, std::vector<std::size_t>{0});
    disconnect(&runs(), &Runs::listChanged, this, nullptr);
}

void RunsTest::anUnreadableRunIsReported() {
    const QString bad = path("runs/run-001");
    QVERIFY(QDir().mkpath(bad));
    QFile file(bad + QStringLiteral("/run.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{");
    file.close();
    QSignalSpy read(&runs(), &Runs::listChanged);
    runs().setFolder(path("runs"));
    QVERIFY(read.wait());
    QVERIFY(runs().list().empty());
    QVERIFY2(m_around->jobs.log().plainText().contains(QStringLiteral("run-001")),
             qPrintable(m_around->jobs.log().plainText()));
}

void RunsTest::theRunInProgressOutlivesItsWorkspace() {
    m_around->workbench.setDataset(m_sample->dataset);
    auto train = std::make_unique<TrainWorkspace>(m_around->context);
    train->show();
    QVERIFY(start(path("runs"), 400));
    QVERIFY(!train->form()->isEnabled());  // whoever started the run
    TrainingController& run = runs().controller();
    QTRY_VERIFY_WITH_TIMEOUT(!run.steps().empty(), 60000);
    QVERIFY(train->isBusy());
    QCOMPARE(train->form()->runsFolder(), path("runs"));
    QCOMPARE(runs().latest(), path("runs/run-001"));
    train->hide();  // another workspace is shown
    const std::size_t hidden_at = run.steps().size();
    QTRY_VERIFY_WITH_TIMEOUT(run.steps().size() > hidden_at, 60000);
    QCOMPARE(train->plots()->current().steps.size(), run.steps().size());
    train.reset();
    const std::size_t gone_at = run.steps().size();
    QTRY_VERIFY_WITH_TIMEOUT(run.steps().size() > gone_at, 60000);
    QVERIFY(run.session() != nullptr);
    run.stop();
    QTRY_COMPARE_WITH_TIMEOUT(run.phase(), Phase::stopped, 60000);
    QVERIFY(QFileInfo::exists(runs().latest() + QStringLiteral("/checkpoints/last.pt")));
}

void RunsTest::oneRunAtATime() {
    m_around->workbench.setDataset(m_sample->dataset);
    QVERIFY(start(path("runs"), 400));
    QVERIFY(!start(path("others"), 1));
    QVERIFY(!runs().resume(path("runs/run-001")));
    QCOMPARE(runs().folder(), path("runs"));
    QCOMPARE(m_around->jobs.jobs().size(), 1U);
    runs().controller().stop();
    QTRY_VERIFY_WITH_TIMEOUT(!runs().controller().isActive(), 60000);
    QVERIFY(m_around->jobs.jobs().empty());
}

void RunsTest::theFolderOfADatasetOpenedDuringARunFollowsItsEnd() {
    m_around->workbench.setDataset(m_sample->dataset);
    QVERIFY(start(path("runs"), 400));
    auto other = std::make_shared<Dataset>(*m_sample->dataset);
    other->name = "other";
    m_around->workbench.setDataset(other);
    QCOMPARE(runs().folder(), path("runs"));
    runs().controller().stop();
    QTRY_VERIFY_WITH_TIMEOUT(!runs().controller().isActive(), 60000);
    QCOMPARE(runs().folder(), m_data.filePath(QStringLiteral("priorscope/runs/other")));
    QTRY_VERIFY(!runs().isReading());
    QVERIFY(runs().list().empty());  // nothing of the other folder is left
}

void RunsTest::theEndIsReported() {
    m_around->workbench.setDataset(m_sample->dataset);
    const QSignalSpy notes(&m_around->jobs, &JobList::noteChanged);
    const QSignalSpy checkpoints(&runs(), &Runs::checkpointsChanged);
    QVERIFY(start(path("runs"), 2));
    QTRY_COMPARE_WITH_TIMEOUT(runs().controller().phase(), Phase::finished, 60000);
    QTRY_VERIFY(!runs().isReading());
    QVERIFY(notes.contains(QList<QVariant>{QStringLiteral("Training finished")}));
    QVERIFY(checkpoints.count() >= 3);  // it started, wrote its last checkpoint, ended

    // A file is in the place of the runs folder.
    QFile file(path("file"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(m_around->jobs.note(), QStringLiteral("Training finished"));
    QVERIFY(start(path("file") + QStringLiteral("/runs"), 1));
    QVERIFY(m_around->jobs.note().isEmpty());  // it was about the run before
    QTRY_COMPARE_WITH_TIMEOUT(runs().controller().phase(), Phase::failed, 60000);
    QVERIFY(m_around->jobs.log().plainText().contains(runs().controller().errorText()));
    QVERIFY(m_around->jobs.jobs().empty());
}

void RunsTest::theTimeLeftLeavesPausesOut() {
    m_around->workbench.setDataset(m_sample->dataset);
    const TrainingController& run = runs().controller();
    const auto left = [this] { return m_around->jobs.jobs().front().secondsLeft(); };
    QVERIFY(start(path("runs"), 400));
    QTRY_VERIFY_WITH_TIMEOUT(run.steps().size() >= 3, 60000);
    runs().controller().setPaused(true);
    QTRY_COMPARE_WITH_TIMEOUT(run.phase(), Phase::paused, 60000);
    // An estimate from the clock of the job would be another one each time.
    QVERIFY(left().has_value() && left() == run.secondsLeft());
    runs().controller().setPaused(false);
    const std::size_t before = run.steps().size();
    QTRY_VERIFY_WITH_TIMEOUT(run.steps().size() > before, 60000);
    QVERIFY(left() == run.secondsLeft());
    runs().controller().stop();
    QTRY_VERIFY_WITH_TIMEOUT(!run.isActive(), 60000);
    // Of a resumed run, the steps before it do not count as done since it was resumed.
    QVERIFY(runs().resume(path("runs/run-001"), QString::fromStdString(m_sample->dataset->root.string())));
    QTRY_VERIFY_WITH_TIMEOUT(run.run() && run.steps().size() > before + 1, 60000);
    QVERIFY(left().has_value() && left() == run.secondsLeft());
    runs().controller().stop();
    QTRY_VERIFY_WITH_TIMEOUT(!run.isActive(), 60000);
}

void RunsTest::detectOffersTheCheckpointsOfEveryRun() {
    m_around->workbench.setDataset(m_sample->dataset);
    const DetectorSource source(m_around->context);
    for (const int number : {1, 2}) {
        QVERIFY(start(path("runs"), 2));
        QTRY_COMPARE_WITH_TIMEOUT(runs().controller().phase(), Phase::finished, 60000);
        QTRY_COMPARE(runs().list().size(), static_cast<std::size_t>(number));
    }
    QStringList offered;
    for (int i = 0; i < source.list()->count(); ++i) {
        offered.append(source.list()->itemText(i));
    }
    QVERIFY2(offered.contains(QStringLiteral("run-002, last")), qPrintable(offered.join(u'|')));
    QCOMPARE(offered.filter(QStringLiteral("run-001, ")).size(), 1);
}

QTEST_MAIN(RunsTest)
#include "runs_test.moc"
