// dataset check
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "app/cli/command.hpp"
#include "core/base/text/number_text.hpp"
#include "core/dataset/check_dataset.hpp"
#include "core/dataset/finding_images.hpp"
#include "core/dataset/issue_kind.hpp"
#include "core/priors/coverage/uncovered_findings.hpp"
#include "core/project/mending.hpp"

namespace priorscope::cli {
namespace {

struct CheckCommand {
    std::string folder;
    int input = 0;
    bool letterbox = false;
    bool strict = false;
    std::string priors;
    double least_score = 0.0;
};

/// "98.7 %"
std::string percentText(double share) {
    return numberText(std::round(1000.0 * share) / 10.0) + " %";
}

std::string counted(std::size_t count, const std::string& singular) {
    return std::to_string(count) + " " + singular + (count == 1 ? "" : "s");
}

Json checkAsJson(const Dataset& dataset, const DatasetCheck& check,
                 const std::map<std::string, double>& scores) {
    std::set<std::size_t> mended;
    for (const Mend& mend : proposedMends(dataset, check.issues)) {
        mended.insert(mend.finding);
    }
    Json issues = Json::array();
    for (std::size_t i = 0; i < check.issues.size(); ++i) {
        const DatasetIssue& issue = check.issues[i];
        issues.push_back({{"kind", issueKindName(issue.kind)},
                          {"file", issue.file.string()},
                          {"line", issue.line},
                          {"object", issue.object},
                          {"detail", issue.detail.text()},
                          {"fixable", mended.contains(i)}});
    }
    return {{"images", dataset.images.size()},
            {"decoded", check.decoded},
            {"absent", check.absent},
            {"scores", scores},
            {"issues", std::move(issues)}};
}

/// FILE:LINE: object: detail
std::string lineOf(const DatasetIssue& issue) {
    std::string text = "  " + issue.file.string();
    if (issue.line > 0) {
        text += ":" + std::to_string(issue.line);
    }
    return text + ": " + (issue.object.empty() ? "" : issue.object + ": ") + issue.detail;
}

void printCheck(const Dataset& dataset, const DatasetCheck& check, std::ostream& out) {
    out << dataset.name << ": " << counted(dataset.images.size(), "image") << ", " << check.decoded
        << " decoded, " << check.absent << " missing\n";
    if (check.issues.empty()) {
        out << "No problems found.\n";
        return;
    }
    out << counted(check.issues.size(), "finding") << ":\n";
    std::map<IssueKind, std::vector<const DatasetIssue*>> kinds;
    for (const DatasetIssue& issue : check.issues) {
        kinds[issue.kind].push_back(&issue);
    }
    for (const auto& [kind, issues] : kinds) {
        out << '\n' << issueKindName(kind) << " (" << issues.size() << ")\n";
        for (const DatasetIssue* issue : issues) {
            out << lineOf(*issue) << '\n';
        }
    }
}

/// @return 1 with a note if a split has a lower score than it must have, else 0
int heldTo(double least_score, const std::map<std::string, double>& scores, Context& context) {
    for (const auto& [split, score] : scores) {
        if (score < least_score) {
            context.console.note(
                "priorscope-cli: " + (split.empty() ? "of all images" : "of the split " + split) + ", " +
                percentText(score) + " are without findings; --least-score wants " +
                percentText(least_score));
            return 1;
        }
    }
    return 0;
}

int checkFolder(const CheckCommand& command, Context& context) {
    if (command.letterbox && command.input == 0 && command.priors.empty()) {
        throw UsageError("--letterbox: it needs --input or --priors");
    }
    std::optional<PriorConfig> priors;
    if (!command.priors.empty()) {
        priors = loadPriorConfig(command.priors);
    }
    const Dataset dataset = readDatasetQuietly(command.folder, context);
    ProgressLine line = context.console.progress("Decoding");
    LabelCheckOptions labels{.input_size = command.input == 0 && priors ? priors->input_size : command.input,
                             .resize = command.letterbox ? ResizeMode::letterbox : ResizeMode::stretch};
    labels.most_of_kind = std::numeric_limits<std::size_t>::max();
    const auto check = checkWithPriors(dataset, labels, priors, context.stop,
                                       [&line](const Progress& progress) { line.update(progress); });
    line.finish();
    if (!check) {
        throwStopped("checking the dataset");
    }
    const std::map<std::string, double> scores = soundShares(dataset, check->issues, check->found);
    if (!context.console.printJson(checkAsJson(dataset, *check, scores))) {
        printCheck(dataset, *check, context.console.text());
        for (const auto& [split, score] : scores) {
            context.console.text() << (split.empty() ? "All images" : "Split " + split) << ": "
                                   << percentText(score) << " without findings\n";
        }
    }
    if (command.strict && !check->issues.empty()) {
        context.console.note("priorscope-cli: the dataset has " + counted(check->issues.size(), "finding") +
                             ", and --strict allows none");
        return 1;
    }
    return heldTo(command.least_score, scores, context);
}

}  // namespace

void addCheckCommand(CLI::App& dataset, Invocation& invocation) {
    auto command = std::make_shared<CheckCommand>();
    CLI::App* check = addCommand(
        dataset, invocation, "check",
        "List all problems found in a dataset; decodes every image, looks at the labels, and compares splits",
        command, checkFolder);
    check->add_option("DIR", command->folder, "Dataset: a folder, a COCO file or a data.yaml")->required();
    check
        ->add_option("--input", command->input,
                     "Side of a network's input in pixels: tells objects under 8 px there")
        ->check(CLI::Range(32, 4096));
    check->add_option(
        "--priors", command->priors,
        "Preset or file of a prior layout: tells objects that none of its priors overlaps by 0.5, and "
        "objects under 8 px at its input");
    check->add_flag("--letterbox", command->letterbox,
                    "Images come to that input letterboxed, not stretched");
    check
        ->add_option(
            "--least-score", command->least_score,
            "Exit with 1 if of all images, or of a split, a smaller share than this is without findings")
        ->check(CLI::Range(0.0, 1.0));
    check->add_flag("--strict", command->strict, "Exit with 1 if anything is found");
}

}  // namespace priorscope::cli
