#include "core/training/run_opening.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/base/compute_error.hpp"
#include "core/base/error.hpp"
#include "core/base/text/number_text.hpp"
#include "core/base/text/time_text.hpp"
#include "core/compute/compute_context.hpp"
#include "core/compute/compute_settings.hpp"
#include "core/formats/index/dataset_index.hpp"
#include "core/training/continuation.hpp"
#include "core/training/initial_network.hpp"
#include "core/training/plan/class_weights.hpp"
#include "core/training/plan/fitting_options.hpp"
#include "core/training/plan/hard_negatives.hpp"
#include "core/training/resume_point.hpp"
#include "core/training/run/run_files.hpp"
#include "core/training/run/run_folder.hpp"
#include "core/training/run/run_lock.hpp"
#include "core/training/running_session.hpp"
#include "core/training/steering/run_requests.hpp"

namespace priorscope {
namespace {

using Path = std::filesystem::path;

Sentence starting() {
    return Core::tr("starting the training");
}

/// Makes sure that the folder exists and this process owns it.
OpenedRun openFolder(const Path& folder, bool for_new_run) {
    OpenedRun opened{.folder = folder, .images = {}, .lock = nullptr, .made_here = for_new_run};
    if (for_new_run) {
        std::error_code error;
        opened.made_folder = std::filesystem::create_directories(folder, error);
        if (error) {
            throw Error({.action = Core::tr("making the run folder"),
                         .file = folder.string(),
                         .reason = error.message(),
                         .remedy = Core::tr("Choose a folder that can be written")});
        }
    }
    try {
        opened.lock = std::make_unique<RunLock>(folder);
    } catch (const Error&) {
        std::error_code ignored;  // a folder that is not empty is kept
        if (opened.made_folder) {
            std::filesystem::remove(folder, ignored);
        }
        throw;
    }
    if (!opened.lock->isExclusive()) {
        opened.notes.push_back(
            Core::tr(
                "The file system of %1 has no locks: make sure that no other process trains in this folder")
                .arg(folder.string()));
    }
    if (opened.lock->isExclusive()) {
        removeLeftoverParts(folder);
        removeRequests(folder);  // of an earlier process; until it runs, this one takes none
    }
    return opened;
}

std::optional<Sentence> batchNote(const DetectorSpec& spec, int batch_size) {
    return spec.family->batch_note ? spec.family->batch_note(spec, batch_size) : std::nullopt;
}

/// Notes how many of the images cannot be trained on.
void noteLeftOut(OpenedRun& opened, std::size_t trained) {
    const ImageSelection& chosen = opened.images.train;
    if (chosen.size() > trained) {
        opened.notes.push_back(Core::tr("%1 of %2 images (%3) have no image file or no size and are left "
                                        "out; `priorscope-cli dataset check` lists them")
                                   .arg(chosen.size() - trained)
                                   .arg(chosen.size())
                                   .arg(chosen.text()));
    }
}

/// Notes what is allowed, and seldom meant.
void noteDoubts(OpenedRun& opened, const TrainingOptions& resolved) {
    if (resolved.schedule != "one-cycle" && 4 * std::int64_t{resolved.warmup_steps} > resolved.steps) {
        opened.notes.push_back(
            Core::tr("The warm-up of %1 steps takes more than a quarter of the run of %2: shorten it "
                     "(warmup_steps), or train for longer")
                .arg(resolved.warmup_steps)
                .arg(resolved.steps));
    }
    if (resolved.weights.empty() && (resolved.frozen_stages > 0 || resolved.freeze_norms)) {
        opened.notes.push_back(
            Core::tr("Frozen parts keep random weights, since the run starts without weights (--weights)"));
    }
}

/// Notes what the images of a new run are to be told of.
void noteImages(OpenedRun& opened, const TrainedImages& sampled, const std::vector<std::int64_t>& objects) {
    noteLeftOut(opened, sampled.images.size());
    for (const Sentence& note : {sharedImagesNote(sampled.images, opened.evaluated),
                                 unlearntClassesNote(sampled.dataset->classes, objects)}) {
        if (!note.empty()) {
            opened.notes.push_back(note);
        }
    }
    opened.notes.insert(opened.notes.end(), sampled.notes.begin(), sampled.notes.end());
}

void makeCheckpointsFolder(const Path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder / "checkpoints", error);
    if (error) {
        throw Error({.action = Core::tr("making the run folder"),
                     .file = (folder / "checkpoints").string(),
                     .reason = error.message(),
                     .remedy = Core::tr("Free some space, or choose a folder that can be written")});
    }
}

/// Reads the dataset of a resumed run. @return null if stopped
std::shared_ptr<const Dataset> rereadDataset(const std::string& folder, const std::stop_token& stop,
                                             const ProgressFn& progress) {
    try {
        auto opened = openDataset(folder, {}, userIndexCache(), stop, progress);
        return opened ? std::make_shared<const Dataset>(std::move(opened->dataset)) : nullptr;
    } catch (const Error& error) {
        ErrorParts parts = error.parts();
        parts.remedy = Core::tr("If the dataset has moved, name the folder where it is now (--dataset DIR)");
        throw Error(parts);
    }
}

/// @param why  what is different; empty: the images' contents, or which of them exist
[[noreturn]] void throwDatasetChanged(const std::string& dataset, const Path& run_folder,
                                      const Sentence& why = {}) {
    const Path last = run_folder / "checkpoints" / "last.pt";
    throw Error(
        {.action = Core::tr("resuming"),
         .file = run_folder.string(),
         .reason =
             (why.empty()
                  ? Core::tr("the dataset %1 is not the one that the run began with, or has changed")
                  : Core::tr("the dataset %1 is not the one that the run began with, or has changed: %2"))
                 .arg(dataset)
                 .arg(why),
         .remedy = std::filesystem::exists(last)
                       ? Core::tr("Start a new run from the weights in %1").arg(last.string())
                       : Core::tr("Start a new run")});
}

/// The images used in evaluations; empty if there are none.
std::vector<std::size_t> evaluatedImages(const Dataset& dataset, const TrainingImages& images) {
    return images.validation ? trainableImages(dataset, *images.validation) : std::vector<std::size_t>{};
}

/// Derives the split names in the options from the selections.
void nameSplits(TrainingOptions& options, const TrainingImages& images) {
    options.split = images.train.split().value_or("");
    options.val_split = images.validation ? images.validation->split().value_or("") : "";
}

std::optional<StoredSelection> storedValidation(const Dataset& dataset, const TrainingImages& images) {
    return images.validation ? std::optional(storedSelection(dataset, *images.validation)) : std::nullopt;
}

/// The images that a run has been trained on so far.
/// @throws Error if they are no longer the same
TrainingImages imagesOfRun(const RunHeader& header, const Dataset& dataset, const TrainingOptions& options,
                           const Path& run_folder) {
    if (!header.train_selection) {
        return imagesOfSplits(dataset, options);
    }
    try {
        TrainingImages images{.train = selectionFrom(*header.train_selection, dataset)};
        if (header.val_selection) {
            images.validation = selectionFrom(*header.val_selection, dataset);
        }
        return images;
    } catch (const Error& error) {
        throwDatasetChanged(options.dataset, run_folder, error.parts().reason);
    }
}

std::string fingerprintOrNone(const Dataset& dataset, const std::vector<std::size_t>& images) {
    return images.empty() ? std::string() : datasetFingerprint(dataset, images);
}

/// @throws Error if the negatives, the weights or the crops are not those that the run began with
void requireSameSampling(const RunHeader& header, const TrainedImages& sampled,
                         const TrainingOptions& options, const Path& run_folder) {
    if (header.negatives_fingerprint != fingerprintOrNone(*sampled.dataset, sampled.negatives)) {
        throwDatasetChanged(options.dataset, run_folder,
                            Core::tr("the negatives in %1 have changed").arg(options.negatives));
    }
    if (header.weights_of_images != weightsFingerprint(sampled.weights)) {
        throwDatasetChanged(options.dataset, run_folder, Core::tr("the weights of its images have changed"));
    }
    if (header.hard_negatives != fingerprintOf(sampled.crops)) {
        throwDatasetChanged(options.dataset, run_folder,
                            Core::tr("the false positives in %1 have changed").arg(options.hard_negatives));
    }
}

void noteOlderFormat(OpenedRun& opened, const RunHeader& header) {
    if (header.format < kRunFormatWithPositions) {
        opened.notes.push_back(
            Core::tr("The run was begun by an older version of Priorscope: from here on its images are "
                     "mirrored by other random numbers than they would have been"));
    }
    if (header.format < kRunFormatWithEmptyImages) {
        opened.notes.push_back(
            Core::tr("The run was begun by an older version of Priorscope: from here on images without "
                     "objects have another weight in the loss than they would have had"));
    }
}

void noteWhereItResumes(OpenedRun& opened, const std::optional<ResumePoint>& from) {
    if (!from) {
        if (std::filesystem::exists(opened.folder / "metrics.csv")) {  // else it was only planned
            opened.notes.push_back(
                Core::tr("The run has no checkpoint: it begins again with its first step"));
        }
    } else if (from->file.filename() != "last.pt") {
        opened.notes.push_back(Core::tr("last.pt is missing: the run continues from %1, after step %2")
                                   .arg(from->file.filename().string())
                                   .arg(from->step));
    }
}

/// Checks whether a run can start, as far as possible before anything is read or written.
void requireValidStart(const Dataset& dataset, const TrainingOptions& options, bool evaluates,
                       const Path& run_folder) {
    throwOnProblems(starting(), problemsOf(options, evaluates));
    if (std::filesystem::exists(run_folder / "run.json")) {
        throw Error({.action = starting(),
                     .file = run_folder.string(),
                     .reason = Core::tr("the folder holds a run"),
                     .remedy = Core::tr("Choose another folder, or resume that run")});
    }
    if (!isFreeForRun(run_folder) && !RunLock::isHeld(run_folder)) {
        throw Error({.action = starting(),
                     .file = run_folder.string(),
                     .reason = Core::tr("the folder is not empty, and holds no run"),
                     .remedy = Core::tr("Name a new folder for the run")});
    }
    if (dataset.classes.empty()) {
        throw Error(
            {.action = starting(),
             .file = dataset.root.string(),
             .reason = Core::tr("no annotation there has an object, so there is no class to train"),
             .remedy = Core::tr("Annotate objects first; dataset check lists what could not be read")});
    }
}

}  // namespace

std::vector<std::size_t> trainableImages(const Dataset& dataset, const ImageSelection& selection) {
    std::vector<std::size_t> usable = trainableOf(dataset, selection);
    if (usable.empty()) {
        throw Error({.action = starting(),
                     .file = dataset.root.string(),
                     .reason = noImageReason(selection),
                     .remedy = Core::tr("Choose other images, or put the images beside the annotations")});
    }
    return usable;
}

namespace torch_half {

std::unique_ptr<TrainingSession> startTraining(const std::shared_ptr<const Dataset>& dataset,
                                               const DetectorSpec& spec, const TrainingImages& images,
                                               const TrainingOptions& options, const Path& run_folder) {
    requireValidStart(*dataset, options, images.validation.has_value(), run_folder);
    const DeviceInfo device = chosenDevice(options.device);
    requirePrecision(precisionFromText(options.precision), device.device);
    const auto [full, classes_note] = specForData(spec, dataset->classes);
    const auto data = withClasses(dataset, full.classes);
    requireFitting(options, full, images.validation.has_value());
    const std::vector<std::size_t> evaluated = evaluatedImages(*data, images);
    std::vector<std::size_t> trained = trainableImages(*data, images.train);
    TrainingOptions resolved =
        resolvedOptions(options, full.recipe, static_cast<std::int64_t>(trained.size()));
    nameSplits(resolved, images);
    TrainedImages sampled = trainedImages(data, trained, resolved);
    const std::vector<std::int64_t> objects = objectsOf(sampled, resolved.train_on_difficult);
    std::vector<double> class_weights = classWeights(resolved.class_weights, full.classes, objects);
    // Sums depend on the number of threads: a resumed run uses the same.
    resolved.threads = resolved.threads > 0 ? resolved.threads : computeThreads();
    resolved.device = deviceText(device.device);
    std::optional<WeightReport> report;
    auto network = initialNetwork(full, options, report);

    OpenedRun opened = openFolder(run_folder, true);
    if (!isFreeForOwner(run_folder)) {
        throw Error({.action = starting(),
                     .file = run_folder.string(),
                     .reason = Core::tr("another process has begun a run there"),
                     .remedy = Core::tr("Name a new folder for the run")});
    }
    opened.images = images;
    opened.weight_report = std::move(report);
    opened.evaluated = evaluated;
    opened.class_weights = std::move(class_weights);
    if (!classes_note.empty()) {
        opened.notes.push_back(classes_note);
    }
    if (const auto note = batchNote(full, resolved.batch_size)) {
        opened.notes.push_back(*note);
    }
    noteDoubts(opened, resolved);
    noteImages(opened, sampled, objects);
    const bool made_folder = opened.made_folder;
    try {
        makeCheckpointsFolder(run_folder);
        opened.header = {
            .started = utcNow(),
            .dataset_fingerprint = datasetFingerprint(*data, trained),
            .images = static_cast<std::int64_t>(trained.size()),
            .initial_weights = options.weights,
            .weights_fingerprint = options.weights.empty() ? std::string() : fileFingerprint(options.weights),
            .val_fingerprint = fingerprintOrNone(*data, evaluated),
            .train_selection = storedSelection(*data, images.train),
            .val_selection = storedValidation(*data, images),
            .priorscope = thisProgram().priorscope,
            .torch = thisProgram().torch,
            .device = deviceText(device),
            .negatives_fingerprint = fingerprintOrNone(*sampled.dataset, sampled.negatives),
            .weights_of_images = weightsFingerprint(sampled.weights),
            .hard_negatives = fingerprintOf(sampled.crops)};
        writeRunJson(run_folder, resolved, network->spec(), opened.header);
        return std::make_unique<RunningSession>(std::move(opened), std::move(sampled), network, resolved);
    } catch (const std::exception&) {
        undoRun(run_folder, opened.lock, made_folder);
        rethrowAsError({.action = starting(), .file = run_folder.string(), .detector = full.name});
    }
}

std::unique_ptr<TrainingSession> resumeTraining(const Path& run_folder, const RunMove& move,
                                                const std::stop_token& stop, const ProgressFn& progress,
                                                const DetectorFamilies& families) {
    TrainingOptions options;
    DetectorSpec spec;
    RunHeader header;
    readRunJson(run_folder, options, spec, header,
                families);  // so that no lock is left in a folder that holds no run
    OpenedRun opened = openFolder(run_folder, false);
    readRunJson(run_folder, options, spec, header, families);  // as written by its last owner
    const DeviceInfo device = deviceForResume(options.device, move.device);
    const std::string precision = takePrecisionOf(device, options, opened);
    const bool moved = !move.dataset.empty();
    if (moved) {
        options.dataset = std::filesystem::absolute(move.dataset).lexically_normal().string();
    }
    const std::shared_ptr<const Dataset> dataset = rereadDataset(options.dataset, stop, progress);
    if (dataset == nullptr) {
        return nullptr;
    }
    opened.images = imagesOfRun(header, *dataset, options, run_folder);
    nameSplits(options, opened.images);
    std::vector<std::size_t> trained = trainableImages(*dataset, opened.images.train);
    const std::vector<std::size_t> evaluated = evaluatedImages(*dataset, opened.images);
    const bool same_val =
        header.val_fingerprint.empty() || header.val_fingerprint == fingerprintOrNone(*dataset, evaluated);
    if (header.dataset_fingerprint != datasetFingerprint(*dataset, trained) || !same_val) {
        throwDatasetChanged(options.dataset, run_folder);
    }
    const auto data = withClasses(dataset, spec.classes);
    options = resolvedOptions(options, spec.recipe, static_cast<std::int64_t>(trained.size()));
    noteLeftOut(opened, trained.size());
    TrainedImages sampled = trainedImages(data, std::move(trained), options);
    requireSameSampling(header, sampled, options, run_folder);
    noteOlderFormat(opened, header);
    opened.evaluated = evaluated;
    opened.class_weights =
        classWeights(options.class_weights, spec.classes, objectsOf(sampled, options.train_on_difficult));
    makeCheckpointsFolder(run_folder);
    std::optional<ResumePoint> from = resumePoint(run_folder, spec, families);
    noteWhereItResumes(opened, from);
    const bool is_continued = noteOthers(opened, header, options, device, from ? from->step : 0);
    if (!precision.empty() && !header.continued_on.empty()) {
        header.continued_on.back() += ", in fp32 instead of " + precision;
    }
    if (is_continued || moved || !precision.empty()) {
        writeRunJson(run_folder, options, spec, header);
    }
    opened.header = header;
    const auto network =
        from ? from->network : networkFromStart(header, options, spec, run_folder, opened.weight_report);
    auto session = std::make_unique<RunningSession>(std::move(opened), std::move(sampled), network, options);
    if (from) {
        session->restore(from->document, from->file.string());
    }
    for (const auto& [kind, value] : move.changes) {
        if (kind == RunChange::Kind::steps && value <= static_cast<double>(session->startStep())) {
            throw Error({.action = Core::tr("changing the run"),
                         .file = run_folder.string(),
                         .reason = Core::tr("it is at step %1 already").arg(session->startStep()),
                         .remedy = Core::tr("Give a length above that")});
        }
        session->change(kind, value);
    }
    return session;
}

}  // namespace torch_half
}  // namespace priorscope
