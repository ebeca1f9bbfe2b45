// Real annotations through every format that is written, and back to VOC.
#include <QTemporaryDir>
#include <QTest>
#include <map>
#include <string>

#include "core/formats/dataset_format.hpp"
#include "tests/support/real_data.hpp"

using namespace priorscope;

namespace {

struct Difference {
    std::size_t images = 0;  ///< that one of the two lacks
    std::size_t boxes = 0;
    std::size_t flags = 0;
    std::size_t compared = 0;
};

std::string stemOf(const ImageRow& image) {
    return std::string(image.id.substr(image.id.rfind('/') + 1));
}

/// By the last part of their ids, which splits in folders prefix.
Difference differenceOf(const Dataset& a, const Dataset& b) {
    std::map<std::string, ImageRow> images;
    for (const ImageRow& image : b.images) {
        images.emplace(stemOf(image), image);
    }
    Difference difference{.images = images.size() == b.images.size() ? 0U : 1U};
    for (const ImageRow& image : a.images) {
        const auto found = images.find(stemOf(image));
        if (found == images.end() || found->second.objects.size() != image.objects.size()) {
            ++difference.images;
            continue;
        }
        for (std::size_t i = 0; i < image.objects.size(); ++i) {
            const Annotation& x = image.objects[i];
            const Annotation& y = found->second.objects[i];
            ++difference.compared;
            difference.boxes += x.voc == y.voc && a.className(x.label) == b.className(y.label) ? 0 : 1;
            difference.flags += x.difficult == y.difficult && x.truncated == y.truncated &&
                                        x.occluded == y.occluded && x.pose == y.pose
                                    ? 0
                                    : 1;
        }
    }
    return difference;
}

/// Writes in a format, reads, writes VOC, reads.
Dataset through(const std::string& format, const Dataset& source, const QTemporaryDir& folder,
                const WriteOptions& options) {
    const std::filesystem::path there = folder.filePath("there").toStdString();
    const std::filesystem::path back = folder.filePath("back").toStdString();
    const DatasetFormat& to = writableFormat(format);
    if (!to.write(source, there, options, {}, {}) || !to.recognises(there)) {
        qFatal("%s was not written", format.c_str());
    }
    const Dataset between = *readDataset(there);
    writableFormat("voc").write(between, back, {.images = options.images}, {}, {});
    return *readDataset(back);
}

}  // namespace

class TestRoundTrip : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    /// Every annotation of VOC2007: COCO has sizes of its own and needs no images.
    void allOfVocThroughCoco() {
        PRIORSCOPE_REAL_DATA(root, "VOCdevkit/VOC2007");
        const Dataset source = *readDataset(root);
        QTemporaryDir folder;
        const Dataset back = through("coco", source, folder, {.images = ImageTransfer::none});
        const Difference difference = differenceOf(source, back);
        QCOMPARE(difference.compared, std::size_t{30638});
        QCOMPARE(difference.images, std::size_t{0});
        QCOMPARE(difference.boxes, std::size_t{0});
        QCOMPARE(difference.flags, std::size_t{0});
        QCOMPARE(back.classes, source.classes);
        for (const auto& [name, indices] : source.splits) {
            QCOMPARE(back.splits.at(name).size(), indices.size());
        }
        QVERIFY(writableFormat("coco").losses(source, {.images = ImageTransfer::none}).empty());
    }

    void throughEveryFormat_data() {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("below");
        QTest::addColumn<QString>("split");
        for (const DatasetFormat& format : datasetFormats()) {
            if (format.write) {
                const QString name = QString::fromStdString(format.name);
                QTest::newRow(qPrintable(name + " VOC2007"))
                    << name << QStringLiteral("VOCdevkit/VOC2007") << QStringLiteral("mini_train");
                QTest::newRow(qPrintable(name + " BCCD")) << name << QStringLiteral("BCCD") << QString();
            }
        }
    }
    /// The images at hand: mini_train of VOC2007, and BCCD.
    void throughEveryFormat() {
        QFETCH(QString, format);
        QFETCH(QString, below);
        QFETCH(QString, split);
        PRIORSCOPE_REAL_DATA(root, below.toStdString());
        const Dataset source = *readDataset(root, {.split = split.toStdString()});
        QVERIFY(!source.images.empty());
        QTemporaryDir folder;
        const WriteOptions options{.images = ImageTransfer::link};
        const Dataset back = through(format.toStdString(), source, folder, options);
        const Difference difference = differenceOf(source, back);
        QVERIFY(difference.compared > 500);
        QCOMPARE(difference.images, std::size_t{0});
        QCOMPARE(difference.boxes, std::size_t{0});
        std::string losses;
        for (const Sentence& loss : writableFormat(format.toStdString()).losses(source, options)) {
            losses += loss.text() + "\n";
        }
        // Flags are kept, or said to be lost.
        const bool said = losses.find("Difficult") != std::string::npos ||
                          losses.find("Truncated") != std::string::npos ||
                          losses.find("pose") != std::string::npos;
        QVERIFY2(difference.flags == 0 || said, losses.c_str());
    }
};

QTEST_APPLESS_MAIN(TestRoundTrip)
#include "round_trip_test.moc"
