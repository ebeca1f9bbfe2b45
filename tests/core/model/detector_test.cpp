// Every built-in detector: sizes of maps, heads and weights compared with the papers and
// torchvision.
#include <ATen/CPUGeneratorImpl.h>

#include <QDir>
#include <QTest>
#include <algorithm>
#include <fstream>
#include <future>
#include <nlohmann/json.hpp>

#include "core/base/error.hpp"
#include "core/base/torch_headers.hpp"
#include "core/model/detector.hpp"
#include "core/model/detector_network.hpp"
#include "core/model/inference.hpp"
#include "core/model/ssd/backbones.hpp"
#include "core/model/ssd/head_cost.hpp"
#include "core/model/ssd/receptive_field.hpp"
#include "core/model/ssd/ssd_family.hpp"

using namespace priorscope;

namespace {

DetectorSpec specWithClasses(const QString& preset, int classes) {
    DetectorSpec spec = loadDetectorSpec(preset.toStdString());
    spec.classes.clear();
    for (int i = 0; i < classes; ++i) {
        spec.classes.push_back("class" + std::to_string(i));
    }
    return spec;
}

std::int64_t parametersBelow(const DetectorNetwork& network, const std::string& prefix) {
    std::int64_t count = 0;
    for (const auto& item : network.named_parameters()) {
        count += item.key().starts_with(prefix) ? item.value().numel() : 0;
    }
    return count;
}

}  // namespace

class TestDetector : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init() {
        // torch's own generator has a different seed in each process.
        torch::manual_seed(1);
    }

    void presets_data() {
        QTest::addColumn<int>("priors");
        QTest::newRow("ssd300-vgg16") << 8732;       // "SSD" (2016), section 3.1
        QTest::newRow("ssd300-vgg16-coco") << 8732;  // torchvision
        QTest::newRow("ssd512-vgg16") << 24564;      // "SSD" (2016), table 1
        QTest::newRow("ssd300-resnet18") << 8732;    // the same maps
        QTest::newRow("ssd300-resnet34") << 8732;
        QTest::newRow("ssd300-resnet50") << 8732;
        QTest::newRow("ssd300-mobilenet-v2") << 3000;            // 6 · (361 + 100 + 25 + 9 + 4 + 1)
        QTest::newRow("ssdlite320-mobilenet-v3-large") << 3234;  // 6 · (400 + 100 + 25 + 9 + 4 + 1)
        QTest::newRow("ssdlite320-mobilenet-v3-large-imagenet") << 3234;
        QTest::newRow("ssd-tiny") << 2386;  // 4 · 400 + 6 · 100 + 6 · 25 + 4 · 9
    }

    void presets() {
        QFETCH(int, priors);
        const DetectorSpec spec = specWithClasses(QTest::currentDataTag(), 3);
        QCOMPARE(ssdOf(spec).priors.count(), priors);
        QVERIFY(spec.validate().empty());
        const auto network = buildNetwork(spec, 1);
        const torch::NoGradGuard no_grad;
        const RawPredictions raw =
            network->traceable()->forward(torch::rand({2, 3, spec.inputSize(), spec.inputSize()}));
        QCOMPARE(raw.tensors[0].sizes().vec(), (std::vector<std::int64_t>{2, priors, 4}));
        QCOMPARE(raw.tensors[1].sizes().vec(), (std::vector<std::int64_t>{2, priors, 4}));
        QVERIFY(raw.tensors[0].isfinite().all().item<bool>());
        // A spec round-trips through JSON.
        QCOMPARE(detectorSpecFromJson(toJson(spec), "test"), spec);
    }

    void parameterCountsEqualTorchvisions_data() {
        QTest::addColumn<int>("classes");
        QTest::addColumn<QString>("prefix");
        QTest::addColumn<qlonglong>("count");
        // The whole models with COCO's 90 classes: num_params of torchvision's weights.
        QTest::newRow("ssd300-vgg16-coco") << 90 << "" << 35641826LL;
        QTest::newRow("ssdlite320-mobilenet-v3-large") << 90 << "" << 3440060LL;
        // Classifiers' num_params minus their last linear layers.
        QTest::newRow("ssd300-resnet18") << 3 << "backbone.body." << 11689512LL - 513000;
        QTest::newRow("ssd300-resnet34") << 3 << "backbone.body." << 21797672LL - 513000;
        QTest::newRow("ssd300-resnet50") << 3 << "backbone.body." << 25557032LL - 2049000;
        QTest::newRow("ssd300-mobilenet-v2") << 3 << "backbone.features." << 3504872LL - 1281000;
        QTest::newRow("ssdlite320-mobilenet-v3-large-imagenet")
            << 3 << "backbone.features." << 5483032LL - (960 * 1280 + 1280) - (1280 * 1000 + 1000);
    }

    void parameterCountsEqualTorchvisions() {
        QFETCH(int, classes);
        QFETCH(QString, prefix);
        QFETCH(qlonglong, count);
        const auto network = buildNetwork(specWithClasses(QTest::currentDataTag(), classes), 1);
        QCOMPARE(parametersBelow(*network, prefix.toStdString()), count);
    }

    void headCostIsThatOfTheNetwork() {
        for (const char* preset : {"ssd-tiny", "ssd300-vgg16", "ssdlite320-mobilenet-v3-large"}) {
            DetectorSpec spec = specWithClasses(preset, 20);
            ssdOf(spec).priors.maps[1].on = false;
            const auto network = buildNetwork(spec, 1);
            const auto cost = headCost(ssdOf(spec).priors, ssdOf(spec).backbone, 20);
            QVERIFY(cost);
            QCOMPARE(cost->parameters, parametersBelow(*network, "head."));
        }
    }

    void headsFollowThePriors() {
        DetectorSpec spec = specWithClasses("ssd300-vgg16", 3);
        ssdOf(spec).priors.maps[0].ratios = {2.0F, 3.0F};  // 4 → 6 a cell
        ssdOf(spec).priors.maps[5].extra_scale = 0.0F;     // 4 → 3
        const auto network = buildNetwork(spec, 1);
        const auto parameters = network->named_parameters();
        QCOMPARE(parameters["head.regression_head.module_list.0.weight"].size(0), std::int64_t{24});
        QCOMPARE(parameters["head.classification_head.module_list.5.weight"].size(0), std::int64_t{12});
    }

    void receptiveFieldsByHand() {
        // VGG: conv4_3 92; pool4, three convolutions at stride 16, pool5 of stride 1 and conv6 of dilation 6
        // make 420; then 3×3 at strides 16, 32, 64, 64 (the last two without a stride of their own).
        const auto vgg = receptiveFields("vgg16", 300).value();
        std::vector<double> sides;
        for (const ReceptiveField& field : vgg) {
            sides.push_back(field.theoretical);
            QVERIFY2(field.effective > 3.0 && field.effective <= std::min(field.theoretical, 300.0),
                     qPrintable(QString::number(field.effective)));
        }
        QCOMPARE(sides, (std::vector<double>{92, 420, 452, 516, 644, 772}));
        QCOMPARE(vgg[0].map, std::string("conv4_3"));
        // ResNet-18: 7 and 3 with stride 2, four 3×3 at 4; three of 3×3 at 8 after a strided one, and so on.
        const auto resnet = receptiveFields("resnet18", 300).value();
        QCOMPARE(resnet[0].theoretical, 99.0);
        QCOMPARE(resnet[1].theoretical, 211.0);
        QCOMPARE(resnet[2].theoretical, 435.0);
        // Squeeze and excitation pools the whole map.
        QVERIFY(std::isinf(receptiveFields("mobilenet-v3-large", 320)->front().theoretical));
        QVERIFY_THROWS_EXCEPTION(Error, receptiveFields("alexnet", 300));
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!receptiveFields("tiny", 160, 1, stop.get_token()));
    }

    void aMapThatIsOffHasNoHead() {
        for (const char* preset : {"ssd-tiny", "ssd300-vgg16"}) {
            DetectorSpec spec = specWithClasses(preset, 1);
            const auto side = spec.inputSize();
            const int all = ssdOf(spec).priors.count();
            const int dropped = ssdOf(spec).priors.maps[1].count();
            ssdOf(spec).priors.maps[1].on = false;
            const auto network = buildNetwork(spec, 1);
            network->eval();
            const torch::NoGradGuard no_grad;
            const RawPredictions raw = network->traceable()->forward(torch::rand({2, 3, side, side}));
            QCOMPARE(raw.tensors[0].size(1), std::int64_t{all - dropped});
            QCOMPARE(parametersBelow(*network, "head.regression_head.module_list.1."), 0);
            QVERIFY(parametersBelow(*network, "head.regression_head.module_list.2.") > 0);
        }
    }

    void inputSizeChangesTheMaps() {
        const DetectorSpec spec = withInputSize(specWithClasses("ssd300-resnet18", 1), 512);
        std::vector<int> sides;
        for (const PriorMap& map : ssdOf(spec).priors.maps) {
            sides.push_back(map.rows);
        }
        QCOMPARE(sides, (std::vector<int>{64, 32, 16, 8, 4, 2}));
        QVERIFY(spec.validate().empty());
        const torch::NoGradGuard no_grad;
        buildNetwork(spec, 1)->traceable()->forward(torch::rand({1, 3, 512, 512}));
    }

    void inputTooSmallIsAnError() {
        // conv9_2 has 3 cells at 160 pixels, so conv11_2 has none.
        QVERIFY_THROWS_EXCEPTION(Error, withInputSize(specWithClasses("ssd300-vgg16", 1), 160));
    }

    void unknownBackboneIsAProblem() {
        DetectorSpec spec = specWithClasses("ssd-tiny", 1);
        ssdOf(spec).backbone = "alexnet";
        QCOMPARE(spec.validate().front().field, std::string("backbone"));
    }

    void inferenceFollowsTheWeights() {
        // The frozen graph matches the modules, before and after a change of the weights.
        for (const char* preset : {"ssd-tiny", "ssdlite320-mobilenet-v3-large"}) {
            const auto network = buildNetwork(specWithClasses(preset, 3), 1);
            Inference inference(network, Precision::fp32);
            const std::int64_t side = network->spec().inputSize();
            const torch::Tensor images =
                torch::rand({3, 3, side, side}).contiguous(at::MemoryFormat::ChannelsLast);
            const torch::NoGradGuard no_grad;
            for (int pass = 0; pass < 2; ++pass) {
                const RawPredictions fast = inference.forward(images);
                network->eval();
                const RawPredictions plain = network->traceable()->forward(images);
                for (std::size_t i = 0; i < 2; ++i) {
                    // Relative, since scaled weights multiply through the layers: for scores around 5, the
                    // summation order alone causes 1e-4.
                    const torch::Tensor difference = fast.tensors[i] - plain.tensors[i];
                    const double error = (difference.norm() / plain.tensors[i].norm()).item<double>();
                    QVERIFY2(error < 1e-5, qPrintable(QString::number(error)));
                }
                for (torch::Tensor& parameter : network->parameters()) {
                    parameter.mul_(1.5);
                }
            }
        }
    }

    void bfloat16StaysNear() {
        const auto network = buildNetwork(specWithClasses("ssd300-vgg16", 3), 1);
        const torch::Tensor images =
            (torch::rand({1, 3, 300, 300}) * 200 - 100).contiguous(at::MemoryFormat::ChannelsLast);
        const torch::Tensor exact = Inference(network, Precision::fp32).forward(images).tensors[0];
        const torch::Tensor half = Inference(network, Precision::bf16).forward(images).tensors[0];
        QCOMPARE(half.scalar_type(), torch::kFloat32);
        // bfloat16 has 8 bits: rounding errors of 0.4 % each, a few times that over 20 layers.
        const double error = ((half - exact).norm() / exact.norm()).item<double>();
        QVERIFY2(error > 0.0 && error < 0.05, qPrintable(QString::number(error)));
    }

    void aSeedGivesTheWeightsThatItAlwaysGave_data() {
        // Seed 3 with VOC's classes, as written by version 0.1 (read with Python): the first value and the
        // sum of the first and the last convolution.
        QTest::addColumn<QString>("first");
        QTest::addColumn<double>("first_value");
        QTest::addColumn<double>("first_sum");
        QTest::addColumn<QString>("last");
        QTest::addColumn<double>("last_value");
        QTest::addColumn<double>("last_sum");
        QTest::newRow("ssd-tiny") << "backbone.stages.0.0.0.weight" << -0.08516129851341248
                                  << 1.0995059729903005 << "head.regression_head.module_list.3.1.weight"
                                  << -0.013235778547823429 << -1.430714310023177;
        QTest::newRow("ssdlite320-mobilenet-v3-large")
            << "backbone.features.0.0.0.weight" << 0.06751788407564163 << -0.38800664371228777
            << "head.regression_head.module_list.5.1.weight" << 0.01575426198542118 << -2.029083041979902;
        QTest::newRow("ssd300-vgg16")
            << "backbone.features.0.weight" << -0.04274258762598038 << 2.2721255352944354
            << "head.regression_head.module_list.5.weight" << 0.002063637599349022 << 1.6506328700469908;
        QTest::newRow("ssd300-resnet18")
            << "backbone.body.conv1.weight" << 0.008734902366995811 << 1.3020701806121906
            << "head.regression_head.module_list.5.weight" << 0.021586012095212936 << -0.10611164615033886;
    }
    void aSeedGivesTheWeightsThatItAlwaysGave() {
        QFETCH(QString, first);
        QFETCH(double, first_value);
        QFETCH(double, first_sum);
        QFETCH(QString, last);
        QFETCH(double, last_value);
        QFETCH(double, last_sum);
        const auto network = buildNetwork(specWithClasses(QTest::currentDataTag(), 20), 3);
        const auto parameters = network->named_parameters();
        for (const auto& [name, value, sum] :
             {std::tuple(first, first_value, first_sum), std::tuple(last, last_value, last_sum)}) {
            const torch::Tensor& weight = parameters[name.toStdString()];
            // Values may depend on how a compiler rounds sines and logarithms, but not on the draw.
            QVERIFY(std::abs(weight.contiguous().flatten()[0].item<double>() - value) < 1e-6);
            QVERIFY(std::abs(weight.to(torch::kFloat64).sum().item<double>() - sum) < 1e-4);
        }
    }

    void buildingTouchesNoOtherGenerator() {
        torch::manual_seed(17);
        const torch::Tensor before = at::detail::getDefaultCPUGenerator().get_state().clone();
        const auto network = buildNetwork(specWithClasses("ssd-tiny", 3), 1);
        cloneNetwork(*network);
        receptiveFields("tiny", 160);
        Inference(network, Precision::fp32).forward(torch::zeros({1, 3, 160, 160}));
        QVERIFY(at::detail::getDefaultCPUGenerator().get_state().equal(before));
    }

    void networksBuiltAtTheSameTimeAreAsTheirSeedsSay() {
        const DetectorSpec spec = specWithClasses("ssd-tiny", 3);
        std::vector<std::shared_ptr<DetectorNetwork>> alone;
        for (std::uint64_t seed = 0; seed < 4; ++seed) {
            alone.push_back(buildNetwork(spec, seed));
        }
        std::vector<std::future<std::shared_ptr<DetectorNetwork>>> together;
        for (std::uint64_t i = 0; i < 16; ++i) {
            together.push_back(
                std::async(std::launch::async, [&spec, i] { return buildNetwork(spec, i % 4); }));
        }
        for (std::size_t i = 0; i < together.size(); ++i) {
            const auto built = namedState(*together[i].get());
            const auto expected = namedState(*alone[i % 4]);
            for (std::size_t k = 0; k < built.size(); ++k) {
                QVERIFY2(built[k].second.equal(expected[k].second), built[k].first.c_str());
            }
        }
    }

    void theSmallestInputIsNamed_data() {
        QTest::addColumn<int>("smallest");
        // From the last map's single cell back through paddings, poolings and strides, by hand.
        QTest::newRow("ssd300-vgg16") << 268;        // 1 3 5 9 17 34, then 67 · 4
        QTest::newRow("ssd512-vgg16") << 268;        // 1 2 3 5 9 17 34
        QTest::newRow("ssd300-resnet50") << 257;     // 1 3 5 9 17 33 65 129 257
        QTest::newRow("ssd300-mobilenet-v2") << 16;  // a layout's own limit
        QTest::newRow("ssd-tiny") << 16;
    }
    void theSmallestInputIsNamed() {
        QFETCH(int, smallest);
        const DetectorSpec spec = specWithClasses(QTest::currentDataTag(), 1);
        const DetectorSpec small = withInputSize(spec, smallest);
        const torch::NoGradGuard no_grad;
        const RawPredictions raw =
            buildNetwork(small, 1)->traceable()->forward(torch::zeros({1, 3, smallest, smallest}));
        QCOMPARE(raw.tensors[0].size(1), static_cast<std::int64_t>(ssdOf(small).priors.count()));
        try {
            withInputSize(spec, smallest - 1);
            QFAIL("it should be too small");
        } catch (const Error& e) {
            const QString message = QString::fromUtf8(e.what());
            QVERIFY2(message.contains(QString::number(smallest)) && !message.contains("rows"),
                     qPrintable(message));
        }
    }

    void aRunsClassesFollowItsData() {
        const DetectorSpec coco = loadDetectorSpec("ssd300-vgg16-coco");
        const SpecForData own = specForData(coco, {"circle", "dog"});
        QCOMPARE(own.spec.classes, (std::vector<std::string>{"circle", "dog"}));
        QVERIFY2(own.note.text().find("90 classes, and not \"circle\"") != std::string::npos,
                 own.note.text().c_str());
        QVERIFY2(own.note.text().find("1 of them in both lists") != std::string::npos,
                 own.note.text().c_str());
        // Classes that cover the data are kept, even if there are more of them.
        const SpecForData covered = specForData(coco, {"dog", "cat"});
        QCOMPARE(covered.spec.classes.size(), std::size_t{90});
        QVERIFY(covered.note.empty());
        const SpecForData bare = specForData(loadDetectorSpec("ssd-tiny"), {"a"});
        QCOMPARE(bare.spec.classes, (std::vector<std::string>{"a"}));
        QVERIFY(bare.note.empty());
    }

    void channelOrderAndMean() {
        DetectorSpec spec = withInputSize(specWithClasses("ssd-tiny", 1), 64);
        spec.preprocessing = {
            .channels = ChannelOrder::bgr, .mean = {0.5F, 0.25F, 0.0F}, .std = {0.5F, 1.0F, 2.0F}};
        Image image{.width = 64, .height = 64, .rgb = std::vector<std::uint8_t>(3 * 64 * 64, 0)};
        image.rgb[0] = 255;  // red
        image.rgb[2] = 51;   // blue: 0.2
        const torch::Tensor batch = imagesToTensor({&image}, spec);
        QVERIFY(std::abs(batch[0][0][0][0].item<float>() - (0.2F - 0.5F) / 0.5F) < 1e-6F);
        QVERIFY(std::abs(batch[0][1][0][0].item<float>() + 0.25F) < 1e-6F);
        QVERIFY(std::abs(batch[0][2][0][0].item<float>() - 1.0F / 2.0F) < 1e-6F);
        QCOMPARE(fillColor(spec.preprocessing), (std::array<std::uint8_t, 3>{0, 64, 128}));
    }

    void classLists() {
        const auto coco = loadClassList("coco");
        QCOMPARE(coco.size(), std::size_t{90});
        QCOMPARE(coco[17], std::string("dog"));  // label 18 of COCO's annotations
        QCOMPARE(coco[89], std::string("toothbrush"));
        QCOMPARE(
            std::count_if(coco.begin(), coco.end(), [](const auto& n) { return n.starts_with("unused "); }),
            std::ptrdiff_t{10});
        const QString file = QDir::temp().filePath("priorscope-classes.txt");
        std::ofstream(file.toStdString()) << " cat \n\ndog\n";
        QCOMPARE(loadClassList(file.toStdString()), (std::vector<std::string>{"cat", "dog"}));
        std::ofstream(file.toStdString()) << "cat\ncat\n";
        QVERIFY_THROWS_EXCEPTION(Error, loadClassList(file.toStdString()));
        QFile::remove(file);
    }
};

QTEST_APPLESS_MAIN(TestDetector)
#include "detector_test.moc"
