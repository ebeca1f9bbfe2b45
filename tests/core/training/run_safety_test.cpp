// Runs under adverse conditions: kills, full disks, damaged images, two owners, moved data.
#include <QTest>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>

#include "core/base/error.hpp"
#include "core/base/files/stored_path.hpp"
#include "core/checkpoint/checkpoint_store.hpp"
#include "core/compute/compute_settings.hpp"
#include "core/dataset/issue_kind.hpp"
#include "core/image/image.hpp"
#include "core/model/network_runner.hpp"
#include "core/training/batch_loader.hpp"
#include "core/training/run/run_folder.hpp"
#include "core/training/training_gate.hpp"
#include "core/training/trouble/trouble.hpp"
#include "tests/core/training/training_fixture.hpp"

using namespace priorscope;
namespace fs = std::filesystem;

namespace {

std::string textOf(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// The error's message; empty if nothing was thrown.
template <class Work>
std::string messageOf(const Work& work) {
    try {
        work();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

bool has(const std::string& text, const char* part) {
    return text.find(part) != std::string::npos;
}

/// Step and metrics of a run's evaluations.
std::vector<std::pair<std::int64_t, std::optional<double>>> evaluationsOf(const fs::path& run) {
    std::vector<std::pair<std::int64_t, std::optional<double>>> rows;
    for (const EvaluationRow& row : readRun(run).evaluations) {
        rows.emplace_back(row.step, row.map_voc07);
    }
    return rows;
}

}  // namespace

class TestRunSafety : public QObject {
    Q_OBJECT

    SmallRuns m_runs;

    TrainingOptions evaluated(int steps, int every, int checkpoint_every) const {
        TrainingOptions o = m_runs.options(steps);
        o.evaluate_every = every;
        o.checkpoint_every = checkpoint_every;
        return o;
    }

    /// Every weight changes its sign and grows.
    TrainingOptions diverging() const {
        TrainingOptions o = m_runs.options(60);
        o.val_split.clear();
        o.learning_rate = 10.0;
        o.weight_decay = 0.99;
        o.warmup_steps = 4;
        o.gradient_clip = 0.0;
        return o;
    }

  private Q_SLOTS:
    void killedWhileEvaluatingItEvaluatesAgain() {
        const TrainingOptions o = evaluated(6, 2, 2);
        m_runs.run("left-alone", o);
        // As if killed in the evaluation after step 4, whose checkpoint was written just before.
        const fs::path kept = m_runs.path("kept.pt");
        std::int64_t step = 0;
        std::stop_source source;
        TrainingObserver observer;
        observer.on_step = [&](const StepMetrics& m) { step = m.step; };
        observer.on_state = [&](TrainingState state) {
            if (state == TrainingState::evaluating && step == 4 && !fs::exists(kept)) {
                fs::copy_file(m_runs.last("killed"), kept);
            }
        };
        observer.on_evaluation = [&](const EvaluationMetrics& m) {
            if (m.step == 4) {
                source.request_stop();
            }
        };
        m_runs.start("killed", o)->run(source.get_token(), observer);
        QCOMPARE(loadDetector(kept).info.step, 4);
        fs::rename(kept, m_runs.last("killed"));
        fs::remove(m_runs.best("killed"));
        TrainingSession::resume(m_runs.path("killed"))->run({}, {});
        QVERIFY(evaluationsOf(m_runs.path("killed")) == evaluationsOf(m_runs.path("left-alone")));
        QCOMPARE(evaluationsOf(m_runs.path("killed")).size(), std::size_t{3});
        QCOMPARE(largestDifference(m_runs.last("killed"), m_runs.last("left-alone")), 0.0);
        if (fs::exists(m_runs.best("killed"))) {
            QCOMPARE(largestDifference(m_runs.best("killed"), m_runs.best("left-alone")), 0.0);
        }
    }

    /// What is kept of an evaluation is all of it, wherever a stop comes.
    void stoppedAtTheEndOfAnEvaluationItKeepsAllOfIt() {
        TrainingOptions o = evaluated(4, 2, 2);
        o.validation_loss = false;
        o.log_images = 3;
        m_runs.run("pictures", o);
        std::stop_source source;
        bool is_evaluating = false;
        TrainingObserver observer;
        observer.on_state = [&](TrainingState state) { is_evaluating = state == TrainingState::evaluating; };
        observer.on_progress = [&](const Progress& progress) {
            if (is_evaluating && progress.done == progress.total) {
                source.request_stop();  // all images are evaluated, their pictures are still to be made
            }
        };
        QCOMPARE(m_runs.start("interrupted", o)->run(source.get_token(), observer), TrainingState::stopped);
        QCOMPARE(TrainingSession::resume(m_runs.path("interrupted"))->run({}, {}), TrainingState::finished);
        QVERIFY(evaluationsOf(m_runs.path("interrupted")) == evaluationsOf(m_runs.path("pictures")));
        for (const char* name : {"evaluations/step-00000002.json", "evaluations/step-00000004.json"}) {
            QVERIFY(!textOf(m_runs.path("pictures") / name).empty());
            QCOMPARE(textOf(m_runs.path("interrupted") / name), textOf(m_runs.path("pictures") / name));
        }
    }

    void aCheckpointThatCannotBeWrittenWaitsForRoom() {
        const TrainingOptions o = evaluated(6, 2, 2);
        m_runs.run("room", o);
        // A folder of that name blocks best.pt until step 5.
        std::vector<std::string> problems;
        TrainingObserver observer;
        observer.on_problem = [&](const std::string& text) { problems.push_back(text); };
        observer.on_step = [&](const StepMetrics& m) {
            if (m.step == 1) {
                fs::create_directories(m_runs.best("full") / "in the way");
            } else if (m.step == 5) {
                // That of step 4 would refer to a best.pt that does not exist.
                QCOMPARE(loadDetector(m_runs.last("full")).info.step, 2);
                fs::remove_all(m_runs.best("full"));
            }
        };
        QVERIFY(m_runs.run("full", o, observer) == TrainingState::finished);
        QVERIFY(std::any_of(problems.begin(), problems.end(),
                            [](const std::string& text) { return has(text, "best.pt"); }));
        QCOMPARE(largestDifference(m_runs.best("full"), m_runs.best("room")), 0.0);
        QCOMPARE(loadDetector(m_runs.best("full")).info.step, loadDetector(m_runs.best("room")).info.step);
        QVERIFY(evaluationsOf(m_runs.path("full")) == evaluationsOf(m_runs.path("room")));
    }

    void aRunWithoutACheckpointResumesFromItsStart() {
        m_runs.run("to-the-end", m_runs.options(4));
        auto session = m_runs.start("unborn", m_runs.options(4));
        session.reset();
        QVERIFY(!fs::exists(m_runs.last("unborn")));
        auto resumed = TrainingSession::resume(m_runs.path("unborn"));
        QCOMPARE(resumed->startStep(), 0);
        QVERIFY(resumed->run({}, {}) == TrainingState::finished);
        QCOMPARE(largestDifference(m_runs.last("unborn"), m_runs.last("to-the-end")), 0.0);
    }

    void aRunThatLostItsLastCheckpointGoesOnFromTheFurthest() {
        TrainingOptions o = evaluated(6, 2, 500);
        o.keep_every_epochs = 1;
        m_runs.run("whole", o);
        const auto rows = [&](const std::string& run) {
            return readRun(m_runs.path(run)).evaluations.size();
        };
        for (const bool has_epochs : {true, false}) {
            fs::remove_all(m_runs.path("lost"));
            fs::copy(m_runs.path("whole"), m_runs.path("lost"), fs::copy_options::recursive);
            fs::remove(m_runs.last("lost"));
            std::int64_t furthest = loadDetector(m_runs.best("lost")).info.step;
            std::vector<fs::path> epochs;
            for (const auto& entry : fs::directory_iterator(m_runs.path("lost") / "checkpoints")) {
                if (entry.path().filename().string().starts_with("epoch-")) {
                    epochs.push_back(entry.path());
                }
            }
            QVERIFY(!epochs.empty());
            for (const fs::path& epoch : epochs) {
                if (has_epochs) {
                    furthest = std::max(furthest, loadDetector(epoch).info.step);
                } else {
                    fs::remove(epoch);
                }
            }
            std::vector<std::string> notes;
            TrainingObserver observer;
            observer.on_problem = [&](const std::string& text) { notes.push_back(text); };
            auto resumed = TrainingSession::resume(m_runs.path("lost"));
            QCOMPARE(resumed->startStep(), furthest);
            QVERIFY(resumed->run({}, observer) == TrainingState::finished);
            QVERIFY(std::any_of(notes.begin(), notes.end(),
                                [](const std::string& text) { return has(text, "last.pt is missing"); }));
            QCOMPARE(largestDifference(m_runs.last("lost"), m_runs.last("whole")), 0.0);
            QCOMPARE(largestDifference(m_runs.best("lost"), m_runs.best("whole")), 0.0);
            QCOMPARE(rows("lost"), rows("whole"));
            QCOMPARE(readRun(m_runs.path("lost")).steps.size(), readRun(m_runs.path("whole")).steps.size());
        }
    }

    void evaluationsDoNotChangeHowARunComputes() {
        // The program is configured for more threads than the run, which must still use its own number.
        TrainingOptions o = evaluated(4, 2, 500);
        configureCompute(1);
        m_runs.run("one-thread", o);
        configureCompute(2);
        m_runs.run("beside-two", o);
        QCOMPARE(largestDifference(m_runs.last("one-thread"), m_runs.last("beside-two")), 0.0);
        o.threads = 0;
        m_runs.start("resolved", o).reset();
        QCOMPARE(readRun(m_runs.path("resolved")).options.threads, 2);
        configureCompute(1);
    }

    void whatAKilledStartLeavesIsTakenAgain() {
        fs::create_directories(m_runs.path("numbered/run-001/checkpoints"));
        std::ofstream(m_runs.path("numbered/run-001/run.lock")) << "process 1";
        std::ofstream(m_runs.path("numbered/run-001/run.json.part-1-0")) << "{";
        QCOMPARE(nextRunFolder(m_runs.path("numbered")), m_runs.path("numbered/run-001"));
        std::ofstream(m_runs.path("numbered/run-001/notes.txt")) << "mine";
        QCOMPARE(nextRunFolder(m_runs.path("numbered")), m_runs.path("numbered/run-002"));
    }

    void partsOfKilledWritesAreSwept() {
        auto session = m_runs.start("swept", m_runs.options(2));
        session.reset();
        fs::create_directories(m_runs.path("swept/evaluations"));
        for (const char* name : {"run.json.part-12-0", "checkpoints/last.pt.part-4711-33",
                                 "evaluations/step-00000002.json.part-7-1"}) {
            std::ofstream(m_runs.path("swept") / name) << "half";
        }
        for (const char* name : {"notes.part-of-mine", "archive.part-2"}) {
            std::ofstream(m_runs.path("swept") / name) << "the user's own";
        }
        TrainingSession::resume(m_runs.path("swept"))->run({}, {});
        std::set<std::string> names;
        for (const auto& entry : fs::recursive_directory_iterator(m_runs.path("swept"))) {
            const std::string name = entry.path().filename().string();
            names.insert(name.starts_with("events.out.tfevents.") ? "events" : name);
        }
        const std::set<std::string> expected{"run.json",           "metrics.csv",    "events",
                                             "checkpoints",        "last.pt",        "best.pt",
                                             "notes.part-of-mine", "archive.part-2", "evaluations",
                                             "step-00000002.json", "status.json"};
        for (const std::string& name : names) {
            QVERIFY2(expected.contains(name), name.c_str());
        }
        QCOMPARE(names.size(), expected.size());
    }

    void oneOwnerAtATime() {
        auto session = m_runs.start("owned", m_runs.options(2));
        const std::string message = messageOf([&] { TrainingSession::resume(m_runs.path("owned")); });
        QVERIFY(readRun(m_runs.path("owned")).in_progress);
        QVERIFY2(has(message, ("process " + std::to_string(::getpid())).c_str()), message.c_str());
        // The end of the run releases the folder, even while its weights are still being viewed.
        session->run({}, {});
        QVERIFY(!fs::exists(m_runs.path("owned") / "run.lock"));
        QVERIFY(!readRun(m_runs.path("owned")).in_progress);
        QVERIFY(TrainingSession::resume(m_runs.path("owned")) != nullptr);
    }

    void newerFormatsAreRefused() {
        m_runs.run("newer", m_runs.options(1));
        const fs::path file = m_runs.path("newer") / "run.json";
        nlohmann::json json = nlohmann::json::parse(textOf(file));
        json["format"] = 99;
        std::ofstream(file) << json.dump();
        const std::string message = messageOf([&] { TrainingSession::resume(m_runs.path("newer")); });
        QVERIFY2(has(message, "format 99"), message.c_str());
    }

    /// The same number of classes in another order: detections would get the wrong names.
    void theCheckpointOfAnotherDetectorIsRefused() {
        m_runs.start("foreign", m_runs.options(2)).reset();
        DetectorSpec other = m_runs.spec;
        other.classes = m_runs.dataset->classes;
        std::reverse(other.classes.begin(), other.classes.end());
        saveDetector(Detector::create(other, 3), m_runs.last("foreign"), {.step = 1});
        const std::string message = messageOf([&] { TrainingSession::resume(m_runs.path("foreign")); });
        QVERIFY2(has(message, "another detector than run.json"), message.c_str());
    }

    void validationImagesBelongToTheRun() {
        const fs::path data = m_runs.path("validated");
        fs::copy(m_runs.path("data"), data, fs::copy_options::recursive);
        const auto inOneSplitOnly = [&](const char* split) {
            const auto& indices = m_runs.dataset->splits.at(split);
            return m_runs.dataset->images[indices.front()].annotation_file.filename();
        };
        const auto change = [&](const fs::path& name, const std::string& from, const std::string& to) {
            std::string text = textOf(data / "Annotations" / name);
            const auto at = text.find(from);
            QVERIFY(at != std::string::npos);
            std::ofstream(data / "Annotations" / name) << text.replace(at, from.size(), to);
        };
        TrainingOptions o = m_runs.options(2);
        o.dataset = data.string();
        TrainingSession::start(m_runs.read("validated"), m_runs.spec, o, m_runs.path("with-val")).reset();
        // An image in neither split may have a class that the detector does not have.
        const std::string text = textOf(data / "Annotations" / inOneSplitOnly("test"));
        const auto begin = text.find("<name>");
        change(inOneSplitOnly("test"), text.substr(begin, text.find("</name>") - begin), "<name>comet");
        QVERIFY(TrainingSession::resume(m_runs.path("with-val")) != nullptr);
        change(inOneSplitOnly("val"), "<difficult>0", "<difficult>1");
        const std::string message = messageOf([&] { TrainingSession::resume(m_runs.path("with-val")); });
        QVERIFY2(has(message, "is not the one that the run began with"), message.c_str());
    }

    void foldersOfAnyBytes() {
        const fs::path data = m_runs.path(
            "donn\xE9"
            "es 100%");  // é in Latin-1
        fs::copy(m_runs.path("data"), data, fs::copy_options::recursive);
        TrainingOptions o = m_runs.options(1);
        o.dataset = data.string();
        TrainingSession::start(m_runs.dataset, m_runs.spec, o, m_runs.path("of-bytes")).reset();
        QVERIFY(has(textOf(m_runs.path("of-bytes") / "run.json"), "donn%E9es%20100%25"));
        QCOMPARE(readRun(m_runs.path("of-bytes")).options.dataset, data.string());
        QVERIFY(TrainingSession::resume(m_runs.path("of-bytes"))->run({}, {}) == TrainingState::finished);
    }

    void optionsOfARunThatAreZeroAreResolvedAgain() {
        m_runs.start("edited", m_runs.options(2)).reset();
        const fs::path file = m_runs.path("edited") / "run.json";
        nlohmann::json json = nlohmann::json::parse(textOf(file));
        json["options"]["evaluate_every"] = 0;
        json["torch"] = "0.4.1";
        std::ofstream(file) << json.dump();
        std::vector<std::string> problems;
        TrainingObserver observer;
        observer.on_problem = [&](const std::string& text) { problems.push_back(text); };
        QVERIFY(TrainingSession::resume(m_runs.path("edited"))->run({}, observer) == TrainingState::finished);
        // Another torch version rounds differently: reported once, and recorded.
        const auto told = [](const std::string& text) { return has(text, "torch 0.4.1; this is"); };
        QCOMPARE(std::count_if(problems.begin(), problems.end(), told), 1);
        QCOMPARE(nlohmann::json::parse(textOf(file))["continued_by"].size(), std::size_t{1});
        problems.clear();
        TrainingSession::resume(m_runs.path("edited"))->run({}, observer);
        QCOMPARE(std::count_if(problems.begin(), problems.end(), told), 0);
    }

    void runsBeginInFoldersOfTheirOwn() {
        fs::create_directories(m_runs.path("taken"));
        std::ofstream(m_runs.path("taken") / "metrics.csv") << "of another program";
        const std::string message = messageOf([&] { m_runs.start("taken", m_runs.options(1)); });
        QVERIFY2(has(message, "the folder is not empty"), message.c_str());
        QCOMPARE(textOf(m_runs.path("taken") / "metrics.csv"), std::string("of another program"));
        QVERIFY(!fs::exists(m_runs.path("taken") / "run.lock"));
    }

    void anEpochThatCannotBeWrittenDoesNotHoldUpTheRest() {
        fs::create_directories(m_runs.path("store/checkpoints"));
        CheckpointStore store(m_runs.path("store"));
        PickleValue document = PickleValue::makeDict();
        document.set("step", PickleValue::of(std::int64_t{1}));
        for (int epoch : {1, 2, 3}) {
            fs::create_directories(store.ofEpoch(epoch) / "in the way");
        }
        QVERIFY(store.write(store.ofEpoch(1), document));
        QVERIFY(store.write(store.ofEpoch(2), document));
        QVERIFY(has(*store.write(store.ofEpoch(3), document),
                    "epoch-0001.pt, which waited as well, is given up"));
        QVERIFY(store.writeLast(document));
        QVERIFY(fs::is_regular_file(store.last()));
        for (int epoch : {1, 2, 3}) {
            fs::remove_all(store.ofEpoch(epoch));
        }
        QVERIFY(!store.writeLast(document));
        QVERIFY(!fs::exists(store.ofEpoch(1)) && fs::exists(store.ofEpoch(2)) &&
                fs::exists(store.ofEpoch(3)));
    }

    void theDatasetMayMove() {
        fs::copy(m_runs.path("data"), m_runs.path("here"), fs::copy_options::recursive);
        TrainingOptions o = m_runs.options(4);
        o.dataset = m_runs.path("here").string();
        std::stop_source source;
        TrainingObserver observer;
        observer.on_step = [&](const StepMetrics& m) {
            if (m.step == 2) {
                source.request_stop();
            }
        };
        TrainingSession::start(m_runs.read("here"), m_runs.spec, o, m_runs.path("moving"))
            ->run(source.get_token(), observer);
        fs::rename(m_runs.path("here"), m_runs.path("there"));
        const std::string message = messageOf([&] { TrainingSession::resume(m_runs.path("moving")); });
        QVERIFY2(has(message, "--dataset"), message.c_str());
        std::stop_source stopped;
        stopped.request_stop();
        QVERIFY(TrainingSession::resume(m_runs.path("moving"), {.dataset = m_runs.path("there")},
                                        stopped.get_token()) == nullptr);
        QVERIFY(
            TrainingSession::resume(m_runs.path("moving"), {.dataset = m_runs.path("there")})->run({}, {}) ==
            TrainingState::finished);
        m_runs.run("unmoved", m_runs.options(4));
        QCOMPARE(largestDifference(m_runs.last("moving"), m_runs.last("unmoved")), 0.0);
        // The run stores the new location.
        QCOMPARE(readRun(m_runs.path("moving")).options.dataset, m_runs.path("there").string());
    }

    void anotherImageStandsInForABadOne() {
        fs::copy(m_runs.path("data"), m_runs.path("damaged"), fs::copy_options::recursive);
        const auto dataset = m_runs.read("damaged");
        const ImageRow bad = dataset->images[dataset->splitIndices("train")[3]];
        std::ofstream(bad.image_file.path(), std::ios::binary | std::ios::trunc) << "no image";
        TrainingOptions o = m_runs.options(12);
        o.batch_size = 1;  // the bad image is a whole batch
        o.val_split.clear();
        std::vector<std::string> problems;
        std::vector<DatasetIssue> findings;
        TrainingObserver observer;
        observer.on_problem = [&](const std::string& text) { problems.push_back(text); };
        observer.on_bad_image = [&](const DatasetIssue& issue) { findings.push_back(issue); };
        for (const auto& [name, workers] : {std::pair{"one-worker", 1}, {"three-workers", 3}}) {
            o.workers = workers;
            o.steps = 40;  // more than two epochs: it occurs at least twice
            problems.clear();
            findings.clear();
            TrainingSession::start(dataset, m_runs.spec, o, m_runs.path(name))->run({}, observer);
            QCOMPARE(findings.size(), std::size_t{1});
            QVERIFY(findings.front().kind == IssueKind::bad_image);
            QCOMPARE(findings.front().file, bad.image_file);
            QCOMPARE(problems.size(), std::size_t{1});
        }
        QCOMPARE(largestDifference(m_runs.last("one-worker"), m_runs.last("three-workers")), 0.0);
    }

    void nothingIsLeftOfARunThatFailsAtOnce() {
        fs::copy(m_runs.path("data"), m_runs.path("ruined"), fs::copy_options::recursive);
        const auto dataset = m_runs.read("ruined");
        for (const ImageRow& record : dataset->images) {
            std::ofstream(record.image_file.path(), std::ios::trunc) << "no image";
        }
        const std::string message = messageOf([&] {
            TrainingSession::start(dataset, m_runs.spec, m_runs.options(2), m_runs.path("nothing"))
                ->run({}, {});
        });
        QVERIFY2(has(message, "hardly any image"), message.c_str());
        QVERIFY(!fs::exists(m_runs.path("nothing")));
    }

    void whatWasLearnedIsSavedBeforeAFailure() {
        const TrainingOptions o = diverging();
        std::int64_t step = 0;
        TrainingObserver observer;
        observer.on_step = [&](const StepMetrics& m) { step = m.step; };
        const std::string message = messageOf([&] { m_runs.run("diverges", o, observer); });
        QVERIFY2(has(message, "not finite"), message.c_str());
        QVERIFY2(has(message, ("after step " + std::to_string(step) + " are in").c_str()), message.c_str());
        const LoadedDetector saved = loadDetector(m_runs.last("diverges"));
        QCOMPARE(saved.info.step, step);
        // The statistics are those of that step, too: the failed one is not included.
        int statistics = 0;
        for (const auto& [name, tensor] : namedState(*networkOf(saved.detector))) {
            if (name.ends_with("num_batches_tracked")) {
                QCOMPARE(tensor.item<std::int64_t>(), step);
                ++statistics;
            }
        }
        QVERIFY(statistics > 0);
        // The batch is kept: the samples as they were, and what they come from.
        const fs::path batch = m_runs.path("diverges") / ("not-finite-" + std::to_string(step + 1));
        QVERIFY2(has(message, ("the batch is in " + batch.string()).c_str()), message.c_str());
        const auto json = nlohmann::json::parse(std::ifstream(batch / "batch.json"));
        QCOMPARE(json.size(), std::size_t{4});
        std::size_t objects = 0;
        for (const auto& sample : json) {
            objects += sample["objects"].size();
            const Image picture = decodeImage(batch / sample["picture"].get<std::string>());
            QVERIFY(picture.width == m_runs.spec.inputSize() && picture.height == picture.width);
            QVERIFY(fs::exists(sample["file"].get<std::string>()));
            QVERIFY2(has(message, sample["image"].get<std::string>().c_str()), message.c_str());
        }
        QVERIFY(objects > 0);
        const std::vector<Trouble> troubles = readTroubles(m_runs.path("diverges"));
        QVERIFY(!troubles.empty() && troubles.back().kind == TroubleKind::not_finite);
        QVERIFY(troubles.back().names.size() == 5 && troubles.back().names.back() == batch.string());
    }

    /// Names of files may hold any bytes.
    void aFailedBatchIsKeptWhateverItsFilesAreCalled() {
        const fs::path folder = m_runs.path("bilder\xff");
        fs::copy(m_runs.path("data"), folder, fs::copy_options::recursive);
        const auto dataset = std::make_shared<const Dataset>(readVocDataset(folder).value());
        const std::string run = "l\xe4uft";
        const std::string message = messageOf([&] {
            TrainingSession::start(dataset, m_runs.spec, diverging(), m_runs.path(run))->run({}, {});
        });
        QVERIFY2(has(message, "the batch is in"), message.c_str());
        QVERIFY(fs::exists(m_runs.last(run)));
        const std::vector<Trouble> troubles = readTroubles(m_runs.path(run));
        QVERIFY(!troubles.empty() && troubles.back().kind == TroubleKind::not_finite);
        const fs::path batch = troubles.back().names.back();
        const auto json = nlohmann::json::parse(std::ifstream(batch / "batch.json"));
        for (const auto& sample : json) {
            QVERIFY(fs::exists(pathFromStored(sample["file"].get<std::string>())));
        }
        QVERIFY(!readRun(m_runs.path(run)).in_progress);
    }

    void weightsAreSavedThoughTheBatchCannotBe() {
        TrainingObserver observer;
        const fs::path run = m_runs.path("in-the-way");
        std::int64_t step = 0;
        observer.on_step = [&](const StepMetrics& m) {  // a file of the name that its folder is to have
            fs::remove(run / ("not-finite-" + std::to_string(m.step)));
            std::ofstream(run / ("not-finite-" + std::to_string(m.step + 1))) << "x";
            step = m.step;
        };
        const std::string message = messageOf([&] { m_runs.run("in-the-way", diverging(), observer); });
        QVERIFY2(has(message, "the batch could not be kept"), message.c_str());
        QCOMPARE(loadDetector(m_runs.last("in-the-way")).info.step, step);
        QVERIFY(!readRun(run).in_progress);
    }

    /// Else there would be nothing to look at.
    void aRunThatFailsWithItsFirstBatchKeepsIt() {
        DetectorSpec spec = m_runs.spec;
        spec.classes = m_runs.dataset->classes;
        const auto network = buildNetwork(spec, 1);
        {
            const torch::NoGradGuard no_grad;
            for (const ClassRows& rows : network->classRows()) {  // their sums overflow
                network->named_parameters()[rows.name].fill_(std::numeric_limits<float>::max());
            }
        }
        TrainingOptions o = m_runs.options(4);
        o.weights = m_runs.path("broken.pt").string();
        saveDetector(detectorOf(network), o.weights);
        const std::string message = messageOf([&] { m_runs.run("first", o); });
        QVERIFY2(has(message, "the batch is in"), message.c_str());
        QVERIFY2(has(message, "The weights after step 0 are in"), message.c_str());
        QVERIFY(fs::exists(m_runs.path("first") / "not-finite-1" / "batch.json"));
        QVERIFY(!readRun(m_runs.path("first")).in_progress);
    }

    void drawsGoByThePlaceInTheSelection() {
        // The same images, with others before and between them that are not trained on.
        const auto more = std::make_shared<Dataset>(*m_runs.dataset);
        std::vector<ImageRecord> doubled;
        for (const ImageRow& row : m_runs.dataset->images) {
            doubled.push_back(row.copy());
            doubled.back().id += "-other";
            doubled.push_back(row.copy());
        }
        more->images = ImageTable(doubled);
        for (auto& [name, indices] : more->splits) {
            for (std::size_t& index : indices) {
                index = 2 * index + 1;
            }
        }
        TrainingOptions o = m_runs.options(8);
        m_runs.run("alone", o);
        TrainingSession::start(more, m_runs.spec, o, m_runs.path("among-others"))->run({}, {});
        QCOMPARE(largestDifference(m_runs.last("alone"), m_runs.last("among-others")), 0.0);
    }

    void aPausedRunWritesACheckpointAtOnce() {
        auto session = m_runs.start("at-once", m_runs.options(4));
        TrainingObserver observer;
        int pauses = 0;
        observer.on_step = [&](const StepMetrics& m) {
            if (m.step == 2) {
                session->setPaused(true);
            }
        };
        observer.on_state = [&](TrainingState state) {
            if (state == TrainingState::paused && ++pauses == 1) {
                // Before the pause begins, however long it takes.
                QCOMPARE(loadDetector(m_runs.last("at-once")).info.step, 2);
                session->requestCheckpoint();
            } else if (state == TrainingState::paused) {
                QCOMPARE(loadDetector(m_runs.last("at-once")).info.step, 2);
                session->setPaused(false);
            }
        };
        QVERIFY(session->run({}, observer) == TrainingState::finished);
        QCOMPARE(pauses, 2);
    }

    void aVisitorThatFailsLetsTheLoopGoOn() {
        TrainingGate gate;
        QVERIFY(!messageOf([&] {
                     const TrainingGate::Visit visit(gate);
                     throw Error({.action = "copying the weights"});
                 }).empty());
        QVERIFY(gate.pass(
            {}, [] {}, [] {}));
    }

    void checkpointsAreDueByStepsAndTime() {
        using namespace std::chrono_literals;
        const CheckpointClock::Time start{};
        CheckpointClock clock(100, 40, start);
        QVERIFY(!clock.isDue(40, start + 10min));  // nothing new
        QVERIFY(!clock.isDue(41, start + 4min));
        QVERIFY(clock.isDue(41, start + 5min));
        QVERIFY(clock.isDue(100, start + 1s));
        clock.tried(100, start + 1s);
        QVERIFY(!clock.isDue(100, start + 1h));
        QVERIFY(!clock.isDue(101, start + 2s));
        QVERIFY(clock.isDue(101, start + 1s + 5min));
    }

    void tooManyEpochsAreRefused() {
        TrainingOptions o = m_runs.options(0);
        o.epochs = 1'000'000;
        o.batch_size = 1;
        // 5,000 · 1,000,000 steps; 1,000,000,000 are allowed: 200,000 epochs.
        const std::string message = messageOf([&] { resolvedOptions(o, m_runs.spec.recipe, 5000); });
        QVERIFY2(has(message, "at most 200000 epochs"), message.c_str());
        o.epochs = 200'000;
        QCOMPARE(resolvedOptions(o, m_runs.spec.recipe, 5000).steps, 1'000'000'000);
    }
};

QTEST_APPLESS_MAIN(TestRunSafety)
#include "run_safety_test.moc"
