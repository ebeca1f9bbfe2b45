// Foreign weights: every format, every naming scheme, and inconsistent files.
#include <torch/script.h>

#include <QTemporaryDir>
#include <QTest>
#include <fstream>

#include "core/archive/pickle.hpp"
#include "core/archive/torch_archive.hpp"
#include "core/base/error.hpp"
#include "core/base/torch_headers.hpp"
#include "core/dataset/dataset.hpp"
#include "core/interchange/weights/weight_file.hpp"
#include "core/interchange/weights/weight_names.hpp"
#include "core/interchange/weights/weights.hpp"
#include "core/model/network_runner.hpp"
#include "tests/support/weight_of.hpp"

using namespace priorscope;
using namespace std::string_literals;

namespace {

const torch::Tensor* find(const MappedWeights& mapped, const std::string& name) {
    for (const MappedWeight& weight : mapped.tensors) {
        if (weight.name == name) {
            return &weight.tensor;
        }
    }
    return nullptr;
}

PickleValue dictOf(const NamedTensors& tensors) {
    PickleValue dict = PickleValue::makeDict();
    for (const auto& [name, tensor] : tensors) {
        dict.set(name, PickleValue::of(tensor));
    }
    return dict;
}

NamedTensors some() {
    return {{"a.weight", torch::arange(6.0F).view({2, 3})}, {"a.bias", torch::tensor({0.5F, -1.0F})}};
}

bool same(const NamedTensors& a, const NamedTensors& b) {
    bool equal = a.size() == b.size();
    for (std::size_t i = 0; equal && i < a.size(); ++i) {
        equal = a[i].first == b[i].first && a[i].second.equal(b[i].second);
    }
    return equal;
}

DetectorSpec specOf(const char* preset, std::vector<std::string> classes = {"circle", "square"}) {
    DetectorSpec spec = loadDetectorSpec(preset);
    spec.classes = std::move(classes);
    return spec;
}

/// Names and shapes of torchvision's vgg16; fc6 and fc7 hold the index of each element, as far as a float
/// can represent it (2^24), and conv1_1 ones.
NamedTensors madeUpVgg() {
    NamedTensors tensors;
    std::int64_t in = 3;
    for (const auto& [index, out] : std::vector<std::pair<int, std::int64_t>>{{0, 64},
                                                                              {2, 64},
                                                                              {5, 128},
                                                                              {7, 128},
                                                                              {10, 256},
                                                                              {12, 256},
                                                                              {14, 256},
                                                                              {17, 512},
                                                                              {19, 512},
                                                                              {21, 512},
                                                                              {24, 512},
                                                                              {26, 512},
                                                                              {28, 512}}) {
        const std::string name = "features." + std::to_string(index);
        tensors.emplace_back(name + ".weight", torch::full({out, in, 3, 3}, static_cast<float>(index)));
        tensors.emplace_back(name + ".bias", torch::full({out}, static_cast<float>(-index)));
        in = out;
    }
    // Element (o, column) is 7 o mod 4099 + column / 32768: exact in a float, and different for neighbours.
    const torch::Tensor rows = torch::arange(4096).mul(7).remainder(4099).to(torch::kFloat32).unsqueeze(1);
    tensors.emplace_back(
        "classifier.0.weight",
        (rows.remainder(509) + torch::arange(25088).to(torch::kFloat32) / 32768).contiguous());
    tensors.emplace_back("classifier.0.bias", torch::arange(4096).to(torch::kFloat32));
    tensors.emplace_back("classifier.3.weight",
                         (rows.remainder(509) + torch::arange(4096).to(torch::kFloat32) / 4096).contiguous());
    tensors.emplace_back("classifier.3.bias", -torch::arange(4096).to(torch::kFloat32));
    tensors.emplace_back("classifier.6.weight", torch::zeros({1000, 4096}));
    return tensors;
}

}  // namespace

class TestWeights : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::filesystem::path path(const char* name) const { return m_folder.filePath(name).toStdString(); }

    QString errorOf(const std::string& bytes) const {
        std::ofstream(path("given"), std::ios::binary) << bytes;
        try {
            readWeights(path("given"));
        } catch (const Error& e) {
            return QString::fromStdString(e.what());
        }
        return {};
    }

  private Q_SLOTS:
    void formatsAreKnownByContent() {
        writeTorchArchive("writing", path("zip.safetensors"), dictOf(some()));
        writeSafetensors("writing", path("safe.pth"), some(), {{"made by", "us"}});
        const WeightFile zip = readWeights(path("zip.safetensors"));
        QCOMPARE(zip.format, "torch zip"s);
        QVERIFY(same(zip.tensors, some()));
        const WeightFile safe = readWeights(path("safe.pth"));
        QCOMPARE(safe.format, "safetensors"s);
        QCOMPARE(safe.metadata.at("made by"), "us"s);
        QCOMPARE(safe.tensors.size(), std::size_t{2});
    }

    void theOldFormatByHand() {
        // As written by torch 0.3 under Python 2: byte strings, an ordered dictionary built from pairs, a
        // storage on a GPU, _rebuild_tensor, and a second tensor that is a view of part of the first's data.
        const auto storage = [](const std::string& view) {
            return "(U\x07storagectorch.cuda\nFloatStorage\nU\x01"s + "7U\x06" + "cuda:0K\x06" + view + "tQ";
        };
        const std::string tensor =
            "ctorch._utils\n_rebuild_tensor\n(" + storage("N") + "K\0K\x02K\x03\x86K\x03K\x01\x86tR"s;
        const std::string part =
            "ctorch._utils\n_rebuild_tensor\n(" + storage("(U\x01vK\x04K\x02t"s) + "K\0K\x02\x85K\x01\x85tR"s;
        std::string bytes = "\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19."s;
        bytes += "\x80\x02M\xe9\x03."s;
        bytes += "\x80\x02}(U\x10protocol_versionM\xe9\x03U\x0dlittle_endian\x88u."s;
        bytes += "\x80\x02"s + "ccollections\nOrderedDict\n]](U\x08" + "a.weight" + tensor + "ea](U\x06" +
                 "a.bias" + part + "ea\x85R.";
        bytes += "\x80\x02]U\x01"s + "7a.";
        bytes += "\x06\0\0\0\0\0\0\0"s;
        for (const float value : {0.0F, 1.0F, 2.0F, 3.0F, 0.5F, -1.0F}) {
            bytes.append(reinterpret_cast<const char*>(&value), 4);
        }
        std::ofstream(path("old.pth"), std::ios::binary) << bytes;
        const WeightFile old = readWeights(path("old.pth"));
        QCOMPARE(old.format, "torch before 1.6"s);
        QVERIFY(same(old.tensors, {{"a.weight", torch::tensor({{0.0F, 1.0F, 2.0F}, {3.0F, 0.5F, -1.0F}})},
                                   {"a.bias", torch::tensor({0.5F, -1.0F})}}));
        for (std::size_t size = 0; size < bytes.size(); ++size) {
            QVERIFY2(!errorOf(bytes.substr(0, size)).isEmpty(), qPrintable(QString::number(size)));
        }
        std::string big = bytes;
        big[big.find("little_endian") + 13] = '\x89';
        QVERIFY2(errorOf(big).contains("big-endian"), qPrintable(errorOf(big)));
    }

    void stateDictsAreFoundWhereScriptsPutThem() {
        NamedTensors prefixed;
        for (const auto& [name, tensor] : some()) {
            prefixed.emplace_back("module." + name, tensor);
        }
        for (const char* key : {"model", "state_dict", "model_state_dict", "net", "weights"}) {
            PickleValue document = PickleValue::makeDict();
            document.set("epoch", PickleValue::of(std::int64_t{12}));
            document.set("rng", PickleValue::of(torch::zeros({3})));
            document.set(key, dictOf(prefixed));
            writeTorchArchive("writing", path("wrapped.pth"), document);
            QVERIFY2(same(readWeights(path("wrapped.pth")).tensors, some()), key);
        }
        PickleValue mixed = dictOf(some());
        mixed.set("note", PickleValue::of("not a tensor"s));
        writeTorchArchive("writing", path("mixed.pth"), mixed);
        const WeightFile read = readWeights(path("mixed.pth"));
        QVERIFY(same(read.tensors, some()));
        QCOMPARE(read.metadata.at("note"), "not a tensor"s);
    }

    void whatIsNoFileOfWeights() {
        QVERIFY(errorOf("").contains("empty"));
        QVERIFY(errorOf("just some text that is long enough").contains("not known"));
        QVERIFY(errorOf("\x80\x02"s + "cposix\nsystem\nX\x04\0\0\0true\x85R."s).contains("posix system"));
        QVERIFY(errorOf("\x80\x02N."s).contains("plain pickle"));
        std::string tar(1024, '\0');
        tar.replace(257, 5, "ustar");
        QVERIFY(errorOf(tar).contains("tar archive"));
        QVERIFY_THROWS_EXCEPTION(Error, readWeights(path("absent.pth")));
    }

    void aTorchScriptProgramIsNamed() {
        torch::jit::Module module("Small");
        module.register_parameter("w", torch::ones({2}), false);
        module.define("def forward(self, x):\n    return x + self.w\n");
        module.save(path("script.pt").string());
        QVERIFY_THROWS_EXCEPTION(Error, readWeights(path("script.pt")));
        std::ifstream in(path("script.pt"), std::ios::binary);
        const QString message = errorOf({(std::istreambuf_iterator<char>(in)), {}});
        QVERIFY2(message.contains("TorchScript"), qPrintable(message));
    }

    void fullyConnectedLayersAreDecimated() {
        const NamedTensors vgg = madeUpVgg();
        const MappedWeights mapped = mapWeights(vgg);
        QVERIFY(mapped.source.text().starts_with("torchvision's vgg16"));
        const torch::Tensor& conv6 = *find(mapped, "backbone.extra.0.7.1.weight");
        QVERIFY(conv6.sizes() == (std::vector<std::int64_t>{1024, 512, 3, 3}));
        // fc6's row is the output, its column (channel · 7 + y) · 7 + x.
        const auto fc6 = [](std::int64_t o, std::int64_t column) {
            return static_cast<float>(7 * o % 4099 % 509) + static_cast<float>(column) / 32768.0F;
        };
        QCOMPARE(conv6[0][0][0][0].item<float>(), fc6(0, 0));
        QCOMPARE(conv6[1][0][0][1].item<float>(), fc6(4, 3));
        QCOMPARE(conv6[2][1][1][0].item<float>(), fc6(8, 49 + 21));
        QCOMPARE(conv6[100][37][2][1].item<float>(), fc6(400, 37 * 49 + 6 * 7 + 3));
        QCOMPARE(conv6[1023][511][2][2].item<float>(), fc6(4092, 511 * 49 + 48));
        const torch::Tensor& conv7 = *find(mapped, "backbone.extra.0.7.3.weight");
        QVERIFY(conv7.sizes() == (std::vector<std::int64_t>{1024, 1024, 1, 1}));
        const auto fc7 = [](std::int64_t o, std::int64_t i) {
            return static_cast<float>(7 * o % 4099 % 509) + static_cast<float>(i) / 4096.0F;
        };
        QCOMPARE(conv7[3][5][0][0].item<float>(), fc7(12, 20));
        QCOMPARE(conv7[1023][1022][0][0].item<float>(), fc7(4092, 4088));
        QCOMPARE((*find(mapped, "backbone.extra.0.7.1.bias"))[9].item<float>(), 36.0F);
        QCOMPARE((*find(mapped, "backbone.extra.0.7.3.bias"))[1023].item<float>(), -4092.0F);
        QVERIFY(find(mapped, "backbone.features.21.weight")->equal(torch::full({512, 512, 3, 3}, 21.0F)));
        QVERIFY(find(mapped, "backbone.extra.0.5.bias")->equal(torch::full({512}, -28.0F)));
        QCOMPARE(mapped.unexpected, std::vector<std::string>{"classifier.6.weight"});
    }

    void caffesFeaturesLeaveTheRestAsItWas() {
        NamedTensors vgg = madeUpVgg();
        for (auto& [name, tensor] : vgg) {
            if (name.starts_with("classifier")) {
                tensor = torch::full(tensor.sizes(), std::numeric_limits<float>::quiet_NaN());
            }
        }
        writeSafetensors("writing", path("vgg.safetensors"), vgg);
        Detector detector = Detector::create(specOf("ssd300-vgg16"), 1);
        const torch::Tensor before = weightOf(detector, "backbone.extra.0.7.1.weight").clone();
        const WeightReport report = loadWeights(detector, path("vgg.safetensors"));
        QCOMPARE(report.taken.size(), std::size_t{26});
        QCOMPARE(report.refused.size(), std::size_t{4});
        QVERIFY(report.refused[0].reason.text().find("NaN") != std::string::npos);
        QVERIFY(weightOf(detector, "backbone.extra.0.7.1.weight").equal(before));
        QVERIFY(weightOf(detector, "backbone.extra.0.3.weight").equal(torch::full({512, 512, 3, 3}, 26.0F)));
        QVERIFY(report.notes.empty());  // same preprocessing as the preset
    }

    void imagenetsPreprocessingIsNoted() {
        NamedTensors vgg = madeUpVgg();
        std::erase_if(vgg, [](const auto& entry) { return entry.first.starts_with("classifier"); });
        writeSafetensors("writing", path("features.safetensors"), vgg);
        Detector detector = Detector::create(specOf("ssd300-vgg16"), 1);
        const WeightReport report = loadWeights(detector, path("features.safetensors"));
        QCOMPARE(report.notes.size(), std::size_t{1});
        QVERIFY(report.notes[0].text().find("0.485 0.456 0.406") != std::string::npos);
        QVERIFY(describe(report).find("taken (26)") != std::string::npos);
    }

    void namesOfOtherPrograms_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        const auto row = [](const char* kind, const char* from, const char* to) {
            QTest::newRow(qPrintable(QString("%1 %2").arg(kind, from))) << kind << from << to;
        };
        row("reduced", "0.bias", "backbone.features.0.bias");
        row("reduced", "24.bias", "backbone.extra.0.1.bias");
        row("reduced", "33.bias", "backbone.extra.0.7.3.bias");
        row("ssd.pytorch", "vgg.31.bias", "backbone.extra.0.7.1.bias");
        row("ssd.pytorch", "L2Norm.weight", "backbone.scale_weight");
        row("ssd.pytorch", "extras.0.bias", "backbone.extra.1.0.bias");
        row("ssd.pytorch", "extras.7.bias", "backbone.extra.4.2.bias");
        row("ssd.pytorch", "extras.9.bias", "backbone.extra.5.2.bias");
        row("ssd.pytorch", "loc.5.bias", "head.regression_head.module_list.5.bias");
        row("ssd.pytorch", "conf.0.bias", "head.classification_head.module_list.0.bias");
        row("resnet", "layer3.1.bn2.bias", "backbone.body.layer3.1.bn2.bias");
        row("resnet", "fc.bias", "");
        row("mobilenet v3", "features.12.block.2.fc1.bias", "backbone.features.0.12.block.2.fc1.bias");
        row("mobilenet v3", "features.13.block.0.1.bias", "backbone.features.0.13.1.bias");
        row("mobilenet v3", "features.13.block.2.fc2.bias", "backbone.features.1.0.2.fc2.bias");
        row("mobilenet v3", "features.15.block.0.1.bias", "backbone.features.1.2.block.0.1.bias");
        row("mobilenet v2", "features.14.conv.0.1.bias", "backbone.features.0.14.1.bias");
        row("mobilenet v2", "features.14.conv.3.bias", "backbone.features.1.0.3.bias");
        row("mobilenet v2", "features.17.conv.3.bias", "backbone.features.1.3.conv.3.bias");
        row("mobilenet v2", "classifier.1.bias", "");
        row("own", "head.anything.bias", "head.anything.bias");
    }
    void namesOfOtherPrograms() {
        QFETCH(QString, kind);
        QFETCH(QString, from);
        QFETCH(QString, to);
        // What each is recognised by.
        const std::map<QString, NamedTensors> marks = {
            {"reduced",
             {{"0.weight", torch::ones({64, 3, 3, 3})}, {"31.weight", torch::ones({1024, 512, 3, 3})}}},
            {"ssd.pytorch",
             {{"vgg.0.weight", torch::ones({64, 3, 3, 3})}, {"loc.0.weight", torch::ones({16, 512, 3, 3})}}},
            {"resnet",
             {{"conv1.weight", torch::ones({64, 3, 7, 7})}, {"layer1.0.conv1.weight", torch::ones({1})}}},
            {"mobilenet v3",
             {{"features.0.0.weight", torch::ones({16, 3, 3, 3})},
              {"features.16.0.weight", torch::ones({1})}}},
            {"mobilenet v2",
             {{"features.0.0.weight", torch::ones({32, 3, 3, 3})},
              {"features.18.0.weight", torch::ones({1280, 320, 1, 1})}}},
            {"own", {{"backbone.x", torch::ones({1})}}}};
        NamedTensors tensors = marks.at(kind);
        tensors.emplace_back(from.toStdString(), torch::full({2}, 5.0F));
        const MappedWeights mapped = mapWeights(tensors);
        if (to.isEmpty()) {
            QCOMPARE(mapped.unexpected, std::vector<std::string>{from.toStdString()});
        } else {
            const torch::Tensor* found = find(mapped, to.toStdString());
            QVERIFY(found != nullptr && found->equal(torch::full({2}, 5.0F)));
        }
    }

    void whatDoesNotFitIsSaid() {
        NamedTensors tensors = namedState(*networkOf(Detector::create(specOf("ssd-tiny"), 3)));
        for (auto& [name, tensor] : tensors) {
            tensor = tensor.clone();
        }
        // A half-precision weight, an integer one, one with an infinity, one of another shape, an extra one,
        // and no batch counters, as in old files.
        const std::string count = ".num_batches_tracked";
        const auto counts = static_cast<std::size_t>(
            std::erase_if(tensors, [&](const auto& entry) { return entry.first.ends_with(count); }));
        QVERIFY(counts > 0);
        tensors[0].second = tensors[0].second.to(torch::kFloat16);
        tensors[1].second = torch::ones(tensors[1].second.sizes(), torch::kInt32);
        tensors[2].second.view(-1)[0] = std::numeric_limits<float>::infinity();
        tensors[3].second = torch::ones({1, 2, 3});
        const std::string missing = tensors.back().first;
        tensors.pop_back();
        tensors.emplace_back("head.more", torch::ones({1}));
        writeTorchArchive("writing", path("odd.pth"), dictOf(tensors));
        Detector detector = Detector::create(specOf("ssd-tiny"), 4);
        const std::vector<std::int64_t> shape = weightOf(detector, tensors[3].first).sizes().vec();
        const WeightReport report = loadWeights(detector, path("odd.pth"));
        QCOMPARE(report.source, "the detector's own names"s);
        QCOMPARE(report.taken.size(), tensors.size() - 4);
        QCOMPARE(report.missing, std::vector<std::string>{missing});
        QCOMPARE(report.unexpected, std::vector<std::string>{"head.more"});
        QCOMPARE(report.reshaped.size(), std::size_t{1});
        QCOMPARE(report.reshaped[0].in_file, (std::vector<std::int64_t>{1, 2, 3}));
        QCOMPARE(report.reshaped[0].in_detector, shape);
        QCOMPARE(report.refused.size(), std::size_t{2});
        // Batch counters are missing, and a file without class names does not define their order.
        QCOMPARE(report.notes.size(), std::size_t{2});
        QVERIFY(weightOf(detector, tensors[0].first).equal(tensors[0].second.to(torch::kFloat32)));
    }

    void nothingThatFitsIsAnError() {
        writeTorchArchive("writing", path("other.pth"), dictOf(some()));
        Detector detector = Detector::create(specOf("ssd-tiny"), 4);
        try {
            loadWeights(detector, path("other.pth"));
            QFAIL("it should not load");
        } catch (const Error& e) {
            const QString message = QString::fromUtf8(e.what());
            QVERIFY2(message.contains("ssd-tiny") && message.contains("a.weight [2, 3]"),
                     qPrintable(message));
        }
    }
};

QTEST_APPLESS_MAIN(TestWeights)
#include "weights_test.moc"
