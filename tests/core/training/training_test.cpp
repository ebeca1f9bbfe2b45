// Training sessions on a small synthetic dataset: exact resume, control, and the files on disk.
#include <QTemporaryDir>
#include <QTest>
#include <fstream>
#include <future>
#include <latch>
#include <nlohmann/json.hpp>

#include "core/base/error.hpp"
#include "core/base/torch_headers.hpp"
#include "core/checkpoint/checkpoint.hpp"
#include "core/dataset/sample_dataset.hpp"
#include "core/formats/voc/voc_reader.hpp"
#include "core/model/network_runner.hpp"
#include "core/training/augmented_objects.hpp"
#include "core/training/batch_loader.hpp"
#include "core/training/run/event_file.hpp"
#include "core/training/run/run_folder.hpp"
#include "core/training/training_session.hpp"
#include "tests/core/training/training_fixture.hpp"

using namespace priorscope;

class TestTraining : public QObject {
    Q_OBJECT

    SmallRuns m_runs;
    std::shared_ptr<const Dataset> m_dataset = m_runs.dataset;
    DetectorSpec m_spec = m_runs.spec;

    std::filesystem::path path(const char* name) const { return m_runs.path(name); }
    TrainingOptions options(int steps) const { return m_runs.options(steps); }
    void runToEnd(const char* name, const TrainingOptions& o) {
        QVERIFY(m_runs.run(name, o) == TrainingState::finished);
    }

  private Q_SLOTS:
    void aRunLeavesItsFolder() {
        runToEnd("run", options(6));
        const RunRecord record = readRun(path("run"));
        QCOMPARE(record.steps.size(), std::size_t{6});
        QCOMPARE(record.steps.back().step, 6);
        QVERIFY(std::isfinite(record.steps.back().loss) && record.steps.back().loss > 0.0);
        QVERIFY(std::abs(record.steps[0].loss - record.steps[0].losses[0] - record.steps[0].losses[1]) <
                1e-9);
        QVERIFY(!record.evaluations.empty());
        QCOMPARE(record.evaluations.back().step, 6);
        QCOMPARE(loadDetector(record.last_checkpoint).info.step, 6);
        QVERIFY(std::filesystem::exists(record.best_checkpoint));
        QVERIFY(findRuns(path("")).size() == 1);
        int events = 0;
        for (const auto& entry : std::filesystem::directory_iterator(path("run"))) {
            events += entry.path().filename().string().starts_with("events.out.tfevents.") ? 1 : 0;
        }
        QCOMPARE(events, 1);
    }

    void workersDoNotChangeResults() {
        TrainingOptions one = options(4);
        one.workers = 1;
        TrainingOptions three = options(4);
        three.workers = 3;
        runToEnd("one", one);
        runToEnd("three", three);
        QCOMPARE(largestDifference(path("one/checkpoints/last.pt"), path("three/checkpoints/last.pt")), 0.0);
        TrainingOptions other = options(4);
        other.seed = 2;
        runToEnd("other", other);
        QVERIFY(largestDifference(path("one/checkpoints/last.pt"), path("other/checkpoints/last.pt")) > 0.0);
    }

    void stoppedAndResumedEqualsUninterrupted() {
        runToEnd("whole", options(7));
        auto session = TrainingSession::start(m_dataset, m_spec, options(7), path("halves"));
        std::stop_source source;
        TrainingObserver observer;
        observer.on_step = [&](const StepMetrics& m) {
            if (m.step == 3) {
                source.request_stop();
            }
        };
        QVERIFY(session->run(source.get_token(), observer) == TrainingState::stopped);
        session.reset();
        QCOMPARE(loadDetector(path("halves/checkpoints/last.pt")).info.step, 3);
        auto resumed = TrainingSession::resume(path("halves"));
        QCOMPARE(resumed->startStep(), 3);
        QVERIFY(resumed->run({}, {}) == TrainingState::finished);
        QCOMPARE(largestDifference(path("whole/checkpoints/last.pt"), path("halves/checkpoints/last.pt")),
                 0.0);
        QCOMPARE(readRun(path("halves")).steps.size(), std::size_t{7});
        for (std::size_t i = 0; i < 7; ++i) {
            QCOMPARE(readRun(path("halves")).steps[i].loss, readRun(path("whole")).steps[i].loss);
        }
    }

    void killedBetweenCheckpointsItGoesOnFromTheLast() {
        // As if killed at step 5 with the last checkpoint at step 3: later rows and a partial row are on
        // disk.
        runToEnd("reference", options(7));
        TrainingOptions o = options(7);
        o.checkpoint_every = 3;
        auto session = TrainingSession::start(m_dataset, m_spec, o, path("killed"));
        std::filesystem::path kept = path("kept.pt");
        TrainingObserver observer;
        std::stop_source source;
        observer.on_step = [&](const StepMetrics& m) {
            if (m.step == 4) {
                std::filesystem::copy_file(path("killed/checkpoints/last.pt"), kept);
            } else if (m.step == 5) {
                source.request_stop();
            }
        };
        session->run(source.get_token(), observer);
        session.reset();
        std::filesystem::rename(kept, path("killed/checkpoints/last.pt"));
        std::ofstream(path("killed/metrics.csv"), std::ios::app) << "step,6,1,3.1";
        auto resumed = TrainingSession::resume(path("killed"));
        QCOMPARE(resumed->startStep(), 3);
        resumed->run({}, {});
        QCOMPARE(largestDifference(path("reference/checkpoints/last.pt"), path("killed/checkpoints/last.pt")),
                 0.0);
        QCOMPARE(readRun(path("killed")).steps.size(), std::size_t{7});
    }

    void resumeRefusesAnotherDataset() {
        TrainingOptions o = options(2);
        o.dataset = path("moving").string();
        QVERIFY(writeSampleDataset(path("moving"), {.images = 12, .seed = 6}));
        auto dataset = std::make_shared<const Dataset>(readVocDataset(path("moving")).value());
        TrainingSession::start(dataset, m_spec, o, path("moved"))->run({}, {});
        std::filesystem::remove_all(path("moving"));
        QVERIFY(writeSampleDataset(path("moving"), {.images = 12, .seed = 7}));
        QVERIFY_THROWS_EXCEPTION(Error, TrainingSession::resume(path("moved")));
    }

    void pausingHoldsAndSnapshotsDoNotChange() {
        auto session = TrainingSession::start(m_dataset, m_spec, options(6), path("paused"));
        std::promise<void> paused;
        std::atomic<std::int64_t> steps{0};
        TrainingObserver observer;
        observer.on_step = [&](const StepMetrics& m) {
            steps = m.step;
            if (m.step == 2) {
                session->setPaused(true);
            }
        };
        observer.on_state = [&](TrainingState state) {
            if (state == TrainingState::paused) {
                paused.set_value();
            }
        };
        std::future<TrainingState> end =
            std::async(std::launch::async, [&] { return session->run({}, observer); });
        paused.get_future().wait();
        QCOMPARE(steps.load(), 2);
        const Detector snapshot = session->snapshot();
        const auto before = namedState(*networkOf(snapshot))[0].second.clone();
        session->setPaused(false);
        QVERIFY(end.get() == TrainingState::finished);
        QVERIFY(namedState(*networkOf(snapshot))[0].second.equal(before));
        QVERIFY(!namedState(*networkOf(session->snapshot()))[0].second.equal(before));
    }

    void anEmptyDatasetSplitTrainsAsBackground() {
        // All objects of the split removed: the loss stays finite and falls.
        auto empty = std::make_shared<Dataset>(*m_dataset);
        empty->images.relabel(std::vector<int>(empty->classes.size(), 0));
        TrainingOptions o = options(8);
        o.val_split.clear();
        auto session = TrainingSession::start(empty, m_spec, o, path("empty"));
        session->run({}, {});
        const RunRecord record = readRun(path("empty"));
        QCOMPARE(record.steps.back().losses.at(1), 0.0);
        QVERIFY(std::isfinite(record.steps.back().loss));
        QVERIFY(record.steps.back().loss < record.steps.front().loss);
    }

    void aRunFolderIsNotOverwritten() {
        QVERIFY_THROWS_EXCEPTION(Error, TrainingSession::start(m_dataset, m_spec, options(2), path("run")));
    }

    void optionsNameTheirProblems() {
        TrainingOptions o = options(2);
        o.momentum = 1.5;
        o.augmentation.changes[static_cast<std::size_t>(TransformKind::mirror)].probability = std::nan("");
        const auto problems = o.validate();
        QCOMPARE(problems.size(), std::size_t{2});
        QCOMPARE(problems[0].field, std::string("momentum"));
        QCOMPARE(problems[1].field, std::string("flip"));
        QVERIFY_THROWS_EXCEPTION(Error, trainingOptionsFromJson(nlohmann::json{{"lr", 1.0}}, "test"));
        QVERIFY(trainingOptionsFromJson(toJson(options(9)), "test") == options(9));
    }

    void epochsBecomeSteps() {
        TrainingOptions o = options(0);
        o.epochs = 3;
        // 3 · 16 images in batches of 5
        o.batch_size = 5;
        QCOMPARE(resolvedOptions(o, m_spec.recipe, 16).steps, 10);
    }

    void difficultAndEmptyBoxesAreNoTargets() {
        ImageRecord record;
        record.objects.push_back({.label = 1, .box = {0.1F, 0.1F, 0.2F, 0.3F}});
        record.objects.push_back({.label = 2, .box = {0.1F, 0.1F, 0.2F, 0.3F}, .difficult = true});
        record.objects.push_back({.label = 3, .box = {1.2F, 0.1F, 1.5F, 0.3F}});
        record.objects.push_back({.label = 4, .box = {0.8F, 0.5F, 1.4F, 1.0F}});
        record.width = 10;
        record.height = 10;
        Dataset dataset;
        dataset.images.push_back(record);
        const auto targets = [&](bool use_difficult) {
            const AugmentationPlan plan({.set = "none"}, {}, {.size = 10},
                                        DatasetSamples(dataset, {0}, use_difficult));
            return targetsOf(plan.boxes());
        };
        const TrainingTargets plain = targets(false);
        QVERIFY((plain.labels == std::vector<int>{1, 4}));
        QVERIFY((plain.boxes[1] == Box{0.8F, 0.5F, 1.0F, 1.0F}));
        QVERIFY((plain.ignored == std::vector<Box>{{0.1F, 0.1F, 0.2F, 0.3F}}));
        QVERIFY((targets(true).labels == std::vector<int>{1, 2, 4}));
        QVERIFY(targets(true).ignored.empty());
    }

    void augmentedObjectsAreThoseOfTheBatches() {
        // 16 images in batches of 4: 12 batches are three epochs.
        TrainingOptions o = resolvedOptions(options(12), m_spec.recipe, 16);
        o.batch_size = 4;
        const auto images = m_dataset->splitIndices("train");
        QCOMPARE(images.size(), std::size_t{16});
        for (const bool has_mosaic : {false, true}) {
            // A mosaic until the middle of the second epoch.
            o.augmentation.mosaic_until = 0.5;
            o.augmentation.changes[static_cast<std::size_t>(TransformKind::mosaic)].probability =
                has_mosaic ? 1.0 : 0.0;
            std::map<std::pair<std::int64_t, std::size_t>, std::vector<Box>> seen;
            BatchLoader loader({.dataset = m_dataset, .images = images}, m_spec, o, 0);
            for (int step = 0; step < 12; ++step) {
                for (const TrainingSample& sample : loader.next().samples) {
                    seen[{step / 4, sample.index}] = sample.targets.boxes;
                }
            }
            const auto objects =
                augmentedObjects(m_dataset, ImageSelection::ofSplit(*m_dataset, "train"), o, m_spec.recipe,
                                 m_spec.inputSize(), m_spec.preprocessing.resize, 3);
            std::size_t boxes = 0;
            for (const auto& [place, of_image] : seen) {
                boxes += of_image.size();
            }
            QCOMPARE(objects.size(), boxes);
            std::size_t next = 0;
            for (std::int64_t epoch = 0; epoch < 3; ++epoch) {
                for (const std::size_t image : images) {
                    for (const Box& box : seen.at({epoch, image})) {
                        QVERIFY(has_mosaic || objects[next].image == image);
                        QVERIFY(objects[next].box == box);
                        ++next;
                    }
                }
            }
        }
    }

    void checksumsAreTheStandards() {
        // RFC 3720, appendix B.4: 32 bytes of zeros, and the customary "123456789".
        QCOMPARE(crc32c(std::string(32, '\0')), 0x8A9136AAU);
        QCOMPARE(crc32c("123456789"), 0xE3069283U);
    }
};

QTEST_APPLESS_MAIN(TestTraining)
#include "training_test.moc"
