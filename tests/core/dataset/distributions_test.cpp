#include "core/dataset/distributions.hpp"

#include <QTest>
#include <numeric>

#include "core/dataset/filter_text.hpp"

using namespace priorscope;

namespace {

using Indices = std::vector<std::size_t>;

Annotation object(const VocBox& box, bool difficult = false) {
    return {.label = 1, .box = fractionsFromVoc(box, 240, 240), .difficult = difficult, .voc = box};
}

/// Two images of 240 × 240 px: cells of 10 px.
Dataset twoImages() {
    Dataset dataset;
    dataset.classes = {"cat"};
    dataset.images.push_back(
        {.id = "a",
         .width = 240,
         .height = 240,
         .objects = {object({1, 1, 8, 4}), object({1, 1, 8, 4}, true), object({101, 231, 116, 240})}});
    dataset.images.push_back({.id = "b", .width = 240, .height = 240});
    return dataset;
}

std::int64_t sum(const std::vector<std::int64_t>& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
}

}  // namespace

class DistributionsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void binsAreQuartersOfOctaves() {
        QCOMPARE(PixelBins::binOf(0.0), 0);
        QCOMPARE(PixelBins::binOf(2.0), 0);
        QCOMPARE(PixelBins::binOf(4.0), 4);
        QCOMPARE(PixelBins::binOf(32.0), 16);
        QCOMPARE(PixelBins::binOf(31.9), 15);
        QCOMPARE(PixelBins::binOf(1e9), PixelBins::kCount - 1);
        QCOMPARE(PixelBins::binOf(-3.0), 0);
        QCOMPARE(PixelBins::edge(16), 32.0);
        QCOMPARE(PixelBins::edge(PixelBins::kCount), 8192.0);
    }

    void countsByHand() {
        const Dataset dataset = twoImages();
        const ImageFilter filter =
            filterFromText("objects>=1", dataset.classes);  // and difficult ones hidden
        const auto found = distributionsOf(dataset, Indices{0, 1}, filterImages(dataset, "", filter), filter);
        QVERIFY(found.has_value());
        const auto size = [](int width_bin, int height_bin) {
            return static_cast<std::size_t>(height_bin * PixelBins::kCount + width_bin);
        };
        // 8 × 4 px twice, one of them difficult; 16 × 10 px.
        QCOMPARE(found->sizes.all[size(8, 4)], 2);
        QCOMPARE(found->sizes.shown[size(8, 4)], 1);
        QCOMPARE(found->sizes.all[size(12, 9)], 1);  // 10 px: 2 · 2^(9/4) = 9.5
        QCOMPARE(sum(found->sizes.all), 3);
        QCOMPARE(sum(found->sizes.shown), 2);
        // Centres (4, 2) and (108, 235) px.
        QCOMPARE(found->places.all[0], 2);
        QCOMPARE(found->places.shown[0], 1);
        QCOMPARE(found->places.shown[23 * DatasetDistributions::kPlaces + 10], 1);
        QCOMPARE(found->images.all[3], 1);
        QCOMPARE(found->images.all[0], 1);
        QCOMPARE(found->images.shown[2], 1);
        QCOMPARE(sum(found->images.shown), 1);
    }

    void whatLiesBeyondIsInTheLastOnes() {
        Dataset dataset;
        dataset.classes = {"cat"};
        ImageRecord record{.id = "a", .width = 240, .height = 240};
        record.objects.assign(100, object({-900, 300, -800, 400}));
        dataset.images.push_back(record);
        const auto found = distributionsOf(dataset, Indices{0}, Indices{0}, {});
        QCOMPARE(found->images.shown[DatasetDistributions::kMostObjects], 1);
        QCOMPARE(found->places.shown[23 * DatasetDistributions::kPlaces], 100);  // left and below
    }

    void manyImagesAsFew() {
        const Dataset two = twoImages();
        Dataset many;
        many.classes = two.classes;
        for (int i = 0; i < 20000; ++i) {
            many.images.push_back(two.images[static_cast<std::size_t>(i % 2)].copy());
        }
        Indices all(many.images.size());
        std::iota(all.begin(), all.end(), std::size_t{0});
        const auto found = distributionsOf(many, all, all, {.difficult = true});
        QCOMPARE(sum(found->sizes.all), 30000);
        QVERIFY(found->sizes.shown == found->sizes.all && found->places.shown == found->places.all);
        QCOMPARE(found->images.shown[3], 10000);
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!distributionsOf(many, all, all, {}, stop.get_token()));
    }
};

QTEST_APPLESS_MAIN(DistributionsTest)
#include "distributions_test.moc"
