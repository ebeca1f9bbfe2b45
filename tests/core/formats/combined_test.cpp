// A file that names several datasets opens as one, with other classes than they have.
#include <QTest>

#include "core/formats/combined/dataset_file.hpp"
#include "core/formats/index/dataset_index.hpp"
#include "tests/support/annotation_folder.hpp"

using namespace priorscope;
using namespace priorscope::fixture;

namespace {

const QByteArray kSize = size(100, 50);

/// Below one folder: "a" with the images one (cat) and two (cat, dog), "b" with one (Cat, bird); both are in
/// the split train.
AnnotationFolder twoFolders() {
    AnnotationFolder folder;
    const auto add = [&folder](const QString& part, const QString& id, const QByteArray& objects) {
        folder.write(part + "/Annotations/" + id + ".xml",
                     annotation("<filename>" + id.toLatin1() + ".jpg</filename>" + kSize + objects));
        folder.image(part + "/JPEGImages/" + id + ".jpg");
        folder.write(part + "/ImageSets/Main/train.txt", part == "a" ? "one\ntwo\n" : "one\n");
    };
    add("a", "one", object("cat", "10 10 60 40"));
    add("a", "two", object("cat", "10 10 60 40") + object("dog", "1 2 30 40"));
    add("b", "one", object("Cat", "5 5 50 30") + object("bird", "20 20 90 50"));
    return folder;
}

std::vector<std::string> ids(const Dataset& dataset) {
    std::vector<std::string> ids;
    for (const ImageRow& image : dataset.images) {
        ids.push_back(image.id.text());
    }
    return ids;
}

QString messageFor(const std::string& file) {
    try {
        readDataset(file);
    } catch (const Error& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

using Names = std::vector<std::string>;

}  // namespace

class CombinedTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void opensAsOne();
    void theFolderMayMove();
    void aFixedClassListCuts();
    void partsOfOtherFormats();
    void badFilesAreTold_data();
    void badFilesAreTold();
    void otherJsonIsNotTaken();
    void classesThatAreGoneAreTold();
    void otherFilesStay();
    void theIndexFollowsItsParts();
};

void CombinedTest::opensAsOne() {
    const AnnotationFolder folder = twoFolders();
    const std::string file = folder.path("both.json");
    writeDatasetFile(file, {.parts = {folder.path("a"), folder.path("b")},
                            .classes = {.renamed = {{"Cat", "cat"}}, .dropped = {"dog"}, .order = {"bird"}}});
    QCOMPARE(formatOf(file).name, std::string("combined"));
    const Dataset dataset = *readDataset(file);
    QCOMPARE(ids(dataset), (Names{"a/one", "a/two", "b/one"}));
    QCOMPARE(dataset.classes, (Names{"bird", "cat"}));
    QCOMPARE(dataset.name, std::string("both"));
    QCOMPARE(dataset.root.string(), file);
    QCOMPARE(dataset.images[1].objects.size(), 1U);  // without its dog
    QCOMPARE(dataset.images[2].objects[0].label, 2);
    QCOMPARE(dataset.images[2].objects[1].label, 1);
    QCOMPARE(dataset.splits.at("train"), (std::vector<std::size_t>{0, 1, 2}));
    QVERIFY(dataset.images[2].image_exists);
    QCOMPARE(dataset.images[2].image_file.string(), folder.path("b/JPEGImages/one.jpg"));
    // One split of it, as for training.
    QCOMPARE(readDataset(file, {.split = "train"})->splits.at("train").size(), 3U);
    const DatasetFile again = readDatasetFile(file);
    QCOMPARE(again.parts, (std::vector<std::filesystem::path>{folder.path("a"), folder.path("b")}));
    QCOMPARE(again.classes.renamed.front().second, std::string("cat"));
}

void CombinedTest::theFolderMayMove() {
    const AnnotationFolder folder = twoFolders();
    writeDatasetFile(folder.path("both.json"),
                     {.parts = {folder.path("a"), folder.path("b")}, .classes = {}});
    const QTemporaryDir other;
    const std::string moved = other.filePath("moved").toStdString();
    std::filesystem::copy(folder.path(), moved, std::filesystem::copy_options::recursive);
    const Dataset dataset = *readDataset(moved + "/both.json");
    QCOMPARE(dataset.images[0].image_file.string(), moved + "/a/JPEGImages/one.jpg");
    // A part that lies far away is named whole.
    writeDatasetFile(moved + "/far.json", {.parts = {folder.path("b")}, .classes = {}});
    std::filesystem::rename(moved + "/far.json", moved + "/a/far.json");
    QCOMPARE(readDatasetFile(moved + "/a/far.json").parts.front().string(), folder.path("b"));
}

void CombinedTest::aFixedClassListCuts() {
    const AnnotationFolder folder = twoFolders();
    const std::string file = folder.path("both.json");
    writeDatasetFile(file, {.parts = {folder.path("a"), folder.path("b")}, .classes = {}});
    const Dataset dataset = *readDataset(file, {.classes = {"dog", "cat"}});
    QCOMPARE(dataset.classes, (Names{"dog", "cat"}));
    QCOMPARE(dataset.images[1].objects[0].label, 2);
    QVERIFY(dataset.images[2].objects.empty());  // Cat and bird
    const auto unknown = kinds(dataset);
    QCOMPARE(std::count(unknown.begin(), unknown.end(), "unknown-class"), 2);
}

void CombinedTest::partsOfOtherFormats() {
    AnnotationFolder folder = twoFolders();
    folder.write("c/coco.json",
                 R"({"images": [{"id": 1, "file_name": "x.jpg", "width": 100, "height": 50}],
                     "categories": [{"id": 7, "name": "dog"}],
                     "annotations": [{"id": 1, "image_id": 1, "category_id": 7, "bbox": [0, 1, 30, 39]}]})");
    folder.image("c/x.jpg");
    const std::string file = folder.path("all.json");
    writeDatasetFile(file, {.parts = {folder.path("a"), folder.path("c/coco.json")}, .classes = {}});
    const Dataset dataset = *readDataset(file);
    QCOMPARE(dataset.classes, (Names{"cat", "dog"}));
    QCOMPARE(dataset.images.size(), 3U);
    const ImageRow image = record(dataset, "x");
    QCOMPARE(image.objects[0].label, 2);
    QCOMPARE(image.objects[0].voc, (VocBox{1, 2, 30, 40}));
}

void CombinedTest::badFilesAreTold_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("message");
    QTest::newRow("no parts") << QByteArray(R"({"priorscope_dataset": 1, "parts": []})")
                              << QStringLiteral("it names no folder");
    QTest::newRow("parts are missing")
        << QByteArray(R"({"priorscope_dataset": 1})") << QStringLiteral("\"parts\" is missing");
    QTest::newRow("another version") << QByteArray(R"({"priorscope_dataset": 2, "parts": ["a"]})")
                                     << QStringLiteral("of version 2");
    QTest::newRow("an unknown key") << QByteArray(R"({"priorscope_dataset": 1, "parts": ["a"], "map": {}})")
                                    << QStringLiteral("unknown key \"map\"");
    QTest::newRow("a part is gone") << QByteArray(R"({"priorscope_dataset": 1, "parts": ["a", "gone"]})")
                                    << QStringLiteral("gone");
    QTest::newRow("itself") << QByteArray(R"({"priorscope_dataset": 1, "parts": ["bad.json"]})")
                            << QStringLiteral("a file of this kind itself");
    QTest::newRow("a name that is none")
        << QByteArray(R"({"priorscope_dataset": 1, "parts": ["a"], "renamed": {"cat": 3}})")
        << QStringLiteral("the new name of cat is no text");
    QTest::newRow("half") << QByteArray(R"({"priorscope_dataset": 1, "parts": ["a")")
                          << QStringLiteral("bad.json");
}

void CombinedTest::badFilesAreTold() {
    QFETCH(const QByteArray, json);
    QFETCH(const QString, message);
    AnnotationFolder folder = twoFolders();
    folder.write("bad.json", json);
    const QString told = messageFor(folder.path("bad.json"));
    QVERIFY2(told.contains(message), qPrintable(told));
}

void CombinedTest::classesThatAreGoneAreTold() {
    const AnnotationFolder folder = twoFolders();
    const std::string file = folder.path("both.json");
    writeDatasetFile(file, {.parts = {folder.path("a"), folder.path("b")},
                            .classes = {.renamed = {{"cow", "ox"}, {"Cat", "cat"}},
                                        .dropped = {"hen", "dog"},
                                        .order = {"ox", "bird"}}});
    const Dataset dataset = *readDataset(file);
    QCOMPARE(dataset.classes, (Names{"bird", "cat"}));
    const auto found = kinds(dataset);
    QCOMPARE(std::count(found.begin(), found.end(), "unknown-class"), 3);  // cow, hen, ox
}

void CombinedTest::otherFilesStay() {
    AnnotationFolder folder = twoFolders();
    folder.write("coco.json", R"({"images": []})");
    QVERIFY_THROWS_EXCEPTION(
        Error, writeDatasetFile(folder.path("coco.json"), {.parts = {folder.path("a")}, .classes = {}}));
    writeDatasetFile(folder.path("new.json"), {.parts = {folder.path("a")}, .classes = {}});
    writeDatasetFile(folder.path("new.json"), {.parts = {folder.path("b")}, .classes = {}});
    QCOMPARE(readDatasetFile(folder.path("new.json")).parts.front().string(), folder.path("b"));
}

void CombinedTest::otherJsonIsNotTaken() {
    AnnotationFolder folder;
    folder.write("coco.json", R"({"images": [], "categories": [], "annotations": []})");
    folder.write("note.txt", R"({"priorscope_dataset": 1, "parts": ["a"]})");
    QVERIFY(!isDatasetFile(folder.path("coco.json")));
    QVERIFY(!isDatasetFile(folder.path("note.txt")));
    QVERIFY(!isDatasetFile(folder.path()));
    QVERIFY(!isDatasetFile(folder.path("nothing.json")));
}

void CombinedTest::theIndexFollowsItsParts() {
    AnnotationFolder folder = twoFolders();
    const std::string file = folder.path("both.json");
    writeDatasetFile(file, {.parts = {folder.path("a"), folder.path("b")}, .classes = {}});
    const QTemporaryDir cache_folder;
    const IndexCache cache{.folder = cache_folder.path().toStdString(), .doubtful = {}, .least_images = 0};
    QVERIFY(!openDataset(file, {}, cache)->is_from_index);
    QVERIFY(openDataset(file, {}, cache)->is_from_index);
    folder.write("b/Annotations/one.xml",
                 annotation("<filename>one.jpg</filename>" + kSize + object("cat", "10 10 60 40")));
    const auto opened = openDataset(file, {}, cache);
    QVERIFY(!opened->is_from_index);
    QCOMPARE(opened->dataset.images[2].objects.size(), 1U);
}

QTEST_GUILESS_MAIN(CombinedTest)
#include "combined_test.moc"
