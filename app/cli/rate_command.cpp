// train rate
#include <algorithm>
#include <memory>
#include <string>

#include "app/cli/command.hpp"
#include "app/cli/run_arguments.hpp"
#include "core/base/text/number_text.hpp"
#include "core/compute/compute_settings.hpp"
#include "core/training/rate_sweep.hpp"

namespace priorscope::cli {
namespace {

struct RateCommand {
    std::string folder;
    RunArguments run;
    RateSweepOptions sweep;
};

TrainingOptions optionsOf(const RateCommand& command) {
    std::vector<std::string> given;
    const TrainingOptions options = command.run.read(command.folder, given);
    for (const Problem& problem : command.sweep.validate()) {
        throw UsageError("--" + (problem.field == "steps" ? "points" : problem.field) + " " +
                         problem.message);
    }
    return options;
}

int print(const RateSweep& sweep, Context& context) {
    Json points = Json::array();
    for (const RatePoint& point : sweep.points) {
        points.push_back({{"rate", point.rate}, {"loss", point.loss}, {"smoothed", point.smoothed}});
    }
    const Json document{
        {"points", points}, {"suggested", jsonOrNull(sweep.suggested)}, {"diverged", sweep.diverged}};
    if (context.console.printJson(document)) {
        return 0;
    }
    Table table({"rate", "loss", "smoothed"});
    const std::size_t every = std::max<std::size_t>(1, sweep.points.size() / 20);
    for (std::size_t i = 0; i < sweep.points.size(); i += every) {
        const RatePoint& point = sweep.points[i];
        table.add({significantText(point.rate, 3), fixed(point.loss, 3), fixed(point.smoothed, 3)});
    }
    table.print(context.console.text());
    if (sweep.diverged && !sweep.points.empty()) {
        context.console.text() << "The loss rises too far after "
                               << significantText(sweep.points.back().rate, 3) << '\n';
    }
    if (sweep.suggested) {
        context.console.text() << "Suggested: --lr " << significantText(*sweep.suggested, 3)
                               << ", where the loss falls fastest\n";
    } else {
        context.console.text() << "No rate is suggested: the loss does not fall by a twentieth\n";
    }
    return 0;
}

int findRate(const RateCommand& command, Context& context) {
    const TrainingOptions options = optionsOf(command);
    const DetectorSpec spec = command.run.spec();
    configureCompute(options.threads);
    const auto dataset = std::make_shared<const Dataset>(readDataset(command.folder, context));
    ProgressLine line = context.console.progress("Sweeping");
    const auto sweep = sweepRate(dataset, spec, imagesOfSplits(*dataset, options), options, command.sweep,
                                 context.stop, [&line](const Progress& progress) { line.update(progress); });
    line.finish();
    if (!sweep) {
        throwStopped("looking for a learning rate");
    }
    return print(*sweep, context);
}

}  // namespace

void addRateCommand(CLI::App& train, Invocation& invocation) {
    auto command = std::make_shared<RateCommand>();
    CLI::App* rate =
        addCommand(train, invocation, "rate", "Find a learning rate: train for a few steps while it rises",
                   command, findRate);
    rate->add_option("DIR", command->folder, "Dataset: a folder, a COCO file or a data.yaml")->required();
    command->run.addDetector(*rate)->required();
    rate->add_option("--from", command->sweep.from, "First rate")->capture_default_str();
    rate->add_option("--to", command->sweep.to, "Last rate")->capture_default_str();
    rate->add_option("--points", command->sweep.steps, "Steps of the sweep")->capture_default_str();
    command->run.addOptions(*rate);
}

}  // namespace priorscope::cli
