// Detection's own plan against the network as torch computes it.
#include <QTest>
#include <string>
#include <vector>

#include "core/base/torch_headers.hpp"
#include "core/model/detector_network.hpp"
#include "core/model/inference.hpp"
#include "core/model/plan/network_plan.hpp"

using namespace priorscope;

namespace {

constexpr auto kLast = torch::MemoryFormat::ChannelsLast;

/// Random weights, and norms that do something; values stay of the size of one.
std::shared_ptr<DetectorNetwork> networkOfPreset(const QString& preset, int side, int classes) {
    DetectorSpec spec = loadDetectorSpec(preset.toStdString());
    spec.classes.clear();
    for (int i = 0; i < classes; ++i) {
        spec.classes.push_back("class" + std::to_string(i));
    }
    auto network = buildNetwork(side > 0 ? withInputSize(spec, side) : spec, 5);
    const torch::NoGradGuard no_grad;
    for (auto& item : network->named_buffers()) {
        if (item.key().ends_with("running_mean")) {
            item.value().uniform_(-0.2, 0.2);
        } else if (item.key().ends_with("running_var")) {
            item.value().uniform_(0.5, 1.5);
        }
    }
    for (auto& item : network->named_parameters()) {
        if (item.value().dim() == 1) {
            item.value().add_(torch::rand_like(item.value()) * 0.2 - 0.1);
        }
    }
    network->eval();
    return network;
}

torch::Tensor imagesOf(const DetectorNetwork& network, std::int64_t count) {
    const std::int64_t side = network.spec().inputSize();
    return torch::randn({count, 3, side, side}).contiguous(kLast);
}

/// The largest difference, as a part of the largest value.
double apart(const torch::Tensor& ours, const torch::Tensor& reference) {
    return ((ours - reference).abs().max() / reference.abs().max()).item<double>();
}

/// Winograd's method and fused sums round otherwise than torch's: 4e-6 a layer (winograd_test), over many
/// layers.
constexpr double kTolerance = 2e-5;

/// To the bit by the plan; a processor without AVX2 and AVX-512 has none, and torch may round otherwise.
bool isSame(const torch::Tensor& a, const torch::Tensor& b) {
    return NetworkPlan::isSupported() ? a.equal(b) : apart(a, b) < kTolerance;
}

}  // namespace

class NetworkPlanTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init() { torch::manual_seed(3); }

    void equalsTheNetwork_data() {
        QTest::addColumn<QString>("preset");
        QTest::addColumn<int>("side");
        QTest::addColumn<int>("classes");
        for (const char* preset : {"ssd-tiny", "ssd300-vgg16", "ssd300-resnet18", "ssd300-resnet50",
                                   "ssd300-mobilenet-v2", "ssdlite320-mobilenet-v3-large-imagenet"}) {
            QTest::newRow(preset) << QString::fromLatin1(preset) << 0 << 3;
        }
        QTest::newRow("tiny, odd") << QStringLiteral("ssd-tiny") << 131 << 2;
        QTest::newRow("VGG, odd") << QStringLiteral("ssd300-vgg16") << 277 << 4;
        QTest::newRow("ResNet, odd") << QStringLiteral("ssd300-resnet18") << 289 << 1;
        QTest::newRow("MobileNetV2, odd") << QStringLiteral("ssd300-mobilenet-v2") << 225 << 20;
        QTest::newRow("MobileNetV3, odd") << QStringLiteral("ssdlite320-mobilenet-v3-large") << 333 << 7;
    }

    void equalsTheNetwork() {
        QFETCH(QString, preset);
        QFETCH(int, side);
        QFETCH(int, classes);
        const auto network = networkOfPreset(preset, side, classes);
        Inference inference(network, Precision::fp32);
        const torch::NoGradGuard no_grad;
        for (const std::int64_t count : {1, 3, 8, 1}) {
            const torch::Tensor images = imagesOf(*network, count);
            const RawPredictions found = inference.forward(images);
            QCOMPARE(inference.isPlanned(), NetworkPlan::isSupported());
            const RawPredictions expected = network->traceable()->forward(images);
            QCOMPARE(found.tensors.size(), expected.tensors.size());
            for (std::size_t i = 0; i < expected.tensors.size(); ++i) {
                QVERIFY(found.tensors[i].sizes() == expected.tensors[i].sizes());
                const double difference = apart(found.tensors[i], expected.tensors[i]);
                QVERIFY2(difference < kTolerance,
                         qPrintable(
                             QStringLiteral("%1 of output %2, %3 images").arg(difference).arg(i).arg(count)));
            }
        }
    }

    void resultsDependOnNeitherThreadsNorBatch() {
        const auto network = networkOfPreset(QStringLiteral("ssdlite320-mobilenet-v3-large"), 161, 3);
        Inference inference(network, Precision::fp32);
        const torch::Tensor images = imagesOf(*network, 5);
        const int threads = at::get_num_threads();
        std::vector<RawPredictions> found;
        for (const int used : {1, 2, 3}) {
            at::set_num_threads(used);
            found.push_back(inference.forward(images));
        }
        at::set_num_threads(threads);
        for (std::size_t i = 0; i < found[0].tensors.size(); ++i) {
            QVERIFY(isSame(found[0].tensors[i], found[1].tensors[i]));
            QVERIFY(isSame(found[0].tensors[i], found[2].tensors[i]));
            QVERIFY(isSame(found[0].tensors[i].slice(0, 3, 4),
                           inference.forward(images.slice(0, 3, 4)).tensors[i]));
        }
    }

    void followsTheWeights() {
        const auto network = networkOfPreset(QStringLiteral("ssd-tiny"), 0, 3);
        Inference inference(network, Precision::fp32);
        const torch::NoGradGuard no_grad;
        const torch::Tensor images = imagesOf(*network, 1);
        inference.forward(images);
        network->parameters().front().mul_(2.0);
        const RawPredictions expected = network->traceable()->forward(images);
        QVERIFY(apart(inference.forward(images).tensors[0], expected.tensors[0]) < kTolerance);
    }
};

QTEST_GUILESS_MAIN(NetworkPlanTest)
#include "network_plan_test.moc"
