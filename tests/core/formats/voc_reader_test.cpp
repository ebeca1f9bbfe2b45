#include "core/formats/voc/voc_reader.hpp"

#include <sys/stat.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>

#include "core/base/error.hpp"
#include "core/dataset/issue_kind.hpp"
#include "core/dataset/statistics.hpp"
#include "core/image/image.hpp"
#include "tests/support/annotation_folder.hpp"
#include "tests/support/real_data.hpp"

using namespace priorscope;
using namespace priorscope::fixture;

namespace {

const QByteArray kSize = size(100, 50);

using Names = std::vector<std::string>;

/// Images a, b and c with one dog each.
AnnotationFolder threeDogs() {
    AnnotationFolder folder;
    for (const char* id : {"a", "b", "c"}) {
        folder.image(QStringLiteral("JPEGImages/%1.jpg").arg(id));
        folder.xml(id, kSize + object("dog", "1 1 9 9"));
    }
    return folder;
}

}  // namespace

class VocReaderTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void readsEveryField() {
        AnnotationFolder folder;
        folder.image("JPEGImages/a.jpg");
        folder.xml("a", "<filename>a.jpg</filename>" + kSize +
                            object("dog", "1 1 100 50",
                                   "<pose>Left</pose><truncated>1</truncated><difficult>0</difficult>") +
                            object("cat", "11.5 6 20 25", "<occluded>1</occluded><difficult>1</difficult>"));
        const Dataset dataset = folder.read();
        QCOMPARE(dataset.images.size(), std::size_t{1});
        QVERIFY(dataset.issues.empty());
        QCOMPARE(dataset.classes, (Names{"cat", "dog"}));
        const ImageRow image = dataset.images[0];
        QVERIFY(image.image_exists && image.width == 100 && image.height == 50);
        const Annotation& dog = image.objects[0];
        QCOMPARE(dataset.className(dog.label), std::string("dog"));
        QCOMPARE(dog.box, (Box{0, 0, 1, 1}));
        QVERIFY(dog.truncated && !dog.difficult && !dog.occluded && dog.pose == "Left");
        QCOMPARE(dog.line, 3);
        const Annotation& cat = image.objects[1];
        QVERIFY(cat.difficult && cat.occluded && !cat.truncated);
        QCOMPARE(cat.voc.xmin, 11.5);
        QVERIFY(std::abs(cat.box.x_min - 0.105F) < 1e-6F && std::abs(cat.box.y_max - 0.5F) < 1e-6F);
        QCOMPARE(cat.line, 7);
    }

    void zeroBasedBoxes() {
        AnnotationFolder folder;
        folder.image("JPEGImages/a.jpg");
        folder.xml("a", kSize + object("dog", "0 0 99 49"));
        const Dataset dataset = folder.read({.zero_based = true});
        QVERIFY(dataset.issues.empty());
        QCOMPARE(dataset.images[0].objects[0].box, (Box{0, 0, 1, 1}));
        QCOMPARE(dataset.images[0].objects[0].voc.xmax, 99.0);
        QCOMPARE(kinds(folder.read()), (Names{"outside"}));
    }

    void classListFromTheData() {
        AnnotationFolder folder;
        folder.image("JPEGImages/a.jpg");
        folder.xml("a", kSize + object("zebra", "1 1 9 9") + object("a &amp; b", "1 1 9 9") +
                            object("dog", "1 1 9 9") + object("zebra", "1 1 8 9"));
        const Dataset dataset = folder.read();
        QCOMPARE(dataset.classes, (Names{"a & b", "dog", "zebra"}));
        QCOMPARE(dataset.images[0].objects[0].label, 3);
        const Dataset fixed = folder.read({.classes = {"zebra", "dog"}});
        QCOMPARE(fixed.images[0].objects.size(), std::size_t{3});
        QCOMPARE(fixed.images[0].objects[0].label, 1);
        QCOMPARE(kinds(fixed), (Names{"unknown-class"}));
    }

    void oneObjectIsOneNameAndOneBox() {
        AnnotationFolder folder;
        folder.image("JPEGImages/a.jpg");
        const QByteArray box = "<bndbox><xmin>1</xmin><ymin>1</ymin><xmax>20</xmax><ymax>20</ymax></bndbox>";
        const QByteArray other =
            "<bndbox><xmin>30</xmin><ymin>1</ymin><xmax>50</xmax><ymax>20</ymax></bndbox>";
        folder.xml("a", kSize + "<object><name>car</name>" + box + "<name>bus</name>" + other + "</object>");
        Dataset dataset = folder.read();
        QCOMPARE(kinds(dataset), (Names{"several-boxes"}));
        QCOMPARE(dataset.images[0].objects.size(), std::size_t{2});
        QCOMPARE(dataset.className(dataset.images[0].objects[1].label), std::string("bus"));
        folder.xml("a", kSize + "<object><name>car</name><name>bus</name>" + box + "</object>");
        QCOMPARE(kinds(folder.read()), (Names{"several-boxes"}));
        QByteArray twice = box;
        twice.insert(box.size() - 9, "<xmin>30</xmin><ymin>1</ymin><xmax>50</xmax><ymax>20</ymax>");
        folder.xml("a", kSize + "<object><name>car</name>" + twice + "</object>");
        QCOMPARE(kinds(folder.read()), (Names{"several-boxes"}));
    }

    void flagsMayBeAttributesAndWords() {
        AnnotationFolder folder;
        folder.image("JPEGImages/a.jpg");
        folder.xml("a", kSize + "<object name='car' difficult='1' xmin='1' ymin='1' xmax='9' ymax='9'/>" +
                            object("car", "1 1 20 20", "<difficult>Y</difficult>") +
                            object("car", "1 1 30 20", "<difficult>N</difficult>") +
                            object("car", "1 1 40 20", "<difficult value='1'/>") +
                            object("car", "1 1 50 20", "<difficult/>"));
        const Dataset dataset = folder.read();
        QVERIFY(dataset.images[0].objects[0].difficult && dataset.images[0].objects[1].difficult);
        QVERIFY(!dataset.images[0].objects[2].difficult && dataset.images[0].objects[3].difficult);
        QVERIFY(!dataset.images[0].objects[4].difficult);
    }

    void objectsBehindTheAnnotationAreRead() {
        AnnotationFolder folder;
        folder.image("JPEGImages/a.jpg");
        folder.write("Annotations/a.xml", annotation(kSize) + object("car", "1 1 20 20"));
        const Dataset dataset = folder.read();
        QCOMPARE(kinds(dataset), (Names{"unusual-element"}));
        QCOMPARE(dataset.images[0].objects.size(), std::size_t{1});
    }

    void entitiesThatNobodyKnowsAreTold() {
        AnnotationFolder folder;
        folder.image("JPEGImages/a.jpg");
        folder.xml("a", kSize + object("&c;", "1 1 20 20") + object("R&D", "1 1 30 20"));
        QCOMPARE(kinds(folder.read()), (Names{"unusual-element"}));
    }

    /// An image of another split is a different image, whatever its name.
    void anImageOfAnotherSplitIsNotTaken() {
        AnnotationFolder folder;
        folder.write("train/labels/1.xml", annotation(kSize + object("car", "1 1 20 20")));
        folder.write("valid/labels/2.xml", annotation(kSize + object("car", "1 1 20 20")));
        folder.image("valid/images/1.jpg");
        folder.image("valid/images/2.jpg");
        const Dataset dataset = folder.read();
        QVERIFY(!dataset.images[0].image_exists && dataset.images[1].image_exists);
        // In folders whose names merely differ it may be the same image: it is used, with a finding.
        AnnotationFolder cameras;
        cameras.xml("cam1/1", kSize + object("car", "1 1 20 20"));
        cameras.image("JPEGImages/cam2/1.jpg");
        QCOMPARE(kinds(cameras.read()), (Names{"wrong-name"}));
        QVERIFY(cameras.read().images[0].image_exists);
    }

    void foldersNamedForKindAndSplit() {
        AnnotationFolder folder;
        for (const char* split : {"train", "val"}) {
            folder.write(QStringLiteral("annotations_%1/1.xml").arg(split),
                         annotation(kSize + object("car", "1 1 20 20")));
            folder.image(QStringLiteral("%1-images/1.jpg").arg(split));
        }
        const Dataset dataset = folder.read();
        QVERIFY(dataset.issues.empty());
        QVERIFY(dataset.images[0].image_file.native().ends_with("train-images/1.jpg"));
        QVERIFY(dataset.images[1].image_file.native().ends_with("val-images/1.jpg"));
    }

    void aNameWithAnotherEndingLeadsToTheImage() {
        AnnotationFolder folder;
        folder.image("JPEGImages/img_1.png");
        folder.xml("0001", "<filename>img_1.jpg</filename>" + kSize + object("car", "1 1 20 20"));
        const Dataset dataset = folder.read();
        QCOMPARE(kinds(dataset), (Names{"missing-image"}));
        QVERIFY(dataset.images[0].image_exists);
    }

    void linksToFoldersAreFollowedAndTold() {
        AnnotationFolder folder;
        folder.image("JPEGImages/a.jpg");
        folder.xml("part1/a", kSize + object("car", "1 1 20 20"));
        const QString root = QString::fromStdString(folder.path());
        QVERIFY(QFile::link("part1", root + "/Annotations/current"));
        QVERIFY(kinds(folder.read()).front() == "repeated-id");
        // Nine folders that all link to each other: visiting every path would take days.
        for (int i = 0; i < 9; ++i) {
            QVERIFY(QDir().mkpath(root + QStringLiteral("/Annotations/mesh%1").arg(i)));
            for (int k = 0; k < 9; ++k) {
                QVERIFY(QFile::link(QStringLiteral("../mesh%1").arg(k),
                                    root + QStringLiteral("/Annotations/mesh%1/to%2").arg(i).arg(k)));
            }
        }
        QCOMPARE(folder.read().images.size(), std::size_t{2});
        QCOMPARE(::mkfifo(folder.path("pipe").c_str(), 0600), 0);
        QVERIFY(QFile::link("../pipe", root + "/Annotations/b.xml"));  // reading it would never end
        QCOMPARE(folder.read().images.size(), std::size_t{2});
    }

    void namesThatLookAlikeAreTold_data() {
        QTest::addColumn<QString>("a");
        QTest::addColumn<QString>("b");
        QTest::addColumn<bool>("near");
        QTest::newRow("Cyrillic a") << "car" << QStringLiteral("c\u0430r") << true;
        QTest::newRow("full width") << "car" << QStringLiteral("\uFF43\uFF41\uFF52") << true;
        QTest::newRow("soft hyphen") << "helmet" << QStringLiteral("hel\u00ADmet") << true;
        QTest::newRow("plural") << "dog"
                                << "dogs" << true;
        QTest::newRow("other words") << "cat"
                                     << "car" << false;
        QTest::newRow("Cyrillic words") << QStringLiteral("\u043E\u043D\u0430") << "oha" << false;
    }

    void namesThatLookAlikeAreTold() {
        QFETCH(QString, a);
        QFETCH(QString, b);
        AnnotationFolder folder;
        folder.image("JPEGImages/a.jpg");
        folder.xml("a", kSize + object(a.toUtf8(), "1 1 20 20") + object(b.toUtf8(), "1 1 30 20"));
        QTEST(kinds(folder.read()) == Names{"near-class"}, "near");
    }

    void boxesInFractionsAreNoPixels() {
        AnnotationFolder folder;
        folder.image("JPEGImages/a.jpg");
        folder.xml("a", kSize + object("dog", "0.25 0.5 0.75 1") + object("dog", "0 0 1 1") +
                            object("dog", "0.5 0.5 1.5 1.5"));
        const Dataset dataset = folder.read();
        // The second covers one to four pixels and extends outside on the left; the third is below one pixel,
        // but could be a box.
        QCOMPARE(kinds(dataset), (Names{"box-in-fractions", "tiny-box", "outside", "tiny-box", "outside"}));
        QCOMPARE(dataset.images[0].objects.size(), std::size_t{2});
        QCOMPARE(dataset.issues[0].line, 3);
    }

    void anAnnotationWrittenTwiceIsReadOnce() {
        AnnotationFolder folder;
        folder.image("JPEGImages/a.jpg");
        const QByteArray once = annotation("<filename>a.jpg</filename>" + kSize + object("dog", "1 1 20 20"));
        folder.write("Annotations/a.xml", once + once);
        Dataset dataset = folder.read();
        QCOMPARE(kinds(dataset), (Names{"repeated-object"}));
        QCOMPARE(dataset.images[0].objects.size(), std::size_t{1});
        // Different parts on the same image are not duplicates; nor are equal boxes of two objects.
        folder.write("Annotations/a.xml",
                     once + annotation("<filename>a.jpg</filename>" + kSize + object("dog", "1 1 20 20") +
                                       object("cat", "1 1 20 20")));
        dataset = folder.read();
        QVERIFY(dataset.issues.empty());
        QCOMPARE(dataset.images[0].objects.size(), std::size_t{3});
    }

    void splitsThatShareImagesAreTold() {
        AnnotationFolder folder = threeDogs();
        folder.write("ImageSets/Main/train.txt", "a\nb\n");
        folder.write("ImageSets/Main/val.txt", "b\nc\n");
        folder.write("ImageSets/Main/trainval.txt", "a\nb\nc\n");
        folder.write("ImageSets/Main/mini_test.txt", "a\n");
        folder.write("ImageSets/Main/mini_train.txt", "b\n");
        const Dataset dataset = folder.read();
        QCOMPARE(kinds(dataset), (Names{"split-overlap"}));
        QVERIFY(QString::fromStdString(dataset.issues[0].detail.text())
                    .startsWith("The splits train and val share 1 image (b)"));
        folder.write("ImageSets/Main/mini_test.txt", "a\nb\n");
        QCOMPARE(kinds(folder.read()), (Names{"split-overlap", "split-overlap"}));
    }

    void aFolderThatIsALinkToNowhereIsTold() {
        AnnotationFolder folder;
        folder.xml("a", kSize + object("dog", "1 1 20 20"));
        QVERIFY(QFile::link("/nowhere/images", QString::fromStdString(folder.path() + "/JPEGImages")));
        const Dataset dataset = folder.read();
        QCOMPARE(kinds(dataset), (Names{"unreadable-folder", "missing-image"}));
        QVERIFY(QString::fromStdString(dataset.issues[0].detail.text()).contains("/nowhere/images"));
    }

    void splitLists() {
        AnnotationFolder folder = threeDogs();
        folder.write("ImageSets/Main/train.txt", "c\r\na\r\n\n");
        folder.write("ImageSets/Main/mini_train.txt", "b\nnowhere\n");
        folder.write("ImageSets/Main/dog_train.txt", "a  1\nb -1\n");
        const Dataset dataset = folder.read();
        QCOMPARE(dataset.splits.size(), std::size_t{2});
        QCOMPARE(dataset.splitIndices("train"), (std::vector<std::size_t>{2, 0}));
        QCOMPARE(dataset.splitIndices("mini_train"), (std::vector<std::size_t>{1}));
        QCOMPARE(dataset.splitIndices("").size(), std::size_t{3});
        QCOMPARE(kinds(dataset), (Names{"missing-annotation"}));
        QVERIFY_THROWS_EXCEPTION(Error, dataset.splitIndices("test"));

        const Dataset one = folder.read({.split = "train"});
        QCOMPARE(one.images.size(), std::size_t{2});
        QVERIFY(one.issues.empty());
        const QString message = messageOf(folder.path(), {.split = "dog_train"});
        QVERIFY2(message.contains("mini_train, train"), qPrintable(message));
    }

    void layouts() {
        AnnotationFolder folder;
        folder.image("JPEGImages/a.png");
        folder.xml("a", "<filename>a</filename>" + kSize + object("dog", "1 1 9 9"));
        QVERIFY(folder.read().images[0].image_exists);
        QCOMPARE(readVocDataset(folder.path("Annotations"))->images.size(), std::size_t{1});

        QTemporaryDir outer;
        QVERIFY(QDir(outer.path()).mkpath("VOC2012/Annotations"));
        QVERIFY(QFile::copy(QString::fromStdString(folder.path("Annotations/a.xml")),
                            outer.filePath("VOC2012/Annotations/a.xml")));
        QCOMPARE(readVocDataset(outer.path().toStdString())->name, std::string("VOC2012"));
        QVERIFY(QDir(outer.path()).mkpath("Other/Annotations"));
        QVERIFY(messageOf(outer.path().toStdString()).contains("Other, VOC2012"));
    }

    void flatTree() {
        QTemporaryDir outer;
        const auto put = [&](const QString& name, const QByteArray& bytes) {
            QDir().mkpath(QFileInfo(outer.filePath(name)).path());
            QFile file(outer.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(bytes);
        };
        AnnotationFolder drawn;
        drawn.image("x.jpg");
        QFile image(QString::fromStdString(drawn.path("x.jpg")));
        QVERIFY(image.open(QIODevice::ReadOnly));
        const QByteArray jpeg = image.readAll();
        put("train/x.xml", annotation("<filename>x.jpg</filename>" + kSize + object("car", "1 1 9 9")));
        put("train/x.jpg", jpeg);
        put("valid/x.xml", annotation("<filename>x.jpg</filename>" + kSize + object("car", "1 1 9 9")));
        put("valid/x.jpg", jpeg);
        const Dataset dataset = *readVocDataset(outer.path().toStdString());
        QCOMPARE(dataset.images.size(), std::size_t{2});
        QVERIFY(dataset.issues.empty());
        QCOMPARE(dataset.images[1].id, std::string("valid/x"));
        QVERIFY(dataset.images[1].image_file.string().ends_with("valid/x.jpg"));
        QCOMPARE(dataset.splitIndices("train"), (std::vector<std::size_t>{0}));
        QCOMPARE(dataset.splitIndices("valid"), (std::vector<std::size_t>{1}));
    }

    void badFilesDoNotStopTheRest() {
        AnnotationFolder folder;
        for (const char* id : {"good", "nosize", "outside", "inverted", "renamed"}) {
            folder.image(QString("JPEGImages/%1.jpg").arg(id), 100, 50);
        }
        folder.xml("good", kSize + object("dog", "1 1 9 9"));
        folder.write("Annotations/cut.xml", "<annotation>\n<object>\n<name>dog</na");
        folder.write("Annotations/empty.xml", "");
        folder.write("Annotations/other.xml", "<project/>");
        folder.xml("nosize", object("dog", "1 1 50 50"));
        folder.xml("nothing", object("dog", "1 1 50 50"));
        folder.xml("outside", kSize + object("cat", "1 1 9 9") + object("dog", "90 40 110 50"));
        folder.xml("inverted", kSize + object("dog", "9 1 2 2") + object("dog", "nan 1 2 2") +
                                   object("dog", "x 1 2 2") + object("dog", "1 1 1e300 2") +
                                   "<object><name> </name></object>" + object("dog", "3 3 9 9"));
        folder.xml("missing", "<filename>nowhere.jpg</filename>" + kSize + object("dog", "1 1 9 9"));
        folder.xml("renamed", "<filename>old.jpg</filename>" + kSize + object("dog", "1 1 9 9"));
        folder.write("ImageSets/Main/train.txt", "cut\ngood\n");
        const Dataset dataset = folder.read();

        std::map<std::string, Names> by_file;
        for (const DatasetIssue& issue : dataset.issues) {
            by_file[issue.file.stem().string()].emplace_back(issueKindName(issue.kind));
            QVERIFY(!issue.detail.empty());
        }
        QCOMPARE(by_file["cut"], (Names{"cut-off"}));
        QCOMPARE(by_file["empty"], (Names{"cut-off"}));
        QCOMPARE(by_file["other"], (Names{"cut-off"}));
        QCOMPARE(by_file["nosize"], (Names{"no-size"}));
        QCOMPARE(by_file["nothing"], (Names{"missing-image", "no-size"}));
        QCOMPARE(by_file["outside"], (Names{"outside"}));
        QCOMPARE(by_file["inverted"], (Names{"empty-box", "empty-box", "empty-box", "empty-box", "no-name"}));
        QCOMPARE(by_file["missing"], (Names{"missing-image"}));
        QCOMPARE(by_file["renamed"], (Names{"missing-image"}));
        QVERIFY(!by_file.contains("good") && !by_file.contains("train"));
        QCOMPARE(dataset.splitIndices("train").size(), std::size_t{1});

        std::map<std::string, ImageRow, std::less<>> images;
        for (const ImageRow& image : dataset.images) {
            images.emplace(image.id, image);
        }
        QCOMPARE(images.size(), std::size_t{7});  // all but the three without a usable XML
        QVERIFY(images["nosize"].width == 100 && images["nosize"].height == 50);
        QCOMPARE(images["nosize"].objects[0].box, (Box{0, 0, 0.5F, 1}));
        QCOMPARE(images["nothing"].width, 0);
        QVERIFY(images["outside"].objects[1].box.x_max > 1.0F);
        QCOMPARE(images["inverted"].objects.size(), std::size_t{1});
        QVERIFY(!images["missing"].image_exists && images["renamed"].image_exists);
    }

    void issuesCarryLinesAndObjects() {
        AnnotationFolder folder;
        folder.image("JPEGImages/a.jpg");
        folder.xml("a",
                   kSize + object("dog", "1 1 9 9") + object("dog", "5 5 4 4") + object("dog", "1 1 200 9"));
        const Dataset dataset = folder.read();
        QCOMPARE(kinds(dataset), (Names{"empty-box", "outside"}));
        QCOMPARE(dataset.issues[0].line, 7);
        QCOMPARE(dataset.issues[0].object, std::string("dog 2"));
        QCOMPARE(dataset.issues[1].line, 11);
        QVERIFY(dataset.issues[1].detail.text().find("200") != std::string::npos);
    }

    /// Boxes of one pixel, in VOC's inclusive ends and in the exclusive ones that some tools write.
    void tellsTinyBoxes() {
        AnnotationFolder folder;
        folder.image("JPEGImages/a.jpg");
        folder.xml("a", kSize + object("dog", "7 9 7 30") + object("dog", "7 9 30 10") +
                            object("dog", "7 9 9 11") + object("dog", "7.2 9 8.1 30"));
        const Dataset dataset = folder.read();
        QCOMPARE(kinds(dataset), (Names{"tiny-box", "tiny-box", "tiny-box"}));
        QCOMPARE(dataset.issues[1].object, std::string("dog 2"));
        QVERIFY(dataset.issues[0].detail.text().find("(7, 9, 7, 30) covers 1 x 22 pixels") !=
                std::string::npos);
        QCOMPARE(dataset.images[0].objects.size(), std::size_t{4});
    }

    void foldersThatAreNoDatasets() {
        QTemporaryDir folder;
        QVERIFY(messageOf(folder.filePath("nowhere").toStdString()).contains("there is no such folder"));
        QVERIFY(messageOf(folder.path().toStdString()).contains("holds no annotation"));
        QFile file(folder.filePath("file"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(messageOf(folder.filePath("file").toStdString()).contains("a file, not a folder"));
    }

    void stopsWhenAsked() {
        AnnotationFolder folder;
        folder.xml("a", kSize);
        std::stop_source source;
        source.request_stop();
        QVERIFY(!readVocDataset(folder.path(), {}, source.get_token()));
    }

    void voc2007_data() {
        QTest::addColumn<QString>("split");
        QTest::addColumn<qlonglong>("images");
        QTest::addColumn<qlonglong>("objects");
        QTest::newRow("trainval") << "trainval" << 5011LL << 12608LL;
        QTest::newRow("test") << "test" << 4952LL << 12032LL;
    }

    void voc2007() {
        PRIORSCOPE_REAL_DATA(folder, "VOCdevkit/VOC2007");
        QFETCH(QString, split);
        const Dataset dataset = *readVocDataset(folder);
        QCOMPARE(dataset.images.size(), std::size_t{9963});
        const DatasetStatistics statistics =
            computeStatistics(dataset, ImageSelection::ofSplit(dataset, split.toStdString()));
        QTEST(static_cast<qlonglong>(statistics.images), "images");
        QTEST(static_cast<qlonglong>(statistics.objects), "objects");
        QVERIFY(!dataset.splits.contains("aeroplane_trainval"));
        if (split == "trainval") {
            QCOMPARE(statistics.difficult, 3054);
            QCOMPARE(statistics.classes[14].objects, 4690);  // person
            QCOMPARE(statistics.classes[6].objects, 1250);   // car
            QCOMPARE(statistics.classes[8].objects, 798);    // chair
            QVERIFY(dataset.splits.contains("mini_train"));
        }
    }

    void bccd() {
        PRIORSCOPE_REAL_DATA(folder, "BCCD");
        const Dataset dataset = *readVocDataset(folder);
        QCOMPARE(dataset.images.size(), std::size_t{364});
        QCOMPARE(dataset.classes, (Names{"Platelets", "RBC", "WBC"}));
        // The two of a single pixel, counted with ElementTree over all files.
        const Names names = kinds(dataset);
        QCOMPARE(std::count(names.begin(), names.end(), "tiny-box"), 2);
    }
};

QTEST_APPLESS_MAIN(VocReaderTest)
#include "voc_reader_test.moc"
