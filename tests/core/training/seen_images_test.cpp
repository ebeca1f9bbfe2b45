// What a checkpoint's run was trained on, the split that says something about it, and the images that two
// detectors can be compared on.
#include <QTemporaryDir>
#include <QTest>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/base/error.hpp"
#include "core/compute/compute_settings.hpp"
#include "core/dataset/sample_dataset.hpp"
#include "core/formats/dataset_format.hpp"
#include "core/interchange/export.hpp"
#include "core/training/run/seen_images.hpp"
#include "tests/support/run_folder.hpp"

using namespace priorscope;

namespace {

using Images = std::vector<std::size_t>;
using Texts = std::vector<std::string>;

Images sorted(Images images) {
    std::sort(images.begin(), images.end());
    return images;
}

}  // namespace

class SeenImagesTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void initTestCase();
    void trainedImagesAreThoseOfTheRun();
    void whatIsNotKnownIsNone();
    void theRunsValidationSplitComesFirst();
    void neverASplitThatWasTrainedOn();
    void outsideARunTheNamesTell();
    void otherDataIsToldByTheNamesToo();
    void exportsSayWhatTheirRunSays_data();
    void exportsSayWhatTheirRunSays();
    void exportsSaySoOfMovedData();
    void exportsOfASelectionNameItsImages();
    void exportsOfExportsSayTheSame();
    void whatOthersWroteIsHarmless_data();
    void whatOthersWroteIsHarmless();
    void comparableImagesAreThoseThatNeitherWasTrainedOn();
    void noneLeftIsAnError();

  private:
    /// A run of train whose best checkpoint val chose, with the fingerprint of its images. @return best.pt
    std::filesystem::path finishedRun(const std::string& name);
    /// Exports a checkpoint and removes its run.
    std::filesystem::path exported(const std::filesystem::path& checkpoint, const std::string& name,
                                   ExportOptions options = {});
    /// A file of safetensors without weights.
    std::filesystem::path described(const std::string& name, const nlohmann::json& metadata);
    /// Of all of a split's images.
    std::vector<std::string> notes(const std::filesystem::path& file, const Dataset& dataset,
                                   const std::string& split) const;
    std::filesystem::path run(const std::string& name, const Dataset& dataset, const std::string& split,
                              const std::string& val_split) {
        return writeRunFolder(m_path / name, *m_detector, dataset, split, val_split);
    }

    QTemporaryDir m_folder;
    std::filesystem::path m_path = m_folder.path().toStdString();
    Dataset m_dataset;
    std::optional<Detector> m_detector;
};

void SeenImagesTest::initTestCase() {
    configureCompute();
    writeSampleDataset(m_path / "data", {.images = 24, .seed = 5});
    m_dataset = *readDataset(m_path / "data");
    DetectorSpec spec = loadDetectorSpec("ssd-tiny");
    spec.classes = m_dataset.classes;
    m_detector = Detector::create(spec, 1);
}

void SeenImagesTest::trainedImagesAreThoseOfTheRun() {
    QCOMPARE(trainedImages(run("train", m_dataset, "train", "val"), m_dataset),
             sorted(m_dataset.splits.at("train")));
}

void SeenImagesTest::whatIsNotKnownIsNone() {
    saveDetector(*m_detector, m_path / "loose.pt");
    QVERIFY(trainedImages(m_path / "loose.pt", m_dataset).empty());
    Dataset other = m_dataset;
    other.root = m_path / "elsewhere";
    QVERIFY(trainedImages(run("train", m_dataset, "train", "val"), other).empty());
    QVERIFY(trainedImages(run("gone", m_dataset, "gone", ""), m_dataset).empty());
}

void SeenImagesTest::theRunsValidationSplitComesFirst() {
    QCOMPARE(splitToJudge(run("a", m_dataset, "train", "val"), m_dataset), std::optional<std::string>("val"));
    QCOMPARE(splitToJudge(run("b", m_dataset, "train", "test"), m_dataset),
             std::optional<std::string>("test"));
    QCOMPARE(splitToJudge(run("c", m_dataset, "train", ""), m_dataset), std::optional<std::string>("val"));
}

void SeenImagesTest::neverASplitThatWasTrainedOn() {
    Dataset dataset = m_dataset;
    Images& both = dataset.splits["trainval"];
    both = dataset.splits.at("train");
    both.insert(both.end(), dataset.splits.at("val").begin(), dataset.splits.at("val").end());
    // Although the run was evaluated on it.
    QCOMPARE(splitToJudge(run("both", dataset, "trainval", "val"), dataset),
             std::optional<std::string>("test"));
    dataset.splits["few"] = {dataset.splits.at("test").front()};
    dataset.splits.erase("test");
    QCOMPARE(splitToJudge(run("few", dataset, "trainval", "val"), dataset),
             std::optional<std::string>("few"));
    dataset.splits.erase("few");
    QVERIFY(!splitToJudge(run("none", dataset, "trainval", "val"), dataset));
}

void SeenImagesTest::outsideARunTheNamesTell() {
    const std::filesystem::path loose = m_path / "loose.pt";
    saveDetector(*m_detector, loose);
    Dataset dataset = m_dataset;
    const auto onlyOf = [&](const std::vector<std::string>& names) {
        dataset.splits.clear();
        for (const std::string& name : names) {
            dataset.splits[name] = {0};
        }
        return splitToJudge(loose, dataset).value_or("none");
    };
    QCOMPARE(onlyOf({"test", "train", "val"}), "val");
    QCOMPARE(onlyOf({"Validation", "test"}), "Validation");
    QCOMPARE(onlyOf({"mini_train", "mini_val"}), "mini_val");
    QCOMPARE(onlyOf({"test", "train", "trainval"}), "test");
    QCOMPARE(onlyOf({"some", "train"}), "none");
    dataset.splits["val"] = {};
    QCOMPARE(splitToJudge(loose, dataset), std::nullopt);
}

void SeenImagesTest::otherDataIsToldByTheNamesToo() {
    Dataset other = m_dataset;
    other.root = m_path / "elsewhere";
    QCOMPARE(splitToJudge(run("a", m_dataset, "train", "val"), other), std::optional<std::string>("val"));
    // Of the same name as what it was trained on.
    QCOMPARE(splitToJudge(run("d", m_dataset, "val", ""), other), std::optional<std::string>("test"));
}

std::filesystem::path SeenImagesTest::finishedRun(const std::string& name) {
    const std::filesystem::path last = run(name, m_dataset, "train", "val");
    TrainingOptions options;
    DetectorSpec spec;
    RunHeader header;
    readRunJson(m_path / name, options, spec, header);
    header.dataset_fingerprint = datasetFingerprint(m_dataset, m_dataset.splits.at("train"));
    writeRunJson(m_path / name, options, spec, header);
    std::filesystem::copy_file(last, last.parent_path() / "best.pt");
    return last.parent_path() / "best.pt";
}

std::filesystem::path SeenImagesTest::exported(const std::filesystem::path& checkpoint,
                                               const std::string& name, ExportOptions options) {
    std::filesystem::create_directories(m_path / "exports");
    const std::filesystem::path file = m_path / "exports" / name;
    options.trained_on = provenanceForExport(checkpoint).trained_on;
    exportDetector(*m_detector, options, file);
    std::filesystem::remove_all(checkpoint.parent_path().parent_path());
    return file;
}

std::filesystem::path SeenImagesTest::described(const std::string& name, const nlohmann::json& metadata) {
    const std::string header = nlohmann::json{{"__metadata__", metadata}}.dump();
    std::ofstream out(m_path / name, std::ios::binary);
    for (std::size_t i = 0; i < 8; ++i) {
        out.put(static_cast<char>((header.size() >> (8 * i)) & 0xFF));
    }
    out << header;
    return m_path / name;
}

std::vector<std::string> SeenImagesTest::notes(const std::filesystem::path& file, const Dataset& dataset,
                                               const std::string& split) const {
    std::vector<std::string> texts;
    for (const Sentence& note : notesOnSeenImages(file, "It", dataset, dataset.splits.at(split))) {
        texts.push_back(note.text());
    }
    return texts;
}

void SeenImagesTest::exportsSayWhatTheirRunSays_data() {
    QTest::addColumn<int>("format");
    QTest::addColumn<QString>("name");
    QTest::newRow("state dict") << static_cast<int>(ExportFormat::state_dict) << "said.pth";
    QTest::newRow("safetensors") << static_cast<int>(ExportFormat::safetensors) << "said.safetensors";
}

void SeenImagesTest::exportsSayWhatTheirRunSays() {
    QFETCH(int, format);
    QFETCH(QString, name);
    const std::filesystem::path file =
        exported(finishedRun("said"), name.toStdString(), {.format = static_cast<ExportFormat>(format)});
    const std::string train = std::to_string(m_dataset.splits.at("train").size());
    const std::string val = std::to_string(m_dataset.splits.at("val").size());
    QCOMPARE(notes(file, m_dataset, "train"),
             (Texts{"It was trained on " + train + " of these " + train + " images"}));
    QCOMPARE(notes(file, m_dataset, "val"), (Texts{"It was chosen as the best checkpoint of its run on " +
                                                   val + " of these " + val + " images"}));
    QCOMPARE(notes(file, m_dataset, "test"), Texts());
    QCOMPARE(trainedImages(file, m_dataset), sorted(m_dataset.splits.at("train")));
    QCOMPARE(splitToJudge(file, m_dataset), std::optional<std::string>("val"));
}

void SeenImagesTest::exportsSaySoOfMovedData() {
    OperatingPoint point = operatingPointAt({}, m_dataset.classes.size());
    point.chosen_on = {.aim = "f1", .dataset = m_dataset.root.string(), .split = "val"};
    const std::filesystem::path file =
        exported(finishedRun("moved"), "moved.pth", {.operating_point = point});
    Dataset other = m_dataset;
    other.root = m_path / "elsewhere";
    QCOMPARE(trainedImages(file, other), sorted(m_dataset.splits.at("train")));
    const std::string val = std::to_string(m_dataset.splits.at("val").size());
    QCOMPARE(
        notes(file, other, "val"),
        (Texts{"It was chosen as the best checkpoint of its run on " + val + " of these " + val + " images",
               "It: its thresholds were chosen on " + val + " of these " + val + " images"}));
    // Other data under the same name.
    other.splits.at("train").pop_back();
    QVERIFY(trainedImages(file, other).empty());
    QCOMPARE(notes(file, other, "val"), Texts());
    const std::vector<std::string> perhaps = notes(file, other, "train");
    QCOMPARE(perhaps.size(), std::size_t{1});
    QVERIFY2(perhaps.front().starts_with("It was perhaps trained on"), perhaps.front().c_str());
}

void SeenImagesTest::exportsOfASelectionNameItsImages() {
    const std::filesystem::path best = finishedRun("chosen");
    TrainingOptions options;
    DetectorSpec spec;
    RunHeader header;
    readRunJson(m_path / "chosen", options, spec, header);
    const Images images{7, 2, 11};
    header.train_selection = storedSelection(m_dataset, ImageSelection::ofImages(m_dataset, images));
    header.dataset_fingerprint = datasetFingerprint(m_dataset, images);
    writeRunJson(m_path / "chosen", options, spec, header);
    const std::filesystem::path file = exported(best, "chosen.pth");
    Dataset other = m_dataset;
    other.root = m_path / "elsewhere";
    other.splits.clear();
    QCOMPARE(trainedImages(file, other), (Images{2, 7, 11}));
}

void SeenImagesTest::exportsOfExportsSayTheSame() {
    const std::filesystem::path best = finishedRun("again");
    const ExportProvenance of_no_file = provenanceForExport({});  // weights of a running training
    QVERIFY(of_no_file.trained_on.empty() && of_no_file.unknown.empty());
    const std::string told = provenanceForExport(best).trained_on;
    QVERIFY(!told.empty());
    QCOMPARE(provenanceForExport(exported(best, "again.pth")).trained_on, told);
    // In a folder of a run that it does not come from, an export speaks of its own.
    const std::filesystem::path stranger = run("stranger", m_dataset, "test", "").parent_path() / "best.pth";
    std::filesystem::copy_file(m_path / "exports" / "again.pth", stranger);
    QCOMPARE(trainedImages(stranger, m_dataset), sorted(m_dataset.splits.at("train")));
    // What has no run says nothing, and neither does its export.
    saveDetector(*m_detector, m_path / "loose.pt");
    QCOMPARE(provenanceForExport(m_path / "loose.pt").trained_on, std::string());
    exportDetector(*m_detector, {}, m_path / "exports" / "loose.pth");
    QCOMPARE(notes(m_path / "exports" / "loose.pth", m_dataset, "train"), Texts());
}

void SeenImagesTest::whatOthersWroteIsHarmless_data() {
    QTest::addColumn<QString>("trained_on");
    QTest::addColumn<QString>("note");
    QTest::newRow("a sentence") << "my holiday pictures"
                                << "";
    QTest::newRow("a list") << "[\"train\"]"
                            << "";
    QTest::newRow("a text") << "\"train\""
                            << "";
    QTest::newRow("cut off") << "{\"dataset\": "
                             << "";
    QTest::newRow("keys are missing") << "{\"dataset\": \"data\"}"
                                      << "not known";
    QTest::newRow("another type") << "{\"dataset\": 3}"
                                  << "not known";
    QTest::newRow("other data, and a key of later versions")
        << "{\"dataset\": \"gone\", \"fingerprint\": \"0\", \"split\": \"gone\", \"val_split\": \"\", "
           "\"checkpoint\": \"last\", \"colour\": 4}"
        << "";
}

void SeenImagesTest::whatOthersWroteIsHarmless() {
    QFETCH(QString, trained_on);
    QFETCH(QString, note);
    const std::filesystem::path file =
        described("others.safetensors",
                  {{"spec", toJson(m_detector->spec()).dump()}, {"trained_on", trained_on.toStdString()}});
    const std::vector<std::string> told = notes(file, m_dataset, "train");
    QCOMPARE(told.empty(), note.isEmpty());
    QVERIFY2(told.empty() || told.front().find(note.toStdString()) != std::string::npos,
             told.empty() ? "" : told.front().c_str());
    QVERIFY(trainedImages(file, m_dataset).empty());
    QCOMPARE(splitToJudge(file, m_dataset), std::optional<std::string>("val"));
    QCOMPARE(provenanceForExport(file).unknown.empty(), note.isEmpty());
}

void SeenImagesTest::comparableImagesAreThoseThatNeitherWasTrainedOn() {
    const Images images{9, 3, 5, 7};
    const ComparableImages left = comparableImages(images, Images{5}, Images{11, 9});
    QCOMPARE(left.places, (Images{1, 3}));
    QCOMPARE(left.trained_on, 2);
    QVERIFY(left.note().text().find("2 of 4") != std::string::npos);
    const ComparableImages all = comparableImages(images, {}, {});
    QCOMPARE(all.places, (Images{0, 1, 2, 3}));
    QVERIFY(all.note().empty());
    QVERIFY(comparableImages({}, Images{5}, {}).places.empty());
}

void SeenImagesTest::noneLeftIsAnError() {
    const Images images{3, 5};
    try {
        comparableImages(images, Images{3}, Images{5});
        QFAIL("images that one was trained on are compared");
    } catch (const Error& error) {
        const QString message = QString::fromUtf8(error.what());
        QVERIFY2(message.contains("each of these 2 images") && message.contains("Choose a split"),
                 qPrintable(message));
    }
}

QTEST_APPLESS_MAIN(SeenImagesTest)
#include "seen_images_test.moc"
