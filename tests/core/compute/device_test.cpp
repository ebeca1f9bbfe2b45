// Training and detection on a non-CPU device, on which everything left on the CPU fails.
#include <unistd.h>

#include <QTemporaryDir>
#include <QTest>
#include <array>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <map>

#include "core/archive/torch_archive.hpp"
#include "core/base/torch_headers.hpp"
#include "core/checkpoint/checkpoint_document.hpp"
#include "core/compute/torch_device.hpp"
#include "core/dataset/sample_scene.hpp"
#include "core/interchange/export.hpp"
#include "core/model/network_runner.hpp"
#include "core/training/plan/schedule.hpp"
#include "core/training/step/measured_step.hpp"
#include "core/training/step/training_step.hpp"
#include "tests/support/grid_family.hpp"
#include "tests/support/message_of.hpp"
#include "tests/support/test_device.hpp"

using namespace priorscope;

namespace {

const ComputeContext kAway{.device = {DeviceKind::test, 0}};
constexpr std::uint64_t kSeed = 3;

torch::Device away() {
    return torchDevice(kAway.device);
}

DetectorSpec specOf(const QString& preset) {
    DetectorFamilies families = detectorFamilies();
    families.push_back(gridFamily());
    DetectorSpec spec = loadDetectorSpec(preset.toStdString(), families);
    spec.classes = {"disc", "ring"};
    return spec;
}

/// Two scenes, the second with two objects.
TrainingBatch batchOf(const DetectorSpec& spec, std::int64_t step) {
    TrainingBatch batch;
    batch.number = step;
    for (std::size_t i = 0; i < 2; ++i) {
        const Image scene = drawSampleScene(7, static_cast<std::uint64_t>(step) * 2 + i).image;
        TrainingSample sample;
        sample.image = resizedToInput(scene, spec.inputSize(), ResizeMode::stretch);
        sample.targets = {.boxes = {{0.1F, 0.2F, 0.4F, 0.6F}}, .labels = {1}};
        if (i == 1) {
            sample.targets.boxes.push_back({0.5F, 0.3F, 0.95F, 0.9F});
            sample.targets.labels.push_back(2);
        }
        sample.index = i;
        batch.samples.push_back(std::move(sample));
    }
    return batch;
}

/// A network and its optimizer, a few steps after initialisation.
struct Trained {
    Trained(const DetectorSpec& spec, const ComputeContext& where, std::int64_t steps)
        : Trained(networkOn(buildNetwork(spec, kSeed), torchDevice(where.device))) {
        for (std::int64_t step = 0; step < steps; ++step) {
            take(step);
        }
    }

    explicit Trained(std::shared_ptr<DetectorNetwork> with)
        : network(std::move(with)), trainer(network, options(), {}, twoImages()) {}

    static std::shared_ptr<const Dataset> twoImages() {
        Dataset dataset;
        dataset.images = ImageTable(std::vector<ImageRecord>(2));
        return std::make_shared<const Dataset>(std::move(dataset));
    }

    static TrainingOptions options() {
        TrainingOptions options;
        options.steps = 100;
        options.learning_rate = 0.01;
        options.warmup_steps = 0;
        options.gradient_clip = 1.0;  // so that gradients are scaled
        return options;
    }

    void take(std::int64_t step) {
        metrics = trainer.train(step, learningRateAt(options(), step),
                                [&] { return batchOf(network->spec(), step); });
    }

    std::shared_ptr<DetectorNetwork> network;
    StepTrainer trainer;
    StepMetrics metrics;
};

double largest(const torch::Tensor& tensor) {
    return tensor.numel() == 0 ? 0.0 : tensor.to(torch::kCPU, torch::kFloat64).abs().max().item<double>();
}

using Scores = std::map<std::pair<int, int>, Candidate>;

/// Sorted by class and prior: ties in score may come in any order.
Scores byPlace(const Candidates& candidates) {
    Scores scores;
    for (const Candidate& each : candidates.items) {
        scores[{each.label, each.prior}] = each;
    }
    return scores;
}

std::string textOf(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace

class DeviceTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { registerTestDevice(); }

    void memoryAndOperandsLeftOnTheCpuFail() {
        const torch::Tensor tensor = torch::ones({4}, away());
        QCOMPARE(tensor.sum().item<double>(), 4.0);
        QVERIFY_THROWS_EXCEPTION(c10::Error, tensor + torch::ones({4}));
        // The kernel invokes it as for a program, but the test's handler answers instead of ending it.
        std::array<int, 2> ends{};
        QCOMPARE(::pipe(ends.data()), 0);
        QCOMPARE(::write(ends[1], tensor.data_ptr(), 4), ssize_t{-1});
        QCOMPARE(errno, EFAULT);
        QCOMPARE(::write(ends[1], tensor.cpu().data_ptr(), 4), ssize_t{4});
        ::close(ends[0]);
        ::close(ends[1]);
    }

    void aNetworkGoesWithAllThatItComputesWith() {
        const auto home = buildNetwork(specOf("ssdlite320-mobilenet-v3-large"), kSeed);
        const auto network = networkOn(home, away());
        QVERIFY(networkOn(network, away()) == network);
        for (const auto& parameter : network->parameters()) {
            QVERIFY(parameter.device() == away());
        }
        for (const auto& buffer : network->buffers()) {
            QVERIFY(buffer.device() == away());
        }
        for (const auto& [name, tensor] : network->traceable()->constants()) {
            QVERIFY2(tensor.device() == away(), name.c_str());
        }
        // Constants are not part of the state dict.
        QCOMPARE(namedState(*network).size(), network->parameters().size() + network->buffers().size() - 3);
        // A snapshot is on the CPU, bit-identical.
        const auto back = namedState(*cloneNetwork(*network));
        const auto first = namedState(*home);
        for (std::size_t i = 0; i < first.size(); ++i) {
            QCOMPARE(back[i].first, first[i].first);
            QVERIFY(back[i].second.is_cpu() && back[i].second.equal(first[i].second));
        }
    }

    /// As 8-bit pixels that become floats there: bit-identical, in either order of channels.
    void imagesGoUpAsTheyAre() {
        DetectorSpec spec = specOf("ssd-tiny");
        Image image = drawSampleScene(1, 0).image;
        image = resizedToInput(image, spec.inputSize(), ResizeMode::stretch);
        for (std::size_t i = 0; i < 256; ++i) {  // every value
            image.rgb[i] = static_cast<std::uint8_t>(i);
        }
        for (const ChannelOrder order : {ChannelOrder::rgb, ChannelOrder::bgr}) {
            spec.preprocessing.channels = order;
            const torch::Tensor here = imagesToTensor({&image, &image}, spec);
            const torch::Tensor there = imagesToTensor({&image, &image}, spec, away());
            QVERIFY(there.device() == away() && there.sizes() == here.sizes());
            QVERIFY(there.cpu().equal(here));
        }
    }

    void trainsAsOnTheCpu_data() { presets(); }
    void trainsAsOnTheCpu() {
        const DetectorSpec spec = specOf(QTest::currentDataTag());
        const std::int64_t before = testDeviceOperations();
        const Trained here(spec, {}, 2);
        QCOMPARE(testDeviceOperations(), before);
        const Trained there(spec, kAway, 2);
        QVERIFY(testDeviceOperations() > before + 100);
        QVERIFY(std::abs(there.metrics.loss - here.metrics.loss) < 1e-4 * here.metrics.loss);
        QVERIFY2(std::abs(there.metrics.gradient_norm - here.metrics.gradient_norm) <
                     // Of hundreds, by normalisation over two values: after two steps torch's own is 1.3 %
                     // from what it gives in double precision (ssd300-resnet18: 369.9 and 365.1), ours 0.4 %.
                     3e-2 * here.metrics.gradient_norm,
                 qPrintable(QStringLiteral("%1 and %2")
                                .arg(there.metrics.gradient_norm)
                                .arg(here.metrics.gradient_norm)));

        // Rounding may differ, the learned weights may not: at most by a hundredth of the largest
        // change after two steps of so sensitive a loss.
        const auto initial = namedState(*buildNetwork(spec, kSeed));
        const auto ours = namedState(*here.network);
        const auto theirs = namedState(*there.network);
        double learnt = 0.0;
        double differ = 0.0;
        for (std::size_t i = 0; i < ours.size(); ++i) {
            QVERIFY2(theirs[i].second.device() == away(), theirs[i].first.c_str());
            if (!ours[i].second.is_floating_point()) {  // counts of batches
                QVERIFY(theirs[i].second.cpu().equal(ours[i].second));
                continue;
            }
            const double scale = std::max(1.0, largest(ours[i].second));  // of variances in thousands
            learnt = std::max(learnt, largest(ours[i].second - initial[i].second) / scale);
            differ = std::max(differ, largest(theirs[i].second.cpu() - ours[i].second) / scale);
        }
        QVERIFY(learnt > 1e-4);
        QVERIFY2(differ < 1e-2 * learnt, qPrintable(QStringLiteral("%1 of %2").arg(differ).arg(learnt)));
        const PickleValue momentum = there.trainer.optimizer().state();
        QVERIFY(momentum.items->at(1).tensor.device() == away());
    }

    /// A limit at what a batch of 4 takes: of 32, a half and a quarter do not fit, an eighth does.
    void theBatchThatFitsIsFound() {
        const Device device{DeviceKind::test, 0};
        const DetectorSpec spec = specOf("ssd-tiny");
        TrainingOptions options = Trained::options();
        const auto fitting = [&](int batch, std::int64_t limit) {
            limitTestDevice(limit);
            options.batch_size = batch;
            const int found = torch_half::fittingBatch(spec, options, device).value();
            limitTestDevice(0);
            return found;
        };
        takeTestDevicePeak();
        QCOMPARE(fitting(8, 0), 4);
        QCOMPARE(fitting(32, takeTestDevicePeak()), 4);
        takeTestDevicePeak();
        QCOMPARE(fitting(2, 0), 1);
        QCOMPARE(fitting(32, takeTestDevicePeak() - 1), 0);  // not even one
    }

    void detectsAsOnTheCpu_data() { presets(); }
    void detectsAsOnTheCpu() {
        const DetectorSpec spec = specOf(QTest::currentDataTag());
        const std::vector<Image> images = {drawSampleScene(1, 0).image, drawSampleScene(1, 1).image};
        const CandidateOptions all{.floor = 0.0F, .per_class = 1'000'000};
        const Detector here = detectorOf(buildNetwork(spec, kSeed));
        const Detector there = here.on(kAway);
        QVERIFY(networkOf(there) != networkOf(here));
        const std::int64_t before = testDeviceOperations();
        const std::vector<Candidates> expected = here.detect(images, all);
        QCOMPARE(testDeviceOperations(), before);
        const std::vector<Candidates> found = there.detect(images, all);
        QVERIFY(testDeviceOperations() > before);
        for (std::size_t i = 0; i < images.size(); ++i) {
            const Scores ours = byPlace(expected[i]);
            const Scores theirs = byPlace(found[i]);
            QVERIFY(!ours.empty());
            QCOMPARE(theirs.size(), ours.size());
            for (const auto& [place, candidate] : ours) {
                const Candidate& other = theirs.at(place);
                QVERIFY(std::abs(other.score - candidate.score) < 1e-5F);
                QVERIFY(std::abs(other.box.x_min - candidate.box.x_min) < 1e-4F);
                QVERIFY(std::abs(other.box.y_max - candidate.box.y_max) < 1e-4F);
            }
        }
        // And back: the same weights, so the result is bit-identical.
        const Candidates again = there.on({}).detect(images, all).front();
        QCOMPARE(again.items.size(), expected.front().items.size());
        for (std::size_t i = 0; i < again.items.size(); ++i) {
            QCOMPARE(again.items[i].score, expected.front().items[i].score);
        }
    }

    void bfloat16Detects() {
        const Detector detector = detectorOf(buildNetwork(specOf("ssd-tiny"), kSeed));
        ComputeContext context = kAway;
        context.precision = Precision::bf16;
        const Image image = drawSampleScene(1, 0).image;
        const Scores exact = byPlace(detector.detect(image, {.floor = 0.0F, .per_class = 1'000'000}));
        const Scores half =
            byPlace(detector.on(context).detect(image, {.floor = 0.0F, .per_class = 1'000'000}));
        QCOMPARE(half.size(), exact.size());
        float differ = 0.0F;
        for (const auto& [place, candidate] : exact) {
            differ = std::max(differ, std::abs(half.at(place).score - candidate.score));
        }
        QVERIFY(differ > 0.0F && differ < 0.05F);
    }

    void aTensorLeftBehindFails_data() {
        QTest::addColumn<int>("what");
        QTest::newRow("images") << 0;
        QTest::newRow("running statistics") << 1;
        QTest::newRow("a weight") << 2;
        QTest::newRow("momentum") << 3;
    }
    void aTensorLeftBehindFails() {
        QFETCH(int, what);
        Trained trained(specOf("ssd-tiny"), kAway, 1);
        const auto leave = [](torch::Tensor tensor) { tensor.set_data(tensor.detach().cpu()); };
        if (what == 1) {
            leave(trained.network->named_buffers()["backbone.stages.0.0.1.running_mean"]);
        } else if (what == 2) {
            leave(trained.network->parameters().back());
        } else if (what == 3) {
            leave(trained.trainer.optimizer().state().items->at(1).tensor);
        }
        if (what == 0) {
            QVERIFY_THROWS_EXCEPTION(
                c10::Error, trained.network->losses(torch::zeros({1, 3, 160, 160}), {TrainingTargets{}}, {}));
            return;
        }
        const QString message = messageOf([&] { trained.take(1); }).toLower();
        const std::string device = c10::DeviceTypeName(away().type(), /*lower_case=*/true);
        QVERIFY2(message.contains("cpu") && message.contains(QString::fromStdString(device)),
                 qPrintable(message));
    }

    void aConstantLeftBehindFails() {
        const auto network = networkOn(buildNetwork(specOf("ssd-tiny"), kSeed), away());
        const torch::NoGradGuard no_grad;
        TraceableNetwork& traceable = *network->traceable();
        const RawPredictions raw = traceable.forward(torch::zeros({1, 3, 160, 160}, away()));
        QVERIFY(traceable.decoded(raw).boxes.device() == away());
        for (auto& [name, constant] : traceable.constants()) {
            constant.set_data(constant.cpu());
            QVERIFY_THROWS_EXCEPTION(c10::Error, traceable.decoded(raw));
            constant.set_data(constant.to(away()));
        }
        traceable.decoded(raw);
    }

    void checkpointsAndExportsAreThoseOfTheCpu() {
        const Trained there(specOf("ssd-tiny"), kAway, 1);
        const Detector detector = detectorOf(there.network);
        const Detector home = detector.on({});
        saveDetector(detector, path("away.pt"), {.step = 1});
        saveDetector(home, path("home.pt"), {.step = 1});
        QCOMPARE(textOf(path("away.pt")), textOf(path("home.pt")));
        for (const ExportFormat format : {ExportFormat::safetensors, ExportFormat::state_dict}) {
            exportDetector(detector, {.format = format}, path("away"));
            exportDetector(home, {.format = format}, path("home"));
            QCOMPARE(textOf(path("away")), textOf(path("home")));
        }
        const auto report = exportDetector(detector, {.format = ExportFormat::torchscript}, path("away"));
        QVERIFY(report && report->images > 0);
    }

    void aCheckpointGoesOnOnTheDevice() {
        const DetectorSpec spec = specOf("ssd-tiny");
        Trained trained(spec, kAway, 2);
        PickleValue document = checkpointDocument(*trained.network, {.step = 2});
        document.set("optimizer", trained.trainer.optimizer().state());
        writeTorchArchive("saving", path("run.pt"), document);
        trained.take(2);

        auto [network, read] = loadCheckpointDocument(path("run.pt"));
        Trained resumed(networkOn(network, away()));
        resumed.trainer.optimizer().restore(*read.find("optimizer"), "run.pt");
        resumed.take(2);
        const auto ours = namedState(*trained.network);
        const auto theirs = namedState(*resumed.network);
        for (std::size_t i = 0; i < ours.size(); ++i) {
            QVERIFY2(theirs[i].second.cpu().equal(ours[i].second.cpu()), ours[i].first.c_str());
        }
    }

  private:
    static void presets() {
        QTest::addColumn<int>("unused");
        for (const char* preset :
             {"ssd-tiny", "ssdlite320-mobilenet-v3-large", "ssd300-resnet18", "grid-64"}) {
            QTest::newRow(preset) << 0;
        }
    }

    std::filesystem::path path(const std::string& name) const {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }

    QTemporaryDir m_folder;
};

QTEST_MAIN(DeviceTest)
#include "device_test.moc"
