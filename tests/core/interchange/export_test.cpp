// Exports: rejected options, files left behind, and the evaluator that checks ONNX files, with hand-worked
// figures.
#include <onnx/onnx_pb.h>

#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "core/base/error.hpp"
#include "core/base/torch_headers.hpp"
#include "core/interchange/export.hpp"
#include "core/interchange/export_check.hpp"
#include "core/interchange/onnx/onnx_builder.hpp"
#include "core/interchange/onnx/onnx_evaluator.hpp"
#include "core/interchange/onnx/onnx_file.hpp"
#include "core/interchange/onnx/onnx_nms.hpp"
#include "core/interchange/torchscript.hpp"
#include "core/model/network_runner.hpp"
#include "core/model/ssd/ssd_family.hpp"
#include "core/priors/torchvision_layout.hpp"

using namespace priorscope;

namespace {

Detector tinyDetector() {
    DetectorSpec spec = loadDetectorSpec("ssd-tiny");
    spec.classes = {"circle", "square"};
    return Detector::create(spec, 1);
}

/// Runs one node on tensors named a, b, c …
torch::Tensor runNode(const std::string& op, const std::vector<torch::Tensor>& inputs,
                      const std::vector<onnx::AttributeProto>& attributes, int outputs = 1, int wanted = 0) {
    onnx::ModelProto model;
    OnnxBuilder builder(*model.mutable_graph());
    std::unordered_map<std::string, torch::Tensor> values;
    std::vector<OnnxValue> names;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        names.emplace_back(1, static_cast<char>('a' + i));
        values.emplace(names.back(), inputs[i]);
    }
    const auto results = builder.nodes(op, names, attributes, outputs);
    return evaluateOnnx(model, values, {results.at(static_cast<std::size_t>(wanted))}).front();
}

torch::Tensor integers(const std::vector<std::int64_t>& values) {
    return torch::tensor(values, torch::kInt64);
}

std::string errorOf(const std::function<void()>& run) {
    try {
        run();
    } catch (const Error& e) {
        return e.what();
    }
    return {};
}

}  // namespace

class ExportTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void optionsInAndOutOfJson();
    void wrongOptionsAreNamed();
    void cancelLeavesNothing_data();
    void cancelLeavesNothing();
    void oldFileSurvivesACancel();
    void unwritableFolder();
    void reportsWhatWasCompared();
    void onnxHasNoUnreadInitializers_data();
    void onnxHasNoUnreadInitializers();
    void saysWhereTorchvisionHasNoSuchPriors();
    void classScoresHoldInTheFile_data();
    void classScoresHoldInTheFile();
    void onlySuppressionByClassIsExported();
    void aDifferenceIsRefused();
    void roundingOfLargeValuesIsNone();
    void suppression();
    void suppressionAmongEqualScores();
    void topKTakesTheLowerIndex();
    void scatter();
    void gather();
    void ceilModePooling();
    void sliceAndPad();
    void unknownOperator();

  private:
    std::filesystem::path path(const char* name) const {
        return m_folder.filePath(QString::fromLatin1(name)).toStdString();
    }
    int files() const { return static_cast<int>(QDir(m_folder.path()).entryList(QDir::Files).size()); }

    QTemporaryDir m_folder;
};

void ExportTest::optionsInAndOutOfJson() {
    const ExportOptions options{.format = ExportFormat::onnx,
                                .outputs = ExportOutputs::nms,
                                .batch = ExportBatch::any,
                                .min_score = 0.25F,
                                .top_k = 7};
    const nlohmann::json json = toJson(options);
    QCOMPARE(QString::fromStdString(json.dump()),
             QStringLiteral(R"({"batch":"N","format":"onnx","min_score":0.25,"outputs":"nms","top_k":7})"));
    QVERIFY(exportOptionsFromJson(json, "test") == options);
    QVERIFY_THROWS_EXCEPTION(Error, exportOptionsFromJson({{"format", "pdf"}}, "test"));
    QVERIFY_THROWS_EXCEPTION(Error, exportOptionsFromJson({{"format", "onnx"}, {"opset", 9}}, "test"));
}

void ExportTest::wrongOptionsAreNamed() {
    ExportOptions options{.format = ExportFormat::onnx, .outputs = ExportOutputs::nms};
    QVERIFY(options.validate().empty());
    options.min_score = 1.0F;
    options.top_k = 0;
    const auto problems = options.validate();
    QCOMPARE(problems.size(), std::size_t{2});
    QCOMPARE(problems[0].field, std::string("min_score"));
    QCOMPARE(problems[1].field, std::string("top_k"));
    QVERIFY_THROWS_EXCEPTION(Error, exportDetector(tinyDetector(), options, path("wrong.onnx")));
    const ExportOptions useless{.format = ExportFormat::onnx, .outputs = ExportOutputs::raw, .top_k = 5};
    QCOMPARE(useless.validate().size(), std::size_t{1});
    QCOMPARE(files(), 0);
}

void ExportTest::cancelLeavesNothing_data() {
    QTest::addColumn<int>("format");
    QTest::addColumn<int>("after");
    for (const ExportFormat format : {ExportFormat::state_dict, ExportFormat::safetensors,
                                      ExportFormat::torchscript, ExportFormat::onnx}) {
        for (const int after : {0, 1, 2, 3, 4}) {
            QTest::addRow("%s after %d", exportName(format).c_str(), after)
                << static_cast<int>(format) << after;
        }
    }
}

void ExportTest::cancelLeavesNothing() {
    QFETCH(int, format);
    QFETCH(int, after);
    std::stop_source stop;
    const auto report = exportDetector(tinyDetector(), {.format = static_cast<ExportFormat>(format)},
                                       path("cancelled"), stop.get_token(), [&](const Progress& progress) {
                                           QCOMPARE(progress.total, std::int64_t{4});
                                           if (progress.done == after) {
                                               stop.request_stop();
                                           }
                                       });
    QVERIFY(!report);
    QCOMPARE(files(), 0);
}

void ExportTest::oldFileSurvivesACancel() {
    std::ofstream(path("old.onnx")) << "old";
    std::stop_source stop;
    const auto report = exportDetector(tinyDetector(), {.format = ExportFormat::onnx}, path("old.onnx"),
                                       stop.get_token(), [&](const Progress& progress) {
                                           if (progress.done == 3) {
                                               stop.request_stop();
                                           }
                                       });
    QVERIFY(!report);
    std::string text;
    std::ifstream(path("old.onnx")) >> text;
    QCOMPARE(text, std::string("old"));
    QVERIFY(std::filesystem::remove(path("old.onnx")));
    QCOMPARE(files(), 0);
}

void ExportTest::unwritableFolder() {
    const std::filesystem::path file = path("absent/model.onnx");
    const std::string message =
        errorOf([&] { exportDetector(tinyDetector(), {.format = ExportFormat::onnx}, file); });
    QVERIFY2(message.find(file.string() + ":") != std::string::npos, message.c_str());
    QVERIFY2(message.find("No such file or directory") != std::string::npos, message.c_str());
}

void ExportTest::reportsWhatWasCompared() {
    const Detector detector = tinyDetector();
    const auto report = exportDetector(
        detector,
        {.format = ExportFormat::onnx, .outputs = ExportOutputs::nms, .batch = ExportBatch::any, .top_k = 5},
        path("model.onnx"));
    QVERIFY(report);
    QCOMPARE(report->images, 2);
    QCOMPARE(report->detections,
             std::int64_t{10});  // random weights score two classes equally: all rows are used
    QVERIFY(report->largest_box_difference_px <= 0.05);
    QVERIFY(report->largest_score_difference <= 1e-5);
    QCOMPARE(report->bytes, static_cast<std::int64_t>(std::filesystem::file_size(path("model.onnx"))));
    QCOMPARE(files(), 1);
}

void ExportTest::onnxHasNoUnreadInitializers_data() {
    QTest::addColumn<QString>("preset");
    QTest::addColumn<int>("outputs");
    // VGG's scale of conv4_3 is read in another shape.
    QTest::newRow("raw") << QStringLiteral("ssd300-vgg16") << static_cast<int>(ExportOutputs::raw);
    QTest::newRow("decoded") << QStringLiteral("ssdlite320-mobilenet-v3-large")
                             << static_cast<int>(ExportOutputs::decoded);
    QTest::newRow("nms") << QStringLiteral("ssd-tiny") << static_cast<int>(ExportOutputs::nms);
}

void ExportTest::onnxHasNoUnreadInitializers() {
    QFETCH(QString, preset);
    QFETCH(int, outputs);
    DetectorSpec spec = loadDetectorSpec(preset.toStdString());
    spec.classes = {"circle", "square"};
    QVERIFY(exportDetector(Detector::create(spec, 1),
                           {.format = ExportFormat::onnx, .outputs = static_cast<ExportOutputs>(outputs)},
                           path("model.onnx")));
    std::ifstream file(path("model.onnx"), std::ios::binary);
    onnx::ModelProto model;
    QVERIFY(model.ParseFromIstream(&file));
    std::set<std::string> read;
    for (const onnx::NodeProto& node : model.graph().node()) {
        read.insert(node.input().begin(), node.input().end());
    }
    QVERIFY(model.graph().initializer_size() > 0);
    for (const onnx::TensorProto& initializer : model.graph().initializer()) {
        QVERIFY2(read.contains(initializer.name()), initializer.name().c_str());
    }
}

void ExportTest::saysWhereTorchvisionHasNoSuchPriors() {
    DetectorSpec spec = tinyDetector().spec();
    PriorMap& first = ssdOf(spec).priors.maps.front();
    first.free_shapes = first.shapes();
    first.extra_scale = 0.0F;
    first.ratios.clear();
    const auto report =
        exportDetector(Detector::create(spec, 1), {.format = ExportFormat::state_dict}, path("free.pth"));
    QCOMPARE(report->not_torchvision, first.name + " has free shapes");
    const auto plain =
        exportDetector(tinyDetector(), {.format = ExportFormat::state_dict}, path("plain.pth"));
    QCOMPARE(plain->not_torchvision, notTorchvisionLayout(ssdOf(tinyDetector().spec()).priors).value_or(""));
}

void ExportTest::classScoresHoldInTheFile_data() {
    QTest::addColumn<int>("format");
    QTest::newRow("onnx") << static_cast<int>(ExportFormat::onnx);
    QTest::newRow("torchscript") << static_cast<int>(ExportFormat::torchscript);
}

void ExportTest::classScoresHoldInTheFile() {
    QFETCH(int, format);
    const bool is_onnx = static_cast<ExportFormat>(format) == ExportFormat::onnx;
    torch::manual_seed(3);
    const torch::Tensor pixels = torch::rand({1, 3, 160, 160});
    ExportOptions options{.format = static_cast<ExportFormat>(format), .outputs = ExportOutputs::nms};
    const auto run = [&](const std::vector<float>& scores) {
        options.operating_point = OperatingPoint{.scores = scores, .nms_iou = 0.45F, .top_k = 30};
        exportDetector(tinyDetector(), options, path("model"));
        return is_onnx ? runOnnx(path("model"), options.outputs, pixels)
                       : runTorchScript(path("model"), options.outputs, pixels);
    };
    const torch::Tensor decoded = run({0.5F, 0.5F}).decoded.scores;  // [1, P, 3]
    const auto best = decoded.index({0, torch::indexing::Slice(), 1}).max().item<float>();
    const auto labelsAt = [&](const std::vector<float>& scores) {
        const std::vector<torch::Tensor> outputs = run(scores).outputs;
        const auto count = outputs.at(3).item<std::int64_t>();
        const torch::Tensor labels = outputs.at(2).index({0, torch::indexing::Slice(0, count)});
        return std::pair((labels == 1).sum().item<std::int64_t>(), (labels == 2).sum().item<std::int64_t>());
    };
    const auto [circles, squares] = labelsAt({best, 1.0F});  // at or above
    QVERIFY(circles >= 1);
    QCOMPARE(squares, std::int64_t{0});
    const auto [no_circles, some_squares] = labelsAt({std::nextafter(best, 1.0F), 0.05F});
    QCOMPARE(no_circles, std::int64_t{0});
    QVERIFY(some_squares >= 1);
}

void ExportTest::onlySuppressionByClassIsExported() {
    ExportOptions options{.format = ExportFormat::onnx, .outputs = ExportOutputs::nms};
    options.operating_point = OperatingPoint{.scores = {0.5F, 0.5F}, .nms = NmsMode::agnostic};
    const std::string message =
        errorOf([&] { exportDetector(tinyDetector(), options, path("agnostic.onnx")); });
    QVERIFY2(message.find("NMS by class") != std::string::npos, message.c_str());
    QVERIFY(!std::filesystem::exists(path("agnostic.onnx")));
    options.outputs = ExportOutputs::decoded;  // the point is stored, and nothing is suppressed
    QVERIFY(exportDetector(tinyDetector(), options, path("agnostic.onnx")));
}

void ExportTest::aDifferenceIsRefused() {
    const Detector detector = tinyDetector();
    DetectorNetwork& network = *networkOf(detector);
    const std::lock_guard lock(network.mutex());
    const CheckImages images = runCheckImages(network, 1);
    const auto check = [&](double boxes, double scores) {
        return errorOf([&] {
            ExportReport report;
            checkPredictions(network, images, ExportOutputs::decoded,
                             {images.expected.boxes + boxes, images.expected.scores + scores}, 1e-4, report);
        });
    };
    QCOMPARE(check(0.0, 0.0), std::string());
    QCOMPARE(check(0.04 / 160, 9e-5), std::string());
    QVERIFY(check(0.06 / 160, 0.0).find("px") != std::string::npos);
    QVERIFY(check(0.0, 1.1e-4).find("scores") != std::string::npos);
    QVERIFY(!check(std::nan(""), 0.0).empty());
}

void ExportTest::roundingOfLargeValuesIsNone() {
    // Nobody trained these weights: boxes are as large as the image, and 0.09 px is what single precision
    // leaves.
    DetectorSpec spec = loadDetectorSpec("ssd300-resnet34");
    spec.classes = loadClassList("coco");
    spec.classes.resize(20);
    const ExportOptions options{
        .format = ExportFormat::onnx, .outputs = ExportOutputs::raw, .batch = ExportBatch::any};
    QVERIFY(exportDetector(Detector::create(spec, 1), options, path("deep.onnx")));
}

void ExportTest::suppression() {
    // Two boxes that share 8 of 12 columns, IoU 2/3, and one apart; the second is given by its other
    // diagonal.
    const torch::Tensor boxes =
        torch::tensor({0.F, 0.F, 1.F, 1.F, 1.2F, 1.F, 0.2F, 0.F, 3.F, 3.F, 4.F, 4.F}).view({1, 3, 4});
    const torch::Tensor scores = torch::tensor({0.9F, 0.8F, 0.7F, 0.1F, 0.6F, 0.5F}).view({1, 2, 3});
    const auto kept = [&](float iou, float least, std::int64_t most) {
        return onnxNonMaxSuppression(boxes, scores, {.most_per_class = most, .iou = iou, .min_score = least});
    };
    // For the second class box 1 has the higher score, so it suppresses box 0.
    QVERIFY(kept(0.5F, 0.0F, 10).equal(integers({0, 0, 0, 0, 0, 2, 0, 1, 1, 0, 1, 2}).view({4, 3})));
    // Above their IoU nothing is suppressed; a score equal to the bound is not considered.
    QVERIFY(kept(0.7F, 0.5F, 10).equal(integers({0, 0, 0, 0, 0, 1, 0, 0, 2, 0, 1, 1}).view({4, 3})));
    QVERIFY(kept(0.5F, 0.0F, 1).equal(integers({0, 0, 0, 0, 1, 1}).view({2, 3})));
    QCOMPARE(kept(0.5F, 0.95F, 10).sizes().vec(), (std::vector<std::int64_t>{0, 3}));
    // The same boxes as centre and size.
    const torch::Tensor centered =
        torch::tensor({0.5F, 0.5F, 1.F, 1.F, 0.7F, 0.5F, 1.F, 1.F, 3.5F, 3.5F, 1.F, 1.F}).view({1, 3, 4});
    QVERIFY(onnxNonMaxSuppression(centered, scores,
                                  {.most_per_class = 10, .iou = 0.5F, .min_score = 0.0F, .centered = true})
                .equal(kept(0.5F, 0.0F, 10)));
}

void ExportTest::suppressionAmongEqualScores() {
    const torch::Tensor boxes = torch::tensor({0.F, 0.F, 1.F, 1.F, 0.F, 0.F, 1.F, 1.F}).view({1, 2, 4});
    const torch::Tensor scores = torch::full({1, 1, 2}, 0.5F);
    QVERIFY(onnxNonMaxSuppression(boxes, scores, {.most_per_class = 2, .iou = 0.5F, .min_score = 0.0F})
                .equal(integers({0, 0, 0}).view({1, 3})));
    // Overlap 1 is not strictly more than 1.
    QCOMPARE(
        onnxNonMaxSuppression(boxes, scores, {.most_per_class = 2, .iou = 1.0F, .min_score = 0.0F}).size(0),
        std::int64_t{2});
}

void ExportTest::topKTakesTheLowerIndex() {
    const torch::Tensor values = torch::tensor({1.F, 3.F, 2.F, 3.F, 3.F, 0.F}).view({1, 6});
    const std::vector<onnx::AttributeProto> axis{onnxAttribute("axis", std::int64_t{1})};
    QVERIFY(runNode("TopK", {values, integers({4})}, axis, 2, 1).equal(integers({1, 3, 4, 2}).view({1, 4})));
    QVERIFY(runNode("TopK", {values, integers({4})}, axis, 2, 0)
                .equal(torch::tensor({3.F, 3.F, 3.F, 2.F}).view({1, 4})));
}

void ExportTest::scatter() {
    const torch::Tensor places = integers({0, 1, 1, 2}).view({2, 2});
    const torch::Tensor result =
        runNode("ScatterND", {torch::zeros({2, 3}), places, torch::tensor({5.F, 7.F})}, {});
    QVERIFY(result.equal(torch::tensor({0.F, 5.F, 0.F, 0.F, 0.F, 7.F}).view({2, 3})));
    // Nothing to write, as when there are no detections.
    const torch::Tensor none = runNode(
        "ScatterND", {torch::zeros({2, 3}), torch::zeros({0, 2}, torch::kInt64), torch::zeros({0})}, {});
    QVERIFY(none.equal(torch::zeros({2, 3})));
}

void ExportTest::gather() {
    const torch::Tensor data = torch::arange(12, torch::kFloat32).view({2, 3, 2});
    const torch::Tensor places = integers({2, 0, 1, 1}).view({2, 2, 1});
    const torch::Tensor rows =
        runNode("GatherND", {data, places}, {onnxAttribute("batch_dims", std::int64_t{1})});
    QVERIFY(rows.equal(torch::tensor({4.F, 5.F, 0.F, 1.F, 8.F, 9.F, 8.F, 9.F}).view({2, 2, 2})));
    QVERIFY(runNode("GatherND", {data, integers({1, 2}).view({1, 2})}, {})
                .equal(torch::tensor({10.F, 11.F}).view({1, 2})));
}

void ExportTest::ceilModePooling() {
    // Five cells, windows of two, stride two: the third window contains only the last cell.
    const torch::Tensor row = torch::tensor({-1.F, -3.F, -5.F, -2.F, -4.F}).view({1, 1, 1, 5});
    std::vector<onnx::AttributeProto> attributes{
        onnxAttribute("kernel_shape", std::vector<std::int64_t>{1, 2}),
        onnxAttribute("strides", std::vector<std::int64_t>{1, 2}),
        onnxAttribute("ceil_mode", std::int64_t{1})};
    QVERIFY(
        runNode("MaxPool", {row}, attributes).equal(torch::tensor({-1.F, -2.F, -4.F}).view({1, 1, 1, 3})));
    attributes.back() = onnxAttribute("ceil_mode", std::int64_t{0});
    QVERIFY(runNode("MaxPool", {row}, attributes).equal(torch::tensor({-1.F, -2.F}).view({1, 1, 1, 2})));
    // Dilation 2: windows of cells (0, 2), (1, 3), (2, 4).
    QVERIFY(runNode("MaxPool", {row},
                    {onnxAttribute("kernel_shape", std::vector<std::int64_t>{1, 2}),
                     onnxAttribute("dilations", std::vector<std::int64_t>{1, 2})})
                .equal(torch::tensor({-1.F, -2.F, -4.F}).view({1, 1, 1, 3})));
}

void ExportTest::sliceAndPad() {
    const torch::Tensor data = torch::arange(6, torch::kFloat32).view({2, 3});
    QVERIFY(runNode("Slice", {data, integers({1}), integers({1000}), integers({1})}, {})
                .equal(torch::tensor({1.F, 2.F, 4.F, 5.F}).view({2, 2})));
    QVERIFY(runNode("Pad", {data, integers({0, 1, 0, 0})}, {})
                .equal(torch::tensor({0.F, 0.F, 1.F, 2.F, 0.F, 3.F, 4.F, 5.F}).view({2, 4})));
    QVERIFY(runNode("Div", {integers({7, 8}), integers({4})}, {}).equal(integers({1, 2})));
}

void ExportTest::unknownOperator() {
    const std::string message = errorOf([] { runNode("Einsum", {torch::zeros({1})}, {}); });
    QVERIFY2(message.find("Einsum") != std::string::npos, message.c_str());
}

QTEST_APPLESS_MAIN(ExportTest)
#include "export_test.moc"
