// train
#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>
#include <optional>

#include "app/cli/command.hpp"
#include "app/cli/run_arguments.hpp"
#include "app/cli/weight_report.hpp"
#include "core/base/error.hpp"
#include "core/base/text/joined.hpp"
#include "core/compute/compute_settings.hpp"
#include "core/training/plan/training_option_table.hpp"
#include "core/training/run/run_folder.hpp"
#include "core/training/training_session.hpp"

namespace priorscope::cli {
namespace {

struct TrainCommand {
    std::string folder;
    RunArguments run;
    std::string out;
    std::string resume;
    std::string dataset;      ///< new location of the dataset of a resumed run
    CLI::App* app = nullptr;  ///< to query which options were given
};

/// Rejects every option except those allowed with --resume, and --json.
void refuseOthersWithResume(const TrainCommand& command) {
    for (const CLI::Option* option : command.app->get_options()) {
        const std::string name = option->get_name();
        constexpr std::array kTaken{"--resume", "--dataset", "--device", "--json", "--steps", "--lr"};
        const bool taken = std::ranges::find(kTaken, name) != kTaken.end();
        if (option->count() > 0 && !taken) {
            throw UsageError("--resume continues a run with its own options: leave out " + name);
        }
    }
}

std::unique_ptr<TrainingSession> startSession(const TrainCommand& command, Context& context) {
    std::vector<std::string> given;
    const TrainingOptions options = command.run.read(command.folder, given);
    std::string missing;
    for (const auto& [is_missing, name] : {std::pair{options.dataset.empty(), "a dataset folder"},
                                           {!command.run.hasModel(), "--model"},
                                           {command.out.empty(), "--out"}}) {
        missing += is_missing ? (missing.empty() ? "" : " and ") + std::string(name) : "";
    }
    if (!missing.empty()) {
        throw UsageError("a new run also needs " + missing + "; --resume RUN continues one");
    }
    configureCompute(options.threads);
    if (!command.dataset.empty()) {
        throw UsageError("--dataset goes with --resume: it says where the dataset of a run is now");
    }
    chosenDevice(options.device);  // before reading the dataset
    const DetectorSpec spec = command.run.spec();
    auto dataset = std::make_shared<const Dataset>(readDataset(options.dataset, context));
    auto session = TrainingSession::start(dataset, spec, options, command.out);
    if (const auto& report = session->weightReport()) {
        context.console.note("Weights of " + options.weights + "\n" + describe(*report));
    }
    std::erase_if(given, [&](const std::string& key) { return hasEffect(key, session->options()); });
    if (!given.empty()) {
        context.console.note("Without effect, as the other options are: " + joined(given));
    }
    return session;
}

std::unique_ptr<TrainingSession> resumeSession(const TrainCommand& command, Context& context) {
    refuseOthersWithResume(command);
    std::vector<std::string> changed;
    const TrainingOptions options = command.run.readChanges(changed);
    const auto given = [&changed](const char* key) {
        return std::ranges::find(changed, key) != changed.end();
    };
    RunMove move{.dataset = command.dataset, .device = given("device") ? options.device : std::string()};
    if (given("steps")) {
        move.changes.emplace_back(RunChange::Kind::steps, options.steps);
    }
    if (given("learning_rate")) {
        move.changes.emplace_back(RunChange::Kind::rate, options.learning_rate);
    }
    configureCompute();
    ProgressLine line = context.console.progress("Reading");
    auto session = TrainingSession::resume(command.resume, move, context.stop,
                                           [&line](const Progress& progress) { line.update(progress); });
    line.finish();
    if (session == nullptr) {
        throwStopped("resuming");
    }
    return session;
}

/// Observes a session and keeps what is reported at its end.
class TrainingReport {
  public:
    TrainingReport(Context& context, const TrainingSession& session)
        : m_console(context.console),
          m_options(session.options()),
          m_total(runLength(m_options, session.course())),
          m_line(context.console.progress("Training")) {}

    TrainingObserver observer() {
        TrainingObserver observer;
        observer.on_step = [this](const StepMetrics& metrics) { takeStep(metrics); };
        observer.on_evaluation = [this](const EvaluationMetrics& metrics) { takeEvaluation(metrics); };
        observer.on_course = [this](const RunCourse& course) { m_total = runLength(m_options, course); };
        observer.on_checkpoint = [this](const std::filesystem::path& file) { m_checkpoint = file; };
        observer.on_problem = [this](const std::string& problem) {
            m_line.finish();
            m_console.note(problem);
        };
        return observer;
    }

    int print(TrainingState state, const TrainingSession& session) {
        m_line.finish();
        const bool finished = state == TrainingState::finished;
        const std::string run = session.runFolder().string();
        Json document{
            {"state", finished ? "finished" : "stopped"},
            {"run", run},
            {"checkpoint", m_checkpoint.string()},
            {"step", m_last ? m_last->step : session.startStep()},
            {"steps", m_total},
            {"start_step", session.startStep()},
            {"device", session.options().device},
            {"loss", m_last ? Json(m_last->loss) : Json(nullptr)},
            {"seconds", m_last ? m_last->elapsed_s : 0.0},
            {"map_voc07", m_evaluation ? jsonOrNull(m_evaluation->evaluation.map_voc07) : Json(nullptr)},
            {"map_voc10", m_evaluation ? jsonOrNull(m_evaluation->evaluation.map_voc10) : Json(nullptr)},
            {"validation_loss",
             m_evaluation ? jsonOrNull(evaluationRow(*m_evaluation).loss) : Json(nullptr)}};
        if (const auto& report = session.weightReport()) {
            document["weights"] = weightReportJson(*report);
        }
        if (m_console.printJson(document)) {
            return 0;
        }
        std::ostream& out = m_console.text();
        if (m_last) {
            out << (finished ? "Trained " : "Stopped after ") << m_last->step << " of " << m_total
                << " steps in " << duration(m_last->elapsed_s) << ", loss " << fixed(m_last->loss, 3) << '\n';
        } else {
            out << (finished ? "No steps left: step " : "Stopped before a step was taken: step ")
                << session.startStep() << " of " << m_total << '\n';
        }
        if (m_evaluation) {
            out << "mAP@0.5 (VOC07) " << fixed(m_evaluation->evaluation.map_voc07, 3) << " on "
                << session.images().validation.value_or(ImageSelection()).text() << " after step "
                << m_evaluation->step << '\n';
        }
        out << "Checkpoint: " << m_checkpoint.string() << '\n';
        if (!finished) {
            out << "Continue with: priorscope-cli train --resume " << run << '\n';
        }
        return 0;
    }

  private:
    void takeStep(const StepMetrics& metrics) {
        m_last = metrics;
        m_line.update(
            {.done = metrics.step, .total = m_total, .unit = "steps"},
            "loss " + fixed(metrics.loss, 3) + ", " + fixed(metrics.images_per_second, 0) + " images/s");
    }

    void takeEvaluation(const EvaluationMetrics& metrics) {
        m_evaluation = metrics;
        m_line.finish();
        m_console.note(
            "Step " + std::to_string(metrics.step) + ": mAP@0.5 (VOC07) " +
            fixed(metrics.evaluation.map_voc07, 3) +
            (metrics.losses.empty() ? "" : ", validation loss " + fixed(evaluationRow(metrics).loss, 3)) +
            (metrics.best ? ", the best so far" : ""));
    }

    Console& m_console;
    TrainingOptions m_options;
    std::int64_t m_total;
    ProgressLine m_line;
    std::optional<StepMetrics> m_last;
    std::optional<EvaluationMetrics> m_evaluation;
    std::filesystem::path m_checkpoint;
};

int train(const TrainCommand& command, Context& context) {
    const auto session =
        command.resume.empty() ? startSession(command, context) : resumeSession(command, context);
    TrainingReport report(context, *session);
    const TrainingState state = session->run(context.stop, report.observer());
    return report.print(state, *session);
}

}  // namespace

void addTrainCommand(CLI::App& app, Invocation& invocation) {
    auto command = std::make_shared<TrainCommand>();
    CLI::App* train_app =
        addCommand(app, invocation, "train", "Train a detector, or continue a run", command, train);
    command->app = train_app;
    train_app->add_option("DIR", command->folder, "Dataset: a folder, a COCO file or a data.yaml");
    command->run.addDetector(*train_app);
    command->run.addOptions(*train_app);
    train_app->get_option("--steps")->excludes(train_app->get_option("--epochs"));
    train_app->add_option("--out", command->out, "Run folder to create");
    train_app->add_option("--resume", command->resume, "Run folder to continue");
    train_app->add_option("--dataset", command->dataset,
                          "With --resume: new location of the run's dataset; the run stores it");
    addRateCommand(*train_app, invocation);
    addSteerCommand(*train_app, invocation);
    addRunReportCommand(*train_app, invocation);
}

}  // namespace priorscope::cli
