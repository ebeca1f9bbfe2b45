#include "app/cli/scoring_arguments.hpp"

#include <filesystem>
#include <system_error>
#include <utility>

#include "core/base/error.hpp"
#include "core/dataset/image_selection.hpp"
#include "core/evaluation/saved/saved_detections.hpp"

namespace priorscope::cli {
namespace fs = std::filesystem;

ScoringTruth readTruth(const std::string& folder_or_file, const std::string& split, Context& context,
                       std::optional<Dataset>* dataset) {
    std::error_code unreadable;  // then reading the folder says why
    if (fs::is_regular_file(folder_or_file, unreadable)) {
        if (!split.empty()) {
            throw UsageError("--split chooses images of a folder in VOC layout; a COCO file has no splits");
        }
        return ScoringTruth(fs::path(folder_or_file));
    }
    Dataset data = readDataset(folder_or_file, context);
    const ImageSelection selection = ImageSelection::ofSplit(data, split);
    if (selection.isEmpty()) {
        throw Error({.action = "reading the ground truth",
                     .file = folder_or_file,
                     .reason = noImageReason(selection),
                     .remedy = "Choose another split"});
    }
    ScoringTruth truth(data, selection.images());
    if (dataset != nullptr) {
        *dataset = std::move(data);
    }
    return truth;
}

void addDetections(ScoringTruth& truth, const std::string& source, int threads, Context& context) {
    const SavedDetections saved = addSavedDetections(truth, source, {.workers = threads});
    if (saved.read == 0) {
        context.console.note("There are no detections");
    } else if (saved.elsewhere > 0) {
        context.console.note(
            "Left out, in images that are not of the split: " + std::to_string(saved.elsewhere) + " of " +
            std::to_string(saved.read) + " detections");
    }
    if (saved.unknown_images > 0) {
        context.console.note("Left out, images that the ground truth does not have: " +
                             std::to_string(saved.unknown_images));
    }
}

ScoringTruth ScoringArguments::read(Context& context) const {
    ScoringTruth result = readTruth(truth, split, context);
    addDetections(result, detections, threads, context);
    return result;
}

void addScoring(CLI::App& command, ScoringArguments& arguments) {
    command.add_option(
        "--ground-truth", arguments.truth,
        "Folder in VOC layout, or a COCO file of instances (\"ignore\": 1 is a difficult object)");
    command.add_option("--split", arguments.split, "List of ImageSets/Main; without it every image");
    command.add_option(
        "--detections", arguments.detections,
        "COCO results (JSON; with a folder as ground truth, category_id is the class's number from 1, or "
        "its name), what detect --json printed, or VOC results: a text file for each class, or the folder "
        "of them");
}

}  // namespace priorscope::cli
