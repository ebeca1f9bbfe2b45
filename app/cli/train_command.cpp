// train
#include <cmath>
#include <memory>
#include <optional>

#include "app/cli/command.hpp"
#include "app/cli/weight_report.hpp"
#include "core/base/error.hpp"
#include "core/compute/compute_settings.hpp"
#include "core/model/ssd/ssd_family.hpp"
#include "core/training/training_session.hpp"

namespace priorscope::cli {
namespace {

struct TrainCommand {
    std::string folder;
    std::string model;
    std::string priors;
    std::string out;
    std::string resume;
    std::string dataset;  ///< of a run to continue: where it has moved to
    TrainingOptions options;
    CLI::App* app = nullptr;  ///< to ask which options were given
};

/// Every option but those of resuming and --json.
void refuseOthersWithResume(const TrainCommand& command) {
    for (const CLI::Option* option : command.app->get_options()) {
        const std::string name = option->get_name();
        if (option->count() > 0 && name != "--resume" && name != "--dataset" && name != "--json") {
            throw UsageError("--resume continues a run with its own options: leave out " + name);
        }
    }
}

std::unique_ptr<TrainingSession> startSession(const TrainCommand& command, Context& context) {
    if (command.folder.empty() || command.model.empty() || command.out.empty()) {
        throw UsageError("train needs a dataset folder, --model and --out, or --resume and a run");
    }
    if (!command.dataset.empty()) {
        throw UsageError("--dataset goes with --resume: it says where the dataset of a run is now");
    }
    DetectorSpec spec = loadDetectorSpec(command.model);
    if (!command.priors.empty()) {
        spec = withPriors(std::move(spec), loadPriorConfig(command.priors));
    }
    auto dataset = std::make_shared<const Dataset>(readDataset(command.folder, context));
    TrainingOptions options = command.options;
    options.dataset = std::filesystem::absolute(command.folder).lexically_normal().string();
    if (!options.weights.empty()) {
        options.weights = std::filesystem::absolute(options.weights).lexically_normal().string();
    }
    auto session = TrainingSession::start(dataset, spec, options, command.out);
    if (const auto& report = session->weightReport()) {
        context.console.note("Weights of " + command.options.weights + "\n" + describe(*report));
    }
    return session;
}

std::unique_ptr<TrainingSession> resumeSession(const TrainCommand& command, Context& context) {
    refuseOthersWithResume(command);
    ProgressLine line = context.console.progress("Reading");
    auto session = TrainingSession::resume(command.resume, command.dataset, context.stop,
                                           [&line](const Progress& progress) { line.update(progress); });
    line.finish();
    if (session == nullptr) {
        throwStopped("resuming");
    }
    return session;
}

/// Follows a session and keeps what is reported at its end.
class TrainingReport {
  public:
    TrainingReport(Context& context, const TrainingSession& session)
        : m_console(context.console),
          m_total(session.options().steps),
          m_line(context.console.progress("Training")) {}

    TrainingObserver observer() {
        TrainingObserver observer;
        observer.on_step = [this](const StepMetrics& metrics) { takeStep(metrics); };
        observer.on_evaluation = [this](const EvaluationMetrics& metrics) { takeEvaluation(metrics); };
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
            {"loss", m_last ? Json(m_last->loss) : Json(nullptr)},
            {"seconds", m_last ? m_last->elapsed_s : 0.0},
            {"map_voc07", m_evaluation ? jsonOrNull(m_evaluation->evaluation.map_voc07) : Json(nullptr)},
            {"map_voc10", m_evaluation ? jsonOrNull(m_evaluation->evaluation.map_voc10) : Json(nullptr)}};
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
            out << (finished ? "No step was left: step " : "Stopped before a step was taken: step ")
                << session.startStep() << " of " << m_total << '\n';
        }
        if (m_evaluation) {
            out << "mAP@0.5 (VOC07) " << fixed(m_evaluation->evaluation.map_voc07, 3) << " on "
                << session.options().val_split << " after step " << m_evaluation->step << '\n';
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
        m_console.note("Step " + std::to_string(metrics.step) + ": mAP@0.5 (VOC07) " +
                       fixed(metrics.evaluation.map_voc07, 3) + (metrics.best ? ", the best so far" : ""));
    }

    Console& m_console;
    std::int64_t m_total;
    ProgressLine m_line;
    std::optional<StepMetrics> m_last;
    std::optional<EvaluationMetrics> m_evaluation;
    std::filesystem::path m_checkpoint;
};

/// @return what is wrong with a learning rate, empty for nothing
std::string isRate(const std::string& text) {
    double value = 0.0;
    const bool right = CLI::detail::lexical_cast(text, value) && std::isfinite(value) && value > 0.0;
    return right ? "" : "must be a number above 0, got " + text;
}

int train(const TrainCommand& command, Context& context) {
    configureCompute(command.options.threads);
    const auto session =
        command.resume.empty() ? startSession(command, context) : resumeSession(command, context);
    TrainingReport report(context, *session);
    const TrainingState state = session->run(context.stop, report.observer());
    return report.print(state, *session);
}

}  // namespace

void addTrainCommand(CLI::App& app, Invocation& invocation) {
    auto command = std::make_shared<TrainCommand>();
    TrainingOptions& options = command->options;
    CLI::App* train_app =
        addCommand(app, invocation, "train", "Train a detector, or continue a run", command, train);
    command->app = train_app;
    train_app->add_option("DIR", command->folder, "Folder in VOC layout");
    train_app->add_option("--model", command->model, modelHelp());
    train_app->add_option("--priors", command->priors, priorsHelp());
    train_app->add_option("--split", options.split, "Split to train on; without it every image");
    train_app->add_option("--val-split", options.val_split, "Split to evaluate on while training");
    CLI::Option* epochs =
        train_app->add_option("--epochs", options.epochs, "Length of the run")->check(CLI::Range(1, 1000000));
    train_app->add_option("--steps", options.steps, "Length of the run; default: the preset's")
        ->check(CLI::Range(1, 1000000000))
        ->excludes(epochs);
    train_app->add_option("--batch-size", options.batch_size, "Images a step; default: the preset's")
        ->check(CLI::Range(1, 4096));
    train_app->add_option("--lr", options.learning_rate, "Learning rate; default: the preset's")
        ->check(CLI::Validator(isRate, "above 0"));
    addSeed(*train_app, options.seed, "Of weights, order and augmentation");
    train_app->add_option("--precision", options.precision, "fp32, or bf16 on processors that are fast at it")
        ->check(CLI::IsMember({"fp32", "bf16"}))
        ->capture_default_str();
    train_app->add_option("--threads", options.threads, "Compute threads; 0: all cores")
        ->check(CLI::Range(0, 1024))
        ->capture_default_str();
    train_app->add_option("--checkpoint-every", options.checkpoint_every, "Steps between checkpoints")
        ->check(CLI::Range(1, 1000000000))
        ->capture_default_str();
    train_app
        ->add_option("--evaluate-every", options.evaluate_every,
                     "Steps between evaluations on --val-split; 0: about ten a run")
        ->check(CLI::Range(0, 1000000000))
        ->capture_default_str();
    train_app->add_option("--weights", options.weights,
                          "Weights to start from: .pt, .pth, .safetensors; a checkpoint or a backbone's");
    train_app->add_option("--out", command->out, "Run folder to make");
    train_app->add_option("--resume", command->resume, "Run folder to continue");
    train_app->add_option("--dataset", command->dataset,
                          "With --resume: where the dataset of the run is now; the run keeps the new place");
}

}  // namespace priorscope::cli
