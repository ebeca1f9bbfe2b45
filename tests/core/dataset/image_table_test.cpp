// The images of a dataset in columns.
#include <QTest>
#include <algorithm>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "core/dataset/image_table.hpp"

using namespace priorscope;

namespace {

ImageRecord recordOf(const std::string& id, const std::string& image, std::vector<int> labels) {
    ImageRecord record{.id = id,
                       .annotation_file = "/data/Annotations/" + id + ".xml",
                       .image_file = image,
                       .image_exists = true,
                       .width = 100,
                       .height = 50,
                       .orientation = 6,
                       .verified = true};
    for (const int label : labels) {
        record.objects.push_back(
            {.label = label, .voc = {1, 2, 3.25, 4}, .pose = "Left", .line = 10 + label});
    }
    return record;
}

std::vector<int> labelsOf(const ImageRow& row) {
    std::vector<int> labels;
    for (const Annotation& object : row.objects) {
        labels.push_back(object.label);
    }
    return labels;
}

/// a: 1, 2 · b: none · c: 3
ImageTable threeImages() {
    return ImageTable(
        {recordOf("a", "/data/a.jpg", {1, 2}), recordOf("b", "b.png", {}), recordOf("é/c", "", {3})});
}

using Labels = std::vector<int>;

}  // namespace

class ImageTableTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void rowsAreWhatWasPutIn() {
        const ImageTable table = threeImages();
        QCOMPARE(table.size(), std::size_t{3});
        const ImageRow a = table[0];
        QVERIFY(a.id == "a" && a.image_exists && a.width == 100 && a.height == 50 && a.orientation == 6 &&
                a.verified);
        QCOMPARE(a.annotation_file.native(), std::string("/data/Annotations/a.xml"));
        QVERIFY(a.image_file == std::filesystem::path("/data/a.jpg"));
        QCOMPARE(a.image_file.extension().string(), std::string(".jpg"));
        QCOMPARE(labelsOf(a), Labels({1, 2}));
        QVERIFY(a.objects[1].voc == (VocBox{1, 2, 3.25, 4}) && a.objects[1].line == 12);
        QCOMPARE(a.objects[1].pose.text(), std::string("Left"));
        QCOMPARE(table[1].image_file.native(), std::string("b.png"));
        QVERIFY(table[1].objects.empty());
        QVERIFY(table[2].image_file.empty());
        QCOMPARE(table[2].annotation_file.native(), std::string("/data/Annotations/é/c.xml"));
        QCOMPARE(table.objects().size(), std::size_t{3});
        QCOMPARE(table.firstObject(2), std::size_t{2});
        QCOMPARE(table.firstObject(3), std::size_t{3});
        QVERIFY_THROWS_EXCEPTION(std::out_of_range, (void)table.at(3));
        QVERIFY(ImageTable().empty() && ImageTable().begin() == ImageTable().end());
    }

    void aRecordIsSeenAsARow() {
        const ImageRecord record = recordOf("x", "/data/x.jpg", {4});
        const ImageRow row = record;
        QVERIFY(row.image_file == record.image_file && row.annotation_file == record.annotation_file);
        QCOMPARE(labelsOf(row), Labels({4}));
        const ImageRecord back = row.copy();
        QVERIFY(back.id == record.id && back.image_file == record.image_file && back.objects.size() == 1);
    }

    void standardAlgorithmsWork() {
        const ImageTable table = threeImages();
        const auto found =
            std::lower_bound(table.begin(), table.end(), std::string("b"),
                             [](const ImageRow& row, const std::string& id) { return row.id < id; });
        QCOMPARE(found - table.begin(), std::ptrdiff_t{1});
        QCOMPARE(std::string(found->id), std::string("b"));
        QCOMPARE(std::count_if(table.begin(), table.end(),
                               [](const ImageRow& row) { return row.objects.empty(); }),
                 std::ptrdiff_t{1});
    }

    void aChangeMovesTheObjectsBehindIt() {
        ImageTable table = threeImages();
        table.change(0, [](ImageRecord& record) {
            record.id = "longer";
            record.objects.erase(record.objects.begin());
        });
        table.change(1, [](ImageRecord& record) { record.objects.assign(3, {.label = 7}); });
        QCOMPARE(std::string(table[0].id), std::string("longer"));
        QCOMPARE(labelsOf(table[0]), Labels({2}));
        QCOMPARE(labelsOf(table[1]), Labels({7, 7, 7}));
        QCOMPARE(labelsOf(table[2]), Labels({3}));
        QCOMPARE(std::string(table[2].id), std::string("é/c"));
        table.truncate(2);
        QCOMPARE(table.objects().size(), std::size_t{4});
        QCOMPARE(labelsOf(table[1]), Labels({7, 7, 7}));
    }

    void labelsChangeAndObjectsGo() {
        ImageTable table = threeImages();
        table.relabel(std::vector<int>{0, 5, 1});
        QCOMPARE(labelsOf(table[0]), Labels({5}));
        QVERIFY(table[1].objects.empty());
        QCOMPARE(labelsOf(table[2]), Labels({1}));
    }

    void columnsThatReferNowhereAreRefused() {
        const ImageTable table = threeImages();
        const auto with = [&](const auto& change) {
            ImageTable::Columns columns = table.columns();
            change(columns);
            return ImageTable::fromColumns(std::move(columns));
        };
        using Columns = ImageTable::Columns;
        auto same = with([](Columns&) {});
        QVERIFY(same && labelsOf((*same)[2]) == Labels({3}));
        same->push_back(recordOf("d", "/data/d.jpg", {9}));  // folders are found again
        QCOMPARE(same->columns().folders.size(), table.columns().folders.size());
        QVERIFY(!with([](Columns& c) { c.rows[2].names = c.names.size() + 1; }));
        QVERIFY(!with([](Columns& c) { c.rows[2].image_size = 0xFFFFFFFFU; }));
        QVERIFY(!with([](Columns& c) { c.rows[1].image_folder = 77; }));
        QVERIFY(!with([](Columns& c) { c.rows[0].annotation_folder = 77; }));
        QVERIFY(!with([](Columns& c) { c.rows[2].first_object = 4; }));
        QVERIFY(!with([](Columns& c) { c.rows[0].first_object = 1; }));
        QVERIFY(!with([](Columns& c) { c.rows[1].first_object = 3; }));
        QVERIFY(!with([](Columns& c) { c.folders.clear(); }));
    }

    void aMillionImagesFit() {
        // 48 bytes an image and 64 a box; names apart. Two folders, kept once.
        ImageTable table;
        const ImageRecord record = recordOf("000001", "/data/JPEGImages/000001.jpg", {1, 2, 3, 4, 5});
        for (int i = 0; i < 100000; ++i) {
            table.push_back(record);
        }
        table.shrink();
        QCOMPARE(table.bytes(), std::size_t{100000 * 48 + 500000 * 64});
        const std::size_t names = 100000 * (6 + 10 + 10);
        QVERIFY(table.nameBytes() >= names && table.nameBytes() < names + 1000);
    }

    void equalTextsShareOneCopy() {
        std::vector<std::thread> threads;
        std::vector<std::vector<InternedText>> made(4);
        for (std::vector<InternedText>& texts : made) {
            threads.emplace_back([&texts] {
                for (int i = 0; i < 2000; ++i) {
                    texts.emplace_back("pose " + std::to_string(i % 300));
                }
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        QVERIFY(made[0] == made[1] && made[0] == made[3]);
        QCOMPARE(&made[0][7].text(), &made[2][307].text());
        QCOMPARE(made[1][299].text(), std::string("pose 299"));
        QVERIFY(!(made[0][0] == made[0][1]));
        QVERIFY(InternedText().empty() && InternedText("").empty() && InternedText("").text().empty());
    }
};

QTEST_APPLESS_MAIN(ImageTableTest)
#include "image_table_test.moc"
