// Runs with the options of a recipe: exact after a stop, and what they deliver.
#include <QTest>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "core/checkpoint/checkpoint_document.hpp"
#include "core/training/evaluation/validation_loss.hpp"
#include "core/training/run/run_folder.hpp"
#include "core/training/step/training_step.hpp"
#include "training_fixture.hpp"

using namespace priorscope;

namespace {

using Change = void (*)(TrainingOptions&);

/// Options that each change what a checkpoint must hold.
const std::vector<std::pair<const char*, Change>> kVariants{
    {"average", [](TrainingOptions& o) { o.ema_decay = 0.9; }},
    {"adamw",
     [](TrainingOptions& o) {
         o.optimizer = "adamw";
         o.learning_rate = 1e-3;
     }},
    {"accumulated", [](TrainingOptions& o) { o.accumulate = 3; }},
    {"thawing",
     [](TrainingOptions& o) {
         o.frozen_stages = 2;
         o.thaw = {0.4, 0.7};
         o.stage_rates = {0.1, 0.5};
     }},
    {"cosine",
     [](TrainingOptions& o) {
         o.schedule = "cosine";
         o.nesterov = true;
     }},
    {"focal", [](TrainingOptions& o) { o.confidence_loss = "focal"; }},
    {"all",
     [](TrainingOptions& o) {
         o.optimizer = "adamw";
         o.schedule = "one-cycle";
         o.warmup_steps = 0;
         o.learning_rate = 1e-3;
         o.ema_decay = 0.9;
         o.accumulate = 2;
         o.frozen_stages = 3;
         o.thaw = {0.4};
         o.label_smoothing = 0.1;
         o.class_weights = "balanced";
         o.decay_norms = false;
         o.early_stopping = 1;
         o.augmentation.set = "ssd";
     }},
};

/// metrics.csv without the columns that are times.
std::vector<std::string> rowsOf(const std::filesystem::path& run) {
    std::ifstream in(run / "metrics.csv");
    std::vector<std::string> rows;
    for (std::string line; std::getline(in, line);) {
        std::stringstream cells(line);
        std::string row;
        int column = 0;
        for (std::string cell; std::getline(cells, cell, ','); ++column) {
            row += column >= 9 && column <= 11 ? std::string("-") : cell + ",";
        }
        rows.push_back(row);
    }
    return rows;
}

double largestDifferenceOfTrained(const std::filesystem::path& a, const std::filesystem::path& b) {
    const auto [network_a, document_a] = loadCheckpointDocument(a);
    const auto [network_b, document_b] = loadCheckpointDocument(b);
    const PickleValue* left = document_a.find("trained_model");
    const PickleValue* right = document_b.find("trained_model");
    if (left == nullptr || right == nullptr) {
        return left == right ? 0.0 : 1.0;
    }
    double largest = 0.0;
    for (const auto& [name, tensor] : namedState(*network_a)) {
        const torch::Tensor difference =
            left->find(name)->tensor.to(torch::kFloat64) - right->find(name)->tensor.to(torch::kFloat64);
        largest = std::max(largest, difference.abs().max().item<double>());
    }
    return largest;
}

}  // namespace

class TestRecipeRun : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { m_runs = std::make_unique<SmallRuns>(); }

    void aStopChangesNothing_data() {
        QTest::addColumn<int>("variant");
        for (std::size_t i = 0; i < kVariants.size(); ++i) {
            QTest::newRow(kVariants[i].first) << static_cast<int>(i);
        }
    }

    void aStopChangesNothing() {
        QFETCH(int, variant);
        const auto& [name, change] = kVariants[static_cast<std::size_t>(variant)];
        TrainingOptions options = m_runs->options(10);
        options.evaluate_every = 4;
        change(options);
        const std::string whole = std::string(name) + "-whole";
        const std::string halves = std::string(name) + "-halves";
        m_runs->run(whole, options);
        std::stop_source stop;
        TrainingObserver until_five;
        until_five.on_step = [&](const StepMetrics& metrics) {
            if (metrics.step == 5) {
                stop.request_stop();
            }
        };
        QCOMPARE(m_runs->start(halves, options)->run(stop.get_token(), until_five), TrainingState::stopped);
        QCOMPARE(TrainingSession::resume(m_runs->path(halves))->run({}, {}), TrainingState::finished);
        QCOMPARE(rowsOf(m_runs->path(halves)), rowsOf(m_runs->path(whole)));
        QCOMPARE(largestDifference(m_runs->last(halves), m_runs->last(whole)), 0.0);
        QCOMPARE(largestDifferenceOfTrained(m_runs->last(halves), m_runs->last(whole)), 0.0);
        QCOMPARE(largestDifference(m_runs->best(halves), m_runs->best(whole)), 0.0);
        QCOMPARE(readRun(m_runs->path(halves)).course.tail.has_value(), options.early_stopping > 0);
    }

    void aStopInsideTheTailChangesNothing() {
        // Nothing is learnt: patience ends with the evaluation of step 24, the tail has two steps.
        TrainingOptions options = m_runs->optionsWithoutLearning(60);
        options.evaluate_every = 12;
        options.early_stopping = 1;
        options.augmentation.set = "strong";  // mosaic ends with the tail
        m_runs->run("tail-whole", options);
        QCOMPARE(readRun(m_runs->path("tail-whole")).totalSteps(), std::int64_t{26});
        for (const std::int64_t at : {24, 25}) {
            const std::string name = "tail-" + std::to_string(at);
            std::stop_source stop;
            TrainingObserver until;
            until.on_step = [&](const StepMetrics& metrics) {
                if (metrics.step == at) {
                    stop.request_stop();
                }
            };
            QCOMPARE(m_runs->start(name, options)->run(stop.get_token(), until), TrainingState::stopped);
            const auto session = TrainingSession::resume(m_runs->path(name));
            QCOMPARE(session->course().tail.has_value(), at == 25);
            QCOMPARE(session->run({}, {}), TrainingState::finished);
            QCOMPARE(rowsOf(m_runs->path(name)), rowsOf(m_runs->path("tail-whole")));
            QCOMPARE(largestDifference(m_runs->last(name), m_runs->last("tail-whole")), 0.0);
            QVERIFY(readRun(m_runs->path(name)).isComplete());
        }
    }

    void aTailThatTheCheckpointDoesNotHaveIsTakenBack() {
        TrainingOptions options = m_runs->options(4);
        m_runs->run("early", options);
        const std::filesystem::path file = m_runs->path("early") / "run.json";
        nlohmann::json json = nlohmann::json::parse(std::ifstream(file));
        json["options"]["steps"] = 8;
        json["tail"] = {{"from", 6}, {"steps", 1}};  // as left by a run that was killed after it began
        std::ofstream(file) << json.dump();
        QCOMPARE(readRun(m_runs->path("early")).totalSteps(), std::int64_t{7});
        QCOMPARE(TrainingSession::resume(m_runs->path("early"))->run({}, {}), TrainingState::finished);
        QCOMPARE(readRun(m_runs->path("early")).totalSteps(), std::int64_t{8});
        QVERIFY(readRun(m_runs->path("early")).isComplete());
    }

    void runsOfOlderFormatsGoOnAndSaySo() {
        TrainingOptions options = m_runs->options(4);
        m_runs->run("older", options);
        const std::filesystem::path file = m_runs->path("older") / "run.json";
        nlohmann::json json = nlohmann::json::parse(std::ifstream(file));
        json["format"] = 3;
        json["options"]["steps"] = 6;
        for (const char* key : {"optimizer", "schedule", "accumulate", "ema_decay", "empty_negatives"}) {
            json["options"].erase(key);
        }
        std::ofstream(file) << json.dump();
        std::vector<std::string> told;
        TrainingObserver observer;
        observer.on_problem = [&](const Sentence& problem) { told.push_back(problem.text()); };
        QCOMPARE(TrainingSession::resume(m_runs->path("older"))->run({}, observer), TrainingState::finished);
        QVERIFY(std::any_of(told.begin(), told.end(), [](const std::string& text) {
            return text.find("images without objects have another weight") != std::string::npos;
        }));
    }

    void doubtfulOptionsAreTold() {
        TrainingOptions options = m_runs->options(8);
        options.warmup_steps = 3;
        options.freeze_norms = true;
        std::vector<std::string> told;
        TrainingObserver observer;
        observer.on_problem = [&](const Sentence& problem) { told.push_back(problem.text()); };
        m_runs->run("doubtful", options, observer);
        QVERIFY(told.size() >= 2);  // evaluations have notes of their own
        QVERIFY2(told[0].starts_with("The warm-up of 3 steps takes more than a quarter"), told[0].c_str());
        QVERIFY2(told[1].starts_with("Frozen parts keep random weights"), told[1].c_str());
    }

    void theAverageIsDelivered() {
        TrainingOptions options = m_runs->options(6);
        options.ema_decay = 0.5;
        m_runs->run("average", options);
        options.ema_decay = 0.0;
        m_runs->run("plain", options);
        // The weights that learn are those of the run without an average; what is delivered are others.
        const auto [network, document] = loadCheckpointDocument(m_runs->last("average"));
        const auto [plain, unused] = loadCheckpointDocument(m_runs->last("plain"));
        double of_trained = 0.0;
        double of_average = 0.0;
        for (const auto& [name, tensor] : namedState(*plain)) {
            if (!tensor.is_floating_point()) {
                continue;
            }
            const torch::Tensor trained = document.find("trained_model")->find(name)->tensor;
            const torch::Tensor average = document.find("model")->find(name)->tensor;
            of_trained = std::max(of_trained, (trained - tensor).abs().max().item<double>());
            of_average = std::max(of_average, (average - tensor).abs().max().item<double>());
        }
        QCOMPARE(of_trained, 0.0);
        QVERIFY(of_average > 0.0);
    }

    void aRunWithoutGainEndsWithATail() {
        // At a rate of almost nothing no evaluation is better than the first, at step 2; patience ends with
        // that of step 6: a tail of one step, and its evaluation.
        TrainingOptions options = m_runs->optionsWithoutLearning(40);
        options.evaluate_every = 2;
        options.early_stopping = 2;
        std::vector<std::string> told;
        RunTail tail;
        TrainingObserver observer;
        observer.on_problem = [&](const Sentence& problem) { told.push_back(problem.text()); };
        observer.on_course = [&](const RunCourse& course) { tail = course.tail.value(); };
        QCOMPARE(m_runs->run("patience", options, observer), TrainingState::finished);
        QCOMPARE(tail, (RunTail{.from = 6, .steps = 1}));
        const bool is_told = std::any_of(told.begin(), told.end(), [](const std::string& text) {
            return text.starts_with("Early stopping: evaluations since the best one: 2; ");
        });
        QVERIFY2(is_told, told.back().c_str());
        const RunRecord record = readRun(m_runs->path("patience"));
        QCOMPARE(record.totalSteps(), std::int64_t{7});
        QVERIFY(record.isComplete());
        QCOMPARE(record.steps.size(), std::size_t{7});
        QCOMPARE(record.steps[5].learning_rate, 1e-12);
        QVERIFY(std::abs(record.steps[6].learning_rate - 1e-14) < 1e-20);
        std::vector<std::int64_t> evaluated;
        for (const EvaluationRow& row : record.evaluations) {
            evaluated.push_back(row.step);
        }
        QCOMPARE(evaluated, (std::vector<std::int64_t>{2, 4, 6, 7}));
    }

    void theValidationLossIsThatOfAllImagesTogether() {
        const auto images = m_runs->dataset->splitIndices("val");
        QVERIFY(images.size() >= 3);
        DetectorSpec spec = m_runs->spec;
        spec.classes = m_runs->dataset->classes;
        const auto network = buildNetwork(spec, 3);
        TrainingOptions options = m_runs->options(1);
        const auto lossesBy = [&](int batch_size) {
            options.batch_size = batch_size;
            return validationLosses(*network, lossOptions(options, {}), m_runs->dataset, images, options, {},
                                    {})
                .value();
        };
        const std::vector<double> together = lossesBy(static_cast<int>(images.size()));
        const std::vector<double> one_by_one = lossesBy(1);
        QCOMPARE(together.size(), std::size_t{2});
        for (std::size_t i = 0; i < together.size(); ++i) {
            QVERIFY(together[i] > 0.0);
            QVERIFY(std::abs(together[i] - one_by_one[i]) < 1e-5 * together[i]);
        }
    }

    void evaluationsTellTheValidationLoss() {
        TrainingOptions options = m_runs->options(4);
        options.evaluate_every = 2;
        m_runs->run("with", options);
        for (const EvaluationRow& row : readRun(m_runs->path("with")).evaluations) {
            QVERIFY(row.loss && *row.loss > 0.0);
        }
        options.validation_loss = false;
        m_runs->run("without", options);
        for (const EvaluationRow& row : readRun(m_runs->path("without")).evaluations) {
            QVERIFY(!row.loss);
        }
        QCOMPARE(largestDifference(m_runs->last("with"), m_runs->last("without")), 0.0);
    }

    void theFocalLossStartsAtBackground() {
        TrainingOptions options = m_runs->options(1);
        options.confidence_loss = "focal";
        const auto session = m_runs->start("focal-start", options);
        const auto network = networkOf(session->snapshot());
        const auto classes = static_cast<double>(network->spec().classes.size());
        const torch::Tensor bias =
            network->named_parameters()["head.classification_head.module_list.0.1.bias"].view(
                {-1, static_cast<std::int64_t>(classes) + 1});
        const torch::Tensor background = bias.softmax(1).select(1, 0);
        QVERIFY((background - 0.99).abs().max().item<double>() < 1e-5);
    }

    void whatDoesNotFitMakesNoRun() {
        TrainingOptions options = m_runs->options(2);
        options.frozen_stages = 9;
        QVERIFY_THROWS_EXCEPTION(Error, m_runs->start("unfit", options));
        options = m_runs->options(2);
        options.val_split.clear();
        options.early_stopping = 1;
        QVERIFY_THROWS_EXCEPTION(Error, m_runs->start("unfit", options));
        options = m_runs->options(2);
        options.class_weights = "unicorn=2";
        QVERIFY_THROWS_EXCEPTION(Error, m_runs->start("unfit", options));
        QVERIFY(!std::filesystem::exists(m_runs->path("unfit")));
    }

  private:
    std::unique_ptr<SmallRuns> m_runs;
};

QTEST_APPLESS_MAIN(TestRecipeRun)
#include "recipe_run_test.moc"
