// Groups of objects and detections, by hand.
#include <QTest>
#include <random>

#include "core/evaluation/rescoring/class_curves.hpp"
#include "core/evaluation/rescoring/live_counts.hpp"
#include "core/evaluation/rescoring/slices.hpp"
#include "split_scene.hpp"

using namespace priorscope;
using namespace priorscope::split_scene;

namespace {

std::vector<std::size_t> allImages(const Scene& scene) {
    std::vector<std::size_t> images(scene.truth.size());
    for (std::size_t i = 0; i < images.size(); ++i) {
        images[i] = i;
    }
    return images;
}

SplitSlices slicesOf(const Scene& scene, SliceNetwork network = {}) {
    return SplitSlices(scene.dataset, allImages(scene), scene.truth, std::move(network));
}

}  // namespace

class SlicesTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void objectsByTheirBoxes() {
        // The image is 100 × 80 px. 20 × 40 px, 50 × 20 px, and a copy of the first moved by 5 px.
        Scene scene;
        scene.add({object(1, {0.1F, 0.1F, 0.3F, 0.6F}), object(2, {0.4F, 0.7F, 0.9F, 0.95F}),
                   object(1, {0.15F, 0.1F, 0.35F, 0.6F}, true)},
                  {});
        scene.dataset.images.change(0, [](ImageRecord& record) { record.objects[1].truncated = true; });
        scene.dataset.images.change(0, [](ImageRecord& record) { record.objects[2].occluded = true; });
        const SplitSlices slices = slicesOf(scene, {.input_size = 200});
        const auto binsOf = [&](SliceKind kind) {
            return std::vector<int>{slices.ofObject(kind, 0, 0), slices.ofObject(kind, 0, 1),
                                    slices.ofObject(kind, 0, 2)};
        };
        // Stretched to 200 × 200 the scale is 2 × 2.5: sqrt(40 · 100) = 63.2, sqrt(100 · 50) = 70.7.
        QCOMPARE(binsOf(SliceKind::input_size), (std::vector<int>{2, 3, 2}));
        // 800, 1,000 and 800 px² are small: 32² is 1,024.
        QCOMPARE(binsOf(SliceKind::area), (std::vector<int>{0, 0, 0}));
        // 0.5 is not below 0.5; 2.5 is above 2.
        QCOMPARE(binsOf(SliceKind::shape), (std::vector<int>{1, 4, 1}));
        // 15 of 25 columns: 0.6.
        QCOMPARE(binsOf(SliceKind::overlap), (std::vector<int>{3, 0, 3}));
        QCOMPARE(binsOf(SliceKind::company), (std::vector<int>{1, 1, 1}));
        QCOMPARE(binsOf(SliceKind::truncated), (std::vector<int>{0, 1, 0}));
        QCOMPARE(binsOf(SliceKind::occluded), (std::vector<int>{0, 0, 1}));
        QCOMPARE(binsOf(SliceKind::difficult), (std::vector<int>{0, 0, 1}));
        QCOMPARE(slices.bins(SliceKind::best_prior), 0);
        QCOMPARE(slices.bins(SliceKind::map), 0);
        QCOMPARE(slicesOf(scene).bins(SliceKind::input_size), 0);
    }

    /// Bounds 0.2, 0.35, 0.5 and 0.65; of the third image nothing is known.
    void imagesByTheirBrightness() {
        Scene scene;
        const Box box{0.1F, 0.1F, 0.3F, 0.6F};
        for (int i = 0; i < 3; ++i) {
            scene.add({object(1, box)}, {{1, 0.9F, {0.5F, 0.5F, 0.9F, 0.9F}, 0}});
        }
        const SplitSlices slices(scene.dataset, allImages(scene), scene.truth, {}, {0.19F, 0.5F, -1.0F});
        QCOMPARE(slices.bins(SliceKind::brightness), 5);
        QCOMPARE(slicesOf(scene).bins(SliceKind::brightness), 0);
        for (const auto& [image, bin] : {std::pair<std::size_t, int>(0, 0), {1, 3}, {2, -1}}) {
            QCOMPARE(slices.ofObject(SliceKind::brightness, image, 0), bin);
            // One of background goes with its image.
            QCOMPARE(slices.ofDetection(SliceKind::brightness, image, {0.5F, 0.5F, 0.9F, 0.9F}, 0, -1), bin);
        }
        QCOMPARE(sliceBinName(SliceKind::brightness, 4), std::string("0.65 and more"));
        QCOMPARE(sliceKindName(SliceKind::brightness), "brightness");
    }

    void groupsHaveNames() {
        QCOMPARE(sliceBinName(SliceKind::input_size, 0), std::string("below 16"));
        QCOMPARE(sliceBinName(SliceKind::input_size, 1), std::string("16 to 32"));
        QCOMPARE(sliceBinName(SliceKind::best_prior, 3), std::string("0.7 and more"));
        QCOMPARE(sliceBinName(SliceKind::occluded, 1), std::string("yes"));
        QCOMPARE(sliceBinName(SliceKind::map, 0), std::string("1"));
    }

    void letterboxScalesBothSidesAlike() {
        Scene scene;
        scene.add({object(1, {0.1F, 0.1F, 0.3F, 0.6F})}, {});  // 20 × 40 px of 100 × 80
        const SliceNetwork network{.input_size = 300, .resize = ResizeMode::letterbox};
        // sqrt(800) · 3 = 84.9
        QCOMPARE(slicesOf(scene, network).ofObject(SliceKind::input_size, 0, 0), 3);
    }

    void priorsAndMaps() {
        Scene scene;
        const Box box{0.1F, 0.1F, 0.4F, 0.4F};
        scene.add({object(1, box), object(1, {0.6F, 0.6F, 0.8F, 0.8F})},
                  {{1, 0.9F, box, 12}, {1, 0.6F, {0.0F, 0.6F, 0.2F, 0.8F}, 3}});
        const SplitSlices slices = slicesOf(scene, {.input_size = 100,
                                                    .best_iou = {0.5F, -1.0F},
                                                    .best_prior = {4, -1},
                                                    .map_offsets = {0, 10, 14}});
        QCOMPARE(slices.bins(SliceKind::map), 2);
        QCOMPARE(slices.ofObject(SliceKind::map, 0, 0), 0);
        QCOMPARE(slices.ofObject(SliceKind::map, 0, 1), -1);
        QCOMPARE(slices.ofObject(SliceKind::best_prior, 0, 0), 2);
        QCOMPARE(slices.ofObject(SliceKind::best_prior, 0, 1), -1);
        QCOMPARE(slices.bestPriorIou(0, 0), std::optional(0.5F));
        QVERIFY(!slices.bestPriorIou(0, 1));
        // The first detection comes from the second map, though its object's best prior is on the first.
        const Live judged = live(scene, {}, matchAt(0.5, MatchProtocol::voc));
        const std::vector<SliceCounts> counts =
            countSlices(slices, SliceKind::map, scene.store, judged.kept, judged.judged, 0.1F);
        QCOMPARE(counts[0].objects, 1);
        QCOMPARE(counts[0].found, 1);
        QCOMPARE(counts[0].right, 0);
        QCOMPARE(counts[0].wrong, 1);
        QCOMPARE(counts[1].objects, 0);
        QCOMPARE(counts[1].right, 1);
    }

    void objectsThatNothingFitsAndThatHaveNoPrior() {
        // Three missed: one without candidate and prior, one without candidate but with a prior, one whose
        // candidate scores too little.
        Scene scene;
        const Box box{0.1F, 0.1F, 0.4F, 0.4F};
        scene.add({object(1, box), object(1, {0.6F, 0.6F, 0.8F, 0.8F}), object(2, {0.5F, 0.1F, 0.9F, 0.3F})},
                  {{1, 0.05F, box, 12}});
        const SplitSlices slices = slicesOf(scene, {.input_size = 100,
                                                    .best_iou = {0.3F, 0.49F, 0.5F},
                                                    .best_prior = {4, 4, 4},
                                                    .map_offsets = {0, 14}});
        const Live judged = live(scene, {}, MatchOptions{.judged_classes = kClasses});
        const auto prospects = prospectsOf(scene.store, judged.kept, judged.judged, scene.truth).value();
        const auto found = countWithoutPrior(slices, judged.judged, prospects, 0.1F);
        QVERIFY(found);
        QCOMPARE(found->objects, 2);
        QCOMPARE(found->without, 1);
        QVERIFY(!countWithoutPrior(slicesOf(scene), judged.judged, prospects, 0.1F));
    }

    void countsByTheObjectOrTheOwnBox() {
        // A large object that is found, a small one that is not; a large and a small false detection, and one
        // that lies badly on the small object but is itself medium.
        Scene scene;
        const Box large{0.0F, 0.0F, 1.0F, 1.0F};
        const Box small{0.6F, 0.1F, 0.7F, 0.2F};
        scene.add({object(1, large)}, {{1, 0.9F, large, 0}});
        scene.add({object(1, small)},
                  {{1, 0.8F, {0.6F, 0.1F, 0.85F, 0.25F}, 1}, {1, 0.7F, {0.0F, 0.5F, 0.1F, 0.6F}, 2}});
        scene.add({}, {{1, 0.3F, large, 3}, {1, 0.05F, small, 4}});
        const SplitSlices slices = slicesOf(scene, {.input_size = 100});
        const Live judged = live(scene, {}, matchAt(0.5, MatchProtocol::voc));
        const std::vector<SliceCounts> counts =
            countSlices(slices, SliceKind::input_size, scene.store, judged.kept, judged.judged, 0.1F);
        QCOMPARE(counts.size(), std::size_t{6});
        QCOMPARE(counts[0].objects, 1);  // 10 × 10 px of 100 × 100
        QCOMPARE(counts[0].found, 0);
        QCOMPARE(counts[0].wrong, 2);  // the one on the small object, and the small one; 0.05 is too little
        QCOMPARE(counts[4].objects, 1);
        QCOMPARE(counts[4].found, 1);
        QCOMPARE(counts[4].right, 1);
        QCOMPARE(counts[4].wrong, 1);
        QCOMPARE(counts[4].precision(), std::optional(0.5));
        QCOMPARE(counts[4].recall(), std::optional(1.0));
        QVERIFY(!counts[1].recall() && !counts[1].precision());
    }

    void difficultObjectsAreFoundByIgnoredDetections() {
        Scene scene;
        const Box box{0.1F, 0.1F, 0.4F, 0.4F};
        scene.add({object(1, box, true), object(1, {0.6F, 0.6F, 0.9F, 0.9F}, true)}, {{1, 0.9F, box, 0}});
        const SplitSlices slices = slicesOf(scene);
        const Live judged = live(scene, {}, matchAt(0.5, MatchProtocol::voc));
        const auto counts =
            countSlices(slices, SliceKind::difficult, scene.store, judged.kept, judged.judged, 0.1F);
        QCOMPARE(counts[0].objects, 0);
        QCOMPARE(counts[1].objects, 2);
        QCOMPARE(counts[1].found, 1);
        QCOMPARE(counts[1].right + counts[1].wrong, 0);
    }

    void othersAreIgnoredInAGroupsPrecision() {
        // Small: one object, found at 0.5 behind a small false detection at 0.6: AP 1/2. The large object's
        // detection at 0.9 and a large false one at 0.95 do not matter.
        Scene scene;
        const Box large{0.0F, 0.0F, 1.0F, 1.0F};
        const Box small{0.6F, 0.1F, 0.7F, 0.2F};
        scene.add({object(1, large)}, {{1, 0.9F, large, 0}});
        scene.add({object(1, small)}, {{1, 0.5F, small, 1}, {1, 0.6F, {0.0F, 0.5F, 0.1F, 0.6F}, 2}});
        scene.add({}, {{1, 0.95F, large, 3}});
        const SplitSlices slices = slicesOf(scene, {.input_size = 100});
        const Live judged = live(scene, {}, matchAt(0.5, MatchProtocol::voc));
        const auto mean = [&](const Slice& slice) {
            return curvesOf(splitOfSlice(slices, slice, scene.store, judged.kept, judged.judged), kClasses)
                .value()
                .map_voc10;
        };
        QCOMPARE(mean({SliceKind::input_size, 0}), std::optional(0.5));
        QCOMPARE(mean({SliceKind::input_size, 4}), std::optional(0.5));
        QVERIFY(!mean({SliceKind::input_size, 2}));
        // What only an object can be leaves every false detection in: 0.95, 0.9, 0.6, 0.5 by score.
        QVERIFY(qAbs(mean({SliceKind::truncated, 0}).value() - 0.5) < 1e-12);
    }

    void groupsSumToTheWhole_data() {
        QTest::addColumn<int>("seed");
        for (int seed = 0; seed < 8; ++seed) {
            QTest::addRow("%d", seed) << seed;
        }
    }
    void groupsSumToTheWhole() {
        QFETCH(int, seed);
        std::mt19937 random(static_cast<unsigned>(seed));
        const Scene scene = randomScene(random, 9);
        const SplitSlices slices = slicesOf(scene, {.input_size = 300});
        const Live judged = live(scene, {}, matchAt(0.5, MatchProtocol::voc));
        const LiveCounts whole = countAt(judged.judged, 0.4F, kLabels);
        for (const SliceKind kind :
             {SliceKind::input_size, SliceKind::area, SliceKind::shape, SliceKind::company}) {
            SliceCounts sum;
            for (const SliceCounts& each :
                 countSlices(slices, kind, scene.store, judged.kept, judged.judged, 0.4F)) {
                sum.objects += each.objects;
                sum.found += each.found;
                sum.right += each.right;
                sum.wrong += each.wrong;
            }
            QCOMPARE(sum.objects, whole.total.objects);
            QCOMPARE(sum.found, whole.total.found);
            QCOMPARE(sum.right, whole.total.truePositives());
            QCOMPARE(sum.wrong, whole.total.falsePositives());
        }
    }
};

QTEST_APPLESS_MAIN(SlicesTest)
#include "slices_test.moc"
