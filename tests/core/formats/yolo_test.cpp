// YOLO's label files: read in every layout, and written.
#include <QTest>
#include <algorithm>

#include "core/formats/yolo/simple_yaml.hpp"
#include "core/formats/yolo/yolo_reader.hpp"
#include "core/formats/yolo/yolo_writer.hpp"
#include "tests/support/annotation_folder.hpp"
#include "tests/support/message_of.hpp"
#include "tests/support/whole_files.hpp"

using namespace priorscope;
using fixture::AnnotationFolder;
using fixture::kinds;
using fixture::record;

namespace {

Dataset readIn(const AnnotationFolder& folder, const QString& below = {}, const ReadOptions& options = {}) {
    return *readDataset(folder.path(below), options);
}

/// images/train/a.jpg (100 x 50) with two objects, images/val/b.jpg (200 x 100) without labels.
AnnotationFolder small(const QByteArray& labels = "0 0.25 0.5 0.3 0.2\n1 0.5 0.5 1 1\n") {
    AnnotationFolder folder;
    folder.image("images/train/a.jpg", 100, 50);
    folder.image("images/val/b.jpg", 200, 100);
    folder.write("labels/train/a.txt", labels);
    folder.write("data.yaml",
                 "# a comment\npath: ../elsewhere  # not there\ntrain: images/train\nval: images/val\n"
                 "test:\n\nnames:\n  0: dog\n  1: 'cat''s'\n  2: \"owl\"\n");
    return folder;
}

}  // namespace

class TestYolo : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void ultralyticsFolders() {
        const AnnotationFolder folder = small();
        const Dataset dataset = readIn(folder);
        QCOMPARE(dataset.classes, (std::vector<std::string>{"dog", "cat's", "owl"}));
        QCOMPARE(dataset.splits.at("train"), (std::vector<std::size_t>{0}));
        QCOMPARE(dataset.splits.at("val"), (std::vector<std::size_t>{1}));
        const ImageRow a = record(dataset, "train/a");
        QCOMPARE(a.width, 100);
        QCOMPARE(a.objects.size(), std::size_t{2});
        QCOMPARE(a.objects[0].voc, (VocBox{11, 21, 40, 30}));  // centre (25, 25), 30 x 10
        QCOMPARE(a.objects[0].label, 1);
        QCOMPARE(a.objects[0].line, 1);
        QCOMPARE(a.objects[1].voc, (VocBox{1, 1, 100, 50}));
        QCOMPARE(QString::fromStdString(a.annotation_file.filename().string()), QString("a.txt"));
        QVERIFY(record(dataset, "val/b").objects.empty());  // background
        QVERIFY(dataset.issues.empty());
        QCOMPARE(readIn(folder, "data.yaml").images.size(), std::size_t{2});
        const Dataset one = readIn(folder, {}, {.split = "train"});
        QCOMPARE(one.images.size(), std::size_t{1});
        QVERIFY(messageOf([&] { readIn(folder, {}, {.split = "x"}); }).contains("val"));
    }

    void listsAndRoboflowsPaths() {
        AnnotationFolder folder;
        folder.image("train/images/a.jpg", 100, 50);
        folder.image("valid/images/a.jpg", 100, 50);
        folder.write("train/labels/a.txt", "0 0.25 0.5 0.3 0.2\n");
        folder.write("valid/labels/a.txt", "1 0.25 0.5 0.3 0.2\n");
        folder.write("data.yaml",
                     "train: ../train/images\nval: ../valid/images\nnc: 2\nnames: ['x y', 'z']\n");
        const Dataset dataset = readIn(folder);
        QCOMPARE(dataset.classes, (std::vector<std::string>{"x y", "z"}));
        QCOMPARE(record(dataset, "train/a").objects[0].label, 1);
        QCOMPARE(record(dataset, "valid/a").objects[0].label, 2);
        QCOMPARE(dataset.splits.at("val").size(), std::size_t{1});
        QVERIFY(dataset.issues.empty());

        AnnotationFolder lists;
        lists.image("images/a.jpg", 100, 50);
        lists.image("images/b.jpg", 100, 50);
        lists.write("labels/a.txt", "0 0.25 0.5 0.3 0.2\n");
        lists.write("labels/b.txt", "");
        lists.write("train.txt", "./images/a.jpg\n./images/b.jpg\r\n./images/a.jpg\n./images/c.jpg\n");
        lists.write("mini.txt", "images/b.jpg\n");
        lists.write("d.yml", "names: {0: dog}\ntrain: [train.txt]\nmini: mini.txt\n");
        const Dataset listed = readIn(lists);
        QCOMPARE(listed.splits.at("train").size(), std::size_t{2});
        QCOMPARE(listed.splits.at("mini").size(), std::size_t{1});
        QCOMPARE(kinds(listed), (std::vector<std::string>{"repeated-id", "missing-image"}));
        QCOMPARE(listed.issues[1].line, 4);
    }

    void darknetAndBareFolders() {
        AnnotationFolder darknet;
        darknet.image("obj_train_data/a.jpg", 100, 50);
        darknet.write("obj_train_data/a.txt", "1 0.25 0.5 0.3 0.2\n");
        darknet.write("obj.names", "helmet\nvest\n");
        darknet.write("train.txt", "data/obj_train_data/a.jpg\n");
        const Dataset first = readIn(darknet);
        QCOMPARE(first.classes, (std::vector<std::string>{"helmet", "vest"}));
        QCOMPARE(first.splits.at("train").size(), std::size_t{1});
        QCOMPARE(first.images.front().objects.front().label, 2);

        AnnotationFolder bare;
        bare.image("a.jpg", 100, 50);
        bare.image("b.jpg", 100, 50);
        bare.write("a.txt", "2 0.25 0.5 0.3 0.2\n");
        bare.write("b.txt", "0 0.25 0.5 0.3 0.2\n");
        bare.write("c.txt", "0 0.25 0.5 0.3 0.2\n");
        const Dataset numbered = readIn(bare);
        QCOMPARE(numbered.classes, (std::vector<std::string>{"0", "2"}));
        QCOMPARE(kinds(numbered), (std::vector<std::string>{"missing-image", "no-name"}));
        bare.write("classes.txt", "x\ny\nz\n\n");
        const Dataset named = readIn(bare);
        QCOMPARE(named.classes, (std::vector<std::string>{"x", "y", "z"}));
        QCOMPARE(named.images.size(), std::size_t{2});
    }

    void faults_data() {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<int>("objects");  // of the line
        const auto row = [](const char* name, const char* line, const char* kind, int objects) {
            QTest::newRow(name) << QByteArray(line) << QByteArray(kind) << objects;
        };
        row("class beyond the list", "3 0.5 0.5 0.1 0.1", "unknown-class", 0);
        row("negative class", "-1 0.5 0.5 0.1 0.1", "unknown-class", 0);
        row("half a class", "0.5 0.5 0.5 0.1 0.1", "unknown-class", 0);
        row("name for a class", "dog 0.5 0.5 0.1 0.1", "empty-box", 0);
        row("comma", "0 0,5 0.5 0.1 0.1", "empty-box", 0);
        row("nan", "0 nan 0.5 0.1 0.1", "empty-box", 0);
        row("too few", "0 0.5 0.5 0.1", "unusual-element", 0);
        row("no width", "0 0.5 0.5 0 0.1", "empty-box", 0);
        row("negative height", "0 0.5 0.5 0.1 -0.1", "empty-box", 0);
        row("pixels", "0 50 25 30 10", "outside", 0);
        row("beyond the edge", "0 0.9 0.5 0.4 0.2", "outside", 1);
        row("tiny", "0 0.5 0.5 0.01 0.2", "tiny-box", 1);
        row("polygon", "0 0.1 0.2 0.4 0.2 0.4 0.6", "unusual-element", 1);
        row("twice", "1 0.5 0.5 1 1", "repeated-object", 0);
    }
    void faults() {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, kind);
        QFETCH(int, objects);
        const AnnotationFolder folder = small("1 0.5 0.5 1 1\n\n" + line + "\n");
        const Dataset dataset = readIn(folder);
        QCOMPARE(kinds(dataset), (std::vector<std::string>{kind.toStdString()}));
        QCOMPARE(record(dataset, "train/a").objects.size(), static_cast<std::size_t>(1 + objects));
        const DatasetIssue& issue = dataset.issues.front();
        QCOMPARE(issue.file.filename().string(), std::string("a.txt"));
        QVERIFY(issue.line == 3 || issue.line == 0);
    }

    void polygonsAndKeypoints() {
        AnnotationFolder folder = small("0 0.1 0.2 0.4 0.2 0.4 0.6\n");
        QCOMPARE(record(readIn(folder), "train/a").objects[0].voc, (VocBox{11, 11, 40, 30}));
        folder.write("data.yaml", "train: images/train\nkpt_shape: [1, 2]\nnames: [dog]\n");
        folder.write("labels/train/a.txt", "0 0.25 0.5 0.3 0.2 0.9 0.9\n");
        const Dataset dataset = readIn(folder);
        QCOMPARE(record(dataset, "train/a").objects[0].voc, (VocBox{11, 21, 40, 30}));
        folder.write("labels/train/a.txt", QByteArray("0 0.25\0 0.5", 11));
        QVERIFY(!kinds(readIn(folder)).empty());
    }

    void placesThatAreNotThere() {
        AnnotationFolder folder = small();
        folder.write("data.yaml", "train: images/train\nval: images/gone\nnames: [dog, cat]\n");
        folder.write("labels/val/z.txt", "0 0.5 0.5 0.5 0.5\n");
        const Dataset dataset = readIn(folder);
        QCOMPARE(kinds(dataset),
                 (std::vector<std::string>{"bad-list", "missing-annotation", "missing-image"}));
        QVERIFY(dataset.splits.at("val").empty());
        AnnotationFolder none;
        none.write("data.yaml", "train: images\nnames: [dog]\n");
        QVERIFY(messageOf([&] { readIn(none); }).contains("none of its images is there"));
    }

    /// Ultralytics and OpenCV turn pictures as EXIF says.
    void imagesThatExifTurns() {
        AnnotationFolder folder = small("0 0.25 0.5 0.3 0.2\n");
        folder.turnedImage("images/train/a.jpg", 50, 100, 6);
        const Dataset dataset = readIn(folder);
        QCOMPARE(record(dataset, "train/a").orientation, 6);
        QCOMPARE(record(dataset, "train/a").objects[0].voc, (VocBox{11, 21, 40, 30}));
        QCOMPARE(kinds(dataset), (std::vector<std::string>{"orientation"}));
        // VOC's boxes refer to the pixels as stored: written, they are turned; read back, they are the same.
        AnnotationFolder voc;
        voc.turnedImage("JPEGImages/a.jpg", 200, 100, 6);
        voc.xml("a", fixture::size(200, 100) + fixture::object("cat", "11 21 40 30"));
        QVERIFY(writeYoloDataset(voc.read(), voc.path("yolo"), {}, {}, {}));
        QCOMPARE(bytesOf(QString::fromStdString(voc.path("yolo/labels/a.txt"))),
                 QByteArray("0 0.7500000000 0.1250000000 0.1000000000 0.1500000000\n"));
        const Dataset again = readIn(voc, "yolo");
        QVERIFY(writableFormat("voc").write(again, voc.path("voc"), {}, {}, {}));
        QCOMPARE(record(readIn(voc, "voc"), "a").objects[0].voc, (VocBox{11, 21, 40, 30}));
    }

    void whereverItIsCutOff() {
        AnnotationFolder folder = small();
        const QByteArray labels = bytesOf(QString::fromStdString(folder.path("labels/train/a.txt")));
        for (qsizetype size = 0; size < labels.size(); ++size) {
            folder.write("labels/train/a.txt", labels.left(size));
            QCOMPARE(readIn(folder).images.size(), std::size_t{2});
        }
        const QByteArray yaml = bytesOf(QString::fromStdString(folder.path("data.yaml")));
        for (qsizetype size = 0; size < yaml.size(); ++size) {
            folder.write("data.yaml", yaml.left(size));
            const QString message = messageOf([&] { QVERIFY(!readIn(folder).images.empty()); });
            QVERIFY(message.isEmpty() || message.size() > 20);
        }
    }

    void yaml() {
        const auto keys = yamlKeys(
            "a: 'it''s' # no\nb: \"x\\\"y\"\nlist:\n- one\n- \"two, 2\"\nflow: [a, 'b, c',\n  d]\n"
            "map:\n  0: x\n  1: y: z\n  deep:\n    k: v\nurl: http://x.y/z#w\nblock: |\n  t: u\nlast: {0: "
            "p}");
        QCOMPARE(keys.at("a").text, std::string("it's"));
        QCOMPARE(keys.at("b").text, std::string("x\"y"));
        QCOMPARE(keys.at("list").items, (std::vector<std::string>{"one", "two, 2"}));
        QCOMPARE(keys.at("flow").items, (std::vector<std::string>{"a", "b, c", "d"}));
        QCOMPARE(keys.at("map").entries.size(), std::size_t{3});
        QCOMPARE(keys.at("map").entries[1].second, std::string("y: z"));
        QCOMPARE(keys.at("url").text, std::string("http://x.y/z#w"));
        QVERIFY(!keys.contains("t"));
        QCOMPARE(keys.at("last").entries.front().second, std::string("p"));
        QVERIFY(yamlKeys("[{:'\"\n- \n:\n").empty());
    }

    void written() {
        AnnotationFolder folder;
        folder.image("JPEGImages/a.jpg", 500, 375);
        folder.image("JPEGImages/b.jpg", 333, 500);
        folder.xml("a", fixture::size(500, 375) +
                            fixture::object("cat", "48 240 195 371", "<difficult>1</difficult>"));
        folder.xml("b", fixture::size(333, 500) + fixture::object("dog: \"x\"", "1 1 333 500"));
        folder.write("ImageSets/Main/train.txt", "a\n");
        folder.write("ImageSets/Main/val.txt", "b\n");
        const Dataset dataset = folder.read();
        QVERIFY(writeYoloDataset(dataset, folder.path("out"), {}, {}, {}));
        QCOMPARE(bytesOf(QString::fromStdString(folder.path("out/data.yaml"))),
                 QByteArray("\"train\": \"images/train\"\n\"val\": \"images/val\"\nnc: 2\nnames:\n  0: "
                            "\"cat\"\n  1: \"dog: "
                            "\\\"x\\\"\"\n"));
        // ((48 - 1 + 195) / 2 / 500, (240 - 1 + 371) / 2 / 375, 148 / 500, 132 / 375)
        QCOMPARE(bytesOf(QString::fromStdString(folder.path("out/labels/train/a.txt"))),
                 QByteArray("0 0.2420000000 0.8133333333 0.2960000000 0.3520000000\n"));
        const Dataset again = readIn(folder, "out");
        QCOMPARE(again.classes, dataset.classes);
        QCOMPARE(record(again, "train/a").objects[0].voc, (VocBox{48, 240, 195, 371}));
        QVERIFY(again.issues.empty());
        const std::vector<Sentence> losses = yoloLosses(dataset, {});
        QCOMPARE(losses.size(), std::size_t{1});
        QVERIFY(losses[0].text().find("Difficult objects: 1. YOLO") == 0);

        folder.write("ImageSets/Main/val.txt", "a\nb\n");  // several splits for an image: lists
        QVERIFY(writeYoloDataset(folder.read(), folder.path("lists"), {}, {}, {}));
        QCOMPARE(bytesOf(QString::fromStdString(folder.path("lists/val.txt"))),
                 QByteArray("./images/a.jpg\n./images/b.jpg\n"));
        const Dataset lists = readIn(folder, "lists");
        QCOMPARE(lists.splits.at("val").size(), std::size_t{2});
        QCOMPARE(record(lists, "a").objects[0].voc, (VocBox{48, 240, 195, 371}));
        QVERIFY(writeYoloDataset(folder.read(), folder.path("one"), {.split = "train"}, {}, {}));
        QCOMPARE(readIn(folder, "one").images.size(), std::size_t{1});
    }

    /// Readers refuse fractions beyond 1: a box ends at the image's edges, and one wholly outside is left
    /// out.
    void boxesOutsideAreWrittenAsTheirPartInside() {
        fixture::AnnotationFolder voc;
        voc.xml("a", fixture::size(100, 50) + fixture::object("cat", "-4 5 20 999") +
                         fixture::object("cat", "120 60 140 80") + fixture::object("cat", "1 1 9 9"));
        voc.image("JPEGImages/a.jpg");
        const Dataset dataset = voc.read();
        const auto& yolo = writableFormat("yolo");
        const std::vector<Sentence> losses = yolo.losses(dataset, {});
        QVERIFY(std::any_of(losses.begin(), losses.end(), [](const Sentence& loss) {
            return loss.text().find("out of their image: 2") != std::string::npos;
        }));
        const QTemporaryDir folder;
        const std::string out = folder.filePath("out").toStdString();
        QVERIFY(yolo.write(dataset, out, {}, {}, {}));
        const auto back = readDataset(out);
        QVERIFY(back->issues.empty());
        QCOMPARE(back->images[0].objects.size(), std::size_t{2});
        QCOMPARE(back->images[0].objects[0].voc, (VocBox{1, 5, 20, 50}));
        QCOMPARE(back->images[0].objects[1].voc, (VocBox{1, 1, 9, 9}));
    }
};

QTEST_APPLESS_MAIN(TestYolo)
#include "yolo_test.moc"
