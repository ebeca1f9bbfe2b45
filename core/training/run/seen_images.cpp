#include "core/training/run/seen_images.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <system_error>

#include "core/base/files/stored_path.hpp"
#include "core/detection/operating_point.hpp"
#include "core/training/plan/training_images.hpp"
#include "core/training/run/run_files.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

struct Run {
    TrainingOptions options;
    DetectorSpec spec;
    RunHeader header;
};

ImageSelection selectionOf(const std::optional<StoredSelection>& stored, const std::string& split,
                           const Dataset& dataset) {
    return stored ? selectionFrom(*stored, dataset) : ImageSelection::ofSplit(dataset, split);
}

bool isSameFolder(const Run& run, const Dataset& dataset) {
    std::error_code missing;  // then it is not the same
    return fs::equivalent(run.options.dataset, dataset.root, missing);
}

/// @return nothing where the run had other data
/// @throws Error if the images of its folder are no longer those that it had
std::optional<std::vector<std::size_t>> trainedOn(const Run& run, const Dataset& dataset) {
    const bool is_same = isSameFolder(run, dataset);
    try {
        std::vector<std::size_t> trained =
            trainableOf(dataset, selectionOf(run.header.train_selection, run.options.split, dataset));
        if (is_same || datasetFingerprint(dataset, trained) == run.header.dataset_fingerprint) {
            return trained;
        }
    } catch (const Error&) {
        if (is_same) {
            throw;
        }
    }
    return std::nullopt;
}

std::int64_t countOf(std::span<const std::size_t> images, const std::vector<std::size_t>& among) {
    const std::set<std::size_t> known(among.begin(), among.end());
    return std::ranges::count_if(images, [&](std::size_t image) { return known.contains(image); });
}

/// A copy of the run's data whose labels or images were changed cannot be told from other data, except by the
/// names of its classes and splits.
std::vector<Sentence> notesOnPerhapsSeen(const Run& run, const std::string& who, const Dataset& dataset,
                                         std::span<const std::size_t> images) {
    if (run.options.split.empty() || run.spec.classes != dataset.classes) {
        return {};
    }
    try {
        const std::int64_t count =
            countOf(images, ImageSelection::ofSplit(dataset, run.options.split).images());
        if (count > 0) {
            return {Core::tr("%1 was perhaps trained on %2 of these %3 images: its run had other data of the "
                             "same classes, which may be an earlier state of this")
                        .arg(who)
                        .arg(count)
                        .arg(images.size())};
        }
    } catch (const Error&) {  // no split of that name: other data
    }
    return {};
}

std::vector<Sentence> notesOn(const Run& run, const fs::path& checkpoint, const std::string& who,
                              const Dataset& dataset, std::span<const std::size_t> images) {
    const auto trained = trainedOn(run, dataset);
    if (!trained) {
        return notesOnPerhapsSeen(run, who, dataset, images);
    }
    std::vector<Sentence> notes;
    if (const std::int64_t count = countOf(images, *trained); count > 0) {
        notes.push_back(
            Core::tr("%1 was trained on %2 of these %3 images").arg(who).arg(count).arg(images.size()));
    }
    const bool is_evaluated = run.header.val_selection || !run.options.val_split.empty();
    if (is_evaluated && checkpoint.stem() == "best") {
        const ImageSelection validation =
            selectionOf(run.header.val_selection, run.options.val_split, dataset);
        if (const std::int64_t count = countOf(images, validation.images()); count > 0) {
            notes.push_back(
                Core::tr("%1 was chosen as the best checkpoint of its run on %2 of these %3 images")
                    .arg(who)
                    .arg(count)
                    .arg(images.size()));
        }
    }
    return notes;
}

/// That the operating point was chosen on these images, if it was.
std::vector<Sentence> notesOnThresholds(const fs::path& checkpoint, const std::string& who,
                                        const Dataset& dataset, std::span<const std::size_t> images) {
    const std::optional<ChosenOn> chosen = operatingPointChosenOn(checkpoint);
    std::error_code missing;  // then it is not the same
    if (!chosen || !fs::equivalent(pathFromStored(chosen->dataset), dataset.root, missing)) {
        return {};
    }
    std::int64_t count = 0;
    try {
        count = countOf(images, ImageSelection::ofSplit(dataset, chosen->split).images());
    } catch (const Error&) {
        return {};  // the dataset no longer has that split
    }
    if (count == 0) {
        return {};
    }
    return {Core::tr("%1: its thresholds were chosen on %2 of these %3 images")
                .arg(who)
                .arg(count)
                .arg(images.size())};
}

}  // namespace

std::vector<Sentence> notesOnSeenImages(const fs::path& checkpoint, const std::string& who,
                                        const Dataset& dataset, std::span<const std::size_t> images,
                                        const DetectorFamilies& families) {
    const fs::path folder = fs::absolute(checkpoint).lexically_normal().parent_path().parent_path();
    std::error_code unreadable;  // then there is no run to read
    std::vector<Sentence> notes = notesOnThresholds(checkpoint, who, dataset, images);
    if (!fs::is_regular_file(folder / "run.json", unreadable)) {
        return notes;
    }
    try {
        Run run;
        readRunJson(folder, run.options, run.spec, run.header, families);
        const std::vector<Sentence> seen = notesOn(run, checkpoint, who, dataset, images);
        notes.insert(notes.begin(), seen.begin(), seen.end());
    } catch (const Error& error) {
        notes.push_back(Core::tr("%1: which images it was trained on is not known: %2")
                            .arg(who)
                            .arg(inOneLine(error.parts())));
    }
    return notes;
}

}  // namespace priorscope
