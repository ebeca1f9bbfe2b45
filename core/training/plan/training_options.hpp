// The options of a training run: plain data, stored in run.json.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/augmentation/augmentation_options.hpp"
#include "core/base/error.hpp"
#include "core/compute/compute_context.hpp"
#include "core/model/detector_spec.hpp"

namespace priorscope {

struct TrainingOptions {
    std::string dataset{};           ///< folder
    std::string split{};             ///< empty: all images, or in a run a selection that is not a split
    std::string val_split{};         ///< empty: no evaluation during training, or in a run a selection, too
    std::string weights{};           ///< weights to start from, as far as they fit; empty: random
    int steps = 0;                   ///< 0: the recipe's, or from epochs if given
    int epochs = 0;                  ///< 0: given by steps
    int batch_size = 0;              ///< images per batch; 0: the recipe's
    double learning_rate = 0.0;      ///< 0: the recipe's
    std::string schedule = "steps";  ///< of the rate: steps, cosine, one-cycle or constant
    int warmup_steps = -1;           ///< linear from a tenth of the rate; -1: the recipe's, in proportion to
                                     ///< the length of shorter runs; one-cycle has none
    std::vector<double> drops{};  ///< of the schedule `steps`: ÷ 10 at these fractions of the run, (0, 1),
                                  ///< rising; empty: the recipe's
    double final_rate = 0.01;     ///< of `cosine`: at the end, as a share of the rate, [0, 1]
    double peak_at = 0.3;         ///< of `one-cycle`: the share of the run before its highest rate, (0, 1)

    std::string optimizer = "sgd";  ///< sgd or adamw
    double momentum = 0.9;          ///< of sgd, [0, 1)
    bool nesterov = false;          ///< of sgd; needs momentum
    double beta1 = 0.9;             ///< of adamw: decay of the mean of the gradient, [0, 1)
    double beta2 = 0.999;           ///< of adamw: decay of the mean of its square, [0, 1)
    double weight_decay = 5e-4;     ///< [0, 1)
    bool decay_biases = true;       ///< whether the weight decay applies to biases of convolutions
    bool decay_norms = true;        ///< whether it applies to the weights and biases of normalisation
    double bias_rate = 2.0;         ///< factor on the learning rate of biases, as in Caffe's SSD, those of
                                    ///< normalisation included; > 0
    double gradient_clip =
        -1.0;            ///< maximum norm of the gradient over all parameters; 0: no limit; -1: the recipe's
    int accumulate = 1;  ///< batches whose gradients make up one step, ≥ 1
    double ema_decay = 0.0;  ///< of the average of the weights, [0, 1), which then is what the run evaluates
                             ///< and delivers; 0: no average

    int frozen_stages = 0;       ///< stages of the backbone, from the image on, that do not learn, ≥ 0
    std::vector<double> thaw{};  ///< fractions of the run, rising; at each the last frozen stage thaws
    bool freeze_norms = false;   ///< whether all normalisation keeps its statistics, weights and biases
    std::vector<double> stage_rates{};  ///< factors on the rate by stage of the backbone, from the image on;
                                        ///< 1 for those without a number

    double match_iou = 0.5;                  ///< (0, 1]
    std::string confidence_loss = "mining";  ///< mining: of hard negatives; or focal
    double negative_ratio = 3.0;             ///< of `mining`: hard negatives per positive; > 0
    int empty_negatives = 30;      ///< of `mining`: hard negatives of an image without positives; > 0
    double focal_gamma = 2.0;      ///< of `focal`: exponent, ≥ 0
    double focal_alpha = 0.25;     ///< of `focal`: weight of positives, (0, 1); negatives have the rest
    double label_smoothing = 0.0;  ///< of `mining`, [0, 1)
    std::string class_weights{};  ///< NAME=WEIGHT, … on the confidence loss of positives, 1 for the others;
                                  ///< or `balanced`: by the root of its objects; empty: all 1
    double localization_weight = 1.0;  ///< of the localization loss beside the confidence loss; > 0
    bool train_on_difficult = false;
    AugmentationOptions augmentation{};
    double input_scale = 0.0;  ///< sides of batches' inputs differ from the network's by up to this share,
                               ///< [0, 0.5]; 0: all have its own
    std::string negatives{};   ///< folder, or list, of images without any object; empty: none
    double negatives_share = 0.25;     ///< of each batch, (0, 1); at least one image, and never all
    std::string sampling = "uniform";  ///< uniform; classes: rare ones more often; file: by sampling_weights
    double sampling_threshold = 0.1;   ///< of `classes`: classes in fewer images than this share are rare
    std::string sampling_weights{};    ///< of `file`: lines of an image's id and a number
    std::string hard_negatives{};      ///< lines of an image and a crop of it that augmentation pastes
    std::string device = "auto";       ///< auto, cpu, cuda or cuda:N; once resolved: cpu or cuda:N
    std::string precision =
        "fp32";                  ///< of convolutions: fp32, tf32, bf16 or fp16; weights and loss are in fp32
    bool deterministic = false;  ///< on CUDA: only operations that give the same each time
    std::uint64_t seed = 1;
    int workers = 0;              ///< threads that prepare images; 0: automatic; never changes results
    int threads = 0;              ///< compute threads; 0: all cores
    int checkpoint_every = 500;   ///< steps between writes of last.pt; > 0
    int evaluate_every = 0;       ///< steps between evaluations (also at the end); 0: about ten times
                                  ///< per run, but at most once per epoch
    int early_stopping = 0;       ///< evaluations without a better one after which the run ends; 0: never
    bool validation_loss = true;  ///< whether evaluations compute the loss, too
    int log_images = 4;           ///< validation images with detections in the event file, per evaluation
    int keep_every_epochs = 0;    ///< keep epoch-NNNN.pt every this many epochs; 0: only last.pt and best.pt

    std::vector<Problem> validate() const;
    bool operator==(const TrainingOptions&) const = default;
};

/// @param resolved  its device is not "auto"
ComputeContext computeContext(const TrainingOptions& resolved);

nlohmann::json toJson(const TrainingOptions& options);
TrainingOptions trainingOptionsFromJson(const nlohmann::json& json, const std::string& source);

/// Fills unset values from the recipe and converts epochs to steps (the last batch of an epoch is filled
/// from the next one, so steps = ceil(epochs · images / images of a step)).
/// @throws Error if the epochs exceed the maximum number of steps, giving the maximum number of epochs
TrainingOptions resolvedOptions(TrainingOptions options, const Recipe& recipe, std::int64_t images);

/// The recipe's warm-up for a run of that length: in proportion in a shorter one.
int warmupOf(const Recipe& recipe, int steps);

/// Images of the training selection in each batch: the others are negatives.
int labelledPerBatch(const TrainingOptions& resolved);

/// Images of the training selection in each step, which is one or several batches.
std::int64_t labelledPerStep(const TrainingOptions& resolved);

/// The epoch of a step: how often the training selection has been gone through.
/// @param images  of the selection, > 0
std::int64_t epochAt(const TrainingOptions& resolved, std::int64_t step, std::int64_t images);

}  // namespace priorscope
