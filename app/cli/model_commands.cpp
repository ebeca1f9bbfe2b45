// model create, export
#include <filesystem>
#include <optional>
#include <utility>

#include "app/cli/command.hpp"
#include "app/cli/weight_report.hpp"
#include "core/base/error.hpp"
#include "core/checkpoint/checkpoint.hpp"
#include "core/compute/compute_settings.hpp"
#include "core/interchange/export.hpp"
#include "core/model/ssd/ssd_family.hpp"
#include "core/training/run/seen_images.hpp"

namespace priorscope::cli {
namespace {

struct CreateCommand {
    std::string model;
    std::string priors;
    std::string classes;
    std::string weights;
    std::string out;
    int input_size = 0;  ///< 0: the preset's
    std::uint64_t seed = 1;
};

int createModel(const CreateCommand& command, Context& context) {
    DetectorSpec spec = loadDetectorSpec(command.model);
    if (!command.classes.empty()) {
        spec.classes = loadClassList(command.classes);
    } else if (spec.classes.empty()) {
        spec.classes = vocClasses();
    }
    if (!command.priors.empty()) {
        spec = withPriors(std::move(spec), loadPriorConfig(command.priors));
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
    const SsdBlock* ssd = findSsd(spec);
    Json document{{"checkpoint", command.out},
                  {"model", spec.name},
                  {"parameters", detector.parameterCount()},
                  {"priors", ssd == nullptr ? Json() : Json(ssd->priors.count())},
                  {"classes", spec.classes}};
    document.update(weightReportJson(report.value_or(WeightReport{})));
    if (context.console.printJson(document)) {
        return 0;
    }
    std::ostream& out = context.console.text();
    out << "Wrote " << command.out << ": " << spec.name << ", " << detector.parameterCount()
        << " parameters, " << spec.classes.size() << " classes\n";
    if (report) {
        out << "Weights of " << command.weights << '\n' << describe(*report);
    }
    return 0;
}

struct ExportCommand {
    std::string checkpoint;
    std::string format;
    std::string outputs = exportName(ExportOutputs::decoded);
    std::string batch = exportName(ExportBatch::one);
    ExportOptions options;
    std::string out;
    bool names_run = false;     ///< --outputs or --batch was given
    bool ignores_kept = false;  ///< the operating point
};

ExportOptions exportOptions(const ExportCommand& command) {
    ExportOptions options = command.options;
    options.format = exportFormatFromName(command.format);
    options.outputs = exportOutputsFromName(command.outputs);
    options.batch = exportBatchFromName(command.batch);
    if (!options.runs() && command.names_run) {
        throw UsageError("--outputs and --batch are for the formats torchscript and onnx; " + command.format +
                         " holds the weights alone");
    }
    if (const std::vector<Problem> problems = options.validate(); !problems.empty()) {
        throw UsageError(problems.front().field + " " + problems.front().message);
    }
    std::error_code absent;
    if (std::filesystem::equivalent(command.checkpoint, command.out, absent)) {
        throw UsageError("--out is the checkpoint itself");
    }
    return options;
}

Json reportAsJson(const ExportCommand& command, const ExportOptions& options, const Detector& detector,
                  const ExportReport& report) {
    Json document{{"checkpoint", command.checkpoint},
                  {"format", command.format},
                  {"file", command.out},
                  {"bytes", report.bytes},
                  {"parameters", detector.parameterCount()}};
    if (options.runs()) {
        document["outputs"] = command.outputs;
        document["batch"] = exportName(options.batch);
        document["verified"] = {{"images", report.images},
                                {"largest_box_difference_px", report.largest_box_difference_px},
                                {"largest_score_difference", report.largest_score_difference}};
        if (options.outputs == ExportOutputs::nms) {
            document["verified"]["detections"] = report.detections;
        }
    } else {
        document["verified"] = {{"tensors", report.tensors},
                                {"largest_box_difference_px", 0.0},
                                {"largest_score_difference", 0.0}};
    }
    document["not_torchvision"] =
        report.not_torchvision.empty() ? Json() : Json(report.not_torchvision.text());
    return document;
}

/// A line if torchvision cannot produce the priors; empty if it can.
std::string priorsNote(const ExportReport& report, bool holds_priors) {
    if (report.not_torchvision.empty()) {
        return {};
    }
    std::string note = "torchvision's DefaultBoxGenerator cannot make these priors (";
    note.append(report.not_torchvision.text()).append("): ");
    note.append(holds_priors ? "the file holds them itself"
                             : "beside the weights its model needs the boxes of this layout");
    return note.append("\n");
}

/// The one that is kept with the checkpoint, if it holds.
void addOperatingPoint(ExportOptions& options, const LoadedDetector& loaded, Context& context) {
    const KeptOperatingPoint kept = keptOperatingPoint(loaded);
    options.operating_point = kept.point;
    if (kept.point) {
        context.console.note(Core::tr("Operating point: %1").arg(describe(*kept.point)));
    } else if (!kept.ignored.empty()) {
        context.console.note(kept.ignored);
    }
}

void addProvenance(ExportOptions& options, const LoadedDetector& loaded, Context& context) {
    ExportProvenance provenance = provenanceForExport(loaded.file);
    options.trained_on = std::move(provenance.trained_on);
    if (!provenance.unknown.empty()) {
        context.console.note(provenance.unknown);
    }
}

int exportModel(const ExportCommand& command, Context& context) {
    ExportOptions options = exportOptions(command);
    configureCompute();
    const LoadedDetector loaded = loadDetector(command.checkpoint);
    if (!command.ignores_kept) {
        addOperatingPoint(options, loaded, context);
    }
    addProvenance(options, loaded, context);
    ProgressLine line = context.console.progress("Exporting");
    const std::optional<ExportReport> report =
        exportDetector(loaded.detector, options, command.out, context.stop,
                       [&line](const Progress& progress) { line.update(progress); });
    line.finish();
    if (!report) {
        throwStopped("exporting the detector");
    }
    if (context.console.printJson(reportAsJson(command, options, loaded.detector, *report))) {
        return 0;
    }
    std::ostream& out = context.console.text();
    out << "Wrote " << command.out << ": " << command.format << ", " << report->bytes << " bytes\n";
    if (!options.runs()) {
        out << "Read back: " << report->tensors << " tensors, all equal\n" << priorsNote(*report, false);
        return 0;
    }
    out << "Read back and run on " << report->images << (report->images == 1 ? " image" : " images")
        << ": largest difference of a box " << fixed(report->largest_box_difference_px, 5)
        << " px, of a score " << report->largest_score_difference << '\n';
    if (options.outputs == ExportOutputs::nms) {
        out << "Suppression: " << report->detections << " detections, all equal\n";
    }
    out << priorsNote(*report, true);
    return 0;
}

}  // namespace

void addModelCommands(CLI::App& app, Invocation& invocation) {
    CLI::App* model = app.add_subcommand("model", "Make detectors");
    model->require_subcommand(1);
    auto options = std::make_shared<CreateCommand>();
    CLI::App* create = addCommand(*model, invocation, "create", "Write a checkpoint of a new detector",
                                  options, createModel);
    create->add_option("MODEL", options->model, modelHelp())->required();
    create->add_option("--priors", options->priors, priorsHelp());
    create->add_option("--classes", options->classes,
                       "File with one class name per line, or coco; default: VOC's twenty");
    create
        ->add_option("--input-size", options->input_size,
                     "Side of the input in pixels; default: the preset's")
        ->check(CLI::Range(16, 4096));
    create->add_option(
        "--weights", options->weights,
        "Weights to load where they fit: .pt, .pth, .safetensors; a checkpoint or a backbone's");
    addSeed(*create, options->seed, "Seed of the random weights");
    create->add_option("--out", options->out, "Checkpoint to write")->required();
}

void addExportCommand(CLI::App& app, Invocation& invocation) {
    auto options = std::make_shared<ExportCommand>();
    CLI::App* command =
        addCommand(app, invocation, "export", "Write a detector for other programs", options, exportModel);
    command->add_option("CHECKPOINT", options->checkpoint, kCheckpointHelp)->required();
    command
        ->add_option("--format", options->format,
                     "state-dict: for torch.load and load_state_dict; safetensors: the same weights without "
                     "pickle; torchscript: for torch.jit.load; "
                     "onnx: for OpenCV, ONNX Runtime and others")
        ->required()
        ->check(CLI::IsMember({"state-dict", "safetensors", "torchscript", "onnx"}));
    const auto note_run = [options](const std::string&) { options->names_run = true; };
    command
        ->add_option("--outputs", options->outputs,
                     "raw: the heads; decoded: a box and class probabilities per prior; nms: detections")
        ->check(CLI::IsMember({"raw", "decoded", "nms"}))
        ->each(note_run)
        ->capture_default_str();
    command->add_option("--batch", options->batch, "1 image at a time, or N: any number")
        ->check(CLI::IsMember({"1", "N"}, CLI::ignore_case))
        ->each(note_run)
        ->capture_default_str();
    command
        ->add_option("--min-score", options->options.min_score,
                     "nms: keep scores above; default: the operating point's, else the model's")
        ->check(between(0.0, 1.0));
    command
        ->add_option("--nms-iou", options->options.nms_iou,
                     "nms: boxes of a class that overlap more are suppressed; default: the operating "
                     "point's, else the model's")
        ->check(between(0.0, 1.0));
    command
        ->add_option("--per-class", options->options.per_class,
                     "nms: best candidates of a class before suppression; default: the model's")
        ->check(CLI::Range(1, 100000));
    command
        ->add_option("--top-k", options->options.top_k,
                     "nms: max. detections per image; default: the operating point's, else the model's")
        ->check(CLI::Range(1, 100000));
    command->add_flag("--no-operating-point", options->ignores_kept,
                      "Do not use the operating point that is kept with the checkpoint (command thresholds)");
    command->add_option("--out", options->out, "File to write")->required();
}

}  // namespace priorscope::cli
