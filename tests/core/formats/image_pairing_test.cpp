// Pairing of images and annotations, and the layouts of their folders.
#include <QRegularExpression>
#include <QTest>
#include <filesystem>
#include <map>

#include "core/base/text/unicode.hpp"
#include "core/dataset/issue_kind.hpp"
#include "core/dataset/sample_dataset.hpp"
#include "tests/support/annotation_folder.hpp"

using namespace priorscope;
using namespace priorscope::fixture;

namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

QByteArray named(const QByteArray& filename, const QByteArray& rest) {
    return "<filename>" + filename + "</filename>" + rest;
}

std::string imageOf(const Dataset& dataset, const std::string& id) {
    const ImageRow image = record(dataset, id);
    return image.image_exists ? image.image_file.path().lexically_relative(dataset.root).string() : "none";
}

/// What training sees of a split: sizes, objects and the bytes of the images, in order.
std::vector<std::string> seenByTraining(const Dataset& dataset, const std::string& split) {
    std::vector<std::string> seen;
    for (const std::size_t index : dataset.splitIndices(split)) {
        const ImageRow image = dataset.images[index];
        QFile file(QString::fromStdString(image.image_file.string()));
        std::string text = file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : "unreadable";
        text += std::to_string(image.width) + "x" + std::to_string(image.height) + " " +
                std::to_string(image.orientation);
        for (const Annotation& object : image.objects) {
            text += " " + dataset.className(object.label) + std::to_string(object.difficult);
            for (const float edge :
                 {object.box.x_min, object.box.y_min, object.box.x_max, object.box.y_max}) {
                text += " " + std::to_string(edge);
            }
        }
        seen.push_back(std::move(text));
    }
    return seen;
}

void changeAnnotations(const fs::path& folder, const QString& pattern, const QString& with) {
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
        if (entry.path().extension() != ".xml") {
            continue;
        }
        QFile file(QString::fromStdString(entry.path().string()));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QString text = QString::fromUtf8(file.readAll());
        text.replace(QRegularExpression(pattern), with);
        file.resize(0);
        file.write(text.toUtf8());
    }
}

}  // namespace

class ImagePairingTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { QVERIFY(writeSampleDataset(path("sample"), {.images = 60, .seed = 4})); }

    void changedCopiesGiveTheSameTraining_data() {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("with");
        QTest::addColumn<QString>("kind");
        QTest::newRow("repeated <filename>") << "<filename>.*</filename>"
                                             << "<filename>000001.jpg</filename>"
                                             << "wrong-name";
        QTest::newRow("swapped <size>") << "<width>(\\d+)</width>(\\s*)<height>(\\d+)</height>"
                                        << "<width>\\3</width>\\2<height>\\1</height>"
                                        << "wrong-size";
        QTest::newRow("larger <size>") << "<(width|height)>(\\d+)<"
                                       << "<\\1>1\\2<"
                                       << "wrong-size";
    }

    void changedCopiesGiveTheSameTraining() {
        QFETCH(QString, pattern);
        QFETCH(QString, with);
        QFETCH(QString, kind);
        fs::remove_all(path("copy"));
        fs::copy(path("sample"), path("copy"), fs::copy_options::recursive);
        changeAnnotations(path("copy") / "Annotations", pattern, with);
        const Dataset before = *readVocDataset(path("sample"));
        const Dataset after = *readVocDataset(path("copy"));
        QCOMPARE(after.classes, before.classes);
        for (const char* split : {"train", "val", "test"}) {
            QCOMPARE(seenByTraining(after, split), seenByTraining(before, split));
        }
        QVERIFY(after.issues.size() > 20);
        for (const DatasetIssue& issue : after.issues) {
            QCOMPARE(QString::fromLatin1(issueKindName(issue.kind)), kind);
        }
    }

    void sameNamesInThreeFolders_data() {
        QTest::addColumn<QString>("annotations");
        QTest::addColumn<QString>("images");
        QTest::newRow("labels and images") << "labels"
                                           << "images";
        QTest::newRow("side by side") << "."
                                      << ".";
        QTest::newRow("Annotations and JPEGImages") << "Annotations"
                                                    << "JPEGImages";
    }

    void sameNamesInThreeFolders() {
        QFETCH(QString, annotations);
        QFETCH(QString, images);
        const Dataset before = *readVocDataset(path("sample"));
        const fs::path copy = path("folders");
        fs::remove_all(copy);
        const std::map<std::string, std::string> folders{
            {"train", "train"}, {"val", "valid"}, {"test", "test"}};
        for (const auto& [split, folder] : folders) {
            fs::create_directories(copy / folder / annotations.toStdString());
            fs::create_directories(copy / folder / images.toStdString());
            int number = 1000;
            for (const std::size_t index : before.splitIndices(split)) {
                const ImageRow image = before.images[index];
                const std::string name = "image" + std::to_string(++number);
                fs::copy_file(image.annotation_file,
                              copy / folder / annotations.toStdString() / (name + ".xml"));
                fs::copy_file(image.image_file, copy / folder / images.toStdString() / (name + ".jpg"));
            }
            changeAnnotations(copy / folder / annotations.toStdString(), "<filename>.*</filename>", "");
        }
        const Dataset after = *readVocDataset(copy);
        QCOMPARE(after.splits.size(), std::size_t{3});
        for (const auto& [split, folder] : folders) {
            QCOMPARE(seenByTraining(after, folder), seenByTraining(before, split));
        }
    }

    void ownNameAgainstFilename() {
        AnnotationFolder folder;
        for (const char* id : {"a", "b", "c"}) {
            folder.image(QString("JPEGImages/%1.jpg").arg(id));
            folder.xml(id, named("a.jpg", size(100, 50)));
        }
        const Dataset dataset = folder.read();
        QCOMPARE(kinds(dataset), (Names{"wrong-name", "wrong-name"}));
        QVERIFY(dataset.issues[0].file.string().ends_with("b.xml"));
        QCOMPARE(imageOf(dataset, "b"), std::string("JPEGImages/b.jpg"));
        QCOMPARE(imageOf(dataset, "c"), std::string("JPEGImages/c.jpg"));
    }

    /// Two annotations were swapped: names and sizes agree with each other, the file names do not.
    void sizeCanDecideForFilename() {
        AnnotationFolder folder;
        folder.image("JPEGImages/a.jpg", 100, 50);
        folder.image("JPEGImages/b.jpg", 80, 60);
        folder.xml("a", named("b.jpg", size(80, 60)));
        folder.xml("b", named("a.jpg", size(100, 50)));
        const Dataset dataset = folder.read();
        QCOMPARE(kinds(dataset), (Names{"wrong-name", "wrong-name"}));
        QCOMPARE(imageOf(dataset, "a"), std::string("JPEGImages/b.jpg"));
        QCOMPARE(imageOf(dataset, "b"), std::string("JPEGImages/a.jpg"));

        AnnotationFolder without;
        without.image("JPEGImages/a.jpg");
        without.image("JPEGImages/b.jpg");
        without.xml("a", named("b.jpg", size(100, 50)));
        without.xml("b", named("a.jpg", size(100, 50)));
        const Dataset undecided = without.read();
        QCOMPARE(kinds(undecided), (Names{"wrong-name", "wrong-name"}));
        QCOMPARE(imageOf(undecided, "a"), std::string("JPEGImages/a.jpg"));
    }

    void anImageIsNeverGivenTwice() {
        AnnotationFolder folder;
        folder.image("JPEGImages/a.jpg");
        folder.image("JPEGImages/free.jpg");
        folder.xml("a", size(100, 50));
        folder.xml("b", named("a.jpg", size(100, 50)));     // a's
        folder.xml("x", named("free.jpg", size(100, 50)));  // nobody's own
        folder.xml("y", named("free.jpg", size(100, 50)));
        const Dataset dataset = folder.read();
        QCOMPARE(kinds(dataset), (Names{"shared-image", "shared-image", "shared-image"}));
        QCOMPARE(imageOf(dataset, "a"), std::string("JPEGImages/a.jpg"));
        for (const char* id : {"b", "x", "y"}) {
            QCOMPARE(imageOf(dataset, id), std::string("none"));
        }
    }

    void onlyTheSplitIsReadAndImagesStayTheirOwners() {
        AnnotationFolder folder;
        folder.image("JPEGImages/a.jpg");
        folder.xml("a", size(100, 50));
        folder.xml("b", named("a.jpg", size(100, 50)));
        folder.write("ImageSets/Main/val.txt", "b\n");
        const Dataset dataset = folder.read({.split = "val"});
        QCOMPARE(kinds(dataset), (Names{"shared-image"}));
        QCOMPARE(imageOf(dataset, "b"), std::string("none"));
    }

    void namesThatHaveNothingToDoWithImages() {
        AnnotationFolder folder;
        folder.image("JPEGImages/IMG_1.jpg");
        folder.image("JPEGImages/IMG_2.jpg");
        folder.xml("0001", named("IMG_1.jpg", size(100, 50)));
        folder.xml("0002", named("C:\\photos\\IMG_2.jpg", size(100, 50)));
        const Dataset dataset = folder.read();
        QVERIFY(dataset.issues.empty());
        QCOMPARE(imageOf(dataset, "0001"), std::string("JPEGImages/IMG_1.jpg"));
        QCOMPARE(imageOf(dataset, "0002"), std::string("JPEGImages/IMG_2.jpg"));
    }

    void twoEndings() {
        AnnotationFolder folder;
        folder.image("JPEGImages/a.jpg", 100, 50);
        folder.image("JPEGImages/a.png", 80, 60);
        folder.image("JPEGImages/b.jpg", 100, 50);
        folder.image("JPEGImages/b.png", 100, 50);
        folder.image("JPEGImages/c.jpg", 100, 50);
        folder.image("JPEGImages/c.png", 80, 60);
        folder.xml("a", named("a.png", size(80, 60)));
        folder.xml("b", named("b", size(100, 50)));
        folder.xml("c", size(80, 60));
        const Dataset dataset = folder.read();
        QCOMPARE(kinds(dataset), (Names{"ambiguous-image"}));
        QVERIFY(dataset.issues[0].file.string().ends_with("b.xml"));
        QCOMPARE(imageOf(dataset, "a"), std::string("JPEGImages/a.png"));
        QCOMPARE(imageOf(dataset, "c"), std::string("JPEGImages/c.png"));
    }

    void missingImagesHaveATrueReason() {
        AnnotationFolder folder;
        folder.write("JPEGImages/a.heic", "x");
        fs::create_symlink("nowhere.jpg", folder.path("JPEGImages/b.jpg"));
        for (const char* id : {"a", "b", "c"}) {
            folder.xml(id, size(100, 50));
        }
        const Dataset dataset = folder.read();
        QCOMPARE(kinds(dataset), (Names{"bad-image", "missing-image", "missing-image"}));
        QVERIFY(dataset.issues[0].detail.text().find("a.heic is there") != std::string::npos);
        QVERIFY(dataset.issues[1].detail.text().find("is a link") != std::string::npos);
        QVERIFY(dataset.issues[2].detail.text().find("looked for in JPEGImages") != std::string::npos);
    }

    void folderNames_data() {
        QTest::addColumn<QString>("annotations");
        QTest::addColumn<QString>("images");
        QTest::newRow("kaggle") << "annotations"
                                << "images";
        QTest::newRow("fiftyone") << "labels"
                                  << "data";
        QTest::newRow("xmls") << "xmls"
                              << "imgs";
        QTest::newRow("png") << "Annotations"
                             << "PNGImages";
        QTest::newRow("upper case") << "ANNOTATIONS"
                                    << "JPEGIMAGES";
        QTest::newRow("a name of its own") << "Annotations"
                                           << "recordings of May";
        QTest::newRow("splits inside") << "Annotations/train"
                                       << "JPEGImages/train";
        QTest::newRow("one folder") << "all"
                                    << "all";
        QTest::newRow("in the root") << "."
                                     << ".";
    }

    void folderNames() {
        QFETCH(QString, annotations);
        QFETCH(QString, images);
        AnnotationFolder folder;
        for (const char* id : {"a", "b"}) {
            folder.image(images + "/" + id + ".jpg");
            folder.write(annotations + "/" + id + ".xml",
                         annotation(named(QByteArray(id) + ".jpg", size(100, 50))));
        }
        const Dataset dataset = folder.read();
        QVERIFY(dataset.issues.empty());
        QCOMPARE(dataset.images.size(), std::size_t{2});
        QVERIFY(dataset.images[0].image_exists && dataset.images[1].image_exists);
        QCOMPARE(dataset.splits.contains("train"), annotations.endsWith("train"));
    }

    void annotationsWithoutEnding() {
        AnnotationFolder folder;
        folder.image("JPEGImages/a.jpg");
        folder.write("Annotations/a", annotation(size(100, 50) + object("cat", "1 1 9 9")));
        folder.write("Annotations/README", "Nothing to see\n");
        const Dataset dataset = folder.read();
        QCOMPARE(dataset.images.size(), std::size_t{1});
        QVERIFY(dataset.issues.empty() && dataset.images[0].image_exists);
    }

    void linksAndHiddenFiles() {
        AnnotationFolder store;
        for (const char* id : {"a", "b"}) {
            store.image(QString("JPEGImages/%1.jpg").arg(id));
            store.xml(id, size(100, 50) + object("cat", "1 1 9 9"));
        }
        AnnotationFolder folder;
        fs::create_directory_symlink(store.path("Annotations"), folder.path("Annotations"));
        fs::create_directory_symlink(store.path("JPEGImages"), folder.path("JPEGImages"));
        QCOMPARE(folder.read().images.size(), std::size_t{2});

        store.write("Annotations/._a.xml", QByteArray("\0\x05\x16\x07", 4));
        store.write("Annotations/.hidden/c.xml", "x");
        store.write("JPEGImages/._a.jpg", "x");
        store.write("ImageSets/Main/._train.txt", "x");
        store.write("ImageSets/Main/train.txt", "a\n");
        fs::create_directory_symlink("..", store.path("Annotations/loop"));
        const Dataset dataset = store.read();
        QCOMPARE(kinds(dataset), Names{});
        QCOMPARE(dataset.images.size(), std::size_t{2});
        QCOMPARE(dataset.splits.size(), std::size_t{1});
    }

    void namesOfAnyBytes() {
        AnnotationFolder folder;
        folder.image("JPEGImages/x.jpg");
        folder.write("x.xml", annotation(size(100, 50) + object("cat", "1 1 9 9")));
        fs::create_directories(folder.path("Annotations"));
        fs::rename(folder.path("x.xml"), folder.path("Annotations/") + "\xB0\xB2\xC8\xAB.xml");
        fs::rename(folder.path("JPEGImages/x.jpg"), folder.path("JPEGImages/") + "\xB0\xB2\xC8\xAB.jpg");
        folder.write("ImageSets/Main/train.txt", "\xB0\xB2\xC8\xAB\n");
        folder.write("ImageSets/Main/utf8.txt", "安全\n");
        const Dataset dataset = folder.read();
        QCOMPARE(dataset.images[0].id, std::string("安全"));
        QVERIFY(dataset.images[0].image_exists && fs::exists(dataset.images[0].image_file));
        QCOMPARE(dataset.splitIndices("train").size(), std::size_t{1});
        QCOMPARE(dataset.splitIndices("utf8").size(), std::size_t{1});

        fs::rename(dataset.images[0].annotation_file, folder.path("Annotations/") + "\xFF\x81z.xml");
        QVERIFY(isUtf8(folder.read().images[0].id));
    }

    void imagesWithoutAnnotation() {
        AnnotationFolder folder;
        folder.xml("a", size(100, 50));
        folder.image("JPEGImages/a.jpg");
        folder.image("JPEGImages/stray.jpg");
        QCOMPARE(kinds(folder.read()), (Names{"missing-annotation"}));
        for (int i = 0; i < 30; ++i) {
            folder.write(QString("JPEGImages/more%1.jpg").arg(i), "x");
        }
        const Dataset dataset = folder.read();
        QCOMPARE(dataset.issues.size(), std::size_t{21});
        QVERIFY(dataset.issues.back().detail.text().starts_with("11 more"));
    }

  private:
    fs::path path(const char* name) const { return fs::path(m_folder.filePath(name).toStdString()); }

    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(ImagePairingTest)
#include "image_pairing_test.moc"
