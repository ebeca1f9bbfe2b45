// model create, export
#include <optional>

#include "app/cli/command.hpp"
#include "core/base/error.hpp"
#include "core/interchange/export.hpp"
#include "core/training/checkpoint.hpp"

namespace priorscope::cli {
namespace {

struct CreateCommand {
    std::string model;
    std::string classes;
    std::string weights;
    std::string out;
    int input_size = 0;  ///< 0: the preset's
    std::uint64_t seed = 1;
};

void printNames(std::ostream& out, const char* title, const std::vector<std::string>& names) {
    if (names.empty()) {
        return;
    }
    out << title << " (" << names.size() << "):\n";
    for (const std::string& name : names) {
        out << "  " << name << '\n';
    }
}

int createModel(const CreateCommand& command, Context& context) {
    DetectorSpec spec = loadDetectorSpec(command.model);
    if (!command.classes.empty()) {
        spec.classes = loadClassList(command.classes);
    } else if (spec.classes.empty()) {
        spec.classes = vocClasses();
    }
    if (command.input_size > 0) {
        spec = withInputSize(std::move(spec), command.input_size);
    }
    Detector detector = Detector::create(spec, command.seed);
    std::optional<WeightReport> report;
    if (!command.weights.empty()) {
        report = loadWeights(detector, command.weights);
    }
    saveDetector(detector, command.out);
    Json document{{"checkpoint", command.out},
                  {"model", spec.name},
                  {"parameters", detector.parameterCount()},
                  {"priors", spec.priors.count()},
                  {"classes", spec.classes}};
    const WeightReport weights = report.value_or(WeightReport{});
    document["taken"] = weights.taken.size();
    document["missing"] = weights.missing;
    document["unexpected"] = weights.unexpected;
    document["reshaped"] = weights.reshaped;
    if (context.console.printJson(document)) {
        return 0;
    }
    std::ostream& out = context.console.text();
    out << "Wrote " << command.out << ": " << spec.name << ", " << detector.parameterCount()
        << " parameters, " << spec.classes.size() << " classes\n";
    if (report) {
        out << "Weights of " << command.weights << ": " << weights.taken.size() << " taken\n";
        printNames(out, "missing, left as initialised", weights.missing);
        printNames(out, "unexpected, not used", weights.unexpected);
        printNames(out, "of another shape, left as initialised", weights.reshaped);
    }
    return 0;
}

struct ExportCommand {
    std::string checkpoint;
    std::string format;
    std::string out;
};

int exportModel(const ExportCommand& command, Context& context) {
    const LoadedDetector loaded = loadDetector(command.checkpoint);
    exportStateDict(loaded.detector, command.out);
    const bool printed = context.console.printJson({{"checkpoint", command.checkpoint},
                                                    {"format", command.format},
                                                    {"file", command.out},
                                                    {"parameters", loaded.detector.parameterCount()}});
    if (!printed) {
        context.console.text() << "Wrote " << command.out << ": " << loaded.detector.parameterCount()
                               << " parameters as a state dict, read back and compared\n";
    }
    return 0;
}

}  // namespace

void addModelCommands(CLI::App& app, Invocation& invocation) {
    CLI::App* model = app.add_subcommand("model", "Make detectors");
    model->require_subcommand(1);
    auto options = std::make_shared<CreateCommand>();
    CLI::App* create = addCommand(*model, invocation, "create", "Write a checkpoint of a fresh detector",
                                  options, createModel);
    create->add_option("MODEL", options->model, "Preset or JSON file")->required();
    create->add_option("--classes", options->classes,
                       "File with a class name a line, or coco; default: VOC's twenty");
    create
        ->add_option("--input-size", options->input_size,
                     "Side of the input in pixels; default: the preset's")
        ->check(CLI::Range(16, 4096));
    create->add_option("--weights", options->weights,
                       "Checkpoint or state dict to take fitting weights from");
    create->add_option("--seed", options->seed, "Of the random weights")->capture_default_str();
    create->add_option("--out", options->out, "Checkpoint to write")->required();
}

void addExportCommand(CLI::App& app, Invocation& invocation) {
    auto options = std::make_shared<ExportCommand>();
    CLI::App* command =
        addCommand(app, invocation, "export", "Write a detector for other programs", options, exportModel);
    command->add_option("CHECKPOINT", options->checkpoint, "Checkpoint to read")->required();
    command->add_option("--format", options->format, "state-dict: for torch.load and load_state_dict")
        ->required()
        ->check(CLI::IsMember({"state-dict"}));
    command->add_option("--out", options->out, "File to write")->required();
}

}  // namespace priorscope::cli
