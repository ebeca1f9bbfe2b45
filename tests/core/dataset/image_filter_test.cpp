// Filters on a hand-made dataset.
#include <QTest>

#include "core/base/error.hpp"
#include "core/dataset/image_filter.hpp"

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
    m_dataset.images = {
        {.id = "a1", .image_exists = true, .objects = {object(1), object(2)}},
        {.id = "a2", .image_exists = false, .objects = {object(1, true)}},
        {.id = "b1", .image_exists = true, .objects = {object(2, false, true)}},
        {.id = "b2", .image_exists = true, .objects = {}},
    };
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

QTEST_APPLESS_MAIN(ImageFilterTest)
#include "image_filter_test.moc"
