// Small datasets of every format with changed bytes: findings or one error, never a crash.
#include <QDirIterator>
#include <QTest>
#include <random>

#include "core/formats/dataset_format.hpp"
#include "tests/support/annotation_folder.hpp"
#include "tests/support/whole_files.hpp"

using namespace priorscope;
using fixture::AnnotationFolder;

class TestDamagedFormats : public QObject {
    Q_OBJECT

    static AnnotationFolder source() {
        AnnotationFolder folder;
        folder.image("JPEGImages/a.jpg", 100, 50);
        folder.image("JPEGImages/b.jpg", 30, 40);
        folder.xml("a",
                   fixture::size(100, 50) +
                       fixture::object("cat", "11 21 40 30", "<difficult>1</difficult><pose>Left</pose>") +
                       fixture::object("dog", "1 1 100 50", "<truncated>1</truncated>"));
        folder.xml("b", fixture::size(30, 40) + fixture::object("cat", "3 4 20 30"));
        folder.write("ImageSets/Main/train.txt", "a\n");
        folder.write("ImageSets/Main/val.txt", "b\n");
        return folder;
    }

    /// Bytes are replaced by others that such files have, left out, or doubled.
    static QByteArray changed(const QByteArray& text, std::mt19937& random) {
        static const QByteArray kBytes("\"'{}[]<>/,.:;-+0129eE \n\0\xFF&x", 30);
        QByteArray result = text;
        const int changes = 1 + static_cast<int>(random() % 3);
        for (int i = 0; i < changes && !result.isEmpty(); ++i) {
            const auto at = static_cast<qsizetype>(random() % static_cast<unsigned>(result.size()));
            const char byte = kBytes[static_cast<qsizetype>(random() % 30)];
            switch (random() % 4) {
                case 0:
                    result.remove(at, 1 + static_cast<qsizetype>(random() % 8));
                    break;
                case 1:
                    result.insert(at, result.mid(at, static_cast<qsizetype>(random() % 40)));
                    break;
                default:
                    result[at] = byte;
            }
        }
        return result;
    }

  private Q_SLOTS:
    void changedBytes_data() {
        QTest::addColumn<QString>("format");
        for (const DatasetFormat& format : datasetFormats()) {
            if (format.write) {
                QTest::newRow(format.name.c_str()) << QString::fromStdString(format.name);
            }
        }
    }
    void changedBytes() {
        QFETCH(QString, format);
        const AnnotationFolder folder = source();
        const QString out = QString::fromStdString(folder.path("out"));
        QVERIFY(writableFormat(format.toStdString()).write(folder.read(), out.toStdString(), {}, {}, {}));
        QStringList files;
        for (QDirIterator it(out, {"*.json", "*.xml", "*.txt", "*.csv", "*.yaml"}, QDir::Files,
                             QDirIterator::Subdirectories);
             it.hasNext();) {
            files << it.next();
        }
        files.sort();
        QVERIFY(!files.isEmpty());
        std::mt19937 random(7);
        constexpr int kRuns = 300;
        int read = 0;
        for (int run = 0; run < kRuns; ++run) {
            const QString& file = files[run % files.size()];
            const QByteArray text = bytesOf(file);
            write(file, changed(text, random));
            try {
                const Dataset dataset = *readDataset(out.toStdString());
                ++read;
                for (const ImageRow& image : dataset.images) {
                    QVERIFY(!image.id.empty());
                    for (const Annotation& object : image.objects) {
                        QVERIFY(object.label >= 1 &&
                                object.label <= static_cast<int>(dataset.classes.size()));
                        QVERIFY(!object.crowd || object.difficult);
                    }
                }
                for (const DatasetIssue& issue : dataset.issues) {
                    QVERIFY(!issue.detail.empty() && !issue.file.empty());
                }
                for (const auto& [name, images] : dataset.splits) {
                    for (const std::size_t image : images) {
                        QVERIFY(image < dataset.images.size());
                    }
                }
            } catch (const Error& error) {
                QVERIFY(QByteArray(error.what()).size() > 20);
            }
            write(file, text);
        }
        QVERIFY2(read > kRuns / 10, qPrintable(QString::number(read)));
    }
};

QTEST_APPLESS_MAIN(TestDamagedFormats)
#include "damaged_formats_test.moc"
