// COCO's instances: read, and written as pycocotools reads them.
#include <QTest>
#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "core/base/json/json_values.hpp"
#include "core/dataset/issue_kind.hpp"
#include "core/formats/coco/coco_reader.hpp"
#include "core/formats/coco/coco_writer.hpp"
#include "tests/support/annotation_folder.hpp"
#include "tests/support/message_of.hpp"

using namespace priorscope;
using fixture::AnnotationFolder;
using fixture::kinds;
using fixture::record;
using Json = nlohmann::json;

namespace {

Dataset readIn(const AnnotationFolder& folder, const QString& below = {}, const ReadOptions& options = {}) {
    return *readDataset(folder.path(below), options);
}

Json jsonOf(const std::filesystem::path& file) {
    std::ifstream stream(file);
    return Json::parse(stream);
}

/// Images a (100 x 50) and b (200 x 100); categories 90 "dog", 3 "cat" and 7 "owl", which nothing uses.
Json small() {
    return {
        {"info", Json::object()},
        {"images",
         {{{"id", 11}, {"file_name", "a.jpg"}, {"width", 100}, {"height", 50}},
          {{"id", 5}, {"file_name", "b.jpg"}, {"width", 200}, {"height", 100}}}},
        {"annotations",
         {{{"id", 1}, {"image_id", 11}, {"category_id", 90}, {"bbox", {10, 20, 30, 10}}, {"iscrowd", 0}},
          {{"id", 2}, {"image_id", 11}, {"category_id", 3}, {"bbox", {0, 0, 100, 50}}, {"iscrowd", 0}},
          {{"id", 3}, {"image_id", 5}, {"category_id", 3}, {"bbox", {1.5, 2.25, 3.5, 4}}, {"iscrowd", 1}}}},
        {"categories",
         {{{"id", 90}, {"name", "dog"}}, {{"id", 3}, {"name", "cat"}}, {{"id", 7}, {"name", "owl"}}}}};
}

AnnotationFolder smallFolder(const Json& document) {
    AnnotationFolder folder;
    folder.image("images/a.jpg", 100, 50);
    folder.image("images/b.jpg", 200, 100);
    folder.write("annotations/instances.json", QByteArray::fromStdString(document.dump()));
    return folder;
}

bool has(const Dataset& dataset, IssueKind kind, const char* words) {
    return std::any_of(dataset.issues.begin(), dataset.issues.end(), [&](const DatasetIssue& issue) {
        return issue.kind == kind && issue.detail.text().find(words) != std::string::npos;
    });
}

}  // namespace

class TestCoco : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void boxesClassesAndCrowds() {
        const AnnotationFolder folder = smallFolder(small());
        const Dataset dataset = readIn(folder);
        QCOMPARE(dataset.classes, (std::vector<std::string>{"cat", "owl", "dog"}));  // by id, used or not
        QCOMPARE(dataset.images.size(), std::size_t{2});
        QVERIFY(dataset.splits.empty());
        const ImageRow a = record(dataset, "a");
        QVERIFY(a.image_exists);
        QCOMPARE(a.width, 100);
        QCOMPARE(a.objects.size(), std::size_t{2});
        QCOMPARE(a.objects[0].label, 3);
        QCOMPARE(a.objects[0].voc, (VocBox{11, 21, 40, 30}));
        QCOMPARE(a.objects[0].box, (Box{0.1F, 0.4F, 0.4F, 0.6F}));
        QCOMPARE(a.objects[1].voc, (VocBox{1, 1, 100, 50}));
        const Annotation& crowd = record(dataset, "b").objects.front();
        QVERIFY(crowd.crowd && crowd.difficult);
        QVERIFY(!crowd.isTarget(true));  // never, whatever the recipe says of difficult objects
        QCOMPARE(crowd.voc, (VocBox{2.5, 3.25, 5, 6.25}));
        QVERIFY(has(dataset, IssueKind::unusual_element, "Crowd regions (iscrowd): 1."));
        QCOMPARE(dataset.issues.size(), std::size_t{1});
    }

    void flagsBesideTheAnnotationOrAmongItsAttributes() {
        Json document = small();
        document["annotations"][0]["difficult"] = 1;
        document["annotations"][0]["pose"] = "Left";
        document["annotations"][1]["attributes"] = {{"occluded", true}, {"truncated", false}};
        document["annotations"][2]["iscrowd"] = 0;
        document["annotations"][2]["ignore"] = 1;
        const Dataset dataset = readIn(smallFolder(document));
        const ImageRow a = record(dataset, "a");
        QVERIFY(a.objects[0].difficult && !a.objects[0].crowd);
        QCOMPARE(a.objects[0].pose.text(), std::string("Left"));
        QVERIFY(a.objects[1].occluded && !a.objects[1].truncated && !a.objects[1].difficult);
        QVERIFY(record(dataset, "b").objects.front().difficult);
        QVERIFY(dataset.issues.empty());
    }

    /// COCO's own layout: several files, of which each is a split with its own folder of images.
    void severalFilesAreSplits() {
        Json validation = small();
        validation["annotations"].erase(1);
        AnnotationFolder folder;
        for (const char* name : {"train2017/a.jpg", "val2017/a.jpg"}) {
            folder.image(name, 100, 50);
        }
        for (const char* name : {"train2017/b.jpg", "val2017/b.jpg"}) {
            folder.image(name, 200, 100);
        }
        folder.write("annotations/instances_train2017.json", QByteArray::fromStdString(small().dump()));
        folder.write("annotations/instances_val2017.json", QByteArray::fromStdString(validation.dump()));
        folder.write("annotations/captions_val2017.json",
                     R"({"images": [], "annotations": [{"caption": "a"}]})");
        const Dataset dataset = readIn(folder);
        QCOMPARE(dataset.images.size(), std::size_t{4});
        QCOMPARE(dataset.splits.size(), std::size_t{2});
        QCOMPARE(dataset.splits.at("train2017").size(), std::size_t{2});
        QCOMPARE(record(dataset, "val2017/a").objects.size(), std::size_t{1});
        QCOMPARE(record(dataset, "train2017/a").objects.size(), std::size_t{2});
        QCOMPARE(record(dataset, "val2017/a").image_file.path().parent_path().filename().string(),
                 std::string("val2017"));
        const Dataset one = readIn(folder, {}, {.split = "val2017"});
        QCOMPARE(one.images.size(), std::size_t{2});
        QCOMPARE(one.splits.size(), std::size_t{1});
        QVERIFY(messageOf([&] { readIn(folder, {}, {.split = "test"}); }).contains("train2017"));
        const Dataset file = readIn(folder, "annotations/instances_val2017.json");
        QCOMPARE(file.images.size(), std::size_t{2});
        QCOMPARE(file.root, std::filesystem::path(folder.path()));
        QVERIFY(file.images.front().image_exists);
    }

    void roboflowsFolders() {
        AnnotationFolder folder;
        folder.image("train/a.jpg", 100, 50);
        folder.image("train/b.jpg", 200, 100);
        folder.image("valid/a.jpg", 100, 50);
        Json validation = small();
        validation["images"].erase(1);
        validation["annotations"].erase(2);
        folder.write("train/_annotations.coco.json", QByteArray::fromStdString(small().dump()));
        folder.write("valid/_annotations.coco.json", QByteArray::fromStdString(validation.dump()));
        const Dataset dataset = readIn(folder);
        QCOMPARE(dataset.splits.at("train").size(), std::size_t{2});
        QCOMPARE(dataset.splits.at("valid").size(), std::size_t{1});
        QVERIFY(record(dataset, "train/a").image_exists);
        QVERIFY(record(dataset, "valid/a").image_exists);
        QVERIFY(record(dataset, "b").image_exists);
        QCOMPARE(dataset.issues.size(), std::size_t{1});  // the crowd
    }

    /// The same images in two files: once, in both splits. Other objects there are a finding.
    void filesThatShareImages() {
        AnnotationFolder folder = smallFolder(small());
        QVERIFY(QFile::remove(QString::fromStdString(folder.path("annotations/instances.json"))));
        folder.write("annotations/instances_all_train.json", QByteArray::fromStdString(small().dump()));
        Json fewer = small();
        fewer["images"].erase(1);
        fewer["annotations"].erase(2);
        folder.write("annotations/instances_mini.json", QByteArray::fromStdString(fewer.dump()));
        const Dataset same = readIn(folder);
        QCOMPARE(same.images.size(), std::size_t{2});
        QCOMPARE(same.splits.at("mini"), (std::vector<std::size_t>{0}));
        QCOMPARE(same.splits.at("all_train"), (std::vector<std::size_t>{0, 1}));
        QCOMPARE(record(same, "a").objects.size(), std::size_t{2});
        QCOMPARE(same.issues.size(), std::size_t{1});
        fewer["annotations"].erase(0);
        folder.write("annotations/instances_mini.json", QByteArray::fromStdString(fewer.dump()));
        const Dataset other = readIn(folder);
        QVERIFY(has(other, IssueKind::shared_image, "instances_all_train.json"));
        QCOMPARE(record(other, "a").objects.size(), std::size_t{2});
    }

    void faults_data() {
        QTest::addColumn<QByteArray>("patch");  // JSON patch on the small document
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<int>("objects");
        const auto row = [](const char* name, const char* patch, const char* kind, int objects) {
            QTest::newRow(name) << QByteArray(patch) << QByteArray(kind) << objects;
        };
        row("no area", R"([{"op":"replace","path":"/annotations/0/bbox","value":[10,20,0,10]}])", "empty-box",
            2);
        row("negative", R"([{"op":"replace","path":"/annotations/0/bbox","value":[10,20,-3,10]}])",
            "empty-box", 2);
        row("three numbers", R"([{"op":"replace","path":"/annotations/0/bbox","value":[10,20,3]}])",
            "empty-box", 2);
        row("texts", R"([{"op":"replace","path":"/annotations/0/bbox","value":["1",2,3,4]}])", "empty-box",
            2);
        row("no box", R"([{"op":"remove","path":"/annotations/0/bbox"}])", "empty-box", 2);
        row("outside", R"([{"op":"replace","path":"/annotations/0/bbox","value":[90,20,30,10]}])", "outside",
            3);
        row("tiny", R"([{"op":"replace","path":"/annotations/0/bbox","value":[90,20,2,10]}])", "tiny-box", 3);
        row("category", R"([{"op":"replace","path":"/annotations/0/category_id","value":4}])",
            "unknown-class", 2);
        row("no category", R"([{"op":"remove","path":"/annotations/0/category_id"}])", "unknown-class", 2);
        row("image", R"([{"op":"replace","path":"/annotations/0/image_id","value":99}])", "missing-image", 2);
        row("not an object", R"([{"op":"replace","path":"/annotations/0","value":7}])", "missing-image", 2);
        row("image without a name", R"([{"op":"remove","path":"/images/1/file_name"}])", "missing-image", 2);
        row("missing file", R"([{"op":"replace","path":"/images/1/file_name","value":"c.jpg"}])",
            "missing-image", 3);
        row("same id", R"([{"op":"replace","path":"/images/1/id","value":11}])", "repeated-id", 2);
        row("same name", R"([{"op":"replace","path":"/images/1/file_name","value":"a.jpg"}])", "repeated-id",
            3);
        row("same category", R"([{"op":"replace","path":"/categories/2/id","value":90}])", "repeated-id", 3);
        row("nameless", R"([{"op":"remove","path":"/categories/2/name"}])", "no-name", 3);
        row("no size", R"([{"op":"remove","path":"/images/1/width"}])", "no-size", 3);
        row("wrong size", R"([{"op":"replace","path":"/images/0/width","value":400}])", "wrong-size", 3);
        row("no annotations", R"([{"op":"remove","path":"/annotations"}])", "missing-annotation", 0);
    }
    void faults() {
        QFETCH(QByteArray, patch);
        QFETCH(QByteArray, kind);
        QFETCH(int, objects);
        const AnnotationFolder folder = smallFolder(small().patch(Json::parse(patch.toStdString())));
        const Dataset dataset = readIn(folder);
        const std::vector<std::string> found = kinds(dataset);
        QVERIFY2(std::count(found.begin(), found.end(), kind.toStdString()) >= 1, kind.constData());
        int count = 0;
        for (const ImageRow& image : dataset.images) {
            count += static_cast<int>(image.objects.size());
        }
        QCOMPARE(count, objects);
        for (const DatasetIssue& issue : dataset.issues) {
            QVERIFY(!issue.detail.empty() && !issue.file.empty());
        }
    }

    void aBoxFromPolygons() {
        Json document = small();
        document["annotations"][0].erase("bbox");
        document["annotations"][0]["segmentation"] = {{10, 20, 40, 20, 40.5, 30}, {12, 35, 15, 22}};
        const Dataset dataset = readIn(smallFolder(document));
        QCOMPARE(record(dataset, "a").objects[0].voc, (VocBox{11, 21, 40.5, 35}));
        QVERIFY(has(dataset, IssueKind::unusual_element, "without bbox: 1"));
    }

    /// Python writes NaN, which is not JSON: one such number must not hide the file.
    void notANumber() {
        const AnnotationFolder folder = smallFolder(small());
        QByteArray text = QByteArray::fromStdString(small().dump());
        text.replace("[10,20,30,10]", "[10,NaN,30,-Infinity]");
        text.replace("\"dog\"", "\"NaN \\\" Infinity\"");
        AnnotationFolder broken = folder;
        broken.write("annotations/instances.json", text);
        const Dataset dataset = readIn(broken);
        QCOMPARE(record(dataset, "a").objects.size(), std::size_t{1});
        QCOMPARE(dataset.classes.back(), std::string("NaN \" Infinity"));
        QVERIFY(has(dataset, IssueKind::empty_box, "four numbers"));
        QVERIFY(has(dataset, IssueKind::unusual_element, "count as missing numbers: 2."));
    }

    void otherEncodings() {
        const QString text = QString::fromStdString(small().dump()).replace("dog", "Straße");
        AnnotationFolder folder = smallFolder(small());
        folder.write("annotations/instances.json", "\xEF\xBB\xBF" + text.toUtf8());
        QCOMPARE(readIn(folder).classes.back(), std::string("Straße"));
        QCOMPARE(readIn(folder).issues.size(), std::size_t{1});  // the crowd
        folder.write("annotations/instances.json", text.toLatin1());
        const Dataset dataset = readIn(folder);
        QCOMPARE(dataset.classes.back(), std::string("Straße"));
        QVERIFY(has(dataset, IssueKind::encoding, "Save it as UTF-8"));
    }

    /// The size tells that the boxes refer to the picture as shown; without a size, COCO's pixels are stored
    /// ones.
    void imagesThatExifTurns() {
        AnnotationFolder folder;
        folder.turnedImage("images/a.jpg", 50, 100, 6);
        folder.turnedImage("images/b.jpg", 200, 100, 3);
        folder.write("annotations/instances.json", QByteArray::fromStdString(small().dump()));
        const Dataset dataset = readIn(folder);
        QCOMPARE(record(dataset, "a").orientation, 6);
        QCOMPARE(record(dataset, "a").width, 100);
    }

    void aBadFileBesideAGoodOne() {
        AnnotationFolder folder = smallFolder(small());
        folder.write("annotations/instances_x.json", R"({"images": [)");
        const Dataset dataset = readIn(folder);
        QCOMPARE(dataset.images.size(), std::size_t{2});
        QVERIFY(has(dataset, IssueKind::cut_off, "not valid JSON"));
        AnnotationFolder alone;
        alone.write("annotations/instances_x.json", R"({"images": [)");
        QVERIFY(messageOf([&] { readIn(alone); }).contains("not valid JSON"));
    }

    void whereverItIsCutOff() {
        AnnotationFolder folder = smallFolder(small());
        const QByteArray text = QByteArray::fromStdString(small().dump());
        for (qsizetype size = 0; size <= text.size(); ++size) {
            folder.write("annotations/instances.json", text.left(size));
            const QString message = messageOf([&] { readIn(folder); });
            QVERIFY2(size == text.size() ? message.isEmpty() : message.size() > 20, qPrintable(message));
        }
    }

    void vocsLayoutComesFirst() {
        AnnotationFolder folder = smallFolder(small());
        folder.xml("a", fixture::size(100, 50) + fixture::object("cat", "1 1 20 20"));
        folder.write("data.json", QByteArray::fromStdString(small().dump()));
        QVERIFY(QDir(QString::fromStdString(folder.path("annotations"))).removeRecursively());
        QCOMPARE(readIn(folder).images.size(), std::size_t{1});
    }

    void stopped() {
        const AnnotationFolder folder = smallFolder(small());
        std::stop_source source;
        source.request_stop();
        QVERIFY(!readDataset(folder.path(), {}, source.get_token()));
        const std::filesystem::path out = folder.path("out");
        QVERIFY(!writeCocoDataset(readIn(folder), out, {}, source.get_token(), {}));
        QVERIFY(!std::filesystem::exists(out));
        for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
            QVERIFY(entry.path().filename().string().find("partial") == std::string::npos);
        }
    }

    /// Each rule that pycocotools' COCO class and COCOeval rely on.
    void whatIsWritten() {
        AnnotationFolder folder;
        folder.image("JPEGImages/x.png", 100, 50);
        folder.image("JPEGImages/sub/y.jpg", 30, 40);
        folder.xml("x", fixture::size(100, 50) +
                            fixture::object("cat", "1 1 20 20", "<difficult>1</difficult><pose>Left</pose>") +
                            fixture::object("a \"dog\"", "11 21 40 30", "<truncated>1</truncated>"));
        folder.xml("sub/y", fixture::size(30, 40) + fixture::object("cat", "3 4 5.5 6"));
        folder.xml("none", fixture::size(10, 10));
        folder.write("ImageSets/Main/train.txt", "x\nnone\n");
        folder.write("ImageSets/Main/all.txt", "x\nsub/y\n");
        const std::filesystem::path out = folder.path("out");
        const Dataset source = folder.read();
        QVERIFY(writeCocoDataset(source, out, {}, {}, {}));
        QVERIFY(std::filesystem::exists(out / "images/x.png") &&
                std::filesystem::exists(out / "images/sub/y.jpg"));
        QVERIFY(!std::filesystem::exists(out / "annotations/instances.json"));
        std::set<std::int64_t> numbers;
        for (const char* split : {"train", "all"}) {
            const Json document = jsonOf(out / ("annotations/instances_" + std::string(split) + ".json"));
            std::set<std::int64_t> images;
            for (const Json& image : document["images"]) {
                QVERIFY(image["id"].is_number_integer() &&
                        images.insert(image["id"].get<std::int64_t>()).second);
                QVERIFY(image["width"].is_number_integer() && image["height"].is_number_integer() &&
                        image["file_name"].is_string());
            }
            QCOMPARE(images.size(), std::size_t{2});
            std::set<std::int64_t> ids;
            std::set<std::int64_t> categories;
            for (const Json& category : document["categories"]) {
                QVERIFY(categories.insert(category["id"].get<std::int64_t>()).second &&
                        category["name"].is_string());
            }
            QCOMPARE(categories.size(), std::size_t{2});
            for (const Json& annotation : document["annotations"]) {
                QVERIFY(annotation["id"] > 0 && ids.insert(annotation["id"].get<std::int64_t>()).second);
                QVERIFY(images.contains(annotation["image_id"]));
                QVERIFY(categories.contains(annotation["category_id"]));
                QVERIFY(annotation["iscrowd"] == 0 || annotation["iscrowd"] == 1);
                QVERIFY(annotation["bbox"].is_array() && annotation["bbox"].size() == 4);
                const double area = annotation["bbox"][2].get<double>() * annotation["bbox"][3].get<double>();
                QVERIFY(std::abs(annotation["area"].get<double>() - area) < 1e-6);
                QVERIFY(annotation["segmentation"].is_array());
            }
            numbers.insert(images.begin(), images.end());
        }
        QCOMPARE(numbers.size(), std::size_t{3});  // one number for an image in all files
        const Json all = jsonOf(out / "annotations/instances_all.json");
        QCOMPARE(all["categories"][0]["name"].get<std::string>(), std::string("a \"dog\""));
        const Json& last = all["annotations"][2];
        QVERIFY(last["bbox"] == (Json{3 - 1, 4 - 1, 3.5, 3}));  // x comes before sub/y in the list
        const Json& cat = all["annotations"][0];
        QVERIFY(cat["bbox"] == (Json{0, 0, 20, 20}));
        QCOMPARE(cat["area"].get<double>(), 400.0);
        QCOMPARE(cat["difficult"].get<int>(), 1);
        QCOMPARE(cat["pose"].get<std::string>(), std::string("Left"));
        QVERIFY(!cat.contains("truncated"));
        QVERIFY(all["annotations"][1]["bbox"] == (Json{10, 20, 30, 10}));
    }

    void nothingIsOverwritten() {
        const AnnotationFolder folder = smallFolder(small());
        const Dataset dataset = readIn(folder);
        const QString message = messageOf([&] { writeCocoDataset(dataset, folder.path(), {}, {}, {}); });
        QVERIFY2(message.contains("nothing is overwritten"), qPrintable(message));
        QDir().mkdir(QString::fromStdString(folder.path("empty")));
        QVERIFY(writeCocoDataset(dataset, folder.path("empty"), {.images = ImageTransfer::link}, {}, {}));
        QVERIFY(std::filesystem::is_symlink(folder.path("empty/images/a.jpg")));
        QVERIFY(writeCocoDataset(dataset, folder.path("deep/er"), {.images = ImageTransfer::none}, {}, {}));
        QVERIFY(!std::filesystem::exists(folder.path("deep/er/images")));
        QVERIFY(cocoLosses(dataset, {}).empty());
    }

    /// Ids that lead elsewhere stay in the folder.
    void namesThatLeadOut() {
        Json document = small();
        document["images"][0]["file_name"] = "../../a.jpg";
        document["images"][1]["file_name"] = "C:\\data\\..\\b.jpg";
        const AnnotationFolder folder = smallFolder(document);
        const Dataset dataset = readIn(folder);
        QCOMPARE(dataset.images[0].id, std::string("a"));
        QCOMPARE(dataset.images[1].id, std::string("data/b"));
        QVERIFY(dataset.images[0].image_exists && dataset.images[1].image_exists);
        Dataset odd = dataset;
        odd.images.change(0, [](ImageRecord& record) { record.id = "../../../x"; });
        odd.images.change(1, [](ImageRecord& record) { record.id = "/.hidden/y"; });
        QVERIFY(writeCocoDataset(odd, folder.path("out"), {}, {}, {}));
        QVERIFY(std::filesystem::exists(folder.path("out/images/x.jpg")));
        QVERIFY(std::filesystem::exists(folder.path("out/images/_hidden/y.jpg")));
    }
};

QTEST_APPLESS_MAIN(TestCoco)
#include "coco_test.moc"
