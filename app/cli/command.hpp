// How the commands plug into the command line.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <utility>

#include "app/cli/console.hpp"
#include "core/dataset/dataset.hpp"
#include "core/evaluation/evaluation.hpp"
#include "core/model/detector.hpp"

namespace priorscope::cli {

/// Options that are valid separately but not together. Ends with exit code 2.
class UsageError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// The environment of a command.
struct Context {
    Console& console;
    std::stop_token stop;
    bool rereads = false;  ///< datasets, whatever their index
};

/// The command selected by the arguments; it runs after all of them have been parsed. Returns the exit code.
struct Invocation {
    bool json = false;
    bool rereads = false;
    std::function<int(Context&)> action;
};

/// A subcommand with --json whose action runs when it is chosen.
/// @param options  where its own options are stored; shared with the action
template <typename Options>
CLI::App* addCommand(CLI::App& parent, Invocation& invocation, const std::string& name,
                     const std::string& description, const std::shared_ptr<Options>& options,
                     int (*action)(const Options&, Context&)) {
    CLI::App* command = parent.add_subcommand(name, description);
    command->add_flag("--json", invocation.json, "Print one JSON document");
    command->callback([&invocation, options, action, command] {
        if (!command->get_subcommands().empty()) {
            return;  // one of its own was chosen, whose callback has run already
        }
        invocation.action = [options, action](Context& context) { return action(*options, context); };
    });
    return command;
}

/// Help for an argument that loadDetector accepts.
inline constexpr const char* kCheckpointHelp =
    "Checkpoint of a detector, weights exported from one, or a run folder: its best, else its last";

void addDatasetCommands(CLI::App& app, Invocation& invocation);
/// To the subcommands of dataset.
void addCheckCommand(CLI::App& dataset, Invocation& invocation);
void addConvertCommand(CLI::App& dataset, Invocation& invocation);
void addMendCommand(CLI::App& dataset, Invocation& invocation);
void addMoveCommand(CLI::App& dataset, Invocation& invocation);
void addMergeCommand(CLI::App& dataset, Invocation& invocation);
void addCombineCommand(CLI::App& dataset, Invocation& invocation);
void addFilterCommand(CLI::App& dataset, Invocation& invocation);
void addDiffCommand(CLI::App& dataset, Invocation& invocation);
void addSplitCommand(CLI::App& dataset, Invocation& invocation);
void addPriorsCommands(CLI::App& app, Invocation& invocation);
void addModelCommands(CLI::App& app, Invocation& invocation);
void addAugmentCommand(CLI::App& app, Invocation& invocation);
void addTrainCommand(CLI::App& app, Invocation& invocation);
/// To train.
void addRateCommand(CLI::App& train, Invocation& invocation);
void addSteerCommand(CLI::App& train, Invocation& invocation);
void addRunReportCommand(CLI::App& train, Invocation& invocation);
void addDetectCommand(CLI::App& app, Invocation& invocation);
void addEvaluateCommand(CLI::App& app, Invocation& invocation);
void addReportCommand(CLI::App& app, Invocation& invocation);
void addScoreCommand(CLI::App& app, Invocation& invocation);
void addErrorsCommand(CLI::App& app, Invocation& invocation);
void addCompareCommand(CLI::App& app, Invocation& invocation);
void addSlicesCommand(CLI::App& app, Invocation& invocation);
void addThresholdsCommand(CLI::App& app, Invocation& invocation);
void addLabelsCommand(CLI::App& app, Invocation& invocation);
void addExportCommand(CLI::App& app, Invocation& invocation);

/// Help for options that take a detector or a prior layout, listing the presets.
std::string modelHelp();
std::string priorsHelp();

/// A number from least to most. CLI11's own range takes "nan" for one.
CLI::Validator between(double least, double most);

/// Adds --seed, an unsigned 64-bit integer.
CLI::Option* addSeed(CLI::App& command, std::uint64_t& seed, const std::string& help);

/// The values of --device and --precision.
struct ComputeArguments {
    std::string device = "auto";
    Precision precision = Precision::fp32;

    /// @throws Error if the device is not available
    /// Says so where the precision is slow.
    ComputeContext context(Console& console) const;
};
/// Adds --device auto|cpu|cuda[:N] and --precision fp32|bf16.
void addCompute(CLI::App& command, ComputeArguments& compute);

/// Adds --difficult ignore|remove|keep.
void addDifficult(CLI::App& command, DifficultObjects& difficult);

/// Reads a dataset with progress, and notes the number of problems found and the command that lists them.
/// @throws Error if it cannot be read or the command is stopped
Dataset readDataset(const std::string& folder, Context& context);
/// The same without the note, for commands that list the findings themselves.
Dataset readDatasetQuietly(const std::string& folder, Context& context);

/// Ends a command with the error "stopped".
[[noreturn]] void throwStopped(const std::string& action);

/// Runs a pass over images with a progress line, and a note for each image that cannot be read.
/// @param action  "evaluating"
/// @param pass    takes what receives progress and what receives problems; gives nothing if it was stopped
template <typename Pass>
auto passOverImages(Context& context, const std::string& title, const std::string& action, const Pass& pass) {
    ProgressLine line = context.console.progress(title);
    auto result = pass([&line](const Progress& progress) { line.update(progress); },
                       [&](const std::string& problem) {
                           line.finish();
                           context.console.note(problem);
                       });
    line.finish();
    if (!result) {
        throwStopped(action);
    }
    return *std::move(result);
}

}  // namespace priorscope::cli
