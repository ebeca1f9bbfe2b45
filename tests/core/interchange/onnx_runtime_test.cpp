// Exported ONNX files run by ONNX Runtime must give the program's own results.
#include <onnxruntime_cxx_api.h>

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <random>

#include "core/interchange/export.hpp"
#include "core/model/detector.hpp"

using namespace priorscope;

namespace {

// As promised by exportDetector().
constexpr float kScore = 1e-4F;
constexpr float kBox_px = 0.05F;

/// Noise on a gradient, of the network's own size: nothing is resized.
Image drawnImage(int side, unsigned seed) {
    std::mt19937 random(seed);
    Image image{.width = side, .height = side, .rgb = {}};
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            for (const int base : {255 * x / side, 255 * y / side, 128}) {
                image.rgb.push_back(
                    static_cast<std::uint8_t>((base + static_cast<int>(random() % 100U)) % 256));
            }
        }
    }
    return image;
}

struct Output {
    std::vector<std::int64_t> shape;
    std::vector<float> values;
};

/// Runs a file on images of the network's size; returns every output as floats, including integer ones.
std::vector<Output> runFile(const std::string& file, const std::vector<Image>& images) {
    static Ort::Env environment(ORT_LOGGING_LEVEL_ERROR, "priorscope");
    Ort::SessionOptions options;
    options.SetIntraOpNumThreads(1);
    Ort::Session session(environment, file.c_str(), options);
    const auto side = static_cast<std::size_t>(images.front().width);
    const std::size_t pixels = side * side;
    std::vector<float> input(images.size() * 3 * pixels);
    for (std::size_t n = 0; n < images.size(); ++n) {
        for (std::size_t i = 0; i < 3 * pixels; ++i) {
            input[(3 * n + i % 3) * pixels + i / 3] = static_cast<float>(images[n].rgb[i]) / 255.0F;
        }
    }
    const std::vector<std::int64_t> shape{static_cast<std::int64_t>(images.size()), 3,
                                          static_cast<std::int64_t>(side), static_cast<std::int64_t>(side)};
    const auto memory = Ort::MemoryInfo::CreateCpu(OrtArenaAllocator, OrtMemTypeDefault);
    const Ort::Value given =
        Ort::Value::CreateTensor<float>(memory, input.data(), input.size(), shape.data(), shape.size());
    Ort::AllocatorWithDefaultOptions allocator;
    const auto input_name = session.GetInputNameAllocated(0, allocator);
    std::vector<Ort::AllocatedStringPtr> names;
    std::vector<const char*> wanted;
    for (std::size_t i = 0; i < session.GetOutputCount(); ++i) {
        names.push_back(session.GetOutputNameAllocated(i, allocator));
        wanted.push_back(names.back().get());
    }
    const char* const from[] = {input_name.get()};
    std::vector<Output> outputs;
    for (const Ort::Value& value :
         session.Run(Ort::RunOptions{nullptr}, from, &given, 1, wanted.data(), wanted.size())) {
        const auto info = value.GetTensorTypeAndShapeInfo();
        Output& output = outputs.emplace_back();
        output.shape = info.GetShape();
        const std::size_t count = info.GetElementCount();
        if (info.GetElementType() == ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT) {
            output.values.assign(value.GetTensorData<float>(), value.GetTensorData<float>() + count);
        } else {
            for (std::size_t i = 0; i < count; ++i) {
                output.values.push_back(static_cast<float>(value.GetTensorData<std::int64_t>()[i]));
            }
        }
    }
    return outputs;
}

float largestDifference(const Box& box, const float* values) {
    return std::max({std::abs(box.x_min - values[0]), std::abs(box.y_min - values[1]),
                     std::abs(box.x_max - values[2]), std::abs(box.y_max - values[3])});
}

Detector detectorOfPreset(const QString& preset) {
    DetectorSpec spec = loadDetectorSpec(preset.toStdString());
    spec.classes = {"circle", "square", "star"};
    return Detector::create(spec, 3);
}

}  // namespace

class OnnxRuntimeTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void everyPriorIsEqual_data() {
        presets();
        QTest::newRow("ssd300-vgg16") << QStringLiteral("ssd300-vgg16");
    }
    void everyPriorIsEqual();
    // Not for VGG: without normalisation, random weights saturate its best scores; overlapping
    // priors then tie, and rounding decides which of them suppresses the other.
    void detectionsAreEqual_data() { presets(); }
    void detectionsAreEqual();

  private:
    static void presets() {
        QTest::addColumn<QString>("preset");
        for (const char* preset :
             {"ssd-tiny", "ssdlite320-mobilenet-v3-large", "ssd300-mobilenet-v2", "ssd300-resnet18"}) {
            QTest::newRow(preset) << QString::fromLatin1(preset);
        }
    }
    std::string file(const char* name) const { return m_folder.filePath(QLatin1String(name)).toStdString(); }

    QTemporaryDir m_folder;
};

void OnnxRuntimeTest::everyPriorIsEqual() {
    QFETCH(QString, preset);
    const Detector detector = detectorOfPreset(preset);
    const int side = detector.spec().inputSize();
    QVERIFY(exportDetector(
        detector,
        {.format = ExportFormat::onnx, .outputs = ExportOutputs::decoded, .batch = ExportBatch::any},
        file("decoded.onnx")));
    const std::vector<Image> images{drawnImage(side, 1), drawnImage(side, 2), drawnImage(side, 3)};
    const std::vector<Output> outputs = runFile(file("decoded.onnx"), images);
    const std::int64_t priors = outputs.at(0).shape.at(1);
    QCOMPARE(outputs[0].shape, (std::vector<std::int64_t>{3, priors, 4}));
    QCOMPARE(outputs[1].shape,
             (std::vector<std::int64_t>{3, priors, 4}));  // three classes and the background
    const auto all = static_cast<int>(priors);
    const auto found = detector.detect(images, {.floor = 0.0F, .per_class = all});
    for (std::size_t n = 0; n < images.size(); ++n) {
        QVERIFY(found[n].items.size() > static_cast<std::size_t>(priors));  // so the comparison is not empty
        for (const Candidate& candidate : found[n].items) {
            const auto row = (static_cast<std::int64_t>(n) * priors + candidate.prior) * 4;
            const float score = outputs[1].values.at(static_cast<std::size_t>(row + candidate.label));
            QVERIFY2(std::abs(score - candidate.score) < kScore, qPrintable(QString::number(score)));
            const float* box = &outputs[0].values.at(static_cast<std::size_t>(row));
            QVERIFY(largestDifference(candidate.box, box) * static_cast<float>(side) < kBox_px);
        }
    }
}

void OnnxRuntimeTest::detectionsAreEqual() {
    QFETCH(QString, preset);
    const Detector detector = detectorOfPreset(preset);
    const int side = detector.spec().inputSize();
    // With random weights all priors have similar scores: a lower floor leaves work for the suppression.
    const CandidateOptions candidates{.floor = 0.05F, .per_class = 100};
    const DetectionOptions selection{.min_score = 0.05F, .nms_iou = 0.45F, .top_k = 50};
    QVERIFY(exportDetector(detector,
                           {.format = ExportFormat::onnx,
                            .outputs = ExportOutputs::nms,
                            .min_score = candidates.floor,
                            .nms_iou = selection.nms_iou,
                            .per_class = candidates.per_class,
                            .top_k = selection.top_k},
                           file("nms.onnx")));
    const Image image = drawnImage(side, 4);
    const std::vector<Output> outputs = runFile(file("nms.onnx"), {image});
    QCOMPARE(outputs.size(), 4U);
    const std::vector<Detection> expected = selectDetections(detector.detect(image, candidates), selection);
    QVERIFY(!expected.empty());
    QCOMPARE(outputs[3].values.at(0), static_cast<float>(expected.size()));
    // In score order, which may tie up to rounding: each is searched for among the remaining ones.
    std::vector<bool> taken(expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        bool is_found = false;
        for (std::size_t k = 0; k < expected.size() && !is_found; ++k) {
            is_found =
                !taken[k] && outputs[2].values.at(i) == static_cast<float>(expected[k].label) &&
                std::abs(outputs[1].values.at(i) - expected[k].score) < kScore &&
                largestDifference(expected[k].box, &outputs[0].values.at(4 * i)) * static_cast<float>(side) <
                    kBox_px;
            taken[k] = taken[k] || is_found;
        }
        QVERIFY2(is_found,
                 qPrintable(QStringLiteral("detection %1: label %2, score %3; here label %4, score %5")
                                .arg(i)
                                .arg(outputs[2].values.at(i))
                                .arg(outputs[1].values.at(i), 0, 'g', 9)
                                .arg(expected[i].label)
                                .arg(expected[i].score, 0, 'g', 9)));
    }
}

QTEST_GUILESS_MAIN(OnnxRuntimeTest)
#include "onnx_runtime_test.moc"
