#include "core/formats/dataset_format.hpp"

#include <QtTest>
#include <fstream>

#include "tests/support/message_of.hpp"

using namespace priorscope;

/// A format unknown to the program: a file "objects.list" with one image name per line.
class TestDatasetFormat : public QObject {
    Q_OBJECT

    static std::vector<DatasetFormat> withListFormat() {
        std::vector<DatasetFormat> formats = datasetFormats();
        formats.insert(formats.begin(),
                       {.name = "list",
                        .shown_name = "A list of names",
                        .recognises =
                            [](const std::filesystem::path& folder) {
                                return std::filesystem::exists(folder / "objects.list");
                            },
                        .read = [](const std::filesystem::path& folder, const ReadOptions& options,
                                   const std::stop_token& stop, const ProgressFn&) -> std::optional<Dataset> {
                            if (stop.stop_requested()) {
                                return std::nullopt;
                            }
                            Dataset dataset;
                            dataset.root = folder;
                            dataset.classes = options.classes;
                            std::ifstream file(folder / "objects.list");
                            for (std::string line; std::getline(file, line);) {
                                dataset.images.push_back({.id = line});
                            }
                            return dataset;
                        }});
        return formats;
    }

  private Q_SLOTS:
    void aFolderIsReadInTheFirstFormatThatRecognisesIt() {
        QTemporaryDir folder;
        std::ofstream(folder.filePath("objects.list").toStdString()) << "a\nb\n";
        const auto dataset =
            readDataset(folder.path().toStdString(), {.classes = {"thing"}}, {}, {}, withListFormat());
        QVERIFY(dataset);
        QCOMPARE(dataset->images.size(), std::size_t{2});
        QCOMPARE(dataset->images[1].id, std::string("b"));
        QCOMPARE(dataset->classes.front(), std::string("thing"));
    }

    void stoppedIsNotAnError() {
        QTemporaryDir folder;
        std::ofstream(folder.filePath("objects.list").toStdString()) << "a\n";
        std::stop_source source;
        source.request_stop();
        QVERIFY(!readDataset(folder.path().toStdString(), {}, source.get_token(), {}, withListFormat()));
    }

    void otherFoldersAreVocs() {
        QTemporaryDir folder;
        const QString message =
            messageOf([&] { readDataset(folder.path().toStdString(), {}, {}, {}, withListFormat()); });
        QVERIFY2(message.contains("no annotation (XML) file"), qPrintable(message));
    }
};

QTEST_APPLESS_MAIN(TestDatasetFormat)
#include "dataset_format_test.moc"
