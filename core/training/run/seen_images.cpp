#include "core/training/run/seen_images.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <system_error>

#include "core/base/error.hpp"
#include "core/base/files/stored_path.hpp"
#include "core/dataset/split_purpose.hpp"
#include "core/detection/operating_point.hpp"
#include "core/training/plan/training_images.hpp"
#include "core/training/run/provenance.hpp"
#include "core/training/run/run_files.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

ImageSelection selectionOf(const std::optional<StoredSelection>& stored, const std::string& split,
                           const Dataset& dataset) {
    return stored ? selectionFrom(*stored, dataset) : ImageSelection::ofSplit(dataset, split);
}

bool isSameFolder(const Provenance& run, const Dataset& dataset) {
    std::error_code missing;  // then it is not the same
    return fs::equivalent(run.dataset, dataset.root, missing);
}

/// @return nothing where the run had other data
/// @throws Error if the images of its folder are no longer those that it had
std::optional<std::vector<std::size_t>> trainedOn(const Provenance& run, const Dataset& dataset) {
    const bool is_same = isSameFolder(run, dataset);
    try {
        std::vector<std::size_t> trained =
            trainableOf(dataset, selectionOf(run.train_selection, run.split, dataset));
        if (is_same || datasetFingerprint(dataset, trained) == run.dataset_fingerprint) {
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
std::vector<Sentence> notesOnPerhapsSeen(const Provenance& run, const std::string& who,
                                         const Dataset& dataset, std::span<const std::size_t> images) {
    if (run.split.empty() || run.classes != dataset.classes) {
        return {};
    }
    try {
        const std::int64_t count = countOf(images, ImageSelection::ofSplit(dataset, run.split).images());
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

std::vector<Sentence> notesOn(const Provenance& run, const std::string& who, const Dataset& dataset,
                              std::span<const std::size_t> images) {
    const auto trained = trainedOn(run, dataset);
    if (!trained) {
        return notesOnPerhapsSeen(run, who, dataset, images);
    }
    std::vector<Sentence> notes;
    if (const std::int64_t count = countOf(images, *trained); count > 0) {
        notes.push_back(
            Core::tr("%1 was trained on %2 of these %3 images").arg(who).arg(count).arg(images.size()));
    }
    const bool is_evaluated = run.val_selection || !run.val_split.empty();
    if (is_evaluated && run.checkpoint == "best") {
        try {
            const ImageSelection validation = selectionOf(run.val_selection, run.val_split, dataset);
            if (const std::int64_t count = countOf(images, validation.images()); count > 0) {
                notes.push_back(
                    Core::tr("%1 was chosen as the best checkpoint of its run on %2 of these %3 images")
                        .arg(who)
                        .arg(count)
                        .arg(images.size()));
            }
        } catch (const Error&) {  // that split is gone; what was trained on is known
        }
    }
    return notes;
}

/// Whether thresholds were chosen on this dataset; that its run had the same says so where it has moved.
bool isChosenOn(const ChosenOn& chosen, const std::optional<Provenance>& run, const Dataset& dataset) {
    const std::string folder = pathFromStored(chosen.dataset);
    std::error_code missing;  // then it is not the same
    if (fs::equivalent(folder, dataset.root, missing)) {
        return true;
    }
    return run && fs::path(folder).lexically_normal() == fs::path(run->dataset).lexically_normal() &&
           trainedOn(*run, dataset).has_value();
}

/// That the operating point was chosen on these images, if it was.
std::vector<Sentence> notesOnThresholds(const fs::path& checkpoint, const std::optional<Provenance>& run,
                                        const std::string& who, const Dataset& dataset,
                                        std::span<const std::size_t> images) {
    std::int64_t count = 0;
    try {
        const std::optional<ChosenOn> chosen = thresholdsChosenOn(checkpoint);
        if (chosen && isChosenOn(*chosen, run, dataset)) {
            count = countOf(images, ImageSelection::ofSplit(dataset, chosen->split).images());
        }
    } catch (const Error&) {  // the dataset no longer has that split
    }
    if (count == 0) {
        return {};
    }
    return {Core::tr("%1: its thresholds were chosen on %2 of these %3 images")
                .arg(who)
                .arg(count)
                .arg(images.size())};
}

/// What is known of the training of a checkpoint.
struct Known {
    std::optional<Provenance> run{};
    std::optional<std::vector<std::size_t>> trained{};  ///< images of the dataset; none: not known
};

Known knownOf(const fs::path& checkpoint, const Dataset& dataset, const DetectorFamilies& families) {
    Known known;
    try {
        known.run = provenanceOf(checkpoint, families);
        known.trained = known.run ? trainedOn(*known.run, dataset) : std::nullopt;
    } catch (const Error&) {  // notesOnSeenImages() says why
    }
    return known;
}

std::vector<std::size_t> eachOnce(std::vector<std::size_t> images) {
    std::ranges::sort(images);
    images.erase(std::ranges::unique(images).begin(), images.end());
    return images;
}

/// "mini_val" has the purpose of "val".
std::string purposeOf(const std::string& split) {
    const std::size_t divider = split.find_last_of("_-. ");
    return splitPurpose(std::string_view(split).substr(divider == std::string::npos ? 0 : divider + 1));
}

/// In the order in which they are tried; some may not exist.
std::vector<std::string> splitsToJudge(const Dataset& dataset, const Known& known) {
    std::vector<std::string> names;
    if (known.run) {
        names.push_back(known.run->val_split);
    }
    for (const char* purpose : {"val", "test"}) {
        for (const auto& [name, images] : dataset.splits) {
            if (purposeOf(name) == purpose) {
                names.push_back(name);
            }
        }
    }
    for (const auto& [name, images] : dataset.splits) {
        if (known.trained) {
            names.push_back(name);
        }
    }
    return names;
}

}  // namespace

std::vector<Sentence> notesOnSeenImages(const fs::path& checkpoint, const std::string& who,
                                        const Dataset& dataset, std::span<const std::size_t> images,
                                        const DetectorFamilies& families) {
    std::vector<Sentence> notes;
    std::optional<Provenance> run;
    Sentence unknown;
    try {
        run = provenanceOf(checkpoint, families);
        if (run) {
            notes = notesOn(*run, who, dataset, images);
        }
    } catch (const Error& error) {
        unknown = Core::tr("%1: which images it was trained on is not known: %2")
                      .arg(who)
                      .arg(inOneLine(error.parts()));
    }
    const std::vector<Sentence> on_thresholds = notesOnThresholds(checkpoint, run, who, dataset, images);
    notes.insert(notes.end(), on_thresholds.begin(), on_thresholds.end());
    if (!unknown.empty()) {
        notes.push_back(unknown);
    }
    return notes;
}

std::vector<std::size_t> trainedImages(const fs::path& checkpoint, const Dataset& dataset,
                                       const DetectorFamilies& families) {
    const Known known = knownOf(checkpoint, dataset, families);
    return known.trained ? eachOnce(*known.trained) : std::vector<std::size_t>();
}

std::optional<std::string> splitToJudge(const fs::path& checkpoint, const Dataset& dataset,
                                        const DetectorFamilies& families) {
    const Known known = knownOf(checkpoint, dataset, families);
    const std::string trained_split = known.run ? known.run->split : std::string();
    for (const std::string& name : splitsToJudge(dataset, known)) {
        const auto split = dataset.splits.find(name);
        if (split == dataset.splits.end() || split->second.empty()) {
            continue;
        }
        if (known.trained ? countOf(split->second, *known.trained) == 0 : name != trained_split) {
            return name;
        }
    }
    return std::nullopt;
}

ExportProvenance provenanceForExport(const fs::path& checkpoint, const DetectorFamilies& families) {
    try {
        const std::optional<Provenance> run = provenanceOf(checkpoint, families);
        return {.trained_on = run ? toJson(*run).dump() : std::string()};
    } catch (const Error& error) {
        return {.unknown = Core::tr("The export does not say which images it was trained on: %1")
                               .arg(inOneLine(error.parts()))};
    }
}

Sentence ComparableImages::note() const {
    const auto left = static_cast<std::int64_t>(places.size());
    return trained_on > 0 ? Core::tr("Compared over the images that neither was trained on: %1 of %2")
                                .arg(left)
                                .arg(left + trained_on)
                          : Sentence();
}

ComparableImages comparableImages(std::span<const std::size_t> images, std::span<const std::size_t> trained_a,
                                  std::span<const std::size_t> trained_b) {
    const std::set<std::size_t> a(trained_a.begin(), trained_a.end());
    const std::set<std::size_t> b(trained_b.begin(), trained_b.end());
    ComparableImages result;
    for (std::size_t i = 0; i < images.size(); ++i) {
        if (a.contains(images[i]) || b.contains(images[i])) {
            ++result.trained_on;
        } else {
            result.places.push_back(i);
        }
    }
    if (result.places.empty() && result.trained_on > 0) {
        throw Error(
            {.action = Core::tr("comparing"),
             .reason = Core::tr("at least one of both was trained on each of these %1 images, so that "
                                "none is left to compare them on")
                           .arg(result.trained_on),
             .remedy = Core::tr("Choose a split that neither was trained on")});
    }
    return result;
}

}  // namespace priorscope
