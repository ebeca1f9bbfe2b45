// train report
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "app/cli/command.hpp"
#include "app/cli/page_file.hpp"
#include "core/base/error.hpp"
#include "core/base/files/atomic_file.hpp"
#include "core/base/text/time_text.hpp"
#include "core/training/report/run_report.hpp"

namespace priorscope::cli {
namespace {

namespace fs = std::filesystem;

struct RunReportCommand {
    std::string run;
    std::string out;
    std::string dataset;
};

/// None where the run's own is not there any more; one that is asked for has to be.
std::optional<Dataset> datasetOf(const RunReportCommand& command, const RunRecord& run, Context& context) {
    if (!command.dataset.empty()) {
        return readDatasetQuietly(command.dataset, context);
    }
    try {
        return readDatasetQuietly(run.options.dataset, context);
    } catch (const Error& error) {
        context.console.note(std::string("The page has no pictures: ") + error.what());
        return std::nullopt;
    }
}

int report(const RunReportCommand& command, Context& context) {
    requireNoOtherFile(command.out);
    { const AtomicFile probe("writing the report", command.out); }
    RunRecord run = readRun(command.run);
    run.troubles = readableTroubles(command.run);
    const std::optional<Dataset> dataset = datasetOf(command, run, context);
    ProgressLine line = context.console.progress("Writing the report");
    const RunReportSubject subject{.version = PRIORSCOPE_VERSION, .date = utcNow()};
    const auto page =
        runReportPage(subject, run, readRunSystem(command.run), dataset ? &*dataset : nullptr, context.stop,
                      [&line](const Progress& progress) { line.update(progress); });
    line.finish();
    if (!page) {
        throwStopped("writing the report");
    }
    writeFileAtomically("writing the report", command.out, *page);
    const Json document{{"file", command.out},
                        {"run", command.run},
                        {"steps", run.summary.steps},
                        {"map_voc07", jsonOrNull(run.summary.best_map)}};
    if (!context.console.printJson(document)) {
        context.console.text() << "Report: " << command.out << '\n';
    }
    return 0;
}

}  // namespace

void addRunReportCommand(CLI::App& train, Invocation& invocation) {
    auto command = std::make_shared<RunReportCommand>();
    CLI::App* report_app =
        addCommand(train, invocation, "report",
                   "One HTML page about a run: figures, curves, options, validation images", command, report);
    report_app->add_option("RUN", command->run, "Run folder")->required();
    report_app->add_option("--out", command->out, "The file to write, HTML with everything in it")
        ->required();
    report_app->add_option("--dataset", command->dataset,
                           "Where the run's dataset is now; without it where it was");
}

}  // namespace priorscope::cli
