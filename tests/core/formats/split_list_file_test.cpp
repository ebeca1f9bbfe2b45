// Lists of images that become splits: where they belong, and what they hold.
#include "core/formats/writing/split_list_file.hpp"

#include <QTest>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/formats/dataset_format.hpp"
#include "tests/support/annotation_folder.hpp"
#include "tests/support/message_of.hpp"

using namespace priorscope;

namespace fs = std::filesystem;

namespace {

fixture::AnnotationFolder folderOf(const std::vector<QString>& ids) {
    fixture::AnnotationFolder folder;
    for (const QString& id : ids) {
        folder.xml(id, fixture::size(100, 50) + fixture::object("cat", "1 1 20 20"));
        folder.image("JPEGImages/" + id + ".jpg");
    }
    return folder;
}

}  // namespace

class SplitListFileTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aListBecomesASplit() {
        const fixture::AnnotationFolder folder = folderOf({"a", "b", "c"});
        const Dataset dataset = folder.read();
        const SplitListPlace place = splitListPlace(dataset);
        QCOMPARE(place.folder, fs::path(folder.path("ImageSets/Main")));
        writeSplitList(dataset, std::vector<std::size_t>{2, 0}, place.folder / "few.txt");
        const Dataset again = folder.read();
        QVERIFY(again.issues.empty());
        QCOMPARE(again.splitIndices("few"), (std::vector<std::size_t>{2, 0}));
        // Not replaced unless that is wanted.
        const auto write = [&](bool may_replace) {
            writeSplitList(again, std::vector<std::size_t>{1}, place.folder / "few.txt", may_replace);
        };
        QVERIFY(messageOf([&] { write(false); }).contains(QStringLiteral("exists")));
        QCOMPARE(folder.read().splitIndices("few"), (std::vector<std::size_t>{2, 0}));
        write(true);
        QCOMPARE(folder.read().splitIndices("few"), (std::vector<std::size_t>{1}));
    }

    void listsStandTogether() {
        fixture::AnnotationFolder folder = folderOf({"a", "b"});
        folder.write("splits/train.txt", "a\n");
        const Dataset dataset = folder.read();
        QCOMPARE(splitListPlace(dataset).folder, fs::path(folder.path("splits")));
        writeSplitList(dataset, std::vector<std::size_t>{1}, splitListPlace(dataset).folder / "rest.txt");
        const Dataset again = folder.read();
        QCOMPARE(again.splits.size(), std::size_t{2});
        QCOMPARE(again.splitIndices("rest"), (std::vector<std::size_t>{1}));
    }

    void noListHidesTheSplitsThatAre() {
        fixture::AnnotationFolder folder;
        for (const char* split : {"train", "val"}) {
            const QString name = QLatin1String(split);
            folder.write(name + "/" + name + "1.xml",
                         fixture::annotation(fixture::size(100, 50) + fixture::object("cat", "1 1 20 20")));
            folder.image(name + "/" + name + "1.jpg");
        }
        const Dataset dataset = folder.read();
        QCOMPARE(dataset.splits.size(), std::size_t{2});
        QVERIFY(splitListPlace(dataset).folder.empty());
        QVERIFY(splitListPlace(dataset).obstacle.text().find("hide") != std::string::npos);
    }

    void otherFormatsHaveNoLists() {
        fixture::AnnotationFolder yolo;
        yolo.image("train/images/a.jpg");
        yolo.write("train/labels/a.txt", "0 0.5 0.5 0.2 0.2\n");
        yolo.write("data.yaml", "train: train/images\nnames: [cat]\n");
        const auto dataset = readDataset(yolo.path());
        QVERIFY(splitListPlace(*dataset).folder.empty());
        QVERIFY(splitListPlace(*dataset).obstacle.text().find("VOC") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(SplitListFileTest)
#include "split_list_file_test.moc"
