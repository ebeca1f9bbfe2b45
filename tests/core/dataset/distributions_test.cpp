#include "core/dataset/distributions.hpp"

#include <QTest>
#include <limits>
#include <numeric>

#include "core/dataset/filter_text.hpp"
#include "core/dataset/split_balance.hpp"

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
        // A cell holds what a click on it filters, fractions of pixels too: 11.5 px are not of 12 and more.
        for (const double side : {2.5, 3.0, 11.4, 11.5, 12.0, 63.7, 500.2, 8191.5, 9000.0}) {
            const int bin = PixelBins::binOf(side);
            QVERIFY(bin == 0 || side >= PixelBins::wholeEdge(bin));
            QVERIFY(bin + 1 == PixelBins::kCount || side < PixelBins::wholeEdge(bin + 1));
        }
        QCOMPARE(PixelBins::binOf(1e9), PixelBins::kCount - 1);
        QCOMPARE(PixelBins::binOf(-3.0), 0);
        QCOMPARE(PixelBins::edge(16), 32.0);
        QCOMPARE(PixelBins::edge(PixelBins::kCount), 8192.0);
    }

    void countsByHand() {
        const Dataset dataset = twoImages();
        const ImageFilter filter =
            filterFromText("objects>=1", dataset.classes);  // and difficult ones hidden
        const Indices shown = filterImages(dataset, "", filter);
        const auto found =
            distributionsOf(dataset, {Distribution::sizes, Distribution::places, Distribution::objects},
                            {Indices{0, 1}}, {shown, &filter});
        QVERIFY(found.has_value());
        const CountedCells& sizes = found->cells.at(Distribution::sizes);
        const CountedCells& places = found->cells.at(Distribution::places);
        const CountedCells& images = found->cells.at(Distribution::objects);
        const auto size = [](int width_bin, int height_bin) {
            return static_cast<std::size_t>(height_bin * PixelBins::kCount + width_bin);
        };
        // 8 × 4 px twice, one of them difficult; 16 × 10 px.
        QCOMPARE(sizes.all[size(8, 4)], 2);
        QCOMPARE(sizes.shown[size(8, 4)], 1);
        QCOMPARE(sizes.all[size(12, 9)], 1);  // 10 px: 2 · 2^(9/4) = 9.5
        QCOMPARE(sum(sizes.all), 3);
        QCOMPARE(sum(sizes.shown), 2);
        // Centres (4, 2) and (108, 235) px.
        QCOMPARE(places.all[0], 2);
        QCOMPARE(places.shown[0], 1);
        QCOMPARE(places.shown[23 * DatasetDistributions::kPlaces + 10], 1);
        QCOMPARE(images.all[3], 1);
        QCOMPARE(images.all[0], 1);
        QCOMPARE(images.shown[2], 1);
        QCOMPARE(sum(images.shown), 1);
    }

    void whatLiesBeyondIsInTheLastOnes() {
        Dataset dataset;
        dataset.classes = {"cat"};
        ImageRecord record{.id = "a", .width = 240, .height = 240};
        record.objects.assign(100, object({-900, 300, -800, 400}));
        dataset.images.push_back(record);
        const Indices first{0};
        const auto found =
            distributionsOf(dataset, {Distribution::places, Distribution::objects}, {first}, {first});
        const CountedCells& places = found->cells.at(Distribution::places);
        QCOMPARE(found->cells.at(Distribution::objects).shown[DatasetDistributions::kMostObjects], 1);
        QCOMPARE(places.shown[23 * DatasetDistributions::kPlaces], 100);  // left and below
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
        const std::set<Distribution> wanted{Distribution::sizes, Distribution::places, Distribution::objects};
        const ImageFilter everything{.difficult = true};
        const auto found = distributionsOf(many, wanted, {all}, {all, &everything});
        const CountedCells& sizes = found->cells.at(Distribution::sizes);
        const CountedCells& places = found->cells.at(Distribution::places);
        QCOMPARE(sum(sizes.all), 30000);
        QVERIFY(sizes.shown == sizes.all && places.shown == places.all);
        QCOMPARE(found->cells.at(Distribution::objects).shown[3], 10000);
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!distributionsOf(many, wanted, {all}, {all}, {}, stop.get_token()));
    }

    void binsBetweenEdgesThatCanBeTyped() {
        const ValueBins& aspects = ValueBins::aspects();
        QCOMPARE(aspects.count(), 32);
        QCOMPARE(aspects.edge(16), 1.0);
        QCOMPARE(aspects.edge(17), 1.19);  // the fourth root of 2 is 1.189
        QCOMPARE(aspects.binOf(1.0), 16);
        QCOMPARE(aspects.binOf(1.18), 16);
        QCOMPARE(aspects.binOf(1.19), 17);
        QCOMPARE(aspects.binOf(0.999), 15);
        QCOMPARE(aspects.binOf(0.0), 0);
        QCOMPARE(aspects.binOf(1000.0), 31);
        const ValueBins& shares = ValueBins::shares();
        QCOMPARE(shares.edge(0), 0.01);
        QCOMPARE(shares.edge(1), 0.0158);
        QCOMPARE(shares.edge(10), 1.0);
        QCOMPARE(shares.binOf(100.0), 19);
        QCOMPARE(ValueBins::brightness().binOf(0.5), 10);
        QCOMPARE(ValueBins::brightness().binOf(1.0), 19);
    }

    void aspectsSharesAndImageSizes() {
        const Dataset dataset = twoImages();
        const Indices all{0, 1};
        const auto found = distributionsOf(
            dataset, {Distribution::aspects, Distribution::shares, Distribution::image_sizes}, {all}, {all});
        // 8 : 4 twice and 16 : 10; of 240 × 240 px, 0.056 % twice and 0.278 %.
        const auto& aspects = found->cells.at(Distribution::aspects).all;
        QCOMPARE(aspects[20], 2);  // from 2 on
        QCOMPARE(aspects[18], 1);  // from 1.41 to 1.68
        const auto& shares = found->cells.at(Distribution::shares).all;
        QCOMPARE(shares[3], 2);  // from 0.0398 to 0.0631
        QCOMPARE(shares[7], 1);  // from 0.251 to 0.398
        const auto& sizes = found->cells.at(Distribution::image_sizes).all;
        QCOMPARE(sizes[27 * PixelBins::kCount + 27], 2);  // log2(240 / 2) · 4 = 27.6
        QCOMPARE(sum(sizes), 2);
    }

    void classesInOneImage() {
        Dataset dataset;
        dataset.classes = {"cat", "dog", "car"};
        const auto labelled = [](const std::vector<int>& labels) {
            ImageRecord record{.id = "a", .width = 240, .height = 240};
            for (const int label : labels) {
                record.objects.push_back(object({1, 1, 8, 4}));
                record.objects.back().label = label;
            }
            return record;
        };
        dataset.images.push_back(labelled({1, 1, 2}));
        dataset.images.push_back(labelled({2, 1}));
        dataset.images.push_back(labelled({3, 3, 3}));
        dataset.images.push_back(labelled({}));
        const Indices all{0, 1, 2, 3};
        const Indices last{1};
        const auto found = distributionsOf(
            dataset, {Distribution::pairs, Distribution::classes, Distribution::class_images}, {all}, {last});
        const CountedCells& objects = found->cells.at(Distribution::classes);
        QCOMPARE(objects.all, (std::vector<std::int64_t>{3, 2, 3}));
        QCOMPARE(objects.shown, (std::vector<std::int64_t>{1, 1, 0}));
        const CountedCells& images = found->cells.at(Distribution::class_images);
        QCOMPARE(images.all, (std::vector<std::int64_t>{2, 2, 1}));
        QCOMPARE(images.shown, (std::vector<std::int64_t>{1, 1, 0}));
        QCOMPARE(found->pair_labels, (std::vector<int>{1, 2, 3}));
        QCOMPARE(found->cells.at(Distribution::pairs).all,
                 (std::vector<std::int64_t>{1, 2, 0, 2, 0, 0, 0, 0, 1}));
        QCOMPARE(found->cells.at(Distribution::pairs).shown,
                 (std::vector<std::int64_t>{0, 1, 0, 1, 0, 0, 0, 0, 0}));
    }

    void brightnessOfThoseThatAreKnown() {
        const Dataset dataset = twoImages();
        const Indices all{0, 1};
        const std::vector<float> brightness{0.52F, std::numeric_limits<float>::quiet_NaN()};
        const auto found = distributionsOf(dataset, {Distribution::brightness}, {all}, {all}, brightness);
        QCOMPARE(found->cells.at(Distribution::brightness).all[10], 1);
        QCOMPARE(sum(found->cells.at(Distribution::brightness).all), 1);
    }

    void splitsByClassAndSize() {
        Dataset dataset = twoImages();
        dataset.classes = {"cat", "dog"};
        ImageRecord third{.id = "c", .width = 240, .height = 240};
        third.objects = {object({1, 1, 32, 32}), object({1, 1, 96, 96})};
        third.objects[0].label = 2;
        dataset.images.push_back(third);
        dataset.splits = {{"train", {0, 1}}, {"val", {2}}};
        const auto balance = splitBalance(dataset, {.difficult = true});
        QCOMPARE(balance->rows.size(), std::size_t{2});
        QCOMPARE(balance->whole.of_label, (std::vector<std::int64_t>{4, 1}));
        QCOMPARE(balance->whole.images, 3);
        QCOMPARE(balance->rows[0].of_label, (std::vector<std::int64_t>{3, 0}));
        QCOMPARE(balance->rows[1].of_label, (std::vector<std::int64_t>{1, 1}));
        QCOMPARE(balance->rows[0].of_size[0], 3);
        QCOMPARE(balance->rows[1].of_size[1], 1);               // 32² is medium
        QCOMPARE(balance->rows[1].of_size[2], 1);               // 96² is large
        QCOMPARE(splitBalance(dataset, {})->whole.objects, 4);  // without the difficult one
    }
};

QTEST_APPLESS_MAIN(DistributionsTest)
#include "distributions_test.moc"
