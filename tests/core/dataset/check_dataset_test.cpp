#include "core/dataset/check_dataset.hpp"

#include <QTest>
#include <atomic>

#include "core/dataset/issue_kind.hpp"
#include "tests/support/voc_fixture.hpp"

using namespace priorscope;

class CheckDatasetTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everyImageIsDecoded() {
        const fixture::VocFolder folder;  // image 6 has no file
        const QString second = folder.path() + "/JPEGImages/000002.jpg";
        const QString third = folder.path() + "/JPEGImages/000003.jpg";
        truncate(second, 0.6);
        write(third, "<!DOCTYPE html><html></html>");
        const auto dataset = folder.read();
        const std::size_t of_reading = dataset->issues.size();
        qint64 done = 0;
        const auto check = checkDataset(*dataset, {}, [&done](const Progress& progress) {
            QCOMPARE(progress.total, 5);
            done = progress.done;
        });
        QVERIFY(check.has_value());
        QCOMPARE(done, 5);
        QCOMPARE(check->decoded, std::size_t{3});
        QCOMPARE(check->absent, std::size_t{1});
        // Reading already reports the file without an image header; it is reported once.
        QCOMPARE(check->issues.size(), of_reading + 1);
        const DatasetIssue& cut = check->issues.back();
        QCOMPARE(cut.kind, IssueKind::bad_image);
        QCOMPARE(QString::fromStdString(cut.file.string()), second);
        QVERIFY(QString::fromStdString(cut.detail.text()).contains("cut off"));
        const auto page =
            std::find_if(check->issues.begin(), check->issues.end(), [&third](const DatasetIssue& issue) {
                return QString::fromStdString(issue.file.string()) == third;
            });
        QVERIFY(page != check->issues.end());
        QCOMPARE(page->kind, IssueKind::bad_image);
    }

    void oneEntryForAFile() {
        const fixture::VocFolder folder;
        write(folder.path() + "/JPEGImages/000001.jpg", "no image");
        Dataset dataset = *folder.read();
        const std::filesystem::path first = dataset.images[0].image_file;
        dataset.images.change(1, [&](ImageRecord& record) { record.image_file = first; });
        const auto bad = [](const DatasetCheck& check) {
            return std::count_if(check.issues.begin(), check.issues.end(), [](const DatasetIssue& issue) {
                return issue.kind == IssueKind::bad_image;
            });
        };
        QCOMPARE(bad(*checkDataset(dataset)), 1);
        // Findings of reading are not repeated.
        dataset.issues = checkDataset(dataset)->issues;
        QCOMPARE(bad(*checkDataset(dataset)), 1);
    }

    void itStopsWhenAsked() {
        const fixture::VocFolder folder;
        std::stop_source source;
        source.request_stop();
        QVERIFY(!checkDataset(*folder.read(), source.get_token()));
        QCOMPARE(checkDataset(Dataset{})->issues.size(), std::size_t{0});
    }

  private:
    static void write(const QString& path, const QByteArray& bytes) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    static void truncate(const QString& path, double share) {
        QFile file(path);
        QVERIFY(file.resize(static_cast<qint64>(share * static_cast<double>(file.size()))));
    }
};

QTEST_GUILESS_MAIN(CheckDatasetTest)
#include "check_dataset_test.moc"
