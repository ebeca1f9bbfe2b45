// Which samples a run has, and when: their order, negatives, weights, phases, and what stands in for damaged
// images.
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "core/augmentation/sample_random.hpp"
#include "core/dataset/sample_dataset.hpp"
#include "core/formats/voc/voc_reader.hpp"
#include "core/training/run_samples.hpp"

using namespace priorscope;

namespace {

/// A selection of so many images, and so many negatives.
TrainedImages imagesOf(std::size_t selected, std::size_t negatives = 0) {
    auto dataset = std::make_shared<Dataset>();
    TrainedImages trained;
    for (std::size_t i = 0; i < selected + negatives; ++i) {
        dataset->images.push_back({.id = std::to_string(i), .image_exists = true, .width = 40, .height = 30});
        (i < selected ? trained.images : trained.negatives).push_back(i);
    }
    trained.dataset = dataset;
    return trained;
}

TrainingOptions optionsOf(int steps, int batch_size) {
    TrainingOptions options;
    options.steps = steps;
    options.batch_size = batch_size;
    return options;
}

std::vector<std::size_t> placesOf(const std::vector<RunTurn>& turns) {
    std::vector<std::size_t> places;
    for (const RunTurn& turn : turns) {
        places.push_back(turn.key.place);
    }
    return places;
}

}  // namespace

class TestRunSamples : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void anEpochIsItsOrder() {
        TrainingOptions options = optionsOf(12, 4);
        options.seed = 7;
        const TrainedImages images = imagesOf(10);
        const RunTurns run(images, options);
        QCOMPARE(run.batches(), std::int64_t{12});
        QCOMPARE(run.epochs(), std::int64_t{5});  // 48 turns of ten images
        for (std::int64_t epoch = 0; epoch < 4; ++epoch) {
            const std::vector<RunTurn> turns = run.ofEpoch(epoch);
            QCOMPARE(placesOf(turns), epochOrder(7, static_cast<std::uint64_t>(epoch), 10));
            for (std::size_t i = 0; i < turns.size(); ++i) {
                QCOMPARE(turns[i].batch, (10 * epoch + static_cast<std::int64_t>(i)) / 4);
                QCOMPARE(turns[i].epoch, epoch);
                QVERIFY(!turns[i].is_negative);
            }
        }
        QCOMPARE(run.ofEpoch(4).size(), std::size_t{8});  // the run ends there
        QCOMPARE(run.ofWholeEpoch(4).size(), std::size_t{10});
        QVERIFY(run.ofEpoch(5).empty());
    }

    /// Four epochs of twelve images in batches of four: shares of the run 0, 1/4, 1/2, 3/4 at their starts.
    void mosaicEndsWithItsShareOfTheRun() {
        TrainingOptions options = optionsOf(12, 4);
        const TrainedImages images = imagesOf(12);
        const auto epochsWithMosaic = [&](double until) {
            options.augmentation.mosaic_until = until;
            const RunTurns run(images, options);
            std::vector<std::int64_t> epochs;
            for (std::int64_t epoch = 0; epoch < 4; ++epoch) {
                const std::vector<RunTurn> turns = run.ofEpoch(epoch);
                const auto with = std::count_if(turns.begin(), turns.end(),
                                                [](const RunTurn& turn) { return turn.phase.has_mosaic; });
                epochs.push_back(with);
            }
            return epochs;
        };
        QCOMPARE(epochsWithMosaic(0.0), (std::vector<std::int64_t>{0, 0, 0, 0}));
        QCOMPARE(epochsWithMosaic(0.5), (std::vector<std::int64_t>{12, 12, 0, 0}));
        // The batches before 0.4 × 12 = 4.8: five of four images.
        QCOMPARE(epochsWithMosaic(0.4), (std::vector<std::int64_t>{12, 8, 0, 0}));
        QCOMPARE(epochsWithMosaic(1.0), (std::vector<std::int64_t>{12, 12, 12, 12}));
        // Half as many steps of two batches each are as long.
        options.accumulate = 2;
        options.steps = 6;
        QCOMPARE(epochsWithMosaic(0.5), (std::vector<std::int64_t>{12, 12, 0, 0}));
    }

    /// A run that is to end has no mosaic from its tail on.
    void aTailHasNoMosaic() {
        const TrainingOptions options = optionsOf(100, 4);
        QVERIFY(phaseOf(options, 20).has_mosaic);
        QVERIFY(!phaseOf(options, 20, {.tail = RunTail{.from = 20, .steps = 2}}).has_mosaic);
        QVERIFY(phaseOf(options, 19, {.tail = RunTail{.from = 20, .steps = 2}}).has_mosaic);
    }

    /// Batches of six of the selection and two negatives; 16 images: the third batch begins at position 12,
    /// the sixth at 30.
    void negativesComeWithTheirBatches() {
        TrainingOptions options = optionsOf(20, 8);
        options.negatives = "somewhere";
        options.negatives_share = 0.25;
        const TrainedImages images = imagesOf(16, 5);
        const RunTurns run(images, options);
        std::vector<std::size_t> negatives;
        for (std::int64_t epoch = 0; epoch < 2; ++epoch) {
            const std::vector<RunTurn> turns = run.ofEpoch(epoch);
            QCOMPARE(turns.size(), std::size_t{16 + 6});
            std::set<std::size_t> selected;
            for (const RunTurn& turn : turns) {
                QCOMPARE(turn.is_negative, turn.key.place >= 16);
                if (turn.is_negative) {
                    negatives.push_back(turn.key.place);
                } else {
                    selected.insert(turn.key.place);
                }
            }
            QCOMPARE(selected.size(), std::size_t{16});
        }
        QVERIFY(!run.ofEpoch(0)[5].is_negative && run.ofEpoch(0)[6].is_negative);
        // Each of the five comes once before any comes again.
        const std::set<std::size_t> first(negatives.begin(), negatives.begin() + 5);
        QCOMPARE(first, (std::set<std::size_t>{16, 17, 18, 19, 20}));
    }

    void weightsRepeatAnImage() {
        TrainedImages images = imagesOf(4);
        images.weights = {9, 1, 1, 1};  // three turns of the first image
        const std::vector<RunTurn> turns = RunTurns(images, optionsOf(4, 2)).ofEpoch(1);
        QCOMPARE(turns.size(), std::size_t{4});
        std::set<std::uint64_t> occurrences;
        for (const RunTurn& turn : turns) {
            if (turn.key.place == 0) {
                occurrences.insert(turn.key.occurrence);
            }
        }
        QCOMPARE(occurrences.size(), std::size_t{3});
    }

    void anotherImageStandsInForADamagedOne() {
        const QTemporaryDir folder;
        const std::filesystem::path data = std::filesystem::path(folder.path().toStdString()) / "data";
        QVERIFY(writeSampleDataset(data, {.images = 12, .seed = 5}));
        const auto dataset = std::make_shared<const Dataset>(readVocDataset(data).value());
        const std::filesystem::path damaged = dataset->images[3].image_file.path();
        std::ofstream(damaged, std::ios::binary | std::ios::trunc) << "no image";
        TrainedImages images{.dataset = dataset};
        for (std::size_t i = 0; i < dataset->images.size(); ++i) {
            images.images.push_back(i);
        }
        const RunSamples samples(images, {.size = 32}, optionsOf(6, 4));
        int replaced = 0;
        for (const RunTurn& turn : samples.turns().ofEpoch(0)) {
            std::vector<DatasetIssue> bad_images;
            const AugmentedSample sample = samples.sample(turn, bad_images);
            const bool is_damaged = samples.imageOf(turn) == 3;
            QCOMPARE(bad_images.empty(), !is_damaged);
            QCOMPARE(sample.image == samples.imageOf(turn), !is_damaged);
            if (is_damaged) {
                ++replaced;
                QVERIFY(bad_images.front().file == damaged);
                std::vector<DatasetIssue> again;
                QCOMPARE(samples.sample(turn, again).image, sample.image);
            }
        }
        QCOMPARE(replaced, 1);
    }
};

QTEST_GUILESS_MAIN(TestRunSamples)
#include "run_samples_test.moc"
