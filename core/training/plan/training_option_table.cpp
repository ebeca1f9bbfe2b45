#include "core/training/plan/training_option_table.hpp"

#include <algorithm>

namespace priorscope {
namespace {

using Table = OptionTable<TrainingOptions>;
using Options = TrainingOptions;

constexpr double kMostSteps = 1e9;
const NamedNumber kOfPreset{0, Core::tr("the preset's")};
const NamedNumber kOfPresetBelow{-1, Core::tr("the preset's")};

std::vector<Table::Entry> dataEntries() {
    return {
        {&Options::dataset, {.key = "dataset", .help = "Folder of the dataset"}},
        {&Options::split,
         {.key = "split", .flag = "split", .help = "Split to train on; default: all images"}},
        {&Options::val_split,
         {.key = "val_split", .flag = "val-split", .help = "Split to evaluate on while training"}},
        {&Options::weights,
         {.key = "weights",
          .flag = "weights",
          .help = "Weights to start from: .pt, .pth, .safetensors; a checkpoint or a backbone's"}},
    };
}

std::vector<Table::Entry> scheduleEntries() {
    return {
        {&Options::steps,
         {.key = "steps",
          .flag = "steps",
          .help = "Length of the run",
          .unit = "steps",
          .interval = {1, kMostSteps},
          .unset = kOfPreset}},
        {&Options::epochs,
         {.key = "epochs",
          .flag = "epochs",
          .help = "Length of the run",
          .unit = "epochs",
          .interval = {1, 1e6},
          .unset = NamedNumber{0, Core::tr("by steps")}}},
        {&Options::batch_size,
         {.key = "batch_size",
          .flag = "batch-size",
          .help = "Images per step",
          .unit = "images",
          .interval = {1, 4096},
          .unset = kOfPreset}},
        {&Options::learning_rate,
         {.key = "learning_rate",
          .flag = "lr",
          .help = "Learning rate of weights, after the warm-up",
          .interval = {0, 10, true},
          .unset = kOfPreset}},
        {&Options::warmup_steps,
         {.key = "warmup_steps",
          .help = "Steps over which the rate rises from a tenth",
          .unit = "steps",
          .interval = {0, kMostSteps},
          .unset = kOfPresetBelow}},
        {&Options::drops,
         {.key = "drops",
          .help = "Fractions of the run at which the rate is divided by 10; none: the preset's",
          .interval = {0, 1, true, true}}},
        {&Options::momentum, {.key = "momentum", .help = "Momentum", .interval = {0, 1, false, true}}},
        {&Options::weight_decay,
         {.key = "weight_decay",
          .help = "Weight decay, on every parameter",
          .interval = {0, 1, false, true}}},
        {&Options::bias_rate,
         {.key = "bias_rate", .help = "Factor on the learning rate of biases", .interval = {0, 100, true}}},
        {&Options::gradient_clip,
         {.key = "gradient_clip",
          .help = "Maximum norm of the gradient over all parameters",
          .interval = {.least = 0},
          .unset = kOfPresetBelow,
          .special = NamedNumber{0, Core::tr("no limit")}}},
    };
}

std::vector<Table::Entry> lossEntries() {
    return {
        {&Options::match_iou,
         {.key = "match_iou",
          .help = "Minimum IoU with an object for a prior to be positive",
          .interval = {0, 1, true}}},
        {&Options::negative_ratio,
         {.key = "negative_ratio",
          .help = "Hard negative priors per positive one",
          .interval = {0, 1000, true}}},
        {&Options::train_on_difficult,
         {.key = "train_on_difficult", .help = "Train on difficult objects, too"}},
    };
}

const NamedNumber kOfSet{AugmentationOptions::kOfSet, Core::tr("the set's")};

Table::Number probabilityOf(std::size_t kind) {
    return {
        .value = [kind](const Options& options) { return options.augmentation.changes[kind].probability; },
        .take = [kind](Options& options,
                       double value) { options.augmentation.changes[kind].probability = value; }};
}

Table::Number strengthOf(std::size_t kind) {
    return {.value = [kind](const Options& options) { return options.augmentation.changes[kind].strength; },
            .take = [kind](Options& options,
                           double value) { options.augmentation.changes[kind].strength = value; }};
}

std::vector<Table::Entry> augmentationEntries() {
    std::vector<Table::Entry> entries{
        {Table::Choice{
             .name = [](const Options& options) { return options.augmentation.set; },
             .take = [](Options& options, const std::string& set) { options.augmentation.set = set; }},
         {.key = "augmentation",
          .help = "Set of random changes that every image goes through",
          .choices = augmentationSetNames()}}};
    for (std::size_t i = 0; i < kTransforms; ++i) {
        const AugmentationTransform& transform = augmentationTransforms()[i];
        entries.push_back(
            {probabilityOf(i),
             {.key = transform.key, .help = transform.help, .interval = {0, 1}, .unset = kOfSet}});
        if (transform.strength) {
            entries.push_back({strengthOf(i),
                               {.key = transform.key + "_strength",
                                .help = transform.strength->help,
                                .unit = transform.strength->unit,
                                .interval = transform.strength->interval,
                                .unset = kOfSet}});
        }
    }
    entries.push_back(
        {Table::Number{
             .value = [](const Options& options) { return options.augmentation.mosaic_until; },
             .take = [](Options& options, double share) { options.augmentation.mosaic_until = share; }},
         {.key = "augment_mosaic_until",
          .help = "Share of the run after which there is no mosaic any more",
          .interval = {0, 1}}});
    return entries;
}

std::vector<Table::Entry> samplingEntries() {
    return {
        {&Options::negatives,
         {.key = "negatives",
          .flag = "negatives",
          .help = "Folder of images without any object, which train as background"}},
        {&Options::negatives_share,
         {.key = "negatives_share",
          .help = "Share of every batch that comes from the folder of negatives",
          .interval = {0, 1, true, true}}},
        {&Options::sampling,
         {.key = "sampling",
          .help = "How often an image comes: uniform; classes: those of rare classes more often; file: by "
                  "weights",
          .choices = {"uniform", "classes", "file"}}},
        {&Options::sampling_threshold,
         {.key = "sampling_threshold",
          .help = "Share of the images below which a class is rare; it comes by the root of this more often",
          .interval = {0, 1, true}}},
        {&Options::sampling_weights,
         {.key = "sampling_weights",
          .help = "File of weights: a line for each image, its id and a number; others get 1"}},
    };
}

std::vector<Table::Entry> machineEntries() {
    return {
        {&Options::device,
         {.key = "device",
          .flag = "device",
          .help = "Where the network is trained: auto (the first CUDA device, else the CPU), cpu, cuda or "
                  "cuda:N"}},
        {&Options::precision,
         {.key = "precision",
          .flag = "precision",
          .help = "Compute precision of convolutions: fp32, or bf16 if the device is fast at it",
          .choices = {"fp32", "bf16"}}},
        {&Options::seed,
         {.key = "seed",
          .flag = "seed",
          .help = "Seed of weights, order and augmentation",
          .interval = {.least = 0}}},
        {&Options::workers,
         {.key = "workers",
          .help = "Threads that prepare images; they never change results",
          .unit = "threads",
          .interval = {0, 256},
          .special = NamedNumber{0, Core::tr("as many as the machine allows")}}},
        {&Options::threads,
         {.key = "threads",
          .flag = "threads",
          .help = "Compute threads",
          .unit = "threads",
          .interval = {0, 1024},
          .special = NamedNumber{0, Core::tr("all cores")}}},
        {&Options::checkpoint_every,
         {.key = "checkpoint_every",
          .flag = "checkpoint-every",
          .help = "Steps between checkpoints",
          .unit = "steps",
          .interval = {1, kMostSteps}}},
        {&Options::evaluate_every,
         {.key = "evaluate_every",
          .flag = "evaluate-every",
          .help = "Steps between evaluations on the validation split",
          .unit = "steps",
          .interval = {0, kMostSteps},
          .special = NamedNumber{0, Core::tr("about ten per run")}}},
        {&Options::keep_every_epochs,
         {.key = "keep_every_epochs",
          .help = "Epochs between checkpoints kept in addition to the last and the best",
          .unit = "epochs",
          .interval = {0, 1e6},
          .special = NamedNumber{0, Core::tr("none")}}},
    };
}

std::optional<Problem> lengthProblem(const Options& options) {
    if (options.steps != 0 && options.epochs != 0) {
        return Problem{"epochs", Core::tr("must be left out if steps are given")};
    }
    return std::nullopt;
}

std::optional<Problem> deviceProblem(const Options& options) {
    const Sentence problem = deviceTextProblem(options.device);
    return problem.empty() ? std::nullopt
                           : std::optional(Problem{
                                 "device", Core::tr("%1, got \"%2\"").arg(problem).arg(options.device)});
}

std::optional<Problem> dropsProblem(const Options& options) {
    if (!std::is_sorted(options.drops.begin(), options.drops.end())) {
        return Problem{"drops", Core::tr("must rise")};
    }
    return std::nullopt;
}

std::optional<Problem> negativesProblem(const Options& options) {
    if (!options.negatives.empty() && options.batch_size == 1) {
        return Problem{"negatives", Core::tr("need batches of two images or more")};
    }
    return std::nullopt;
}

std::optional<Problem> weightsProblem(const Options& options) {
    if (options.sampling == "file" && options.sampling_weights.empty()) {
        return Problem{"sampling_weights", Core::tr("must name a file if sampling is by file")};
    }
    if (options.sampling != "file" && !options.sampling_weights.empty()) {
        return Problem{"sampling_weights", Core::tr("must be left out unless sampling is by file")};
    }
    return std::nullopt;
}

std::vector<Table::Entry> allEntries() {
    std::vector<Table::Entry> all;
    for (const auto& part : {dataEntries(), scheduleEntries(), lossEntries(), augmentationEntries(),
                             samplingEntries(), machineEntries()}) {
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

}  // namespace

const Table& trainingOptionTable() {
    static const Table table(allEntries(),
                             {lengthProblem, dropsProblem, deviceProblem, negativesProblem, weightsProblem});
    return table;
}

}  // namespace priorscope
