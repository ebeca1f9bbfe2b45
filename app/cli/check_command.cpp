// dataset check
#include <map>
#include <vector>

#include "app/cli/command.hpp"
#include "core/dataset/check_dataset.hpp"
#include "core/dataset/issue_kind.hpp"

namespace priorscope::cli {
namespace {

struct CheckCommand {
    std::string folder;
    int input = 0;
    bool letterbox = false;
    bool strict = false;
};

std::string counted(std::size_t count, const std::string& singular) {
    return std::to_string(count) + " " + singular + (count == 1 ? "" : "s");
}

Json checkAsJson(const Dataset& dataset, const DatasetCheck& check) {
    Json issues = Json::array();
    for (const DatasetIssue& issue : check.issues) {
        issues.push_back({{"kind", issueKindName(issue.kind)},
                          {"file", issue.file.string()},
                          {"line", issue.line},
                          {"object", issue.object},
                          {"detail", issue.detail.text()},
                          {"fixable", issue.fixable}});
    }
    return {{"images", dataset.images.size()},
            {"decoded", check.decoded},
            {"absent", check.absent},
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

int checkFolder(const CheckCommand& command, Context& context) {
    const Dataset dataset = readDatasetQuietly(command.folder, context);
    ProgressLine line = context.console.progress("Decoding");
    const LabelCheckOptions labels{.input_size = command.input,
                                   .resize = command.letterbox ? ResizeMode::letterbox : ResizeMode::stretch};
    const auto check = checkEverything(dataset, labels, context.stop,
                                       [&line](const Progress& progress) { line.update(progress); });
    line.finish();
    if (!check) {
        throwStopped("checking the dataset");
    }
    if (!context.console.printJson(checkAsJson(dataset, *check))) {
        printCheck(dataset, *check, context.console.text());
    }
    if (command.strict && !check->issues.empty()) {
        context.console.note("priorscope-cli: the dataset has " + counted(check->issues.size(), "finding") +
                             ", and --strict allows none");
        return 1;
    }
    return 0;
}

}  // namespace

void addCheckCommand(CLI::App& dataset, Invocation& invocation) {
    auto command = std::make_shared<CheckCommand>();
    CLI::App* check = addCommand(
        dataset, invocation, "check",
        "List all problems found in a dataset; decodes every image, looks at the labels, and compares splits",
        command, checkFolder);
    check->add_option("DIR", command->folder, "Dataset: a folder, a COCO file or a data.yaml")->required();
    auto* input = check->add_option("--input", command->input,
                                    "Side of a network's input in pixels: tells objects under 8 px there");
    input->check(CLI::Range(32, 4096));
    check->add_flag("--letterbox", command->letterbox, "Images come to that input letterboxed, not stretched")
        ->needs(input);
    check->add_flag("--strict", command->strict, "Exit with 1 if anything is found");
}

}  // namespace priorscope::cli
