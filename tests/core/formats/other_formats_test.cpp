// CVAT, LabelMe and Open Images: read with their faults, and written.
#include <QTest>
#include <algorithm>
#include <cmath>

#include "core/formats/dataset_format.hpp"
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

QByteArray cvat(const QByteArray& images) {
    return "<?xml version=\"1.0\" "
           "encoding=\"utf-8\"?>\n<annotations>\n<version>1.1</version>\n<meta><task><labels>\n"
           "<label><name>dog</name></label><label><name>cat</name></label><label><name>owl</name></label>\n"
           "</labels></task></meta>\n" +
           images + "</annotations>\n";
}

/// An image of 100 x 50 on line 7, whose first shape stands on line 8.
QByteArray cvatImage(const QByteArray& shapes, const QByteArray& more = {}) {
    return "<image id=\"0\" name=\"a.jpg\" width=\"100\" height=\"50\"" + more + ">\n" + shapes +
           "</image>\n";
}

QByteArray labelme(const QByteArray& shapes, const QByteArray& image = "a.jpg") {
    return "{\"version\": \"5.0.1\", \"flags\": {}, \"shapes\": [" + shapes + "], \"imagePath\": \"" + image +
           "\", \"imageData\": null, \"imageHeight\": 50, \"imageWidth\": 100}";
}

QByteArray shape(const QByteArray& label, const QByteArray& type, const QByteArray& points,
                 const QByteArray& more = {}) {
    return "{\"label\": \"" + label + "\", \"points\": " + points + ", \"shape_type\": \"" + type + "\"" +
           more + "}";
}

constexpr const char* kHeader =
    "ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,IsOccluded,IsTruncated,IsGroupOf,IsDepiction,"
    "IsInside\n";

AnnotationFolder openImages(const QByteArray& rows) {
    AnnotationFolder folder;
    folder.image("train/a.jpg", 100, 50);
    folder.write("class-descriptions-boxable.csv", "/m/01,Dog\n/m/02,\"Cat, wild\"\n/m/03,Owl\n");
    folder.write("train-annotations-bbox.csv", kHeader + rows);
    return folder;
}

constexpr const char* kRow = "a,xclick,/m/02,1,0.1,0.4,0.4,0.6,1,0,0,0,0\n";

}  // namespace

class TestOtherFormats : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void cvatsBoxes() {
        AnnotationFolder folder;
        folder.image("images/a.jpg", 100, 50);
        folder.image("images/train/b.jpg", 200, 100);
        folder.write(
            "annotations.xml",
            cvat(cvatImage("<box label=\"cat\" occluded=\"1\" xtl=\"10.00\" ytl=\"20.00\" xbr=\"40.00\" "
                           "ybr=\"30.00\" z_order=\"0\">\n<attribute name=\"difficult\">true</attribute>"
                           "<attribute name=\"pose\">Left</attribute></box>\n") +
                 "<image id=\"1\" name=\"b.jpg\" subset=\"train\" width=\"200\" height=\"100\">\n"
                 "<box label=\"dog\" xtl=\"0\" ytl=\"0\" xbr=\"200\" ybr=\"100\"/>\n</image>\n"));
        const Dataset dataset = readIn(folder);
        QCOMPARE(dataset.classes, (std::vector<std::string>{"dog", "cat", "owl"}));
        const Annotation& cat = record(dataset, "a").objects.front();
        QCOMPARE(cat.voc, (VocBox{11, 21, 40, 30}));
        QVERIFY(cat.difficult && cat.occluded && !cat.truncated);
        QCOMPARE(cat.pose.text(), std::string("Left"));
        QCOMPARE(cat.line, 8);
        QCOMPARE(dataset.splits.at("train"), (std::vector<std::size_t>{1}));
        QVERIFY(record(dataset, "b").image_exists);
        QVERIFY(dataset.issues.empty());
        QCOMPARE(readIn(folder, "annotations.xml").images.size(), std::size_t{2});
    }

    void cvatsFaults_data() {
        QTest::addColumn<QByteArray>("shape");
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<QString>("box");  // "xmin ymin xmax ymax", 1-based; empty: left out
        const auto row = [](const char* name, const char* shape, const char* kind, const char* box) {
            QTest::newRow(name) << QByteArray(shape) << QByteArray(kind) << QString(box);
        };
        row("polygon", R"(<polygon label="cat" points="10,20;40,25;30,30"/>)", "unusual-element",
            "11 21 40 30");
        row("polyline", R"(<polyline label="cat" points="10,20;40,30"/>)", "unusual-element", "11 21 40 30");
        row("ellipse", R"(<ellipse label="cat" cx="25" cy="25" rx="15" ry="5"/>)", "unusual-element",
            "11 21 40 30");
        row("turned ellipse", R"(<ellipse label="cat" cx="25" cy="25" rx="5" ry="15" rotation="90"/>)",
            "unusual-element", "11 21 40 30");
        row("turned box", R"(<box label="cat" xtl="20" ytl="10" xbr="30" ybr="40" rotation="90"/>)",
            "unusual-element", "11 21 40 30");
        row("mask", R"(<mask label="cat" rle="1" left="10" top="20" width="30" height="10"/>)",
            "unusual-element", "11 21 40 30");
        row("points", R"(<points label="cat" points="10,20"/>)", "unusual-element", "");
        row("tag", R"(<tag label="cat"/>)", "unusual-element", "");
        row("no label", R"(<box xtl="10" ytl="20" xbr="40" ybr="30"/>)", "no-name", "");
        row("no number", R"(<box label="cat" xtl="x" ytl="20" xbr="40" ybr="30"/>)", "empty-box", "");
        row("inverted", R"(<box label="cat" xtl="40" ytl="20" xbr="10" ybr="30"/>)", "empty-box", "");
        row("bad polygon", R"(<polygon label="cat" points="10;20"/>)", "empty-box", "");
        row("outside", R"(<box label="cat" xtl="10" ytl="20" xbr="140" ybr="30"/>)", "outside",
            "11 21 140 30");
        row("label not in meta", R"(<box label="cow" xtl="10" ytl="20" xbr="40" ybr="30"/>)", "unknown-class",
            "");
    }
    void cvatsFaults() {
        QFETCH(QByteArray, shape);
        QFETCH(QByteArray, kind);
        QFETCH(QString, box);
        AnnotationFolder folder;
        folder.image("images/a.jpg", 100, 50);
        folder.write(
            "annotations.xml",
            cvat(cvatImage(shape + "\n<box label=\"dog\" xtl=\"1\" ytl=\"1\" xbr=\"9\" ybr=\"9\"/>\n")));
        const Dataset dataset = readIn(folder);
        const std::vector<std::string> found = kinds(dataset);
        QCOMPARE(found, (std::vector<std::string>{kind.toStdString()}));
        const std::span<const Annotation> objects = record(dataset, "a").objects;
        QCOMPARE(objects.size(), std::size_t{box.isEmpty() ? 1U : 2U});
        if (!box.isEmpty()) {
            const VocBox& read = objects.front().voc;
            const QStringList edges = box.split(' ');
            const double expected[]{edges[0].toDouble(), edges[1].toDouble(), edges[2].toDouble(),
                                    edges[3].toDouble()};
            const double actual[]{read.xmin, read.ymin, read.xmax, read.ymax};
            for (int i = 0; i < 4; ++i) {
                QVERIFY(std::abs(expected[i] - actual[i]) < 1e-9);
            }
        }
    }

    void cvatsOtherFaults() {
        AnnotationFolder folder;
        folder.image("images/a.jpg", 100, 50);
        folder.image("images/z.jpg", 100, 50);
        folder.write("annotations.xml", cvat(cvatImage("") + cvatImage("") +
                                             "<image id=\"2\" width=\"1\" height=\"1\"/>\n"
                                             "<image id=\"3\" name=\"c.jpg\" width=\"10\" height=\"10\"/>\n"
                                             "<track id=\"0\" label=\"dog\"/>\n"));
        std::vector<std::string> found = kinds(readIn(folder));
        std::sort(found.begin(), found.end());
        QCOMPARE(found, (std::vector<std::string>{"missing-annotation", "missing-image", "missing-image",
                                                  "repeated-id", "unusual-element"}));
        folder.write("annotations.xml",
                     cvat(cvatImage("", " subset=\"x\"")).replace("width=\"100\"", "width=\"300\""));
        found = kinds(readIn(folder));
        QVERIFY(std::find(found.begin(), found.end(), "wrong-size") != found.end());
    }

    void labelmesShapes() {
        AnnotationFolder folder;
        folder.image("train/a.jpg", 100, 50);
        folder.image("val/b.jpg", 100, 50);
        folder.write("train/a.json",
                     labelme(shape("cat", "rectangle", "[[40, 30], [10, 20]]",
                                   ", \"flags\": {\"difficult\": true, \"occluded\": false}, \"pose\": "
                                   "\"Left\"") +
                             "," + shape("dog", "rectangle", "[[0, 0], [100, 50]]")));
        folder.write("val/b.json", labelme("", "b.jpg"));
        const Dataset dataset = readIn(folder);
        QCOMPARE(dataset.classes, (std::vector<std::string>{"cat", "dog"}));
        const ImageRow a = record(dataset, "train/a");
        QCOMPARE(a.objects[0].voc, (VocBox{11, 21, 40, 30}));
        QVERIFY(a.objects[0].difficult && !a.objects[0].occluded);
        QCOMPARE(a.objects[0].pose.text(), std::string("Left"));
        QCOMPARE(a.annotation_file.filename().string(), std::string("a.json"));
        QCOMPARE(dataset.splits.at("val"), (std::vector<std::size_t>{1}));
        QVERIFY(dataset.issues.empty());
    }

    void labelmesFaults_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<int>("objects");
        const auto row = [](const char* name, const QByteArray& json, const char* kind, int objects) {
            QTest::newRow(name) << json << QByteArray(kind) << objects;
        };
        row("polygon", labelme(shape("cat", "polygon", "[[10, 20], [40, 20], [10, 30]]")), "unusual-element",
            1);
        row("circle", labelme(shape("cat", "circle", "[[25, 25], [30, 25]]")), "unusual-element", 1);
        row("point", labelme(shape("cat", "point", "[[25, 25]]")), "unusual-element", 0);
        row("no label", labelme(shape("", "rectangle", "[[10, 20], [40, 30]]")), "no-name", 0);
        row("no area", labelme(shape("cat", "rectangle", "[[10, 20], [40, 20]]")), "empty-box", 0);
        row("texts", labelme(shape("cat", "rectangle", "[[\"10\", 20], [40, 30]]")), "empty-box", 0);
        row("NaN", labelme(shape("cat", "rectangle", "[[NaN, 20], [40, 30]]")), "empty-box", 0);
        row("crowd",
            labelme(shape("cat", "rectangle", "[[10, 20], [40, 30]]", ", \"flags\": {\"iscrowd\": true}")),
            "unusual-element", 1);
        row("wrong size",
            labelme(shape("cat", "rectangle", "[[10, 20], [40, 30]]"))
                .replace("\"imageWidth\": 100", "\"imageWidth\": 300"),
            "wrong-size", 1);
        row("no size",
            labelme(shape("cat", "rectangle", "[[10, 20], [40, 30]]")).replace("imageWidth", "width"),
            "no-size", 1);
        row("another's image", labelme(shape("cat", "rectangle", "[[10, 20], [40, 30]]"), "b.jpg"),
            "wrong-name", 1);
        row("Windows",
            labelme(shape("cat", "rectangle", "[[10, 20], [40, 30]]"), "..\\\\\\\\x\\\\\\\\gone.png"),
            "wrong-name", 1);
        row("not JSON", "{\"shapes\": [", "cut-off", -1);
        row("no shapes", "{\"version\": \"\\\"shapes\\\"\", \"shapes\": 3}", "unusual-element", -1);
    }
    void labelmesFaults() {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, kind);
        QFETCH(int, objects);
        AnnotationFolder folder;
        folder.image("a.jpg", 100, 50);
        folder.image("b.jpg", 100, 50);
        folder.write("a.json", json);
        folder.write("b.json", labelme("", "b.jpg"));
        const Dataset dataset = readIn(folder);
        QVERIFY2(!dataset.issues.empty() && kinds(dataset).front() == kind.toStdString(),
                 kinds(dataset).empty() ? "none" : kinds(dataset).front().c_str());
        QCOMPARE(dataset.images.size(), std::size_t{objects < 0 ? 1U : 2U});
        if (objects >= 0) {
            QCOMPARE(record(dataset, "a").objects.size(), static_cast<std::size_t>(objects));
        }
    }

    /// CVAT and LabelMe show pictures as EXIF says: where the size fits both ways, boxes refer to that.
    void imagesThatExifTurns() {
        AnnotationFolder quarter;
        quarter.turnedImage("a.jpg", 50, 100, 6);
        quarter.write("a.json", labelme(shape("cat", "rectangle", "[[10, 20], [40, 30]]")));
        QCOMPARE(record(readIn(quarter), "a").orientation, 6);
        AnnotationFolder half;
        half.turnedImage("a.jpg", 100, 50, 3);
        half.write("annotations.xml",
                   cvat(cvatImage("<box label=\"cat\" xtl=\"10\" ytl=\"20\" xbr=\"40\" ybr=\"30\"/>\n")));
        const Dataset dataset = readIn(half);
        QCOMPARE(record(dataset, "a").orientation, 3);
        QCOMPARE(kinds(dataset), (std::vector<std::string>{"orientation"}));
        // Written for programs that read pixels as stored, the box is where they find it.
        QVERIFY(writableFormat("coco").write(dataset, half.path("coco"), {}, {}, {}));
        const Dataset stored = readIn(half, "coco");
        QCOMPARE(record(stored, "a").orientation, 1);
        QCOMPARE(record(stored, "a").objects[0].voc, (VocBox{61, 21, 90, 30}));
    }

    void openImagesRows() {
        AnnotationFolder folder = openImages(QByteArray(kRow) + "a,xclick,/m/01,1,0,1,0,1,0,1,1,0,0\n");
        folder.image("train/b.jpg", 10, 10);
        folder.write("train-images.csv", "ImageID,Subset,Rotation\na,train,\nb,train,0.0\n");
        const Dataset dataset = readIn(folder);
        QCOMPARE(dataset.classes, (std::vector<std::string>{"Cat, wild", "Dog"}));
        QCOMPARE(dataset.splits.at("train").size(), std::size_t{2});
        const ImageRow a = record(dataset, "a");
        QCOMPARE(a.objects[0].voc, (VocBox{11, 21, 40, 30}));
        QCOMPARE(a.objects[0].line, 2);
        QVERIFY(a.objects[0].occluded && !a.objects[0].truncated && !a.objects[0].difficult);
        QVERIFY(a.objects[1].crowd && a.objects[1].difficult && a.objects[1].truncated);
        QVERIFY(record(dataset, "b").objects.empty());
        QCOMPARE(kinds(dataset), (std::vector<std::string>{"unusual-element"}));
        QCOMPARE(readIn(folder, "train-annotations-bbox.csv").images.size(), std::size_t{2});
    }

    void openImagesFaults_data() {
        QTest::addColumn<QByteArray>("row");
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<int>("objects");
        const auto row = [](const char* name, const char* text, const char* kind, int objects) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(kind) << objects;
        };
        row("few cells", "a,xclick,/m/02,1,0.1\n", "cut-off", 0);
        row("no id", ",xclick,/m/02,1,0.1,0.4,0.4,0.6,0,0,0,0,0\n", "cut-off", 0);
        row("no number", "a,xclick,/m/02,1,x,0.4,0.4,0.6,0,0,0,0,0\n", "empty-box", 0);
        row("inverted", "a,xclick,/m/02,1,0.5,0.4,0.4,0.6,0,0,0,0,0\n", "empty-box", 0);
        row("pixels", "a,xclick,/m/02,1,10,40,20,30,0,0,0,0,0\n", "outside", 0);
        row("outside", "a,xclick,/m/02,1,0.5,1.4,0.4,0.6,0,0,0,0,0\n", "outside", 1);
        row("no label", "a,xclick,,1,0.1,0.4,0.4,0.6,0,0,0,0,0\n", "no-name", 0);
        row("not described", "a,xclick,/m/09,1,0.1,0.4,0.4,0.6,0,0,0,0,0\n", "no-name", 1);
        row("no image", "q,xclick,/m/02,1,0.1,0.4,0.4,0.6,0,0,0,0,0\n", "missing-image", 0);
    }
    void openImagesFaults() {
        QFETCH(QByteArray, row);
        QFETCH(QByteArray, kind);
        QFETCH(int, objects);
        const Dataset dataset = readIn(openImages(kRow + row));
        QCOMPARE(kinds(dataset), (std::vector<std::string>{kind.toStdString()}));
        QCOMPARE(dataset.images.size(), std::size_t{1});
        QCOMPARE(dataset.images.front().objects.size(), static_cast<std::size_t>(1 + objects));
    }

    void whereverTheyAreCutOff_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("CVAT")
            << "annotations.xml"
            << cvat(cvatImage("<box label=\"cat\" xtl=\"10\" ytl=\"20\" xbr=\"40\" ybr=\"30\"/>\n") +
                    cvatImage("<polygon label=\"cat\" points=\"10,20;40,25;30,30\"/>\n"));
        QTest::newRow("LabelMe") << "a.json" << labelme(shape("cat", "rectangle", "[[10, 20], [40, 30]]"));
        QTest::newRow("Open Images") << "a-annotations-bbox.csv" << kHeader + QByteArray(kRow);
    }
    void whereverTheyAreCutOff() {
        QFETCH(QString, file);
        QFETCH(QByteArray, text);
        AnnotationFolder folder;
        folder.image("a.jpg", 100, 50);
        for (qsizetype size = 0; size < text.size(); ++size) {
            folder.write(file, text.left(size));
            const QString message = messageOf([&] { readDataset(folder.path()); });
            QVERIFY2(message.isEmpty() || message.size() > 20, qPrintable(message));
        }
    }

    /// Everything that a format has a place for comes back from it, and the rest is named.
    void written_data() {
        QTest::addColumn<QString>("format");
        QTest::addColumn<bool>("difficult");
        QTest::addColumn<bool>("pose");
        QTest::addColumn<bool>("crowd");
        QTest::addColumn<bool>("marks");
        QTest::addColumn<int>("losses");
        QTest::newRow("COCO") << "coco" << true << true << true << true << 0;
        QTest::newRow("CVAT") << "cvat" << true << true << true << true << 0;
        QTest::newRow("LabelMe") << "labelme" << true << true << true << true << 0;
        QTest::newRow("Open Images") << "openimages" << false << false << true << true << 2;
        QTest::newRow("VOC") << "voc" << true << true << false << true << 1;
        QTest::newRow("YOLO") << "yolo" << false << false << false << false << 5;
    }
    void written() {
        QFETCH(QString, format);
        QFETCH(bool, difficult);
        QFETCH(bool, pose);
        QFETCH(bool, crowd);
        QFETCH(bool, marks);
        QFETCH(int, losses);
        AnnotationFolder folder;
        folder.image("JPEGImages/a.jpg", 100, 50);
        folder.image("JPEGImages/b.png", 30, 40);
        folder.xml("a",
                   fixture::size(100, 50) +
                       fixture::object("cat &amp; &lt;dog>", "11 21 40 30",
                                       "<difficult>1</difficult><pose>Left</pose><truncated>1</truncated>"
                                       "<occluded>1</occluded>") +
                       fixture::object("owl", "1 1 100 50"));
        folder.xml("b", fixture::size(30, 40));
        folder.write("ImageSets/Main/train.txt", "a\n");
        folder.write("ImageSets/Main/val.txt", "b\n");
        Dataset source = folder.read();
        source.images.change(
            0, [](ImageRecord& record) { record.objects[1].crowd = record.objects[1].difficult = true; });
        const DatasetFormat& to = writableFormat(format.toStdString());
        const std::filesystem::path out = folder.path("out");
        QCOMPARE(to.losses(source, {}).size(), static_cast<std::size_t>(losses));
        QVERIFY(to.write(source, out, {}, {}, {}));
        QVERIFY(to.recognises(out));
        const Dataset back = *readDataset(out);
        QCOMPARE(back.classes.size(), source.classes.size());
        QCOMPARE(back.splits.at("train").size(), std::size_t{1});
        QCOMPARE(back.splits.at("val").size(), std::size_t{1});
        const ImageRow a = back.images[back.splits.at("train").front()];
        QVERIFY(a.image_exists && back.images[back.splits.at("val").front()].image_exists);
        QVERIFY(back.images[back.splits.at("val").front()].objects.empty());
        QCOMPARE(a.objects.size(), std::size_t{format == "yolo" ? 1U : 2U});
        QCOMPARE(a.objects[0].voc, (VocBox{11, 21, 40, 30}));
        QCOMPARE(back.className(a.objects[0].label), std::string("cat & <dog>"));
        QCOMPARE(a.objects[0].difficult, difficult);
        QCOMPARE(a.objects[0].pose.text(), std::string(pose ? "Left" : ""));
        QCOMPARE(a.objects[0].truncated, marks);
        QCOMPARE(a.objects[0].occluded, marks);
        QVERIFY(!a.objects[0].crowd);
        QCOMPARE(a.objects.back().crowd, crowd);
        for (const std::string& kind : kinds(back)) {
            QCOMPARE(kind, std::string("unusual-element"));  // the crowd
        }
        QVERIFY(messageOf([&] { to.write(source, out, {}, {}, {}); }).contains("nothing is overwritten"));
    }
};

QTEST_APPLESS_MAIN(TestOtherFormats)
#include "other_formats_test.moc"
