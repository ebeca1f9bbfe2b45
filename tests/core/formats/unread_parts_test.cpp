// What writing a dataset anew leaves behind.
#include "core/formats/writing/unread_parts.hpp"

#include <QTemporaryDir>
#include <QTest>

#include "tests/support/annotation_folder.hpp"
#include "tests/support/file_bytes.hpp"

using namespace priorscope;

namespace {

/// The first sentence that begins so, up to its first full stop; empty: there is none.
std::string told(const std::vector<Sentence>& sentences, const char* start) {
    for (const Sentence& sentence : sentences) {
        const std::string text = sentence.text();
        if (text.starts_with(start)) {
            return text.substr(0, text.find('.'));
        }
    }
    return {};
}

const char* const kCoco = R"({"images": [{"id": 9, "file_name": "a.jpg", "width": 100, "height": 100},
                                         {"id": 2, "file_name": "b.jpg", "width": 100, "height": 100}],
    "categories": [{"id": 1, "name": "cat"}, {"id": 90, "name": "dog"}],
    "annotations": [
        {"id": 1, "image_id": 9, "category_id": 90, "bbox": [1, 1, 50, 50], "area": 1250,
         "segmentation": [[1, 1, 51, 1, 1, 51]]},
        {"id": 2, "image_id": 9, "category_id": 1, "bbox": [1, 1, 10, 10], "area": 100.4,
         "segmentation": [[]], "keypoints": [3, 4, 2]},
        {"id": 4, "image_id": 9, "category_id": 1, "bbox": [1, 1, 10, 10], "area": 100, "segmentation": {},
         "keypoints": [0, 0, 0]},
        {"id": 3, "image_id": 2, "category_id": 1, "bbox": [1, 1, 10, 10], "area": 100, "iscrowd": 1,
         "segmentation": {"size": [100, 100], "counts": [10000]}}]})";

}  // namespace

class UnreadPartsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void ofCoco() {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("instances_train.json"));
        writeAt(file, kCoco);
        const auto to_coco = unreadParts(file.toStdString(), "coco");
        QCOMPARE(told(to_coco, "Objects with masks"), std::string("Objects with masks or polygons: 2"));
        QCOMPARE(told(to_coco, "Objects with key"), std::string("Objects with keypoints: 1"));
        QCOMPARE(told(to_coco, "Objects whose area"),
                 std::string("Objects whose area is not that of their box: 1"));
        // The category 90; the image 9.
        QCOMPARE(told(to_coco, "Images and categories"),
                 std::string("Images and categories whose ids are not the numbers from 1: 2"));
        const auto to_voc = unreadParts(file.toStdString(), "voc");
        QCOMPARE(to_voc.size(), std::size_t{2});  // others have neither areas nor ids
    }

    void ofVoc() {
        fixture::AnnotationFolder folder;
        folder.xml("a", fixture::size(100, 50) + fixture::object("cat", "1 1 20 20"));
        folder.xml("b", fixture::size(100, 50) +
                            fixture::object("cat", "1 1 20 20",
                                            "<part><name>head</name></part><actions><jumping>1</jumping>"
                                            "</actions>"));
        folder.image(QStringLiteral("JPEGImages/a.jpg"));
        const auto sentences = unreadParts(folder.path(""), "voc");
        QCOMPARE(sentences.size(), std::size_t{1});
        QCOMPARE(sentences[0].text(),
                 std::string("Annotations with elements that are not read: 1. Among these are <actions>, "
                             "<jumping>, <part>."));
        folder.xml("b", fixture::size(100, 50) + "<!-- <part/> --><note><![CDATA[<part>]]></note>");
        QCOMPARE(unreadParts(folder.path(""), "voc")[0].text(),
                 std::string("Annotations with elements that are not read: 1. Among these are <note>."));
        // What cannot be read is told by reading the dataset.
        QVERIFY(QFile::link(QStringLiteral("gone.xml"),
                            QString::fromStdString(folder.path("Annotations/c.xml"))));
        folder.xml("b", fixture::size(100, 50));
        QVERIFY(unreadParts(folder.path(""), "coco").empty());
    }
};

QTEST_GUILESS_MAIN(UnreadPartsTest)
#include "unread_parts_test.moc"
