// A detector family that only this test knows, run through everything the program does with a family.
#include <QComboBox>
#include <QFile>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>
#include <nlohmann/json.hpp>

#include "core/checkpoint/checkpoint.hpp"
#include "core/interchange/export.hpp"
#include "core/training/evaluation/evaluate_detector.hpp"
#include "core/training/run/run_folder.hpp"
#include "core/training/training_session.hpp"
#include "sample_fixture.hpp"
#include "tests/support/grid_family.hpp"
#include "tests/support/message_of.hpp"
#include "widgets/detect/detect_workspace.hpp"
#include "widgets/detect/detection_inspector.hpp"
#include "widgets/training/form/training_form.hpp"
#include "widgets/training/train_workspace.hpp"
#include "widgets/training/training_plots.hpp"

using namespace priorscope;

using Phase = TrainingController::Phase;

class FakeFamilyTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void aSpecReadsBackAsWritten();
    void trainsAndResumesAsOneRun();
    void evaluatesAndDetects();
    void isRefusedExportButForItsWeights();
    void isUnknownToOthers();
    void isTrainedAndShownInTheWindow();

  private:
    std::filesystem::path path(const char* name) const {
        return m_sample->path(QLatin1String(name)).toStdString();
    }
    TrainingOptions options(int steps) const {
        return {.dataset = m_sample->dataset->root.string(),
                .split = "train",
                .val_split = "val",
                .steps = steps,
                .threads = 1,
                .checkpoint_every = 2};
    }
    std::vector<double> losses(const std::filesystem::path& run) const {
        std::vector<double> all;
        for (const StepMetrics& step : readRun(run, m_families).steps) {
            all.insert(all.end(), step.losses.begin(), step.losses.end());
        }
        return all;
    }

    std::unique_ptr<SampleFixture> m_sample;
    DetectorFamilies m_families = detectorFamilies();
    DetectorSpec m_spec;
};

void FakeFamilyTest::initTestCase() {
    m_sample = std::make_unique<SampleFixture>(24);
    m_families.push_back(gridFamily());
    m_spec = loadDetectorSpec("grid-64", m_families);
    TrainingSession::start(m_sample->dataset, m_spec, options(6), path("whole"))->run({}, {});
}

void FakeFamilyTest::aSpecReadsBackAsWritten() {
    DetectorSpec spec = withInputSize(m_spec, 96);
    spec.classes = {"a"};
    const nlohmann::json json = toJson(spec);
    QCOMPARE(json["architecture"].get<std::string>(), std::string("grid"));
    QCOMPARE(json["input_size"].get<int>(), 96);
    const DetectorSpec back = detectorSpecFromJson(json, "test", m_families);
    QVERIFY(back == spec);
    QCOMPARE(back.inputSize(), 96);
    QVERIFY(withInputSize(spec, 97).validate().size() == 1);
}

void FakeFamilyTest::trainsAndResumesAsOneRun() {
    // A run stopped after three steps and resumed, compared with an uninterrupted run.
    auto session = TrainingSession::start(m_sample->dataset, m_spec, options(6), path("halves"));
    std::stop_source stop;
    TrainingObserver observer;
    observer.on_step = [&stop](const StepMetrics& step) {
        if (step.step == 3) {
            stop.request_stop();
        }
    };
    QCOMPARE(session->run(stop.get_token(), observer), TrainingState::stopped);
    session.reset();
    session = TrainingSession::resume(path("halves"), {}, {}, {}, m_families);
    QCOMPARE(session->startStep(), 3);
    QCOMPARE(session->run({}, {}), TrainingState::finished);
    QCOMPARE(losses(path("halves")), losses(path("whole")));
    QCOMPARE(losses(path("whole")).size(), std::size_t{12});
    QFile csv(QString::fromStdString((path("whole") / "metrics.csv").string()));
    QVERIFY(csv.open(QIODevice::ReadOnly));
    QVERIFY(csv.readLine().startsWith("kind,step,epoch,loss,class_loss,box_loss,"));
}

void FakeFamilyTest::evaluatesAndDetects() {
    const LoadedDetector loaded = loadDetector(path("whole"), m_families);
    const auto evaluation = evaluateDetector(loaded.detector, *m_sample->dataset,
                                             ImageSelection::ofSplit(*m_sample->dataset, "val"));
    QVERIFY(evaluation && evaluation->images > 0);
    QVERIFY(evaluation->map_voc07.has_value());
    const Image image = decodeImage(m_sample->dataset->images.front().image_file);
    const Candidates candidates = loaded.detector.detect(image, {.floor = 0.0F});
    // 8 × 8 cells, each with a score for every class.
    QCOMPARE(candidates.items.size(), 64 * loaded.detector.spec().classes.size());
}

void FakeFamilyTest::isRefusedExportButForItsWeights() {
    const Detector detector = loadDetector(path("whole"), m_families).detector;
    for (const ExportFormat format : {ExportFormat::torchscript, ExportFormat::onnx}) {
        const QString text =
            messageOf([&] { exportDetector(detector, {.format = format}, path("exported")); });
        QVERIFY2(text.contains("networks of the family Grid cannot be recorded"), qPrintable(text));
        QVERIFY(!std::filesystem::exists(path("exported")));
    }
    QVERIFY(exportDetector(detector, {.format = ExportFormat::safetensors}, path("weights")));
}

void FakeFamilyTest::isUnknownToOthers() {
    const QString text = messageOf([&] { loadDetector(path("whole")); });
    QVERIFY2(text.contains("no family of detectors \"grid\"") && text.contains("Known are ssd"),
             qPrintable(text));
}

void FakeFamilyTest::isTrainedAndShownInTheWindow() {
    WorkspaceSurroundings around(m_families);
    TrainWorkspace train(around.context);
    DetectWorkspace detect(around.context);
    const std::unique_ptr<QWidget> inspector(train.inspector());
    inspector->setParent(nullptr);
    around.workbench.setDataset(m_sample->dataset);
    QTemporaryDir runs;
    TrainingForm* form = train.form();
    form->setRunsFolder(runs.path());
    Q_EMIT form->runsFolderChanged(runs.path());
    QTRY_VERIFY(train.isSettled());

    auto* models = qobject_cast<QComboBox*>(form->editor(QStringLiteral("model")));
    QVERIFY(models->findText(QStringLiteral("grid-64")) >= 0);
    models->setCurrentText(QStringLiteral("grid-64"));
    QVERIFY(!form->editor(QStringLiteral("priors"))->isEnabled());
    QCOMPARE(around.draft.draft().options.steps, 12);  // from its recipe
    for (const Problem& problem : form->validate()) {
        QFAIL((problem.field + ": " + problem.message.text()).c_str());
    }
    inspector->findChild<QPushButton*>(QStringLiteral("startButton"))->click();
    QTRY_COMPARE_WITH_TIMEOUT(train.controller().phase(), Phase::finished, 120000);
    QCOMPARE(train.controller().steps().size(), 12U);
    QTRY_COMPARE(train.runs()->rowCount(), 1);
    QCOMPARE(train.runs()->row(0).model, QStringLiteral("grid-64"));
    QCOMPARE(train.runs()->row(0).priors, QStringLiteral("–"));

    detect.resize(1000, 700);
    detect.show();
    detect.openCheckpoint(around.runs.latest() + QStringLiteral("/checkpoints/last.pt"));
    QTRY_VERIFY_WITH_TIMEOUT(detect.isSettled() && detect.networkRuns() > 0, 60000);
    QVERIFY(detect.detectionInspector()->model() != nullptr);
}

QTEST_MAIN(FakeFamilyTest)
#include "fake_family_test.moc"
