// Runs on images chosen by a filter or a list: the same images after a kill, and an error if they are
// gone.
#include <QTest>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/training/evaluation/evaluate_detector.hpp"
#include "core/training/run/run_folder.hpp"
#include "tests/core/training/training_fixture.hpp"
#include "tests/support/message_of.hpp"

using namespace priorscope;
namespace fs = std::filesystem;

class TestSelectionRuns : public QObject {
    Q_OBJECT

    SmallRuns m_runs;
    const Dataset& m_dataset = *m_runs.dataset;

    std::string idOf(const std::string& split, std::size_t place) const {
        return m_dataset.images[m_dataset.splits.at(split).at(place)].id;
    }
    /// Seven images of train and val, in an irregular order.
    std::vector<std::string> someIds() const {
        return {idOf("train", 9), idOf("val", 1),   idOf("train", 2), idOf("train", 14),
                idOf("val", 0),   idOf("train", 0), idOf("train", 5)};
    }
    ImageSelection listed() const { return ImageSelection::ofIds(m_dataset, someIds()); }

    nlohmann::json jsonOf(const std::string& run) const {
        std::ifstream in(m_runs.path(run) / "run.json");
        return nlohmann::json::parse(in);
    }
    std::unique_ptr<TrainingSession> start(const std::string& run, const TrainingImages& images,
                                           const TrainingOptions& options) const {
        return TrainingSession::start(m_runs.dataset, m_runs.spec, images, options, m_runs.path(run));
    }
    void runToEnd(const std::string& run, const TrainingImages& images, int steps) const {
        QVERIFY(start(run, images, m_runs.options(steps))->run({}, {}) == TrainingState::finished);
    }
    /// Stops as if killed after some steps: with a checkpoint of them, or with none.
    void runInPart(const std::string& run, const TrainingImages& images, int steps, int until) const {
        auto session = start(run, images, m_runs.options(steps));
        std::stop_source source;
        TrainingObserver observer;
        observer.on_step = [&](const StepMetrics& m) {
            if (m.step == until) {
                source.request_stop();
            }
        };
        QVERIFY(session->run(source.get_token(), observer) == TrainingState::stopped);
    }
    /// A copy of the dataset at "NAME" whose list SPLIT has these ids.
    std::shared_ptr<const Dataset> withSplit(const std::string& name, const std::string& split,
                                             const std::vector<std::string>& ids) const {
        fs::copy(m_runs.path("data"), m_runs.path(name), fs::copy_options::recursive);
        writeSplit(name, split, ids);
        return m_runs.read(name);
    }
    void writeSplit(const std::string& name, const std::string& split,
                    const std::vector<std::string>& ids) const {
        std::ofstream list(m_runs.path(name) / "ImageSets" / "Main" / (split + ".txt"));
        for (const std::string& id : ids) {
            list << id << '\n';
        }
    }

  private Q_SLOTS:
    /// The reference is a split list with the same images, the long-established way.
    void aListTrainsAsASplitOfTheSameImages() {
        const auto other = withSplit("with-some", "some", someIds());
        TrainingOptions o = m_runs.options(7);
        o.dataset = m_runs.path("with-some").string();
        o.split = "some";
        QVERIFY(TrainingSession::start(other, m_runs.spec, o, m_runs.path("of-split"))->run({}, {}) ==
                TrainingState::finished);
        runToEnd("of-list", {listed(), ImageSelection::ofSplit(m_dataset, "val")}, 7);
        QCOMPARE(largestDifference(m_runs.last("of-split"), m_runs.last("of-list")), 0.0);
        const nlohmann::json kept = jsonOf("of-list")["train_selection"];
        QCOMPARE(kept["images"].get<std::vector<std::string>>(), someIds());
        QCOMPARE(kept["text"].get<std::string>(), std::string("list of 7 images"));
        QCOMPARE(kept["fingerprint"].get<std::string>(),
                 jsonOf("of-split")["train_selection"]["fingerprint"].get<std::string>());
        QVERIFY(!kept.contains("split"));
        QCOMPARE(jsonOf("of-list")["options"]["split"].get<std::string>(), std::string());
        QCOMPARE(jsonOf("of-list")["val_selection"]["split"].get<std::string>(), std::string("val"));
        QVERIFY(!jsonOf("of-list")["val_selection"].contains("images"));
        QCOMPARE(readRun(m_runs.path("of-list")).trained_on, std::string("list of 7 images"));
        QCOMPARE(readRun(m_runs.path("of-split")).trained_on, std::string("split some"));
    }

    void aFilteredRunGoesOnWithTheSameImages() {
        const auto filtered = ImageSelection::ofFilter(m_dataset, "train", {.labels = {1}});
        QVERIFY(!filtered.isEmpty() && filtered.size() < 16);
        const TrainingImages images{filtered, ImageSelection::ofSplit(m_dataset, "val")};
        runToEnd("whole", images, 7);
        runInPart("halves", images, 7, 3);
        start("unbegun", images, m_runs.options(7)).reset();  // killed before there was a checkpoint
        for (const char* run : {"halves", "unbegun"}) {
            auto resumed = TrainingSession::resume(m_runs.path(run));
            QVERIFY(resumed->images().train.images() == filtered.images());
            QCOMPARE(resumed->images().train.text(), filtered.text());
            QVERIFY(resumed->run({}, {}) == TrainingState::finished);
            QCOMPARE(largestDifference(m_runs.last("whole"), m_runs.last(run)), 0.0);
            QCOMPARE(largestDifference(m_runs.best("whole"), m_runs.best(run)), 0.0);
        }
        QVERIFY(filtered.text().starts_with("split train where class="));
        QCOMPARE(jsonOf("halves")["images"].get<std::size_t>(), filtered.size());
        // If the filter shows an image only in part, all its objects are trained: the run equals a list's.
        runToEnd("listed", {ImageSelection::ofImages(m_dataset, filtered.images()), images.validation}, 7);
        QCOMPARE(largestDifference(m_runs.last("whole"), m_runs.last("listed")), 0.0);
    }

    void aRunEvaluatesOnAList() {
        const TrainingImages images{ImageSelection::ofSplit(m_dataset, "train"), listed()};
        TrainingOptions o = m_runs.options(6);
        o.evaluate_every = 2;
        std::vector<EvaluationMetrics> evaluations;
        TrainingObserver observer;
        observer.on_evaluation = [&](const EvaluationMetrics& m) { evaluations.push_back(m); };
        auto session = start("evaluated", images, o);
        QVERIFY(session->run({}, observer) == TrainingState::finished);
        QCOMPARE(evaluations.size(), std::size_t{3});
        QCOMPARE(evaluations.back().evaluation.images, 7);
        const RunRecord record = readRun(m_runs.path("evaluated"));
        QCOMPARE(record.evaluated_on, std::string("list of 7 images"));
        QCOMPARE(record.options.val_split, std::string());
        QVERIFY(record.isComplete());
        // The same evaluated afterwards, on the list and on a split of the same images.
        const Detector detector = loadDetector(m_runs.last("evaluated")).detector;
        const auto other = withSplit("with-judged", "judged", someIds());
        const Evaluation by_list = evaluateDetector(detector, m_dataset, listed()).value();
        const Evaluation by_split =
            evaluateDetector(detector, *other, ImageSelection::ofSplit(*other, "judged")).value();
        QCOMPARE(by_list.images, 7);
        QCOMPARE(by_list.map_voc10, by_split.map_voc10);
        QCOMPARE(by_list.coco.ar100, by_split.coco.ar100);
        QCOMPARE(evaluations.back().evaluation.map_voc10, by_list.map_voc10);
    }

    /// The options name no split in that case: an empty one means no evaluation.
    void everyImageMayBeEvaluatedOn() {
        const TrainingImages images{ImageSelection::ofSplit(m_dataset, "train"),
                                    ImageSelection::ofSplit(m_dataset, "")};
        runInPart("on-all", images, 4, 2);
        std::vector<std::int64_t> judged;
        TrainingObserver observer;
        observer.on_evaluation = [&](const EvaluationMetrics& m) { judged.push_back(m.evaluation.images); };
        QVERIFY(TrainingSession::resume(m_runs.path("on-all"))->run({}, observer) == TrainingState::finished);
        QCOMPARE(judged, (std::vector<std::int64_t>{24}));
        QVERIFY(readRun(m_runs.path("on-all")).isComplete());
    }

    /// The options name no split in that case, and are read back.
    void patienceGoesWithAList() {
        const TrainingImages images{ImageSelection::ofSplit(m_dataset, "train"), listed()};
        TrainingOptions o = m_runs.options(2);
        o.val_split.clear();
        o.early_stopping = 2;
        start("patient", images, o).reset();
        QVERIFY(TrainingSession::resume(m_runs.path("patient"))->run({}, {}) == TrainingState::finished);
        QCOMPARE(readRun(m_runs.path("patient")).options.early_stopping, 2);
    }

    void imagesThatAreTrainedAndJudgedAreTold() {
        std::vector<std::string> told;
        TrainingObserver observer;
        observer.on_problem = [&](const Sentence& text) { told.push_back(text.text()); };
        const auto toldOf = [&](const char* run, const TrainingImages& images) {
            told.clear();
            start(run, images, m_runs.options(1))->run({}, observer);
            return std::count_if(told.begin(), told.end(), [](const std::string& text) {
                return text.starts_with("Validation images that are trained on, too: 5 of 7.");
            });
        };
        const auto train = ImageSelection::ofSplit(m_dataset, "train");
        QCOMPARE(toldOf("shared", {train, listed()}), 1);
        QCOMPARE(toldOf("apart", {train, ImageSelection::ofSplit(m_dataset, "val")}), 0);
    }

    void selectionsThatAreGoneAreTold() {
        withSplit("changing", "train", someIds());
        const auto dataset = m_runs.read("changing");
        TrainingOptions o = m_runs.options(2);
        o.dataset = m_runs.path("changing").string();
        TrainingSession::start(dataset, m_runs.spec, o, m_runs.path("by-name")).reset();
        TrainingSession::start(dataset, m_runs.spec,
                               {ImageSelection::ofIds(*dataset, {idOf("test", 0), idOf("test", 1)})}, o,
                               m_runs.path("by-list"))
            .reset();
        std::vector<std::string> turned = someIds();
        std::reverse(turned.begin(), turned.end());
        writeSplit("changing", "train", turned);
        const auto toldBy = [this](const char* run) {
            return messageOf([&] { TrainingSession::resume(m_runs.path(run)); });
        };
        QVERIFY2(toldBy("by-name").contains("is not the one that the run began with, or has changed: "
                                            "split train no longer has the same images in the same order"),
                 qPrintable(toldBy("by-name")));
        QVERIFY(TrainingSession::resume(m_runs.path("by-list")) != nullptr);  // split lists do not affect it
        writeSplit("changing", "train", someIds());
        QVERIFY(TrainingSession::resume(m_runs.path("by-name")) != nullptr);
        fs::remove(m_runs.path("changing") / "Annotations" / (idOf("test", 1) + ".xml"));
        QVERIFY2(toldBy("by-list").contains(
                     QString::fromStdString("has changed: there is no image \"" + idOf("test", 1) + "\"")),
                 qPrintable(toldBy("by-list")));
    }

    /// As written by format 2: the splits are only in the options.
    void runsOfBeforeGoOn() {
        const TrainingOptions o = m_runs.options(7);
        const TrainingImages images = imagesOfSplits(m_dataset, o);
        runToEnd("new", images, 7);
        runInPart("old", images, 7, 3);
        nlohmann::json json = jsonOf("old");
        json["format"] = 2;
        QCOMPARE(json.erase("train_selection") + json.erase("val_selection"), std::size_t{2});
        std::ofstream(m_runs.path("old") / "run.json") << json.dump(2);
        QCOMPARE(readRun(m_runs.path("old")).trained_on, std::string("split train"));
        QCOMPARE(readRun(m_runs.path("old")).evaluated_on, std::string("split val"));
        std::vector<std::string> problems;
        TrainingObserver observer;
        observer.on_problem = [&](const std::string& text) { problems.push_back(text); };
        auto resumed = TrainingSession::resume(m_runs.path("old"));
        QCOMPARE(resumed->images().train.images(), m_dataset.splits.at("train"));
        QVERIFY(resumed->run({}, observer) == TrainingState::finished);
        // Its images are mirrored as they were; the loss of those without objects is another.
        std::erase_if(problems, [](const std::string& problem) {
            return problem.find("older version") == std::string::npos;
        });
        QCOMPARE(problems.size(), std::size_t{1});
        QVERIFY2(problems.front().find("images without objects") != std::string::npos,
                 problems.front().c_str());
        QCOMPARE(largestDifference(m_runs.last("new"), m_runs.last("old")), 0.0);
        QCOMPARE(readRun(m_runs.path("old")).evaluations.size(),
                 readRun(m_runs.path("new")).evaluations.size());
    }

    void withoutImagesNothingBegins() {
        const auto none = ImageSelection::ofFilter(m_dataset, "train", {.text = "nowhere"});
        const auto train = ImageSelection::ofSplit(m_dataset, "train");
        for (const TrainingImages& images : {TrainingImages{none}, TrainingImages{train, none}}) {
            const QString message = messageOf([&] { start("none", images, m_runs.options(2)); });
            QVERIFY2(message.contains("no image is chosen (split train where text=nowhere"),
                     qPrintable(message));
            QVERIFY(!fs::exists(m_runs.path("none")));
        }
        const Detector detector = Detector::create(
            [this] {
                DetectorSpec spec = m_runs.spec;
                spec.classes = m_dataset.classes;
                return spec;
            }(),
            1);
        QVERIFY(
            messageOf([&] { evaluateDetector(detector, m_dataset, none); }).contains("no image is chosen"));
    }
};

QTEST_APPLESS_MAIN(TestSelectionRuns)
#include "selection_run_test.moc"
