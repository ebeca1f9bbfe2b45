// Folders of images without annotations open as images without objects; folders with annotations do not.
#include "core/formats/images/image_dataset.hpp"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/dataset/image_selection.hpp"
#include "core/dataset/issue_kind.hpp"
#include "core/evaluation/class_mapping.hpp"
#include "core/image/image.hpp"
#include "tests/support/message_of.hpp"

using namespace priorscope;

class ImageDatasetTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void imagesOpenWithoutObjects();
    void annotationsAreNotPassedOver_data();
    void annotationsAreNotPassedOver();
    void sameNamesAreToldApart();
    void badFilesAreTold();
    void splitsDoNotExist();
    void everyClassIsJudged();

  private:
    void image(const QString& name, int width = 8) const {
        QVERIFY(QDir(m_folder->path()).mkpath(QFileInfo(name).path()));
        writePng({width, 4, std::vector<std::uint8_t>(static_cast<std::size_t>(width) * 4 * 3)},
                 m_folder->filePath(name).toStdString());
    }
    void file(const QString& name, const QByteArray& bytes) const {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    std::filesystem::path path() const { return m_folder->path().toStdString(); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void ImageDatasetTest::imagesOpenWithoutObjects() {
    image("b.png", 12);
    image("cam 1/a.png");
    file("README.txt", "these are empty streets");
    const Dataset dataset = readDataset(path()).value();
    QCOMPARE(dataset.images.size(), std::size_t{2});
    QCOMPARE(dataset.images[0].id, std::string("b"));
    QCOMPARE(dataset.images[0].width, 12);
    QCOMPARE(dataset.images[1].id, std::string("cam 1/a"));
    QVERIFY(dataset.images[1].image_exists && dataset.images[1].objects.empty());
    QVERIFY(dataset.classes.empty() && dataset.splits.empty());
    QCOMPARE(dataset.issues.size(), std::size_t{1});
    QCOMPARE(dataset.issues[0].kind, IssueKind::missing_annotation);
    QCOMPARE(ImageSelection::ofSplit(dataset, "").size(), std::size_t{2});
}

void ImageDatasetTest::annotationsAreNotPassedOver_data() {
    QTest::addColumn<QString>("name");
    QTest::newRow("VOC") << "a.xml";
    QTest::newRow("COCO") << "annotations.json";
    QTest::newRow("Open Images") << "boxes.CSV";
    QTest::newRow("YOLO") << "a.txt";
}

void ImageDatasetTest::annotationsAreNotPassedOver() {
    QFETCH(const QString, name);
    image("a.png");
    QVERIFY(isImageFolder(path()));
    file(name, "");
    QVERIFY(!isImageFolder(path()));
}

void ImageDatasetTest::sameNamesAreToldApart() {
    image("a.png", 5);
    image("a.jpg", 6);
    image("b.png", 7);
    const Dataset dataset = readDataset(path()).value();
    QCOMPARE(dataset.images[0].id, std::string("a.jpg"));
    QCOMPARE(dataset.images[1].id, std::string("a.png"));
    QCOMPARE(dataset.images[1].width, 5);
    QCOMPARE(dataset.images[2].id, std::string("b"));
}

void ImageDatasetTest::badFilesAreTold() {
    image("a.png");
    file("broken.jpg", "no image");
    const Dataset dataset = readDataset(path()).value();
    QCOMPARE(dataset.images.size(), std::size_t{2});
    QCOMPARE(dataset.images[1].width, 0);
    QCOMPARE(dataset.issues[0].kind, IssueKind::bad_image);
    QVERIFY(dataset.issues[0].file.string().ends_with("broken.jpg"));
}

void ImageDatasetTest::splitsDoNotExist() {
    image("a.png");
    QVERIFY(messageOf([&] { readDataset(path(), {.split = "train"}); }).contains("has no splits"));
}

void ImageDatasetTest::everyClassIsJudged() {
    const ClassMapping mapping = mapClasses({"cat", "dog"}, {});
    QCOMPARE(mapping.judged, 2);
    QCOMPARE(mapping.shared, 2);
    QCOMPARE(judgedNames(mapping), (std::vector<std::string>{"cat", "dog"}));
    QCOMPARE(judgedNames(mapClasses({"cat", "dog"}, {"dog", "cow"})),
             (std::vector<std::string>{"dog", "cow"}));
}

QTEST_GUILESS_MAIN(ImageDatasetTest)
#include "image_dataset_test.moc"
