// Filters on a hand-made dataset.
#include <QTest>
#include <limits>

#include "core/base/error.hpp"
#include "core/dataset/filter_text.hpp"
#include "core/dataset/image_filter.hpp"
#include "core/dataset/statistics.hpp"

using namespace priorscope;

class ImageFilterTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void everythingByDefault();
    void labelsAreAlternatives();
    void flagsHideObjectsAndTheirLabels();
    void textFindsIdsAndClasses();
    void missingImagesCanBeLeftOut();
    void countsFollowTheFilter();
    void conditionsOnObjects_data();
    void conditionsOnObjects();
    void conditionsOnImages();
    void marksChooseImages();
    void verifiedImages();
    void sidesAtTheInput();
    void classesTogether();
    void brightnessIsAColumn();
    void manyImagesAsFew();
    void textReadsBack_data();
    void textReadsBack();
    void typedText_data();
    void typedText();
    void linesThatAreBeingTyped();
    void termsThatMeanNothing_data();
    void termsThatMeanNothing();

  private:
    std::vector<std::size_t> filtered(const ImageFilter& filter, const std::string& split = "") const {
        return filterImages(m_dataset, split, filter);
    }
    Dataset m_dataset;
};

void ImageFilterTest::initTestCase() {
    m_dataset.classes = {"cat", "dog"};
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
}

void ImageFilterTest::everythingByDefault() {
    QCOMPARE(filtered({}), (std::vector<std::size_t>{0, 1, 2, 3}));
    QCOMPARE(filtered({}, "val"), (std::vector<std::size_t>{3, 0}));
    QVERIFY_THROWS_EXCEPTION(Error, filtered({}, "nowhere"));
}

void ImageFilterTest::labelsAreAlternatives() {
    QCOMPARE(filtered({.labels = {2}}), (std::vector<std::size_t>{0, 2}));
    QCOMPARE(filtered({.labels = {1, 2}}), (std::vector<std::size_t>{0, 2}));
    QCOMPARE(filtered({.labels = {1}, .difficult = true}), (std::vector<std::size_t>{0, 1}));
}

void ImageFilterTest::flagsHideObjectsAndTheirLabels() {
    QCOMPARE(filtered({.labels = {2}, .truncated = false}), (std::vector<std::size_t>{0}));
    QCOMPARE(filtered({.truncated = false}).size(), 4U);  // flags hide objects, not images
}

void ImageFilterTest::textFindsIdsAndClasses() {
    QCOMPARE(filtered({.text = "B"}), (std::vector<std::size_t>{2, 3}));
    QCOMPARE(filtered({.text = "DOG"}), (std::vector<std::size_t>{0, 2}));
    QCOMPARE(filtered({.text = "cat"}), (std::vector<std::size_t>{0}));  // the other cat is difficult
    QVERIFY(filtered({.text = "zebra"}).empty());
}

void ImageFilterTest::missingImagesCanBeLeftOut() {
    QCOMPARE(filtered({.missing = false}), (std::vector<std::size_t>{0, 2, 3}));
}

void ImageFilterTest::countsFollowTheFilter() {
    QCOMPARE(countShownObjects(m_dataset, {0, 1, 2, 3}, {}), (std::vector<std::int64_t>{1, 2}));
    QCOMPARE(countShownObjects(m_dataset, {0, 1, 2, 3}, {.difficult = true, .truncated = false}),
             (std::vector<std::int64_t>{2, 1}));
    QCOMPARE(countShownObjects(m_dataset, {}, {}), (std::vector<std::int64_t>{0, 0}));
    const FlagCounts counts = countFlags(m_dataset, {0, 1, 2, 3});
    QCOMPARE(counts.difficult, 1);
    QCOMPARE(counts.truncated, 1);
    QCOMPARE(counts.missing_images, 1);
}

namespace {

/// 10 × 20 at the left top, 40 × 20 that overlaps it by half of it, 8 × 8 of its own at the right bottom; 100
/// × 50 px.
Dataset threeObjects() {
    Dataset dataset;
    dataset.classes = {"cat", "guide dog"};
    const auto object = [](int label, const VocBox& box) {
        return Annotation{.label = label, .box = fractionsFromVoc(box, 100, 50), .voc = box};
    };
    dataset.images.push_back(
        {.id = "a",
         .image_exists = true,
         .width = 100,
         .height = 50,
         .objects = {object(1, {1, 1, 10, 20}), object(2, {6, 1, 45, 20}), object(1, {93, 43, 100, 50})}});
    dataset.images.push_back({.id = "b", .image_exists = true, .width = 30, .height = 40});
    return dataset;
}

std::string shownOf(const Dataset& dataset, const ImageFilter& filter) {
    std::string shown;
    const ImageRow image = dataset.images[0];
    for (std::size_t i = 0; i < image.objects.size(); ++i) {
        shown += isObjectShown(image, image.objects[i], filter) ? std::to_string(i) : "";
    }
    return shown;
}

}  // namespace

void ImageFilterTest::conditionsOnObjects_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    // By hand. The first two share 5 × 20 of 200 + 800 - 100 px²: IoU 1/9.
    for (const auto& [text, shown] : {std::pair{"width<10", "2"},
                                      {"width<=10", "02"},
                                      {"width=10", "0"},
                                      {"height>8", "01"},
                                      {"side=8..10", "02"},
                                      {"area>=800", "1"},
                                      {"share<2", "2"},
                                      {"share>3.9 share<4.1", "0"},
                                      {"aspect>1", "1"},
                                      {"aspect=0.5..1", "02"},
                                      {"x<0.1", "0"},
                                      {"y>0.9", "2"},
                                      {"overlap>0.11 overlap<0.112", "01"},
                                      {"overlap=0", "2"},
                                      {"neighbours=1", "01"},
                                      {"width>8 height>=20 x>0.2", "1"},
                                      {"width>1000", ""}}) {
        QTest::newRow(text) << text << shown;
    }
}

void ImageFilterTest::conditionsOnObjects() {
    QFETCH(QString, text);
    QFETCH(QString, shown);
    const Dataset dataset = threeObjects();
    const ImageFilter filter = filterFromText(text.toStdString(), dataset.classes);
    QCOMPARE(QString::fromStdString(shownOf(dataset, filter)), shown);
    QCOMPARE(filterImages(dataset, "", filter).size(), shown.isEmpty() ? 0U : 1U);
}

void ImageFilterTest::conditionsOnImages() {
    const Dataset dataset = threeObjects();
    const auto found = [&](const char* text) {
        return filterImages(dataset, "", filterFromText(text, dataset.classes));
    };
    using Images = std::vector<std::size_t>;
    QCOMPARE(found("objects=3"), Images({0}));
    QCOMPARE(found("objects=0"), Images({1}));
    QCOMPARE(found("objects=2 width>=10"), Images({0}));  // of the shown ones
    QCOMPARE(found("classes=2"), Images({0}));
    QCOMPARE(found("classes=1 x>0.5"), Images({0}));
    QCOMPARE(found("image_width<50"), Images({1}));
    QCOMPARE(found("image_height>=40"), Images({0, 1}));
    // An object of the class, and one that is wide: the same one.
    QVERIFY(found("class=cat width>10").empty());
    QCOMPARE(found("class=\"guide dog\" width>10"), Images({0}));
}

void ImageFilterTest::marksChooseImages() {
    const ImageMarks marks{{"tag=night", {true, true, false, false}},
                           {"tag=rain", {false, true, true, false}},
                           {"finding=outside", {true, false, false, false}}};
    const auto found = [&](const char* text) {
        return filterImages(m_dataset, "", filterFromText(text, m_dataset.classes), marks);
    };
    using Images = std::vector<std::size_t>;
    QCOMPARE(found("tag=night"), (Images{0, 1}));
    QCOMPARE(found("tag=night,rain"), (Images{0, 1, 2}));
    QCOMPARE(found("tag=night tag=rain"), Images{1});
    QCOMPARE(found("-tag=night"), (Images{2, 3}));
    QCOMPARE(found("-tag=night,rain"), Images{3});
    QCOMPARE(found("tag=night -finding=outside"), Images{1});
    QCOMPARE(found("tag=night -missing"), Images{0});
    QVERIFY(found("tag=unknown").empty());
    QCOMPARE(found("-tag=unknown").size(), 4U);
    QVERIFY(filtered(filterFromText("tag=night", m_dataset.classes)).empty());  // without any marks
}

void ImageFilterTest::verifiedImages() {
    Dataset dataset;
    dataset.classes = {"cat"};
    dataset.images.push_back(ImageRecord{.id = "a", .image_exists = true, .verified = true});
    dataset.images.push_back(ImageRecord{.id = "b", .image_exists = true});
    dataset.images.push_back(ImageRecord{.id = "verified-c", .image_exists = true});
    const auto found = [&](const char* text, const ImageMarks& marks = {}) {
        return filterImages(dataset, "", filterFromText(text, dataset.classes), marks);
    };
    using Images = std::vector<std::size_t>;
    QCOMPARE(found("verified"), Images{0});
    QCOMPARE(found("-verified"), (Images{1, 2}));
    QCOMPARE(found(""), (Images{0, 1, 2}));
    QCOMPARE(found("\"verified\""), Images{2});  // in quotes it is a text
    QCOMPARE(found("text=verified"), Images{2});
    QCOMPARE(found("-verified verified"), Images{0});  // the last one counts
    // What edits say takes the place of what was read.
    const ImageMarks edited{{kVerifiedMark, {false, true, false}}};
    QCOMPARE(found("verified", edited), Images{1});
    QCOMPARE(found("-verified", edited), (Images{0, 2}));
    for (const char* text :
         {"verified", "-verified", "text=verified -verified difficult=hidden truncated=shown",
          "text=verified difficult=hidden truncated=shown"}) {
        QCOMPARE(filterText(filterFromText(text, dataset.classes), dataset.classes), std::string(text));
    }
    QVERIFY(typedLine("verified").has_conditions && typedLine("-verified night").has_conditions);
    QVERIFY(!typedLine("\"verified\" unverified").has_conditions);
    QCOMPARE(computeStatistics(dataset, ImageSelection::ofSplit(dataset, "")).verified, std::int64_t{1});
}

void ImageFilterTest::sidesAtTheInput() {
    Dataset dataset;
    dataset.classes = {"cat"};
    // 30 x 12 of 600 x 300 px: 15 x 12 stretched to 300, 15 x 6 letterboxed.
    Annotation object{.label = 1, .voc = {301, 101, 330, 112}};
    object.box = fractionsFromVoc(object.voc, 600, 300);
    dataset.images.push_back(ImageRecord{.id = "a", .width = 600, .height = 300, .objects = {object}});
    const auto finds = [&](const char* text, NetworkInput input) {
        ImageFilter filter = filterFromText(text, dataset.classes);
        filter.input = input;
        return !filterImages(dataset, "", filter).empty();
    };
    QVERIFY(finds("input<12.5", {300, ResizeMode::stretch}));
    QVERIFY(finds("input=12", {300, ResizeMode::stretch}));
    QVERIFY(!finds("input<12", {300, ResizeMode::stretch}));
    QVERIFY(finds("input=6", {300, ResizeMode::letterbox}));
    QVERIFY(finds("input=10..12", {512, ResizeMode::letterbox}));  // 12 x 512 / 600 = 10.24
    QVERIFY(!finds("input>=0", {}));                               // not known
}

void ImageFilterTest::classesTogether() {
    Dataset dataset;
    dataset.classes = {"cat", "dog", "red car"};
    const std::vector<std::vector<int>> images{{1, 2}, {1, 1, 2}, {1}, {3, 2}, {}};
    for (const std::vector<int>& labels : images) {
        ImageRecord record{.id = "a", .width = 100, .height = 100};
        for (const int label : labels) {
            record.objects.push_back({.label = label});
        }
        dataset.images.push_back(record);
    }
    const auto found = [&](const char* text) {
        return filterImages(dataset, "", filterFromText(text, dataset.classes));
    };
    using Images = std::vector<std::size_t>;
    QCOMPARE(found("together=cat,dog"), (Images{0, 1}));
    QCOMPARE(found("together=cat,cat"), Images{1});
    QCOMPARE(found("together=dog"), (Images{0, 1, 3}));
    QCOMPARE(found("together=\"red car\",dog"), Images{3});
    QCOMPARE(found("together=cat,dog objects=2"), Images{0});
    QVERIFY(found("together=cat,\"red car\"").empty());
    // As one reads it in a line of text; what is typed replaces what was.
    const ImageFilter pair = filterFromText("together=dog,cat", dataset.classes);
    QCOMPARE(filterText(pair, dataset.classes),
             std::string("together=cat,dog difficult=hidden truncated=shown"));
    QCOMPARE(filterFromText("together=cat,cat", dataset.classes, pair).together, (std::vector<int>{1, 1}));
    // What begins as a condition and means nothing is refused, never taken for a word.
    for (const char* text :
         {"together=cow", "-together=cat,dog", "-class=cat", "verified=no", "-verified=yes", "-width=3",
          "-difficult=shown", "widht=0..32", "clas=cat", "tga=night", "split=train", "occluded=1"}) {
        QVERIFY_THROWS_EXCEPTION(Error, filterFromText(text, dataset.classes));
    }
    QCOMPARE(filterFromText("frame_t=12", dataset.classes).text, std::string("frame_t=12"));
    QCOMPARE(filterFromText("\"split=train\"", dataset.classes).text, std::string("split=train"));
}

void ImageFilterTest::brightnessIsAColumn() {
    const float unknown = std::numeric_limits<float>::quiet_NaN();
    const ImageFigures figures{{FilterField::brightness, {0.1F, 0.5F, unknown, 0.9F}}};
    const auto found = [&](const char* text) {
        return filterImages(m_dataset, "", filterFromText(text, m_dataset.classes), {}, figures);
    };
    using Images = std::vector<std::size_t>;
    QCOMPARE(found("brightness<0.3"), Images{0});
    QCOMPARE(found("brightness>=0"), (Images{0, 1, 3}));
    QCOMPARE(found("brightness=0.4..0.95"), (Images{1, 3}));
    QVERIFY(filtered(filterFromText("brightness>=0", m_dataset.classes)).empty());  // it is not known
}

void ImageFilterTest::manyImagesAsFew() {
    // More than a thread takes at once.
    Dataset dataset;
    dataset.classes = {"cat"};
    std::vector<std::size_t> expected;
    for (std::size_t i = 0; i < 50000; ++i) {
        ImageRecord record{.id = std::to_string(i), .image_exists = true};
        record.objects.assign(i % 3, Annotation{.label = 1});
        dataset.images.push_back(record);
        if (i % 3 == 2) {
            expected.push_back(i);
        }
    }
    QCOMPARE(filterImages(dataset, "", filterFromText("objects>1", dataset.classes)), expected);
}

void ImageFilterTest::textReadsBack_data() {
    QTest::addColumn<QString>("text");
    for (const char* text :
         {"", "missing=hidden", "text=night class=cat difficult=hidden truncated=shown",
          R"(text="say \"b\" -x" class=cat,"guide dog" difficult=shown truncated=hidden missing=hidden)",
          "width<32 objects>=5 aspect=0.5..2 difficult=hidden truncated=shown",
          "aspect>0.5 aspect<=2 height=7 difficult=hidden truncated=shown", "tag=night,rain -tag=\"to do\"",
          "objects>=5 input<8 finding=outside difficult=hidden truncated=shown"}) {
        QTest::newRow(text) << text;
    }
}

void ImageFilterTest::textReadsBack() {
    QFETCH(QString, text);
    const std::vector<std::string> classes{"cat", "guide dog"};
    const ImageFilter filter = filterFromText(text.toStdString(), classes);
    QCOMPARE(QString::fromStdString(filterText(filter, classes)), text);
    QVERIFY(filterFromText(filterText(filter, classes), classes) == filter);
}

void ImageFilterTest::typedText_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("meant");
    QTest::newRow("hiding") << "-truncated -missing class=cat"
                            << "class=cat difficult=hidden truncated=hidden missing=hidden";
    QTest::newRow("words") << "  night  0003 "
                           << "text=\"night 0003\" difficult=hidden truncated=shown";
    QTest::newRow("quoted") << "\"guide dog\" objects>2"
                            << "text=\"guide dog\" objects>2 difficult=hidden truncated=shown";
    QTest::newRow("two halves") << "width>=8 objects>=2 width<32"
                                << "width>=8 width<32 objects>=2 difficult=hidden truncated=shown";
    QTest::newRow("comma") << "text=a,b"
                           << "text=\"a,b\" difficult=hidden truncated=shown";
    QTest::newRow("blanks") << "width < 32 objects >=2 class = cat, \"guide dog\""
                            << "class=cat,\"guide dog\" width<32 objects>=2 difficult=hidden truncated=shown";
    QTest::newRow("a name with =") << "frame_t=12"
                                   << "text=\"frame_t=12\" difficult=hidden truncated=shown";
    QTest::newRow("twice") << "class=cat class=cat"
                           << "class=cat difficult=hidden truncated=shown";
}

void ImageFilterTest::typedText() {
    QFETCH(QString, typed);
    QFETCH(QString, meant);
    const std::vector<std::string> classes{"cat", "guide dog"};
    QCOMPARE(QString::fromStdString(filterText(filterFromText(typed.toStdString(), classes), classes)),
             meant);
}

void ImageFilterTest::linesThatAreBeingTyped() {
    const auto typed = [](const char* line) {
        const TypedLine found = typedLine(line);
        return (found.has_conditions ? std::string("conditions, ") : std::string()) + found.words;
    };
    QCOMPARE(typed("night 0003"), std::string("night 0003"));
    QCOMPARE(typed("night objects"), std::string("night objects"));
    QCOMPARE(typed("night objects>"), std::string("conditions, night"));
    QCOMPARE(typed("width < 3"), std::string("conditions, "));
    QCOMPARE(typed("night -difficult"), std::string("conditions, night"));
    QCOMPARE(typed("-5 frame_t=12"), std::string("-5 frame_t=12"));
    // Onto what is there: classes join, a condition replaces that of its field.
    const std::vector<std::string> classes{"cat", "dog"};
    const ImageFilter before = filterFromText("class=cat width<9 objects>2 -missing word", classes);
    QCOMPARE(filterText(filterFromText("class=dog objects=1", classes, before), classes),
             std::string("class=cat,dog width<9 objects=1 difficult=hidden truncated=shown missing=hidden"));
}

void ImageFilterTest::termsThatMeanNothing_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("said");
    QTest::newRow("class") << "class=cow"
                           << "there is no class \"cow\"";
    QTest::newRow("field") << "weight>3"
                           << "nothing is called \"weight\" here";
    QTest::newRow("number") << "width<wide"
                            << "\"wide\" is no number";
    QTest::newRow("none") << "width<"
                          << "\"\" is no number";
    QTest::newRow("no field") << "<32"
                              << "nothing is called \"\" here";
    QTest::newRow("nan") << "width<nan"
                         << "\"nan\" is no number";
    QTest::newRow("infinite") << "objects>inf"
                              << "\"inf\" is no number";
    QTest::newRow("comma") << "aspect<0,5"
                           << "it takes one number or range";
    QTest::newRow("range") << "width=9..3"
                           << "its range ends before it begins";
    QTest::newRow("sign") << "width==3"
                          << "there is no comparison \"==\"";
    QTest::newRow("flag") << "difficult=yes"
                          << "it is either shown or hidden";
    QTest::newRow("text") << "text>a"
                          << "nothing is called \"text\" here";
}

void ImageFilterTest::termsThatMeanNothing() {
    QFETCH(QString, typed);
    QFETCH(QString, said);
    try {
        filterFromText(typed.toStdString(), {"cat"});
        QFAIL("was taken");
    } catch (const Error& error) {
        const QString message = QString::fromUtf8(error.what());
        QVERIFY2(message.contains(said) && message.contains(typed), qPrintable(message));
    }
}

QTEST_APPLESS_MAIN(ImageFilterTest)
#include "image_filter_test.moc"
