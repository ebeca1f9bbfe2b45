#include "app/cli/cli.hpp"

#include <algorithm>
#include <charconv>
#include <exception>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "app/cli/command.hpp"
#include "app/cli/standard_streams.hpp"
#include "core/base/text/joined.hpp"
#include "core/base/text/number_text.hpp"
#include "core/base/text/plain_message.hpp"
#include "core/priors/prior_config.hpp"

namespace priorscope::cli {
namespace {

constexpr int kFailure = 1;
constexpr int kBadUsage = 2;

/// Library messages may span lines; ours are one line each.
std::string oneLine(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
}

void describe(CLI::App& app, Invocation& invocation) {
    app.set_version_flag("--version", PRIORSCOPE_VERSION);
    app.require_subcommand(1);
    app.add_flag("--reread", invocation.rereads,
                 "Read datasets again, whatever their index says (before the command)");
    addDatasetCommands(app, invocation);
    addPriorsCommands(app, invocation);
    addModelCommands(app, invocation);
    addAugmentCommand(app, invocation);
    addTrainCommand(app, invocation);
    addDetectCommand(app, invocation);
    addEvaluateCommand(app, invocation);
    addScoreCommand(app, invocation);
    addErrorsCommand(app, invocation);
    addCompareCommand(app, invocation);
    addSlicesCommand(app, invocation);
    addThresholdsCommand(app, invocation);
    addLabelsCommand(app, invocation);
    addReportCommand(app, invocation);
    addExportCommand(app, invocation);
}

/// Parses and runs a command; its output may not be flushed yet.
int runCommand(int argc, const char* const* argv, std::ostream& out, std::ostream& err, bool live,
               std::stop_token stop) {
    CLI::App app("Priorscope: datasets, priors, training and evaluation of SSD detectors", "priorscope-cli");
    Invocation invocation;
    describe(app, invocation);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& help) {
        return app.exit(help, out, err);
    } catch (const CLI::RequiredError& error) {
        // If a command is missing, the first unknown word was meant as one.
        const std::vector<std::string> unknown = app.remaining(/*recurse=*/true);
        const bool is_word = !unknown.empty() && !unknown.front().starts_with('-');
        err << "priorscope-cli: "
            << (is_word ? "there is no command \"" + unknown.front() + "\"" : oneLine(error.what()))
            << " (--help lists commands and options)\n";
        return kBadUsage;
    } catch (const CLI::ParseError& error) {
        err << "priorscope-cli: " << oneLine(error.what()) << " (--help lists commands and options)\n";
        return kBadUsage;
    }
    Console console(out, err, live, invocation.json);
    Context context{console, std::move(stop), invocation.rereads};
    try {
        return invocation.action(context);
    } catch (const UsageError& error) {
        err << "priorscope-cli: " << oneLine(error.what()) << " (--help lists commands and options)\n";
        return kBadUsage;
    } catch (const std::exception& error) {
        err << "priorscope-cli: " << oneLine(plainMessage(error)) << '\n';
        return kFailure;
    }
}

}  // namespace

CLI::Option* addSeed(CLI::App& command, std::uint64_t& seed, const std::string& help) {
    const auto fault = [](const std::string& text) {
        std::uint64_t value = 0;
        const auto end = text.data() + text.size();
        const auto result = std::from_chars(text.data(), end, value);
        return result.ec == std::errc{} && result.ptr == end
                   ? std::string()
                   : "must be a whole number from 0 to 18446744073709551615, got " + text;
    };
    return command.add_option("--seed", seed, help)
        ->check(CLI::Validator(fault, "UINT"))
        ->capture_default_str();
}

ComputeContext ComputeArguments::context(Console& console) const {
    const Device chosen = chosenDevice(device).device;
    requirePrecision(precision, chosen);
    if (isSlow(precision, chosen)) {
        console.note("This processor has no bf16 arithmetic: fp32 is faster");
    }
    return {.device = chosen, .precision = precision};
}

void addDifficult(CLI::App& command, DifficultObjects& difficult) {
    static const std::map<std::string, DifficultObjects> kModes{{"ignore", DifficultObjects::ignore},
                                                                {"remove", DifficultObjects::remove},
                                                                {"keep", DifficultObjects::keep}};
    command
        .add_option_function<std::string>(
            "--difficult", [&difficult](const std::string& name) { difficult = kModes.at(name); },
            "Difficult objects: ignore (neither right nor wrong), remove, or keep like others")
        ->check(CLI::IsMember({"ignore", "remove", "keep"}))
        ->default_str("ignore");
}

void addCompute(CLI::App& command, ComputeArguments& compute) {
    const auto fault = [](const std::string& text) {
        const std::string problem = deviceTextProblem(text);
        return problem.empty() ? problem : problem + ", got " + text;
    };
    command
        .add_option("--device", compute.device,
                    "auto (the first CUDA device, else the CPU), cpu, cuda or cuda:N")
        ->check(CLI::Validator(fault, "DEVICE"))
        ->capture_default_str();
    command
        .add_option_function<std::string>(
            "--precision",
            [&compute](const std::string& name) { compute.precision = precisionFromText(name); },
            "Compute precision: fp32; bf16, faster if the device supports it; tf32 or fp16, on CUDA")
        ->check(CLI::IsMember(precisionNames()))
        ->default_str("fp32");
}

CLI::Validator between(double least, double most) {
    const std::string range = numberText(least) + " to " + numberText(most);
    return {[=](const std::string& text) {
                const auto value = numberFromText(text);
                return value && *value >= least && *value <= most
                           ? std::string()
                           : "must be a number from " + range + ", got " + text;
            },
            "FLOAT in [" + numberText(least) + " - " + numberText(most) + "]"};
}

std::string modelHelp() {
    return "JSON file, or preset: " + joined(detectorPresetNames());
}

std::string priorsHelp() {
    return "Prior layout: JSON file, or preset: " + joined(priorPresetNames());
}

int run(int argc, const char* const* argv, std::ostream& out, std::ostream& err, bool live,
        std::stop_token stop) {
    const int code = runCommand(argc, argv, out, err, live, std::move(stop));
    return !arrived(out, err) && code == 0 ? kFailure : code;
}

}  // namespace priorscope::cli
