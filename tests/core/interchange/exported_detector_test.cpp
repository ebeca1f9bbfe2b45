// Exported weights as detectors: what is loaded is what was exported, and files that say too little or
// something else are refused.
#include <QTemporaryDir>
#include <QTest>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>

#include "core/archive/torch_archive.hpp"
#include "core/base/error.hpp"
#include "core/checkpoint/checkpoint_document.hpp"
#include "core/interchange/export.hpp"
#include "core/interchange/weights/safetensors.hpp"
#include "core/model/network_runner.hpp"

using namespace priorscope;

namespace {

const std::vector<std::string> kClasses{"circle", "square"};

DetectorSpec tinySpec(std::vector<std::string> classes = kClasses) {
    DetectorSpec spec = loadDetectorSpec("ssd-tiny");
    spec.classes = std::move(classes);
    return spec;
}

OperatingPoint somePoint() {
    return {.scores = {0.25F, 0.75F},
            .nms_iou = 0.5F,
            .nms = NmsMode::agnostic,
            .top_k = 7,
            .chosen_on = {.aim = "f1", .dataset = "data", .split = "val"}};
}

Image someImage() {
    Image image{.width = 40, .height = 30, .rgb = std::vector<std::uint8_t>(std::size_t{3} * 40 * 30)};
    for (std::size_t i = 0; i < image.rgb.size(); ++i) {
        image.rgb[i] = static_cast<std::uint8_t>(i * 37 % 251);
    }
    return image;
}

QString errorOf(const std::function<void()>& run) {
    try {
        run();
    } catch (const Error& error) {
        return QString::fromStdString(error.what());
    }
    return {};
}

std::string bytesOf(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {(std::istreambuf_iterator<char>(in)), {}};
}

}  // namespace

class ExportedDetectorTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void isWhatWasExported_data() { formats(); }
    void isWhatWasExported();
    void hasItsOperatingPointUnlessOneIsKeptBeside_data() { formats(); }
    void hasItsOperatingPointUnlessOneIsKeptBeside();
    void theNameDoesNotMatter();
    void weightsAloneAreRefused();
    void damagedDescriptionsAreRefused();
    void aDescriptionOfOtherWeightsIsRefused();
    void anOperatingPointOfOtherClassesIsRefused();
    void everyCutIsRefused_data() { formats(); }
    void everyCutIsRefused();

  private:
    static void formats() {
        QTest::addColumn<int>("format");
        QTest::addColumn<QString>("name");
        QTest::newRow("state dict") << static_cast<int>(ExportFormat::state_dict) << "model.pth";
        QTest::newRow("safetensors") << static_cast<int>(ExportFormat::safetensors) << "model.safetensors";
    }
    std::filesystem::path path(const QString& name) const { return m_folder.filePath(name).toStdString(); }
    QString loadError(const QString& name) const {
        return errorOf([&] { loadDetector(path(name)); });
    }
    void writeSafe(const QString& name, const std::map<std::string, std::string>& metadata) const {
        writeSafetensors("writing", path(name), namedState(*networkOf(m_detector)), metadata);
    }
    void writeNoted(const QString& name, const std::string& note) const {
        writeTorchArchive("writing", path(name), stateDictValue(*networkOf(m_detector)),
                          {{kDetectorNote, note}});
    }

    QTemporaryDir m_folder;
    Detector m_detector = Detector::create(tinySpec(), 3);
};

void ExportedDetectorTest::isWhatWasExported() {
    QFETCH(int, format);
    QFETCH(QString, name);
    QVERIFY(exportDetector(m_detector, {.format = static_cast<ExportFormat>(format)}, path(name)));
    const LoadedDetector loaded = loadDetector(path(name));
    QVERIFY(loaded.is_export);
    QCOMPARE(loaded.file, path(name));
    QVERIFY(!loaded.operating_point);
    QVERIFY(loaded.detector.spec() == m_detector.spec());
    const auto weights = namedState(*networkOf(m_detector));
    const auto back = namedState(*networkOf(loaded.detector));
    QCOMPARE(back.size(), weights.size());
    for (std::size_t i = 0; i < weights.size(); ++i) {
        QCOMPARE(back[i].first, weights[i].first);
        QVERIFY(back[i].second.equal(weights[i].second));
    }
    const Candidates expected = m_detector.detect(someImage());
    const Candidates found = loaded.detector.detect(someImage());
    QVERIFY(!expected.items.empty());
    QCOMPARE(found.items.size(), expected.items.size());
    for (std::size_t i = 0; i < found.items.size(); ++i) {
        QCOMPARE(found.items[i].label, expected.items[i].label);
        QCOMPARE(found.items[i].score, expected.items[i].score);
        QVERIFY(found.items[i].box == expected.items[i].box);
    }
}

void ExportedDetectorTest::hasItsOperatingPointUnlessOneIsKeptBeside() {
    QFETCH(int, format);
    QFETCH(QString, name);
    QVERIFY(exportDetector(m_detector,
                           {.format = static_cast<ExportFormat>(format), .operating_point = somePoint()},
                           path(name)));
    const LoadedDetector loaded = loadDetector(path(name));
    QVERIFY(loaded.operating_point == somePoint());
    QVERIFY(keptOperatingPoint(loaded).point == somePoint());
    OperatingPoint other = somePoint();
    other.scores = {0.5F, 0.5F};
    keepOperatingPoint(path(name), checkpointContents(path(name)), other, kClasses);
    QVERIFY(keptOperatingPoint(loaded).point == other);
    forgetOperatingPoint(path(name));
    QVERIFY(keptOperatingPoint(loaded).point == somePoint());
}

void ExportedDetectorTest::theNameDoesNotMatter() {
    QVERIFY(exportDetector(m_detector, {.format = ExportFormat::safetensors}, path("named.pt")));
    QVERIFY(exportDetector(m_detector, {.format = ExportFormat::state_dict}, path("named.bin")));
    QVERIFY(loadDetector(path("named.pt")).is_export);
    QVERIFY(loadDetector(path("named.bin")).is_export);
    saveDetector(m_detector, path("named.pth"), {.step = 4});
    const LoadedDetector checkpoint = loadDetector(path("named.pth"));
    QVERIFY(!checkpoint.is_export);
    QCOMPARE(checkpoint.info.step, 4);
}

void ExportedDetectorTest::weightsAloneAreRefused() {
    writeTorchArchive("writing", path("bare.pth"), stateDictValue(*networkOf(m_detector)));
    writeSafe("bare.safetensors", {{"format", "pt"}});
    // What a pickle, or a file of torch before 1.6, begins with.
    std::ofstream(path("old.pth"), std::ios::binary) << "\x80\x02}q\x01.";
    for (const char* name : {"bare.pth", "bare.safetensors", "old.pth"}) {
        const QString message = loadError(name);
        QVERIFY2(message.contains(name) && message.contains("no detector spec") &&
                     message.contains("model create PRESET --weights FILE"),
                 qPrintable(message));
    }
}

void ExportedDetectorTest::damagedDescriptionsAreRefused() {
    writeSafe("damaged.safetensors", {{"spec", "{\"name\": "}});
    QVERIFY2(loadError("damaged.safetensors").contains("damaged.safetensors, \"spec\""),
             qPrintable(loadError("damaged.safetensors")));
    writeSafe("other.safetensors", {{"spec", "[1, 2]"}});
    QVERIFY(!loadError("other.safetensors").isEmpty());
    writeNoted("damaged.pth", "{\"spec\": ");
    QVERIFY2(loadError("damaged.pth").contains("priorscope.json"), qPrintable(loadError("damaged.pth")));
    writeNoted("empty.pth", "{\"program\": \"Priorscope\"}");
    QVERIFY2(loadError("empty.pth").contains("\"spec\" is missing"), qPrintable(loadError("empty.pth")));
    nlohmann::json unknown = toJson(m_detector.spec());
    unknown["colour"] = 1;
    writeSafe("unknown.safetensors", {{"spec", unknown.dump()}});
    QVERIFY2(loadError("unknown.safetensors").contains("colour"),
             qPrintable(loadError("unknown.safetensors")));
}

void ExportedDetectorTest::aDescriptionOfOtherWeightsIsRefused() {
    const nlohmann::json three = toJson(tinySpec({"circle", "square", "star"}));
    writeSafe("three.safetensors", {{"spec", three.dump()}});
    writeNoted("three.pth", nlohmann::json{{"spec", three}}.dump());
    for (const char* name : {"three.safetensors", "three.pth"}) {
        QVERIFY2(loadError(name).contains("missing or of another shape"), qPrintable(loadError(name)));
    }
}

void ExportedDetectorTest::anOperatingPointOfOtherClassesIsRefused() {
    const nlohmann::json point = toJson(somePoint(), {"square", "circle"});
    const nlohmann::json spec = toJson(m_detector.spec());
    writeSafe("permuted.safetensors", {{"spec", spec.dump()}, {"operating_point", point.dump()}});
    writeNoted("permuted.pth", nlohmann::json{{"spec", spec}, {"operating_point", point}}.dump());
    for (const char* name : {"permuted.safetensors", "permuted.pth"}) {
        QVERIFY2(loadError(name).contains("its classes are not the detector's"), qPrintable(loadError(name)));
    }
}

void ExportedDetectorTest::everyCutIsRefused() {
    QFETCH(int, format);
    QFETCH(QString, name);
    QVERIFY(exportDetector(m_detector, {.format = static_cast<ExportFormat>(format)}, path(name)));
    const std::string bytes = bytesOf(path(name));
    for (const double share : {0.0001, 0.01, 0.3, 0.6, 0.9, 0.999}) {
        std::ofstream(path("cut-" + name), std::ios::binary)
            << bytes.substr(0, static_cast<std::size_t>(share * static_cast<double>(bytes.size())));
        const QString message = loadError("cut-" + name);
        QVERIFY2(message.contains("cut-" + name), qPrintable(message));
    }
}

QTEST_APPLESS_MAIN(ExportedDetectorTest)
#include "exported_detector_test.moc"
