// How commands show the figures of an evaluation.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "app/cli/command.hpp"
#include "app/cli/filter_arguments.hpp"
#include "core/evaluation/comparison/bootstrap.hpp"
#include "core/evaluation/evaluation.hpp"
#include "core/training/evaluation/threshold_figures.hpp"

namespace priorscope::cli {

/// The classes of the data, then those that only the detector has, whose figures are null.
/// @param intervals  of the evaluation; null: none
Json evaluationAsJson(const Evaluation& evaluation, const PrecisionIntervals* intervals = nullptr);

/// [low, high], or null.
Json intervalAsJson(const std::optional<ConfidenceInterval>& interval);

/// What is shown besides an evaluation; null: nothing.
struct MoreFigures {
    const PrecisionIntervals* intervals = nullptr;
    const ThresholdFigures* at_thresholds = nullptr;
};

/// As the JSON document that the command line promises, or as a table; caveats go to standard error.
/// @param chosen  what was evaluated
void show(const Evaluation& evaluation, const ChosenImages& chosen, Console& console,
          const MoreFigures& more = {});

struct IntervalArguments {
    bool wanted = false;
    BootstrapOptions bootstrap{};
};
/// Adds --intervals, --draws and --seed.
void addIntervals(CLI::App& command, IntervalArguments& arguments);
/// Adds --draws and --seed.
void addBootstrap(CLI::App& command, BootstrapOptions& bootstrap);

/// The same with the intervals, if they are wanted.
/// @param images  that were evaluated, their objects as treated() leaves them
/// @param known   [labels + 1] classes that were asked for; empty: all
void show(const Evaluation& evaluation, std::span<const ScoredImage* const> images,
          const std::vector<bool>& known, const IntervalArguments& intervals, const ChosenImages& chosen,
          Context& context, const ThresholdFigures* at_thresholds = nullptr);

}  // namespace priorscope::cli
