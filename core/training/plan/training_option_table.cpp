#include "core/training/plan/training_option_table.hpp"

#include "core/training/plan/schedule.hpp"
#include "core/training/plan/training_option_rules.hpp"

namespace priorscope {
namespace {

using Table = OptionTable<TrainingOptions>;
using Options = TrainingOptions;

constexpr double kMostSteps = 1e9;
const NamedNumber kOfPreset{0, Core::tr("the preset's")};

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

std::vector<Table::Entry> lengthEntries() {
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
          .help = "Images per batch",
          .unit = "images",
          .interval = {1, 4096},
          .unset = kOfPreset}},
        {&Options::accumulate,
         {.key = "accumulate",
          .help = "Batches whose gradients make up one step",
          .unit = "batches",
          .interval = {1, 4096}}},
    };
}

std::vector<Table::Entry> scheduleEntries() {
    return {
        {&Options::learning_rate,
         {.key = "learning_rate",
          .flag = "lr",
          .help = "Learning rate of weights, after the warm-up",
          .interval = {0, 10, true},
          .unset = kOfPreset}},
        {&Options::schedule,
         {.key = "schedule",
          .help = "How the rate changes: in steps, along a cosine, up and down in one cycle, or not at all",
          .choices = scheduleNames()}},
        {&Options::warmup_steps,
         {.key = "warmup_steps",
          .help = "Steps over which the rate rises from a tenth",
          .unit = "steps",
          .interval = {0, kMostSteps},
          .unset = NamedNumber{-1, Core::tr("the preset's, less in a shorter run")}}},
        {&Options::drops,
         {.key = "drops",
          .help = "Schedule steps: fractions of the run at which the rate is divided by 10; none: the "
                  "preset's",
          .interval = {0, 1, true, true}}},
        {&Options::final_rate,
         {.key = "final_rate",
          .help = "Schedule cosine: the rate at the end, as a share of the learning rate",
          .interval = {0, 1}}},
        {&Options::peak_at,
         {.key = "peak_at",
          .help = "Schedule one-cycle: the share of the run before the highest rate",
          .interval = {0, 1, true, true}}},
    };
}

std::vector<Table::Entry> optimizerEntries() {
    return {
        {&Options::optimizer,
         {.key = "optimizer",
          .help = "Optimizer: stochastic gradient descent, or Adam with decoupled weight decay",
          .choices = {"sgd", "adamw"}}},
        {&Options::momentum, {.key = "momentum", .help = "SGD: momentum", .interval = {0, 1, false, true}}},
        {&Options::nesterov, {.key = "nesterov", .help = "SGD: Nesterov's momentum"}},
        {&Options::beta1,
         {.key = "beta1",
          .help = "AdamW: decay of the mean of the gradient",
          .interval = {0, 1, false, true}}},
        {&Options::beta2,
         {.key = "beta2",
          .help = "AdamW: decay of the mean of the gradient's square",
          .interval = {0, 1, false, true}}},
        {&Options::weight_decay,
         {.key = "weight_decay", .help = "Weight decay", .interval = {0, 1, false, true}}},
        {&Options::decay_biases,
         {.key = "decay_biases", .help = "Whether the weight decay applies to biases of convolutions"}},
        {&Options::decay_norms,
         {.key = "decay_norms", .help = "Whether the weight decay applies to normalisation"}},
        {&Options::bias_rate,
         {.key = "bias_rate", .help = "Factor on the learning rate of biases", .interval = {0, 100, true}}},
        {&Options::gradient_clip,
         {.key = "gradient_clip",
          .help = "Maximum norm of the gradient over all parameters",
          .interval = {.least = 0},
          .unset = NamedNumber{-1, Core::tr("the preset's")},
          .special = NamedNumber{0, Core::tr("no limit")}}},
        {&Options::ema_decay,
         {.key = "ema_decay",
          .help = "Decay of the average of the weights that the run evaluates and delivers",
          .interval = {0, 1, false, true},
          .special = NamedNumber{0, Core::tr("no average")}}},
    };
}

std::vector<Table::Entry> stageEntries() {
    return {
        {&Options::frozen_stages,
         {.key = "frozen_stages",
          .help = "Stages of the backbone, from the image on, that do not learn",
          .unit = "stages",
          .interval = {0, 100},
          .special = NamedNumber{0, Core::tr("none")}}},
        {&Options::thaw,
         {.key = "thaw",
          .help = "Fractions of the run; at each the last frozen stage begins to learn",
          .interval = {0, 1, true, true}}},
        {&Options::freeze_norms,
         {.key = "freeze_norms", .help = "All normalisation keeps its statistics, weights and biases"}},
        {&Options::stage_rates,
         {.key = "stage_rates",
          .help = "Factors on the rate by stage of the backbone, from the image on; 1 for the others",
          .interval = {0, 100, true}}},
    };
}

std::vector<Table::Entry> lossEntries() {
    return {
        {&Options::match_iou,
         {.key = "match_iou",
          .help = "Minimum IoU with an object for a prior to be positive",
          .interval = {0, 1, true}}},
        {&Options::confidence_loss,
         {.key = "confidence_loss",
          .help = "mining: only the hardest negatives count; focal: all of them, easy ones weighted down",
          .choices = {"mining", "focal"}}},
        {&Options::negative_ratio,
         {.key = "negative_ratio",
          .help = "Mining: hard negative priors per positive one",
          .interval = {0, 1000, true}}},
        {&Options::empty_negatives,
         {.key = "empty_negatives",
          .help = "Mining: hard negative priors of an image without positive ones",
          .unit = "priors",
          .interval = {1, 100000}}},
        {&Options::focal_gamma, {.key = "focal_gamma", .help = "Focal loss: exponent", .interval = {0, 10}}},
        {&Options::focal_alpha,
         {.key = "focal_alpha",
          .help = "Focal loss: weight of positives; negatives have the rest of 1",
          .interval = {0, 1, true, true}}},
        {&Options::label_smoothing,
         {.key = "label_smoothing",
          .help = "Mining: share of the target that goes to all classes alike",
          .interval = {0, 1, false, true}}},
        {&Options::class_weights,
         {.key = "class_weights",
          .help = "Weights on the confidence loss of positives, as NAME=WEIGHT, NAME=WEIGHT, 1 for the "
                  "others; or balanced: in inverse proportion to the root of its number of objects"}},
        {&Options::localization_weight,
         {.key = "localization_weight",
          .help = "Weight of the localization loss beside the confidence loss",
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
    entries.push_back({&Options::input_scale,
                       {.key = "input_scale",
                        .help = "Several input sizes: by how much the sides of batches may differ from the "
                                "network's, as a share, in steps of 32 px",
                        .interval = {0, 0.5}}});
    return entries;
}

std::vector<Table::Entry> samplingEntries() {
    return {
        {&Options::negatives,
         {.key = "negatives",
          .flag = "negatives",
          .help =
              "Folder of images without any object, which train as background; or a file that lists them"}},
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
        {&Options::hard_negatives,
         {.key = "hard_negatives",
          .help = "File of false positives to paste: a line for each, its image and four edges in pixels"}},
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
          .help = "Compute precision of convolutions: fp32; bf16 if the device is fast at it; tf32 and fp16 "
                  "on CUDA",
          .choices = precisionNames()}},
        {&Options::deterministic,
         {.key = "deterministic",
          .help = "On CUDA: the same weights each time, somewhat slower; on the CPU they always are"}},
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
        {&Options::early_stopping,
         {.key = "early_stopping",
          .help = "Evaluations without a better one after which the run ends, with a short decay of the rate",
          .unit = "evaluations",
          .interval = {0, 1e6},
          .special = NamedNumber{0, Core::tr("never")}}},
        {&Options::validation_loss,
         {.key = "validation_loss", .help = "Whether evaluations compute the loss, too"}},
        {&Options::log_images,
         {.key = "log_images",
          .help =
              "Validation images whose detections are kept at each evaluation, also in the TensorBoard file",
          .unit = "images",
          .interval = {0, 64}}},
        {&Options::keep_every_epochs,
         {.key = "keep_every_epochs",
          .help = "Epochs between checkpoints kept in addition to the last and the best",
          .unit = "epochs",
          .interval = {0, 1e6},
          .special = NamedNumber{0, Core::tr("none")}}},
    };
}

std::vector<Table::Entry> allEntries() {
    std::vector<Table::Entry> all;
    for (const auto& part :
         {dataEntries(), lengthEntries(), scheduleEntries(), optimizerEntries(), stageEntries(),
          lossEntries(), augmentationEntries(), samplingEntries(), machineEntries()}) {
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

}  // namespace

const Table& trainingOptionTable() {
    static const Table table(allEntries(), trainingOptionRules());
    return table;
}

}  // namespace priorscope
