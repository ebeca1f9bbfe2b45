#include "core/dataset/sample_dataset.hpp"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

#include "core/dataset/statistics.hpp"
#include "core/formats/voc/voc_reader.hpp"
#include "core/image/image.hpp"

using namespace priorscope;

namespace {

QByteArray bytesOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

class SampleDatasetTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { QVERIFY(writeSampleDataset(path(), {.images = 120, .seed = 7})); }

    void readsBackWithoutAnIssue() {
        const Dataset dataset = *readVocDataset(path());
        QCOMPARE(dataset.images.size(), std::size_t{120});
        QVERIFY(dataset.issues.empty());
        QCOMPARE(dataset.classes,
                 (std::vector<std::string>{"circle", "cross", "ring", "square", "star", "triangle"}));
        QCOMPARE(dataset.splitIndices("train").size(), std::size_t{80});
        QCOMPARE(dataset.splitIndices("val").size(), std::size_t{20});
        QCOMPARE(dataset.splitIndices("test").size(), std::size_t{20});
        for (const ImageRow& record : dataset.images) {
            QVERIFY(record.image_exists);
            const Image image = decodeImage(record.image_file);
            QCOMPARE(image.width, record.width);
            QCOMPARE(image.height, record.height);
        }
    }

    void hasAllKindsOfCases() {
        const Dataset dataset = *readVocDataset(path());
        const DatasetStatistics statistics = computeStatistics(dataset, ImageSelection::ofSplit(dataset, ""));
        QVERIFY(statistics.empty_images >= 1 && statistics.empty_images <= 20);
        QVERIFY(statistics.objects > 240);
        QVERIFY(statistics.difficult > 5 && statistics.truncated > 5);
        int occluded = 0;
        int elongated = 0;
        float smallest = 1.0F;
        float largest = 0.0F;
        for (const ImageRow& record : dataset.images) {
            for (const Annotation& object : record.objects) {
                occluded += object.occluded ? 1 : 0;
                const double w = object.voc.xmax - object.voc.xmin + 1;
                const double h = object.voc.ymax - object.voc.ymin + 1;
                elongated += std::max(w / h, h / w) > 1.5 ? 1 : 0;
                smallest = std::min(smallest, object.box.area());
                largest = std::max(largest, object.box.area());
                const bool at_border = object.voc.xmin == 1 || object.voc.ymin == 1 ||
                                       object.voc.xmax == record.width || object.voc.ymax == record.height;
                QVERIFY(!object.truncated || at_border);
            }
        }
        QVERIFY(occluded > 10 && elongated > 30);
        QVERIFY(smallest < 0.01F && largest > 0.2F);
        for (const ClassCount& count : statistics.classes) {
            QVERIFY(count.objects > 20);
        }
    }

    void theSameSeedWritesTheSameBytes() {
        QTemporaryDir other;
        QVERIFY(writeSampleDataset(other.path().toStdString(), {.images = 12, .seed = 7, .workers = 1}));
        QTemporaryDir different;
        QVERIFY(writeSampleDataset(different.path().toStdString(), {.images = 12, .seed = 8, .workers = 3}));
        for (const QString name : {"JPEGImages/000011.jpg", "Annotations/000003.xml"}) {
            const QByteArray bytes = bytesOf(other.filePath(name));
            QVERIFY(!bytes.isEmpty());
            QCOMPARE(bytes, bytesOf(m_folder.filePath(name)));  // of 120 images, on all cores
            QVERIFY(bytes != bytesOf(different.filePath(name)));
        }
    }

    void refusesAFolderInUse() {
        QVERIFY_THROWS_EXCEPTION(Error, writeSampleDataset(path(), {.images = 12}));
        QTemporaryDir other;
        QVERIFY_THROWS_EXCEPTION(Error, writeSampleDataset(other.path().toStdString(), {.images = 9}));
    }

    void stopsWithoutSplitLists() {
        QTemporaryDir other;
        std::stop_source source;
        const auto stopSoon = [&](const Progress& progress) {
            if (progress.done >= 4) {
                source.request_stop();
            }
        };
        QVERIFY(
            !writeSampleDataset(other.path().toStdString(), {.images = 100}, source.get_token(), stopSoon));
        QVERIFY(!QFile::exists(other.filePath("ImageSets/Main/train.txt")));
    }

  private:
    std::string path() const { return m_folder.path().toStdString(); }
    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(SampleDatasetTest)
#include "sample_dataset_test.moc"
