// A run that its user changes while it goes on: the change holds from the next step, and is part of what a
// resumed run does again.
#include <QTest>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/base/error.hpp"
#include "core/training/run/run_folder.hpp"
#include "tests/core/training/training_fixture.hpp"

using namespace priorscope;
namespace fs = std::filesystem;

using Kind = RunChange::Kind;

namespace {

/// Steps, rates and losses; evaluations with their mAP. No times.
std::vector<std::vector<double>> rowsOf(const fs::path& run) {
    std::vector<std::vector<double>> rows;
    const RunRecord record = readRun(run);
    for (const StepMetrics& step : record.steps) {
        rows.push_back({static_cast<double>(step.step), step.learning_rate, step.loss});
    }
    for (const EvaluationRow& row : record.evaluations) {
        rows.push_back({static_cast<double>(row.step), row.map_voc07.value_or(-1.0)});
    }
    return rows;
}

}  // namespace

class ChangedRunTest : public QObject {
    Q_OBJECT

    SmallRuns m_runs;

    /// Collects what is told, but for notes of the evaluations.
    static TrainingObserver collecting(std::vector<std::string>& problems) {
        TrainingObserver observer;
        observer.on_problem = [&problems](const Sentence& problem) {
            if (!problem.text().starts_with("The evaluation on ")) {
                problems.push_back(problem.text());
            }
        };
        return observer;
    }

    TrainingOptions constant(int steps) const { return m_runs.optionsAtConstantRate(steps); }

    /// Trains, changes the run after a step, and copies its folder after another, as a kill would leave it.
    void runChanged(const std::string& name, const TrainingOptions& o, std::int64_t at, Kind kind,
                    double value, std::int64_t killed_at = 0) const {
        const auto session = m_runs.start(name, o);
        TrainingObserver observer;
        observer.on_step = [&](const StepMetrics& m) {
            if (m.step == at) {
                session->change(kind, value);
            } else if (m.step == killed_at) {
                fs::copy(m_runs.path(name), m_runs.path(name + "-killed"), fs::copy_options::recursive);
            }
        };
        QVERIFY(session->run({}, observer) == TrainingState::finished);
    }

    void compareResumed(const std::string& name) const {
        const std::string killed = name + "-killed";
        QVERIFY(TrainingSession::resume(m_runs.path(killed))->run({}, {}) == TrainingState::finished);
        QCOMPARE(rowsOf(m_runs.path(killed)), rowsOf(m_runs.path(name)));
        QCOMPARE(largestDifference(m_runs.last(killed), m_runs.last(name)), 0.0);
        QCOMPARE(largestDifference(m_runs.best(killed), m_runs.best(name)), 0.0);
    }

  private Q_SLOTS:
    void aRateHoldsFromTheNextStep() {
        TrainingOptions o = constant(12);
        o.checkpoint_every = 5;
        runChanged("rate", o, 7, Kind::rate, 0.002, 9);
        const RunRecord run = readRun(m_runs.path("rate"));
        for (const StepMetrics& step : run.steps) {
            QCOMPARE(step.learning_rate, step.step <= 7 ? 0.01 : 0.002);
        }
        QCOMPARE(run.course.changes, (std::vector<RunChange>{{7, -1, Kind::rate, 0.002}}));
        // The checkpoint is of step 5: steps 6 and 7 are trained again at the old rate.
        compareResumed("rate");
    }

    void theScheduleGoesOnFromAChangedRate() {
        TrainingOptions o = constant(20);
        o.schedule = "steps";
        o.drops = {0.5};
        runChanged("drops", o, 4, Kind::rate, 0.004);
        const RunRecord run = readRun(m_runs.path("drops"));
        QCOMPARE(run.steps[3].learning_rate, 0.01);
        QCOMPARE(run.steps[4].learning_rate, 0.004);
        QCOMPARE(run.steps[10].learning_rate, 0.0004);
    }

    void aLongerRunStretchesItsSchedule() {
        TrainingOptions o = constant(10);
        o.schedule = "steps";
        o.drops = {0.5};
        o.checkpoint_every = 3;
        runChanged("longer", o, 4, Kind::steps, 16, 5);
        const RunRecord run = readRun(m_runs.path("longer"));
        QCOMPARE(run.totalSteps(), std::int64_t{16});
        QCOMPARE(run.steps.size(), std::size_t{16});
        QCOMPARE(run.steps[7].learning_rate, 0.01);  // the drop moves from step 6 to step 9
        QCOMPARE(run.steps[8].learning_rate, 0.001);
        compareResumed("longer");
    }

    /// An evaluation that was asked for is made again at its step, and its best weights stay the best.
    void anEvaluationThatWasAskedForIsPartOfTheRun() {
        TrainingOptions o = constant(12);
        o.checkpoint_every = 5;
        runChanged("evaluated", o, 7, Kind::evaluate, 0.0, 9);
        const RunRecord run = readRun(m_runs.path("evaluated"));
        QCOMPARE(run.evaluations.size(), std::size_t{2});
        QCOMPARE(run.evaluations[0].step, std::int64_t{7});
        QCOMPARE(run.evaluations[1].step, std::int64_t{12});
        compareResumed("evaluated");
    }

    void withoutImagesThereIsNothingToEvaluateOn() {
        TrainingOptions o = constant(4);
        o.val_split.clear();
        const auto session = m_runs.start("unevaluated", o);
        std::vector<std::string> problems;
        TrainingObserver observer = collecting(problems);
        observer.on_step = [&](const StepMetrics& step) {
            if (step.step == 2) {
                session->change(Kind::evaluate);
            }
        };
        QVERIFY(session->run({}, observer) == TrainingState::finished);
        QCOMPARE(problems,
                 (std::vector<std::string>{"There is nothing to evaluate on: the run has no validation "
                                           "images"}));
        QVERIFY(readRun(m_runs.path("unevaluated")).course.changes.empty());
    }

    /// A run that is done goes on: its evaluation at the old end stays.
    void aFinishedRunGoesOn() {
        m_runs.run("done", constant(6));
        const auto resumed = TrainingSession::resume(m_runs.path("done"), {.changes = {{Kind::steps, 12.0}}});
        TrainingObserver observer;
        observer.on_step = [&](const StepMetrics& m) {
            if (m.step == 8) {
                fs::copy(m_runs.path("done"), m_runs.path("done-killed"), fs::copy_options::recursive);
            }
        };
        QVERIFY(resumed->run({}, observer) == TrainingState::finished);
        const RunRecord run = readRun(m_runs.path("done"));
        QVERIFY(run.isComplete() && run.totalSteps() == 12);
        QCOMPARE(run.evaluations.size(), std::size_t{2});
        QVERIFY(run.evaluations[0].step == 6 && run.evaluations[1].step == 12);
        compareResumed("done");
        // As if it had been that long from the start, since nothing depends on the length here.
        m_runs.run("at-once", constant(12));
        QCOMPARE(largestDifference(m_runs.last("done"), m_runs.last("at-once")), 0.0);
    }

    /// From its start, and with the evaluation of the old end still to be made.
    void aFinishedRunGoesOnWithoutItsCheckpoints() {
        m_runs.run("lost", constant(4));
        QVERIFY(
            TrainingSession::resume(m_runs.path("lost"), {.changes = {{Kind::steps, 7.0}}})->run({}, {}) ==
            TrainingState::finished);
        fs::copy(m_runs.path("lost"), m_runs.path("lost-killed"), fs::copy_options::recursive);
        fs::remove_all(m_runs.path("lost-killed") / "checkpoints");
        compareResumed("lost");
    }

    void finishingGivesTheRunItsTail() {
        TrainingOptions o = constant(500);
        o.checkpoint_every = 15;
        runChanged("finish", o, 20, Kind::finish, 0.0, 21);
        const RunRecord run = readRun(m_runs.path("finish"));
        QVERIFY(run.course.tail.has_value());
        QCOMPARE(*run.course.tail, (RunTail{.from = 20, .steps = 2}));
        QVERIFY(run.isComplete());
        QCOMPARE(run.steps.size(), std::size_t{22});
        // Half a cosine from the rate to a hundredth of it.
        QVERIFY(std::abs(run.steps[20].learning_rate - 0.01 * 0.505) < 1e-12);
        QVERIFY(std::abs(run.steps[21].learning_rate - 0.01 * 0.01) < 1e-12);
        compareResumed("finish");
    }

    void aLongerRunCallsOffItsTail() {
        TrainingOptions o = constant(500);
        runChanged("called", o, 10, Kind::finish, 0.0);
        QCOMPARE(readRun(m_runs.path("called")).totalSteps(), std::int64_t{11});
        QVERIFY(
            TrainingSession::resume(m_runs.path("called"), {.changes = {{Kind::steps, 14.0}}})->run({}, {}) ==
            TrainingState::finished);
        const RunRecord run = readRun(m_runs.path("called"));
        QVERIFY(!run.course.tail && run.totalSteps() == 14 && run.steps.size() == 14);
        QCOMPARE(run.steps[12].learning_rate, 0.01);
    }

    /// Nothing is learnt: each time patience ends with the second evaluation without a gain.
    void aLongerRunHasItsPatienceAgain() {
        TrainingOptions o = m_runs.optionsWithoutLearning(500);
        o.evaluate_every = 2;
        o.early_stopping = 2;
        m_runs.run("patient", o);
        QCOMPARE(readRun(m_runs.path("patient")).totalSteps(), std::int64_t{7});  // 6, and a tenth of it
        QVERIFY(TrainingSession::resume(m_runs.path("patient"), {.changes = {{Kind::steps, 100.0}}})
                    ->run({}, {}) == TrainingState::finished);
        // Evaluations at 8 and 10.
        QCOMPARE(readRun(m_runs.path("patient")).totalSteps(), std::int64_t{11});
    }

    void aChangeBesideAStopIsKept() {
        const auto session = m_runs.start("beside", constant(8));
        std::stop_source stop;
        TrainingObserver observer;
        observer.on_step = [&](const StepMetrics& m) {
            if (m.step == 3) {
                stop.request_stop();
                session->change(Kind::rate, 0.001);
            }
        };
        QVERIFY(session->run(stop.get_token(), observer) == TrainingState::stopped);
        QCOMPARE(readRun(m_runs.path("beside")).course.changes,
                 (std::vector<RunChange>{{3, -1, Kind::rate, 0.001}}));
        QVERIFY(TrainingSession::resume(m_runs.path("beside"))->run({}, {}) == TrainingState::finished);
        const RunRecord run = readRun(m_runs.path("beside"));
        QVERIFY(run.steps[2].learning_rate == 0.01 && run.steps[3].learning_rate == 0.001);
    }

    void aChangeAfterTheEndIsRefused() {
        const auto session = m_runs.start("ended", constant(3));
        std::string message;
        TrainingObserver observer;
        observer.on_state = [&](TrainingState state) {
            if (state == TrainingState::finished) {
                try {
                    session->change(Kind::steps, 9.0);
                } catch (const Error& error) {
                    message = error.what();
                }
            }
        };
        QVERIFY(session->run({}, observer) == TrainingState::finished);
        QVERIFY2(message.find("it has just ended") != std::string::npos, message.c_str());
        QVERIFY(readRun(m_runs.path("ended")).course.changes.empty());
    }

    void changesDuringAPause() {
        const auto session = m_runs.start("paused", constant(6));
        TrainingObserver observer;
        observer.on_step = [&](const StepMetrics& m) {
            if (m.step == 3) {
                session->setPaused(true);
            }
        };
        bool is_changed = false;
        observer.on_state = [&](TrainingState state) {
            if (state == TrainingState::paused) {
                session->change(Kind::rate, 0.001);
            }
        };
        observer.on_course = [&](const RunCourse& course) {
            is_changed = course.changes.size() == 1 && course.changes[0].step == 3;
            session->setPaused(false);
        };
        QVERIFY(session->run({}, observer) == TrainingState::finished);
        QVERIFY(is_changed);
        QCOMPARE(readRun(m_runs.path("paused")).steps[3].learning_rate, 0.001);
    }

    void whatCannotBeChangedIsRefused() {
        const auto session = m_runs.start("refused", constant(8));
        for (const auto& [kind, value] : std::vector<std::pair<Kind, double>>{{Kind::rate, 0.0},
                                                                              {Kind::rate, 11.0},
                                                                              {Kind::rate, -1.0},
                                                                              {Kind::steps, 0.0},
                                                                              {Kind::steps, 2e9}}) {
            QVERIFY_THROWS_EXCEPTION(Error, session->change(kind, value));
        }
        std::vector<std::string> problems;
        TrainingObserver observer = collecting(problems);
        observer.on_step = [&](const StepMetrics& m) {
            if (m.step == 5) {
                session->change(Kind::steps, 5.0);
            }
        };
        QVERIFY(session->run({}, observer) == TrainingState::finished);
        QCOMPARE(problems.size(), std::size_t{1});
        QVERIFY2(problems[0].find("cannot end at step 5") != std::string::npos, problems[0].c_str());
        QCOMPARE(readRun(m_runs.path("refused")).steps.size(), std::size_t{8});
        QVERIFY_THROWS_EXCEPTION(
            Error, TrainingSession::resume(m_runs.path("refused"), {.changes = {{Kind::steps, 8.0}}}));
    }

    void aChangeThatCannotBeKeptIsNotMade() {
        const auto session = m_runs.start("full", constant(6));
        const fs::path run_json = m_runs.path("full") / "run.json";
        const fs::path aside = m_runs.path("run.json");
        std::vector<std::string> problems;
        TrainingObserver observer = collecting(problems);
        observer.on_step = [&](const StepMetrics& m) {
            if (m.step == 2) {  // a folder of that name cannot be replaced by a file
                fs::rename(run_json, aside);
                fs::create_directories(run_json / "in the way");
                session->change(Kind::rate, 0.001);
            } else if (m.step == 3) {
                fs::remove_all(run_json);
                fs::rename(aside, run_json);
            }
        };
        QVERIFY(session->run({}, observer) == TrainingState::finished);
        QCOMPARE(problems.size(), std::size_t{1});
        QVERIFY2(problems[0].starts_with("The change is not made, since it cannot be kept"),
                 problems[0].c_str());
        const RunRecord run = readRun(m_runs.path("full"));
        QVERIFY(run.course.changes.empty());
        QCOMPARE(run.steps[5].learning_rate, 0.01);
    }

    void aRunFileWithOtherChangesIsRefused() {
        m_runs.run("edited", constant(2));
        const fs::path file = m_runs.path("edited") / "run.json";
        const auto whole = nlohmann::json::parse(std::ifstream(file));
        for (const char* changes : {R"([{"step": 1, "evaluated_at": -1, "kind": "colour", "value": 1}])",
                                    R"([{"step": 1, "evaluated_at": -1, "kind": "rate", "value": 0}])",
                                    R"([{"step": 1, "kind": "finish"}])", R"([7])"}) {
            auto json = whole;
            json["changes"] = nlohmann::json::parse(changes);
            std::ofstream(file) << json.dump();
            QVERIFY_THROWS_EXCEPTION(Error, readRun(m_runs.path("edited")));
        }
    }
};

QTEST_APPLESS_MAIN(ChangedRunTest)
#include "changed_run_test.moc"
