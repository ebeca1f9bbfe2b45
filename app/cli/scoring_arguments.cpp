#include "app/cli/scoring_arguments.hpp"

#include <filesystem>
#include <system_error>
#include <utility>

#include "core/base/error.hpp"
#include "core/dataset/image_selection.hpp"
#include "core/evaluation/saved/saved_detections.hpp"

namespace priorscope::cli {
namespace fs = std::filesystem;

namespace {

ReadTruth readInstances(const fs::path& file, const FilterArguments& filter, const ChoosingOptions& options,
                        Context& context) {
    if (filter.where.empty()) {
        return {ScoringTruth(file), {}};
    }
    Dataset rows;
    ScoringTruth truth(file, &rows);
    ChosenImages chosen = chooseImages(rows, {}, filter, options, context);
    truth.lookAt(rows, chosen.selection.images(), *chosen.filter);
    return {std::move(truth), std::move(chosen)};
}

}  // namespace

ReadTruth readTruth(const std::string& folder_or_file, const std::string& split,
                    const FilterArguments& filter, DifficultObjects difficult, Context& context) {
    const ChoosingOptions options{.difficult = difficult, .needs_files = false};
    std::error_code unreadable;  // then reading the folder says why
    if (fs::is_regular_file(folder_or_file, unreadable)) {
        if (!split.empty()) {
            throw UsageError("--split chooses images of a folder in VOC layout; a COCO file has no splits");
        }
        return readInstances(folder_or_file, filter, options, context);
    }
    Dataset data = readDataset(folder_or_file, context);
    ChosenImages chosen = chooseImages(data, split, filter, options, context);
    if (chosen.selection.isEmpty()) {
        throw Error({.action = "reading the ground truth",
                     .file = folder_or_file,
                     .reason = noImageReason(chosen.selection),
                     .remedy = "Choose another split"});
    }
    ScoringTruth truth(data, chosen.selection.images());
    if (chosen.filter) {
        truth.lookAt(data, chosen.selection.images(), *chosen.filter);
    }
    return {std::move(truth), std::move(chosen), std::move(data)};
}

void addDetections(ScoringTruth& truth, const std::string& source, bool is_filtered, int threads,
                   Context& context) {
    const SavedDetections saved = addSavedDetections(truth, source, {.workers = threads});
    if (saved.read == 0) {
        context.console.note("There are no detections");
    } else if (saved.elsewhere > 0) {
        context.console.note(std::string("Left out, in images that are not of the split") +
                             (is_filtered ? " or that the conditions leave out: " : ": ") +
                             std::to_string(saved.elsewhere) + " of " + std::to_string(saved.read) +
                             " detections");
    }
    if (saved.unknown_images > 0) {
        context.console.note("Left out, images that the ground truth does not have: " +
                             std::to_string(saved.unknown_images));
    }
}

ReadTruth ScoringArguments::read(DifficultObjects difficult, Context& context) const {
    ReadTruth result = readTruth(truth, split, filter, difficult, context);
    addDetections(result.truth, detections, result.chosen.filter.has_value(), threads, context);
    return result;
}

void addScoring(CLI::App& command, ScoringArguments& arguments) {
    command.add_option(
        "--ground-truth", arguments.truth,
        "Folder in VOC layout, or a COCO file of instances (\"ignore\": 1 is a difficult object)");
    command.add_option("--split", arguments.split, "List of ImageSets/Main; without it every image");
    addWhere(command, arguments.filter);
    addInput(command, arguments.filter);
    command.add_option(
        "--detections", arguments.detections,
        "COCO results (JSON; with a folder as ground truth, category_id is the class's number from 1, or "
        "its name), what detect --json printed, or VOC results: a text file for each class, or the folder "
        "of them");
}

}  // namespace priorscope::cli
