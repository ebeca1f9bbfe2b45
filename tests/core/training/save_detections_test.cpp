// Detections that are saved: by hand what stands in the files, and what our own readers make of them.
#include "core/training/saving/save_detections.hpp"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <locale>
#include <random>

#include "core/evaluation/saved/saved_detections.hpp"
#include "core/formats/voc/annotation_writer.hpp"
#include "core/formats/voc/voc_reader.hpp"
#include "core/training/evaluation/saved_split.hpp"
#include "tests/support/message_of.hpp"
#include "tests/support/voc_fixture.hpp"

using namespace priorscope;

namespace {

namespace fs = std::filesystem;

const std::vector<std::string> kClasses{"dog", "cat"};

/// 10 … 50 of 100 pixels, 20 … 60 of 80.
constexpr Box kBox{0.1F, 0.25F, 0.5F, 0.75F};

FoundImage handMade() {
    return {.id = "000007",
            .file = "below/000007.jpg",
            .width = 100,
            .height = 80,
            .detections = {{.label = 2, .score = 0.9F, .box = kBox}}};
}

/// Numbers as in German.
class CommaNumbers : public std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
};

}  // namespace

class SaveDetectionsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init();
    void pixelConventions_data();
    void pixelConventions();
    void numbersDoNotFollowTheLocale();
    void readersGiveTheSame_data();
    void readersGiveTheSame();
    void annotationsGiveTheSame();
    void boxesReferToThePixelsAsStored();
    void annotationsAreNotReplaced();
    void idsOfAnyFiles();
    void imagesOfOneNameInTwoFolders();
    void scoresOutsideTheThresholdsAreRefused();
    void numbersOfCoco();
    void numbersOfInstances();
    void namesThatDoNotFit_data();
    void namesThatDoNotFit();
    void csvQuotes();
    void nothingFound_data();
    void nothingFound();
    void placesThatDoNotFit();
    void otherResultsAreNotMixedIn();
    void imagesAreNotReplaced();
    void stopsBetweenImages();
    void picturesHaveTheBoxes();
    void thresholdsOfASplit();

  private:
    fs::path at(const char* name) const { return m_folder->filePath(QString::fromUtf8(name)).toStdString(); }
    QByteArray textOf(const char* name) const {
        QFile file(m_folder->filePath(QString::fromUtf8(name)));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void save(DetectionFormat format, const char* name, const std::vector<FoundImage>& images,
              const std::vector<std::string>& classes = kClasses) const {
        QVERIFY(saveDetections({.format = format, .target = at(name)}, classes, images).has_value());
    }
    /// What it says instead of saving.
    QString refusal(DetectionFormat format, const char* name, const std::vector<FoundImage>& images,
                    const std::vector<std::string>& classes = kClasses) const {
        return messageOf([&] { saveDetections({.format = format, .target = at(name)}, classes, images); });
    }
    static std::vector<FoundImage> randomImages(const Dataset& dataset);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void SaveDetectionsTest::init() {
    m_folder = std::make_unique<QTemporaryDir>();
}

void SaveDetectionsTest::pixelConventions_data() {
    QTest::addColumn<int>("format");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](DetectionFormat format, const char* target, const char* file, const char* text) {
        QTest::newRow(detectionFormatName(format))
            << static_cast<int>(format) << QByteArray(target) << QByteArray(file) << QByteArray(text);
    };
    row(DetectionFormat::coco, "found.json", "found.json",
        "[\n{\"image_id\": 7, \"category_id\": 2, \"bbox\": [10, 20, 40, 40], \"score\": 0.9}\n]\n");
    row(DetectionFormat::voc, "found", "found/comp4_det_test_cat.txt", "000007 0.9 11 21 50 60\n");
    row(DetectionFormat::csv, "found.csv", "found.csv",
        "image,width,height,label,score,x_min,y_min,x_max,y_max\n"
        "below/000007.jpg,100,80,cat,0.9,10,20,50,60\n");
    row(DetectionFormat::annotations, "found", "found/000007.xml",
        "<annotation verified=\"no\">\n\t<folder>below</folder>\n\t<filename>000007.jpg</filename>\n"
        "\t<source>\n\t\t<database>Unknown</database>\n\t\t<annotation>Priorscope, detections</annotation>\n"
        "\t</source>\n\t<size>\n\t\t<width>100</width>\n\t\t<height>80</height>\n\t\t<depth>3</depth>\n"
        "\t</size>\n\t<segmented>0</segmented>\n\t<object>\n\t\t<name>cat</name>\n"
        "\t\t<pose>Unspecified</pose>\n\t\t<truncated>0</truncated>\n\t\t<difficult>0</difficult>\n"
        "\t\t<score>0.9</score>\n\t\t<bndbox>\n\t\t\t<xmin>11</xmin>\n\t\t\t<ymin>21</ymin>\n"
        "\t\t\t<xmax>50</xmax>\n\t\t\t<ymax>60</ymax>\n\t\t</bndbox>\n\t</object>\n</annotation>\n");
}

void SaveDetectionsTest::pixelConventions() {
    QFETCH(int, format);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, file);
    QFETCH(QByteArray, text);
    save(static_cast<DetectionFormat>(format), target.constData(), {handMade()});
    QCOMPARE(textOf(file.constData()), text);
}

void SaveDetectionsTest::numbersDoNotFollowTheLocale() {
    const std::locale before = std::locale::global(std::locale(std::locale(), new CommaNumbers));
    FoundImage image = handMade();
    image.width = 12345;
    save(DetectionFormat::csv, "found.csv", {image});
    save(DetectionFormat::voc, "found", {image});
    std::locale::global(before);
    QVERIFY2(textOf("found.csv").contains(",12345,80,cat,0.9,1234.5"), textOf("found.csv").constData());
    const QByteArray voc = textOf("found/comp4_det_test_cat.txt");
    QVERIFY2(voc.startsWith("000007 0.9 1235.5") && voc.endsWith(" 21 6172.5 60\n"), voc.constData());
}

/// Boxes anywhere, with scores that differ.
std::vector<FoundImage> SaveDetectionsTest::randomImages(const Dataset& dataset) {
    std::mt19937 random(3);
    std::uniform_real_distribution<float> fraction(0.0F, 0.5F);
    float score = 1.0F;
    std::vector<FoundImage> images;
    for (const ImageRow& record : dataset.images) {
        FoundImage image{
            .id = record.id, .file = record.image_file, .width = record.width, .height = record.height};
        for (int i = 0; i < 20; ++i) {
            const float x = fraction(random);
            const float y = fraction(random);
            score *= 0.97F;
            image.detections.push_back(
                {.label = i % 2 + 1,
                 .score = score,
                 .box = {x, y, x + fraction(random) + 0.01F, y + fraction(random) + 0.01F}});
        }
        images.push_back(image);
    }
    return images;
}

void SaveDetectionsTest::readersGiveTheSame_data() {
    QTest::addColumn<int>("format");
    QTest::addColumn<QByteArray>("target");
    for (const auto& [format, target] : {std::pair{DetectionFormat::json, "found.json"},
                                         {DetectionFormat::coco, "found.json"},
                                         {DetectionFormat::voc, "found"}}) {
        QTest::newRow(detectionFormatName(format)) << static_cast<int>(format) << QByteArray(target);
    }
}

/// The detector has its classes in another order than the data.
void SaveDetectionsTest::readersGiveTheSame() {
    QFETCH(int, format);
    QFETCH(QByteArray, target);
    const fixture::VocFolder folder;
    const auto dataset = folder.read();
    QCOMPARE(dataset->classes, std::vector<std::string>({"cat", "dog"}));
    const std::vector<FoundImage> images = randomImages(*dataset);
    save(static_cast<DetectionFormat>(format), target.constData(), images);
    const SplitDetections read =
        savedSplit(*dataset, ImageSelection::ofSplit(*dataset, "train"), at(target.constData()));
    for (std::size_t i = 0; i < images.size(); ++i) {
        const StoredCandidates candidates = read.candidates.image(i);
        QCOMPARE(candidates.count(), images[i].detections.size());
        for (std::size_t k = 0; k < candidates.count(); ++k) {
            const Detection& wanted = images[i].detections[k];
            const Candidate found = candidates.at(k);
            QCOMPARE(found.label, 3 - wanted.label);
            QCOMPARE(found.score, wanted.score);
            // VOC's count from 1, where a coordinate near 0 has fewer digits left.
            constexpr float kNothing = 1e-7F;
            QVERIFY(std::abs(found.box.x_min - wanted.box.x_min) <= kNothing);
            QVERIFY(std::abs(found.box.y_min - wanted.box.y_min) <= kNothing);
            QVERIFY(std::abs(found.box.x_max - wanted.box.x_max) <= kNothing);
            QVERIFY(std::abs(found.box.y_max - wanted.box.y_max) <= kNothing);
        }
    }
}

void SaveDetectionsTest::annotationsGiveTheSame() {
    const fixture::VocFolder folder;
    const auto dataset = folder.read();
    std::vector<FoundImage> images = randomImages(*dataset);
    images[1].detections.clear();
    save(DetectionFormat::annotations, "new/Annotations", images, {"a <b>&\"'c", "cat"});
    QVERIFY(QDir(m_folder->path()).mkpath(QStringLiteral("new/JPEGImages")));
    for (std::size_t i = 0; i + 1 < images.size(); ++i) {  // the last one has no file
        fs::copy_file(images[i].file, at("new/JPEGImages") / images[i].file.filename());
    }
    const auto read = readVocDataset(at("new"));
    QVERIFY(read.has_value());
    QCOMPARE(read->classes, std::vector<std::string>({"a <b>&\"'c", "cat"}));
    QCOMPARE(read->images.size(), images.size());
    for (std::size_t i = 0; i < images.size(); ++i) {
        const ImageRow record = read->images[i];
        QCOMPARE(record.id, images[i].id);
        QCOMPARE(record.objects.size(), images[i].detections.size());
        for (std::size_t k = 0; k < record.objects.size(); ++k) {
            const Box& wanted = images[i].detections[k].box;
            const Box& found = record.objects[k].box;
            QCOMPARE(record.objects[k].label, images[i].detections[k].label);
            const float half_a_pixel = 0.501F / 300.0F;
            QVERIFY(std::abs(found.x_min - wanted.x_min) <= half_a_pixel);
            QVERIFY(std::abs(found.y_min - wanted.y_min) <= half_a_pixel);
            QVERIFY(std::abs(found.x_max - wanted.x_max) <= half_a_pixel);
            QVERIFY(std::abs(found.y_max - wanted.y_max) <= half_a_pixel);
        }
    }
}

/// A white part of a picture, found in it as shown and looked up in it as stored.
void SaveDetectionsTest::boxesReferToThePixelsAsStored() {
    Image stored{.width = 20, .height = 10, .rgb = std::vector<std::uint8_t>(600, 0)};
    for (std::size_t y = 1; y < 4; ++y) {
        for (std::size_t x = 2; x < 9; ++x) {
            std::fill_n(stored.rgb.begin() + static_cast<std::ptrdiff_t>(3 * (20 * y + x)), 3,
                        std::uint8_t{255});
        }
    }
    writePng(stored, at("picture.png"));
    for (int orientation = 1; orientation <= 8; ++orientation) {
        const Image shown = decodeImage(at("picture.png"), 0, orientation);
        int x_min = shown.width;
        int y_min = shown.height;
        int x_max = 0;
        int y_max = 0;
        for (int y = 0; y < shown.height; ++y) {
            for (int x = 0; x < shown.width; ++x) {
                if (shown.rgb[static_cast<std::size_t>(3 * (shown.width * y + x))] > 0) {
                    x_min = std::min(x_min, x);
                    y_min = std::min(y_min, y);
                    x_max = std::max(x_max, x + 1);
                    y_max = std::max(y_max, y + 1);
                }
            }
        }
        const auto part = [](int edge, int side) {
            return static_cast<float>(edge) / static_cast<float>(side);
        };
        const FoundImage image{
            .id = std::to_string(orientation),
            .file = at("picture.png"),
            .width = shown.width,
            .height = shown.height,
            .orientation = orientation,
            .detections = {{.label = 1,
                            .score = 0.5F,
                            .box = {part(x_min, shown.width), part(y_min, shown.height),
                                    part(x_max, shown.width), part(y_max, shown.height)}}}};
        save(DetectionFormat::annotations, "turned", {image});
        const QByteArray text = textOf(("turned/" + image.id + ".xml").c_str()).simplified().replace(" ", "");
        QVERIFY2(text.contains("<width>20</width><height>10</height>"), text.constData());
        QVERIFY2(text.contains("<xmin>3</xmin><ymin>2</ymin><xmax>9</xmax><ymax>4</ymax>"), text.constData());
    }
}

void SaveDetectionsTest::annotationsAreNotReplaced() {
    QVERIFY(QDir(m_folder->path()).mkpath(QStringLiteral("a")));
    QFile of_a_person(m_folder->filePath(QStringLiteral("a/000007.xml")));
    QVERIFY(of_a_person.open(QIODevice::WriteOnly) && of_a_person.write("by hand") == 7);
    of_a_person.close();
    const QString message = refusal(DetectionFormat::annotations, "a", {handMade()});
    QVERIFY2(message.contains(QStringLiteral("would be replaced: 1")), qPrintable(message));
    QCOMPARE(textOf("a/000007.xml"), QByteArray("by hand"));
    QVERIFY(saveDetections(
        {.format = DetectionFormat::annotations, .target = at("a"), .may_replace_annotations = true},
        kClasses, std::vector{handMade()}));
    QVERIFY(textOf("a/000007.xml").contains("verified=\"no\""));
}

void SaveDetectionsTest::idsOfAnyFiles() {
    using Ids = std::vector<std::string>;
    QCOMPARE(idsOfFiles({"/data/a.jpg", "/data/b.c.png"}), Ids({"a", "b.c"}));
    QCOMPARE(idsOfFiles({"/data/train/1.jpg", "/data/test/1.jpg", "/data/test/deep/2.jpg"}),
             Ids({"train/1", "test/1", "test/deep/2"}));
    QCOMPARE(idsOfFiles({"/data/1.jpg", "/data/1.png", "/data/2.png"}), Ids({"1.jpg", "1.png", "2"}));
    QCOMPARE(idsOfFiles({"/data/1.jpg", "/data/1.png", "/data/1.jpg.png"}),
             Ids({"1.jpg", "1.png", "1.jpg.png"}));
    QCOMPARE(idsOfFiles({"a.jpg", "x/../a.jpg"}), Ids({"a", "a"}));
    QCOMPARE(idsOfFiles({"../a.jpg"}), Ids({"a"}));
    QCOMPARE(idsOfFiles({}), Ids());
    for (const std::string& id : idsOfFiles({"../../a/1.jpg", "/b/1.jpg", "1.jpg"})) {
        QVERIFY2(!id.starts_with("/") && !id.starts_with(".."), id.c_str());
    }
}

void SaveDetectionsTest::imagesOfOneNameInTwoFolders() {
    FoundImage one = handMade();
    one.file = "/data/cam1/000007.jpg";
    FoundImage other = one;
    other.file = "/data/cam2/000007.jpg";
    other.detections.front().score = 0.5F;
    const auto ids = idsOfFiles({one.file, other.file});
    one.id = ids[0];
    other.id = ids[1];
    Dataset dataset;
    dataset.classes = {"cat"};
    for (const FoundImage& image : {one, other}) {
        ImageRecord record;
        record.id = image.id;
        record.image_file = image.file;
        record.width = 100;
        record.height = 80;
        dataset.images.push_back(record);
    }
    for (const auto& [format, target] : {std::pair{DetectionFormat::json, "a.json"},
                                         {DetectionFormat::coco, "b.json"},
                                         {DetectionFormat::voc, "c"}}) {
        save(format, target, {one, other, one}, {"dog", "cat"});  // listed twice, saved once
        if (format == DetectionFormat::voc) {
            QVERIFY(QFile::remove(m_folder->filePath(QStringLiteral("c/comp4_det_test_dog.txt"))));
        }
        const SplitDetections read = savedSplit(dataset, ImageSelection::ofSplit(dataset, ""), at(target));
        QCOMPARE(read.candidates.image(0).count(), std::size_t{1});
        QCOMPARE(read.candidates.image(0).scores[0], 0.9F);
        QCOMPARE(read.candidates.image(1).count(), std::size_t{1});
        QCOMPARE(read.candidates.image(1).scores[0], 0.5F);
    }
}

void SaveDetectionsTest::scoresOutsideTheThresholdsAreRefused() {
    Dataset dataset;
    dataset.classes = kClasses;
    ImageRecord record;
    record.id = "7";
    record.width = 100;
    record.height = 80;
    dataset.images.push_back(record);
    for (const auto& [score, is_taken] :
         {std::pair("1", true), {"0", true}, {"90", false}, {"-0.5", false}}) {
        QFile file(m_folder->filePath(QStringLiteral("percent.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(R"([{"image_id": 7, "category_id": 1, "bbox": [1, 1, 9, 9], "score": )") +
                   score + "}]");
        file.close();
        const QString message =
            messageOf([&] { savedSplit(dataset, ImageSelection::ofSplit(dataset, ""), at("percent.json")); });
        QCOMPARE(message.isEmpty(), is_taken);
        QVERIFY(is_taken || message.contains(QStringLiteral("a score of ") + QLatin1String(score)));
    }
}

void SaveDetectionsTest::numbersOfCoco() {
    FoundImage one = handMade();
    FoundImage other = handMade();
    other.id = "2007_000027";
    std::vector<FoundImage> images{one, other};
    using Numbers = std::vector<std::int64_t>;
    QCOMPARE(ownCocoNumbers(images, kClasses).images, Numbers({7, 2007000027}));
    QCOMPARE(ownCocoNumbers(images, kClasses).categories, Numbers({1, 2}));
    images[1].id = "7";  // spells the number of the first
    QCOMPARE(ownCocoNumbers(images, kClasses).images, Numbers({1, 2}));
    images[1].id = "name";
    QCOMPARE(ownCocoNumbers(images, kClasses).images, Numbers({1, 2}));
    save(DetectionFormat::coco, "found.json", images);
    QCOMPARE(textOf("found.images.json"),
             QByteArray(R"({"images":[{"id":1,"file_name":"000007.jpg","width":100,"height":80},)"
                        R"({"id":2,"file_name":"name.jpg","width":100,"height":80}],"annotations":[],)"
                        R"("categories":[{"id":1,"name":"dog"},{"id":2,"name":"cat"}]})"
                        "\n"));
}

void SaveDetectionsTest::numbersOfInstances() {
    QFile file(m_folder->filePath(QStringLiteral("instances.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"images": [{"id": 391895, "file_name": "000007.jpg"}], "annotations": [],)"
               R"("categories": [{"id": 18, "name": "dog"}, {"id": 17, "name": "cat"}]})");
    file.close();
    SavingOptions options{
        .format = DetectionFormat::coco, .target = at("found.json"), .coco_instances = at("instances.json")};
    QVERIFY(saveDetections(options, kClasses, std::vector{handMade()}));
    QVERIFY(textOf("found.json").contains(R"("image_id": 391895, "category_id": 17)"));
    FoundImage unknown = handMade();
    unknown.file = "000008.jpg";
    QVERIFY(messageOf([&] {
                saveDetections(options, kClasses, std::vector{unknown});
            }).contains(QStringLiteral("no image 000008.jpg")));
    QVERIFY(messageOf([&] {
                saveDetections(options, {"dog", "cow"}, std::vector{handMade()});
            }).contains(QStringLiteral("no category cow")));
}

void SaveDetectionsTest::namesThatDoNotFit_data() {
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("slash") << QByteArray("a/b") << QByteArray("\"a/b\" cannot be part of a file's name");
    QTest::newRow("long") << QByteArray(300, 'x') << QByteArray("cannot be part of a file's name");
    QTest::newRow("another's") << QByteArray("test_cat") << QByteArray("class \"cat\" would be taken for");
}

void SaveDetectionsTest::namesThatDoNotFit() {
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, word);
    const std::vector<std::string> classes{name.toStdString(), "cat"};
    const QString message = refusal(DetectionFormat::voc, "found", {handMade()}, classes);
    QVERIFY2(message.contains(QString::fromUtf8(word)), qPrintable(message));
    save(DetectionFormat::coco, "found.json", {handMade()}, classes);
    FoundImage image = handMade();
    image.id = "holiday 7";
    QVERIFY(
        refusal(DetectionFormat::voc, "found", {image}).contains(QStringLiteral("the blank in the name")));
}

void SaveDetectionsTest::csvQuotes() {
    save(DetectionFormat::csv, "found.csv", {handMade()}, {"dog", "a \"b\", c"});
    QVERIFY(textOf("found.csv").contains(",\"a \"\"b\"\", c\",0.9,"));
}

void SaveDetectionsTest::nothingFound_data() {
    QTest::addColumn<int>("format");
    for (const DetectionFormat format : detectionFormats()) {
        if (format != DetectionFormat::pictures) {
            QTest::newRow(detectionFormatName(format)) << static_cast<int>(format);
        }
    }
}

void SaveDetectionsTest::nothingFound() {
    QFETCH(int, format);
    const auto kind = static_cast<DetectionFormat>(format);
    FoundImage image = handMade();
    image.detections.clear();
    save(kind, "found.json", {image});
    save(kind, "none.json", {});
    if (kind == DetectionFormat::json || kind == DetectionFormat::coco || kind == DetectionFormat::voc) {
        Dataset dataset;
        dataset.classes = {"cat", "dog"};
        dataset.images.push_back({.id = "000007", .width = 100, .height = 80});
        ScoringTruth truth(dataset, {0});
        QCOMPARE(addSavedDetections(truth, at("found.json")).read, std::int64_t{0});
    } else if (kind == DetectionFormat::csv) {
        QCOMPARE(textOf("found.json").count('\n'), 1);
    } else {
        QVERIFY(textOf("found.json/000007.xml").endsWith("<segmented>0</segmented>\n</annotation>\n"));
    }
}

void SaveDetectionsTest::placesThatDoNotFit() {
    save(DetectionFormat::csv, "file", {handMade()});
    QVERIFY(
        refusal(DetectionFormat::voc, "file", {handMade()}).contains(QStringLiteral("a folder of files")));
    QVERIFY(refusal(DetectionFormat::voc, "file/below", {handMade()})
                .contains(QStringLiteral("not a directory"), Qt::CaseInsensitive));
    QVERIFY(refusal(DetectionFormat::json, ".", {handMade()}).contains(QStringLiteral("a single file")));
    QVERIFY(refusal(DetectionFormat::json, "no/where.json", {handMade()})
                .contains(QStringLiteral("Make the folder first")));
    QVERIFY(messageOf([] {
                saveDetections({}, kClasses, std::vector{handMade()});
            }).contains(QStringLiteral("no file is named")));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{QStringLiteral("file")});
}

void SaveDetectionsTest::otherResultsAreNotMixedIn() {
    save(DetectionFormat::voc, "found", {handMade()}, {"cow", "cat"});
    const QString message = refusal(DetectionFormat::voc, "found", {handMade()});
    QVERIFY2(message.contains(QStringLiteral("comp4_det_test_cow.txt: it would be read together")),
             qPrintable(message));
    save(DetectionFormat::voc, "found", {handMade()}, {"cow", "cat"});  // its own are replaced
}

void SaveDetectionsTest::imagesAreNotReplaced() {
    const Image black{.width = 100, .height = 80, .rgb = std::vector<std::uint8_t>(24000, 0)};
    writePng(black, at("000007.png"));
    const QByteArray before = textOf("000007.png");
    FoundImage image = handMade();
    image.file = at("000007.png");
    for (const auto& [format, target] :
         {std::pair{DetectionFormat::pictures, "."}, {DetectionFormat::csv, "000007.png"}}) {
        const QString message = refusal(format, target, {image});
        QVERIFY2(message.contains(QStringLiteral("this image itself")), qPrintable(message));
    }
    QCOMPARE(textOf("000007.png"), before);
}

void SaveDetectionsTest::stopsBetweenImages() {
    std::stop_source stop;
    FoundImage other = handMade();
    other.id = "000008";
    const auto saved =
        saveDetections({.format = DetectionFormat::annotations, .target = at("a")}, kClasses,
                       std::vector{handMade(), other}, stop.get_token(), [&stop](const Progress& progress) {
                           QCOMPARE(progress.total, std::int64_t{2});
                           stop.request_stop();
                       });
    QVERIFY(!saved);
    QCOMPARE(QDir(m_folder->filePath(QStringLiteral("a"))).entryList(QDir::Files),
             QStringList{QStringLiteral("000007.xml")});
    QVERIFY(!saveDetections({.format = DetectionFormat::json, .target = at("a.json")}, kClasses,
                            std::vector{handMade()}, stop.get_token()));
    QVERIFY(!QFile::exists(m_folder->filePath(QStringLiteral("a.json"))));
}

void SaveDetectionsTest::picturesHaveTheBoxes() {
    Image black{.width = 100, .height = 80, .rgb = std::vector<std::uint8_t>(24000, 0)};
    writePng(black, at("000007.png"));
    FoundImage image = handMade();
    image.file = at("000007.png");
    image.id = "cam/000007";
    save(DetectionFormat::pictures, "pictures", {image});
    const Image drawn = decodeImage(at("pictures/cam/000007.png"));
    QCOMPARE(drawn.width, 100);
    const auto isLit = [&drawn](int x, int y) {
        const auto pixel = drawn.rgb.begin() + 3 * (100 * y + x);
        return std::any_of(pixel, pixel + 3, [](std::uint8_t value) { return value > 0; });
    };
    QVERIFY(isLit(49, 40) || isLit(50, 40));
    QVERIFY(!isLit(80, 40));
}

void SaveDetectionsTest::thresholdsOfASplit() {
    Dataset dataset;
    dataset.classes = {"cat"};
    dataset.images.push_back(
        {.id = "a", .image_file = "a.jpg", .width = 100, .height = 80, .orientation = 6});
    SplitDetections split;
    split.mapping = mapClasses({"dog", "cat"}, dataset.classes);
    split.images = {0};
    split.candidates.add(
        {0.01F, {{1, 0.8F, kBox, 0}, {1, 0.3F, {0.6F, 0.6F, 0.9F, 0.9F}, 1}, {2, 0.6F, kBox, 2}}});
    const KeptCandidates kept = keepCandidates(split.candidates, {.min_score = 0.0F}).value();
    const auto images = foundImages(dataset, split, kept, 0.6F);
    QCOMPARE(images.size(), std::size_t{1});
    QCOMPARE(images[0].id, std::string("a"));
    QCOMPARE(images[0].orientation, 6);
    QCOMPARE(images[0].detections.size(), std::size_t{2});  // the dog too, which the data does not have
    QCOMPARE(images[0].detections[1].label, 2);
    QCOMPARE(split.mapping.names, std::vector<std::string>({"cat", "dog"}));
}

QTEST_GUILESS_MAIN(SaveDetectionsTest)
#include "save_detections_test.moc"
