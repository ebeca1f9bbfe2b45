// Selections of a hand-made dataset; fingerprints computed with Python's integers:
//   h = 0xCBF29CE484222325; for each byte of each id, then for 0xFF: h = (h ^ byte) * 0x100000001B3 % 2**64
#include <QTest>

#include "core/dataset/image_selection.hpp"
#include "core/dataset/statistics.hpp"
#include "core/priors/coverage/coverage.hpp"
#include "tests/support/annotation_folder.hpp"
#include "tests/support/message_of.hpp"

using namespace priorscope;

class ImageSelectionTest : public QObject {
    Q_OBJECT

    using Indices = std::vector<std::size_t>;
    using Ids = std::vector<std::string>;

  private Q_SLOTS:
    void initTestCase();
    void splitsKeepTheirOrder();
    void filtersSayWhatDecided();
    void wordsThatCouldBeMisreadAreQuoted();
    void listsAreTakenAsTheyStand();
    void fingerprintsFollowTheImages();
    void theSameFilesGiveTheSameFingerprint();
    void withoutImagesThereIsNothing();

  private:
    ImageSelection filtered(const ImageFilter& filter, const std::string& split = "") const {
        return ImageSelection::ofFilter(m_dataset, split, filter);
    }
    std::string fingerprintOf(const Ids& ids) const {
        return ImageSelection::ofIds(m_dataset, ids).fingerprint();
    }
    Dataset m_dataset;
};

void ImageSelectionTest::initTestCase() {
    m_dataset.root = "/data/pets";
    m_dataset.classes = {"cat", "dog", "guide dog"};
    const auto object = [](int label, bool difficult = false, bool truncated = false) {
        return Annotation{.label = label, .difficult = difficult, .truncated = truncated};
    };
    m_dataset.images = ImageTable(std::vector<ImageRecord>{
        {.id = "a1", .image_exists = true, .objects = {object(1), object(2)}},
        {.id = "a2", .image_exists = false, .objects = {object(1, true)}},
        {.id = "b1", .image_exists = true, .objects = {object(2, false, true)}},
        {.id = "b2", .image_exists = true, .objects = {}},
    });
    m_dataset.splits["val"] = {3, 0};
    m_dataset.splits["empty"] = {};
}

void ImageSelectionTest::splitsKeepTheirOrder() {
    const auto all = ImageSelection::ofSplit(m_dataset, "");
    QCOMPARE(all.images(), (Indices{0, 1, 2, 3}));
    QCOMPARE(all.text(), std::string("every image"));
    QCOMPARE(all.fingerprint(), std::string("7ff3f3338c1c0d83"));
    QCOMPARE(all.split().value(), std::string());
    const auto val = ImageSelection::ofSplit(m_dataset, "val");
    QCOMPARE(val.images(), (Indices{3, 0}));
    QCOMPARE(val.text(), std::string("split val"));
    QCOMPARE(val.fingerprint(), std::string("dc0ae6064acb7af1"));
    QCOMPARE(val.split().value(), std::string("val"));
    const QString message = messageOf([&] { ImageSelection::ofSplit(m_dataset, "test"); });
    QVERIFY2(message.contains("there is no such split") && message.contains("The splits are: empty, val"),
             qPrintable(message));
}

void ImageSelectionTest::filtersSayWhatDecided() {
    // Classes in any order; the difficult cat of a2 is not shown, the truncated dog of b1 is.
    const auto cats_and_dogs = filtered({.labels = {2, 1}});
    QCOMPARE(cats_and_dogs.images(), (Indices{0, 2}));
    QCOMPARE(cats_and_dogs.text(),
             std::string("every image where class=cat,dog difficult=hidden truncated=shown"));
    QVERIFY(!cats_and_dogs.split());
    QVERIFY(cats_and_dogs == filtered({.labels = {1, 2, 2}}));
    const auto named =
        filtered({.text = "A", .difficult = true, .truncated = false, .missing = false}, "val");
    QCOMPARE(named.images(), (Indices{0}));
    QCOMPARE(named.text(),
             std::string("split val where text=A difficult=shown truncated=hidden missing=hidden"));
    QCOMPARE(filtered({.missing = false}).text(), std::string("every image where missing=hidden"));
    // A filter that only hides objects removes no image: the result is the split itself.
    QVERIFY(filtered({.difficult = true, .truncated = false}, "val") ==
            ImageSelection::ofSplit(m_dataset, "val"));
    QVERIFY(messageOf([&] { filtered({}, "test"); }).contains("no such split"));
    QVERIFY(messageOf([&] { filtered({.labels = {4}}); }).contains("there is no class 4"));
}

void ImageSelectionTest::wordsThatCouldBeMisreadAreQuoted() {
    QCOMPARE(filtered({.text = "say \"b\"", .labels = {3}}).text(),
             std::string(
                 R"(every image where text="say \"b\"" class="guide dog" difficult=hidden truncated=shown)"));
}

void ImageSelectionTest::listsAreTakenAsTheyStand() {
    const auto list = ImageSelection::ofIds(m_dataset, {"b2", "a1"});
    QCOMPARE(list.images(), (Indices{3, 0}));
    QCOMPARE(list.text(), std::string("list of 2 images"));
    QVERIFY(!list.split());
    QVERIFY(list == ImageSelection::ofImages(m_dataset, {3, 0}));
    QCOMPARE(ImageSelection::ofImages(m_dataset, {2}).text(), std::string("list of 1 image"));
    QCOMPARE(ImageSelection::ofImages(m_dataset, {2}, "the worst").text(), std::string("the worst"));
    // As in a split list, each entry counts.
    QCOMPARE(ImageSelection::ofIds(m_dataset, {"a1", "a1"}).images(), (Indices{0, 0}));
    const QString message = messageOf([&] { ImageSelection::ofIds(m_dataset, {"a1", "A2"}); });
    QVERIFY2(message.contains("/data/pets") && message.contains("there is no image \"A2\""),
             qPrintable(message));
    QVERIFY(messageOf([&] { ImageSelection::ofImages(m_dataset, {4}); }).contains("no image 4 among its 4"));
}

void ImageSelectionTest::fingerprintsFollowTheImages() {
    QCOMPARE(fingerprintOf({"a1", "b2"}), std::string("e8f5ad0c72363041"));
    QCOMPARE(fingerprintOf({"b2", "a1"}), std::string("dc0ae6064acb7af1"));        // reversed
    QCOMPARE(fingerprintOf({"a1"}), std::string("e67a2e1904b5ae08"));              // one removed
    QCOMPARE(fingerprintOf({"a1", "a2", "b2"}), std::string("ba6743b42afb94b5"));  // one added
    QCOMPARE(fingerprintOf({"a1", "a2", "b1"}), std::string("ba7143b42b03e93a"));  // a different one
    QCOMPARE(ImageSelection().fingerprint(), std::string("cbf29ce484222325"));     // none
    // Independent of how they were chosen.
    QCOMPARE(fingerprintOf({"b2", "a1"}), ImageSelection::ofSplit(m_dataset, "val").fingerprint());
    QCOMPARE(filtered({.text = "a1"}).fingerprint(), fingerprintOf({"a1"}));
    // Ids are delimited.
    Dataset joined;
    joined.images =
        ImageTable(std::vector<ImageRecord>{{.id = "a1b1"}, {.id = "\xC3\xA4"}, {.id = "img220"}});
    QCOMPARE(ImageSelection::ofImages(joined, {0}).fingerprint(), std::string("101a0e9764b4430f"));
    QCOMPARE(fingerprintOf({"a1", "b1"}), std::string("e8ffad0c723e84c6"));
    QCOMPARE(ImageSelection::ofImages(joined, {1}).fingerprint(), std::string("5fda201c1dec8367"));
    QCOMPARE(ImageSelection::ofImages(joined, {2}).fingerprint(), std::string("4bd4d3ec5338ded"));
}

void ImageSelectionTest::theSameFilesGiveTheSameFingerprint() {
    fixture::AnnotationFolder folder;
    for (const char* id : {"b", "A", "c"}) {
        folder.xml(id, fixture::size(100, 50) + fixture::object("cat", "1 1 20 20"));
        folder.image(QStringLiteral("JPEGImages/%1.jpg").arg(id));
    }
    folder.write("ImageSets/Main/train.txt", "c\nA\n");
    const auto before = ImageSelection::ofSplit(folder.read(), "train");
    QVERIFY(before == ImageSelection::ofSplit(folder.read(), "train"));
    // Another object, and another image outside the split: not part of the selection.
    folder.xml("A", fixture::size(100, 50) + fixture::object("cat", "5 5 20 20"));
    folder.xml("a", fixture::size(100, 50));
    QCOMPARE(ImageSelection::ofSplit(folder.read(), "train").fingerprint(), before.fingerprint());
    folder.write("ImageSets/Main/train.txt", "A\nc\n");
    QVERIFY(ImageSelection::ofSplit(folder.read(), "train").fingerprint() != before.fingerprint());
}

void ImageSelectionTest::withoutImagesThereIsNothing() {
    const ImageSelection none;
    QVERIFY(none.isEmpty());
    QCOMPARE(none.text(), std::string("no image"));
    QCOMPARE(computeStatistics(m_dataset, none).images, 0);
    QVERIFY(coverageObjects(m_dataset, none, true, ResizeMode::stretch).empty());
    QCOMPARE(noImageReason(ImageSelection::ofSplit(m_dataset, "empty")),
             std::string("no image of the split \"empty\" is there"));
    QCOMPARE(noImageReason(ImageSelection::ofSplit(m_dataset, "")), std::string("no images exist"));
    QCOMPARE(noImageReason(filtered({.text = "z"})),
             std::string("no image is chosen (every image where text=z difficult=hidden truncated=shown)"));
    QCOMPARE(noImageReason(ImageSelection::ofIds(m_dataset, {"a2"})),
             std::string("none of the chosen images exist (list of 1 image)"));
}

QTEST_APPLESS_MAIN(ImageSelectionTest)
#include "image_selection_test.moc"
