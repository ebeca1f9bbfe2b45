// Every preset trains in every precision, evaluates, resumes after a stop, and exports in every format.
// Inputs are the smallest that the backbones support, and the large backbones are left out;
// PRIORSCOPE_LONG_TESTS=1 uses every preset at its own size.
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <cstdlib>

#include "core/base/torch_headers.hpp"
#include "core/checkpoint/checkpoint.hpp"
#include "core/dataset/sample_dataset.hpp"
#include "core/formats/voc/voc_reader.hpp"
#include "core/interchange/export.hpp"
#include "core/model/network_runner.hpp"
#include "core/model/ssd/backbones.hpp"
#include "core/model/ssd/ssd_family.hpp"
#include "core/training/run/run_folder.hpp"
#include "core/training/training_session.hpp"

using namespace priorscope;

class TestPresetsTrain : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::shared_ptr<const Dataset> m_dataset;

    std::filesystem::path path(const QString& name) const { return m_folder.filePath(name).toStdString(); }

    static bool isLong() { return std::getenv("PRIORSCOPE_LONG_TESTS") != nullptr; }

    DetectorSpec specOf(const QString& preset) const {
        DetectorSpec spec = loadDetectorSpec(preset.toStdString());
        spec.classes = m_dataset->classes;
        if (!isLong()) {
            constexpr int kSmall = 96;
            const int side =
                std::min(std::max(kSmall, smallestInput(ssdOf(spec).backbone)), spec.inputSize());
            spec = withInputSize(std::move(spec), side);
        }
        return spec;
    }

    TrainingOptions options(const QString& precision) const {
        TrainingOptions o;
        o.dataset = path("data").string();
        o.split = "train";
        o.val_split = "val";
        o.steps = 2;
        o.batch_size = 2;
        o.learning_rate = 0.001;
        o.precision = precision.toStdString();
        return o;
    }

  private Q_SLOTS:
    void initTestCase() {
        QVERIFY(writeSampleDataset(path("data"), {.images = 12, .seed = 5}));
        m_dataset = std::make_shared<const Dataset>(readVocDataset(path("data")).value());
    }

    void trains_data() {
        QTest::addColumn<QString>("preset");
        QTest::addColumn<QString>("precision");
        for (const std::string& preset : detectorPresetNames()) {
            const bool large = preset.find("vgg16") != std::string::npos ||
                               preset.find("resnet34") != std::string::npos ||
                               preset.find("resnet50") != std::string::npos;
            if (large && !isLong()) {
                continue;
            }
            for (const char* precision : {"fp32", "bf16"}) {
                QTest::newRow((preset + "-" + precision).c_str())
                    << QString::fromStdString(preset) << QString(precision);
            }
        }
    }

    void trains() {
        QFETCH(QString, preset);
        QFETCH(QString, precision);
        const std::filesystem::path run = path(QTest::currentDataTag());
        std::stop_source source;
        TrainingObserver observer;
        observer.on_step = [&](const StepMetrics&) { source.request_stop(); };
        auto session = TrainingSession::start(m_dataset, specOf(preset), options(precision), run);
        QVERIFY(session->run(source.get_token(), observer) == TrainingState::stopped);
        session.reset();
        session = TrainingSession::resume(run);
        QCOMPARE(session->startStep(), 1);
        QVERIFY(session->run({}, {}) == TrainingState::finished);
        session.reset();

        const RunRecord record = readRun(run);
        QCOMPARE(record.steps.size(), std::size_t{2});
        QVERIFY(std::isfinite(record.steps[1].loss) && record.steps[1].loss > 0.0);
        QCOMPARE(record.evaluations.size(), std::size_t{1});
        const Detector detector = loadDetector(record.last_checkpoint).detector;
        for (const auto& [name, tensor] : namedState(*networkOf(detector))) {
            QVERIFY2(tensor.is_floating_point() ? tensor.isfinite().all().item<bool>() : true, name.c_str());
            QVERIFY2(tensor.scalar_type() != torch::kBFloat16, name.c_str());
        }
        if (precision == "bf16") {
            return;  // the rest of the checkpoint is the same
        }
        for (const ExportFormat format : {ExportFormat::state_dict, ExportFormat::safetensors,
                                          ExportFormat::torchscript, ExportFormat::onnx}) {
            const auto report = exportDetector(detector, {.format = format}, path("export"));
            QVERIFY(report && report->bytes > 0);
        }
    }

    void aBatchOfOneTrainsOnMapsOfOneCell() {
        // ssd-tiny's last map has one cell at 64 pixels: one value per channel, without variance.
        DetectorSpec spec = withInputSize(loadDetectorSpec("ssd-tiny"), 64);
        spec.classes = m_dataset->classes;
        QVERIFY(normalizationNote("tiny", 64, 1)->text().find("stage4") != std::string::npos);
        QVERIFY(!normalizationNote("tiny", 64, 2) && !normalizationNote("tiny", 160, 1));
        TrainingOptions o = options("fp32");
        o.batch_size = 1;
        auto session = TrainingSession::start(m_dataset, spec, o, path("one"));
        QVERIFY(session->run({}, {}) == TrainingState::finished);
        // Its last normalisation kept its initial statistics, others learned theirs.
        for (const auto& [name, tensor] : namedState(*networkOf(session->snapshot()))) {
            if (name == "backbone.stages.3.1.1.running_mean") {
                QVERIFY(tensor.equal(torch::zeros_like(tensor)));
            } else if (name == "backbone.stages.0.0.1.running_mean") {
                QVERIFY(!tensor.equal(torch::zeros_like(tensor)));
            } else if (tensor.is_floating_point()) {
                QVERIFY2(tensor.isfinite().all().item<bool>(), name.c_str());
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestPresetsTrain)
#include "presets_train_test.moc"
