#include "core/training/augmented_objects.hpp"

#include <algorithm>
#include <optional>
#include <tuple>

#include "core/augmentation/augmentation_plan.hpp"
#include "core/training/plan/trained_images.hpp"
#include "core/training/plan/training_images.hpp"
#include "core/training/run_samples.hpp"

namespace priorscope {
namespace {

/// Images whose files are missing, but whose size is known.
std::vector<std::size_t> missingOf(const Dataset& dataset, const ImageSelection& selection) {
    std::vector<std::size_t> missing;
    for (const std::size_t index : selection.images()) {
        const ImageRow record = dataset.images.at(index);
        if (!isTrainable(record) && record.width > 0 && record.height > 0) {
            missing.push_back(index);
        }
    }
    return missing;
}

/// What the boxes of a run depend on. Crops are pasted where there is no object.
TrainedImages sampledImages(const std::shared_ptr<const Dataset>& dataset, std::vector<std::size_t> images,
                            const TrainingOptions& options) {
    if (images.empty()) {
        return {.dataset = dataset};
    }
    TrainingOptions without_crops = options;
    without_crops.hard_negatives.clear();
    return trainedImages(dataset, std::move(images), without_crops);
}

/// First the regular turns of all images, in their order; then those of images that come again.
void sortByImage(std::vector<RunTurn>& turns) {
    std::sort(turns.begin(), turns.end(), [](const RunTurn& a, const RunTurn& b) {
        return std::tie(a.key.occurrence, a.key.place, a.key.epoch) <
               std::tie(b.key.occurrence, b.key.place, b.key.epoch);
    });
}

}  // namespace

std::vector<CoverageObject> augmentedObjects(const std::shared_ptr<const Dataset>& dataset,
                                             const ImageSelection& selection, const TrainingOptions& options,
                                             const Recipe& recipe, int input_size, ResizeMode resize,
                                             int epochs) {
    std::vector<std::size_t> images = trainableOf(*dataset, selection);
    const TrainingOptions resolved =
        resolvedOptions(options, recipe, static_cast<std::int64_t>(images.size()));
    const TrainedImages trained = sampledImages(dataset, std::move(images), resolved);
    const std::vector<std::size_t> sampled = trained.all();
    std::vector<std::size_t> all = sampled;
    const std::vector<std::size_t> missing = missingOf(*dataset, selection);
    all.insert(all.end(), missing.begin(), missing.end());
    // A mosaic draws from what a run has.
    const DatasetSamples of_run(*trained.dataset, sampled, resolved.train_on_difficult);
    const DatasetSamples of_all(*trained.dataset, all, resolved.train_on_difficult);
    const SampleInput input{.size = input_size, .resize = resize};
    std::vector<CoverageObject> objects;
    const auto add = [&](const RunTurn& turn) {
        const ImageRow record = trained.dataset->images[all[turn.key.place]];
        if (record.width <= 0 || record.height <= 0) {
            return;
        }
        const DatasetSamples& samples = turn.key.place < sampled.size() ? of_run : of_all;
        const AugmentationPlan plan(resolved.augmentation, turn.key, input, samples, turn.phase);
        for (const AugmentedObject& object : plan.boxes()) {
            if (object.is_target) {
                objects.push_back({.image = all[object.place],
                                   .object = object.object,
                                   .label = object.label,
                                   .box = object.box});
            }
        }
    };
    std::optional<RunTurns> run;
    if (!trained.images.empty()) {
        run.emplace(trained, resolved);
    }
    for (std::int64_t epoch = 0; epoch < epochs; ++epoch) {
        std::vector<RunTurn> turns = run ? run->ofWholeEpoch(epoch) : std::vector<RunTurn>{};
        const SamplePhase phase = turns.empty() ? SamplePhase{} : turns.front().phase;
        sortByImage(turns);
        for (std::size_t place = sampled.size(); place < all.size(); ++place) {
            turns.push_back(
                {.key = {.seed = resolved.seed, .epoch = static_cast<std::uint64_t>(epoch), .place = place},
                 .phase = phase});
        }
        std::for_each(turns.begin(), turns.end(), add);
    }
    return objects;
}

}  // namespace priorscope
