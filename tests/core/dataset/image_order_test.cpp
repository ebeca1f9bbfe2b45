// Orders of images, and the images that the priors cover worst, on hand-made datasets.
#include "core/dataset/image_order.hpp"

#include <QTest>
#include <cmath>

#include "core/priors/coverage/image_coverage.hpp"

using namespace priorscope;

namespace {

Annotation object(const Box& box, bool difficult = false) {
    return {.label = 1, .box = box, .difficult = difficult};
}

/// Sides in pixels of what is named: 50 × 50 in b, 20 × 50 and 90 × 50 in a, 30 × 30 (difficult) in c; d has
/// no object, e no size.
Dataset someImages() {
    Dataset dataset;
    dataset.classes = {"cat"};
    dataset.images = ImageTable(std::vector<ImageRecord>{
        {.id = "b", .width = 100, .height = 100, .objects = {object({0.0F, 0.0F, 0.5F, 0.5F})}},
        {.id = "a",
         .width = 100,
         .height = 50,
         .objects = {object({0.0F, 0.0F, 0.2F, 1.0F}), object({0.1F, 0.0F, 1.0F, 1.0F})}},
        {.id = "d", .width = 300, .height = 10, .objects = {}},
        {.id = "c", .width = 60, .height = 60, .objects = {object({0.0F, 0.0F, 0.5F, 0.5F}, true)}},
        {.id = "e", .width = 0, .height = 0, .objects = {object({0.0F, 0.0F, 0.5F, 0.5F})}},
    });
    return dataset;
}

}  // namespace

class ImageOrderTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void ordersByHand_data() {
        QTest::addColumn<ImageOrder>("order");
        QTest::addColumn<bool>("difficult");
        QTest::addColumn<std::vector<std::size_t>>("expected");
        const auto row = [](const char* name, ImageOrder order, std::vector<std::size_t> expected,
                            bool difficult = false) {
            QTest::newRow(name) << order << difficult << std::move(expected);
        };
        row("listed", ImageOrder::listed, {4, 3, 2, 1, 0});
        row("name", ImageOrder::name, {1, 0, 3, 2, 4});
        row("most objects", ImageOrder::most_objects, {1, 4, 0, 3, 2});
        row("fewest objects", ImageOrder::fewest_objects, {3, 2, 4, 0, 1});
        row("fewest with difficult ones", ImageOrder::fewest_objects, {2, 4, 3, 0, 1}, true);
        row("smallest object", ImageOrder::smallest_object, {1, 0, 4, 3, 2});        // 1000, 2500
        row("smallest of all", ImageOrder::smallest_object, {3, 1, 0, 4, 2}, true);  // and 900
        row("largest object", ImageOrder::largest_object, {1, 0, 4, 3, 2});          // 4500, 2500
        row("largest image", ImageOrder::largest_image, {0, 1, 3, 2, 4});  // 10000, 5000, 3600, 3000
        row("smallest image", ImageOrder::smallest_image, {2, 3, 1, 0, 4});
    }

    void ordersByHand() {
        QFETCH(ImageOrder, order);
        QFETCH(bool, difficult);
        QFETCH(std::vector<std::size_t>, expected);
        const ImageFilter filter{.difficult = difficult};
        QCOMPARE(orderedImages(someImages(), {4, 3, 2, 1, 0}, filter, order), expected);
    }

    void partsAndRepetitionsStay() {
        QCOMPARE(orderedImages(someImages(), {0, 1, 0}, {}, ImageOrder::name),
                 (std::vector<std::size_t>{1, 0, 0}));
        QCOMPARE(orderedBy({}, {}), std::vector<std::size_t>{});
        QCOMPARE(orderedBy({2, 0, 1}, {1.0, std::nan(""), 0.5}), (std::vector<std::size_t>{2, 0, 1}));
    }

    /// One prior, in the middle: (0.25, 0.25) to (0.75, 0.75).
    void leastIouByHand() {
        PriorConfig config{.name = "one", .input_size = 100, .maps = {{.name = "m", .scale = 0.5F}}};
        const Dataset dataset = someImages();
        const auto selection = ImageSelection::ofImages(dataset, {0, 1, 2, 3});
        const auto least = leastBestIou(dataset, selection, {}, config, ResizeMode::stretch);
        QVERIFY(least && least->size() == 5);
        // Overlap 1/16; union 1/4 + 1/4 − 1/16 = 7/16.
        QVERIFY(std::abs((*least)[0] - 1.0 / 7.0) < 1e-6);
        // 0 to 0.2 does not reach the prior.
        QCOMPARE((*least)[1], 0.0);
        QVERIFY(std::isnan((*least)[2]) && std::isnan((*least)[3]) && std::isnan((*least)[4]));
        const auto with_difficult =
            leastBestIou(dataset, selection, {.difficult = true}, config, ResizeMode::stretch);
        QVERIFY(std::abs((*with_difficult)[3] - 1.0 / 7.0) < 1e-6);
        // Letterboxed, c is as it was, square; the objects of a are half as high. Of the second, 0.1 to 1.0
        // wide and 0.25 to 0.75 high, 0.5 × 0.5 lie in the prior: 0.25 / 0.45. The first is not asked for
        // here.
        Dataset second = dataset;
        second.images.change(1, [](ImageRecord& record) { record.objects.erase(record.objects.begin()); });
        const auto letterboxed = leastBestIou(second, selection, {}, config, ResizeMode::letterbox);
        QVERIFY(std::abs((*letterboxed)[1] - 0.25 / 0.45) < 1e-6);
    }
};

QTEST_APPLESS_MAIN(ImageOrderTest)
#include "image_order_test.moc"
