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
    std::string dataset{};        ///< folder
    std::string split{};          ///< empty: all images, or in a run a selection that is not a split
    std::string val_split{};      ///< empty: no evaluation during training, or in a run a selection, too
    std::string weights{};        ///< weights to start from, as far as they fit; empty: random
    int steps = 0;                ///< 0: the recipe's, or from epochs if given
    int epochs = 0;               ///< 0: given by steps
    int batch_size = 0;           ///< images per step; 0: the recipe's
    double learning_rate = 0.0;   ///< 0: the recipe's
    int warmup_steps = -1;        ///< linear from a tenth of the rate; -1: the recipe's
    std::vector<double> drops{};  ///< ÷ 10 at these fractions of the run, (0, 1), rising; empty: the recipe's
    double momentum = 0.9;        ///< [0, 1)
    double weight_decay = 5e-4;   ///< ≥ 0; applied to every parameter
    double bias_rate = 2.0;       ///< factor on the learning rate of biases, as in Caffe's SSD; > 0
    double gradient_clip =
        -1.0;  ///< maximum norm of the gradient over all parameters; 0: no limit; -1: the recipe's
    double match_iou = 0.5;       ///< (0, 1]
    double negative_ratio = 3.0;  ///< hard negatives per positive; > 0
    bool train_on_difficult = false;
    AugmentationOptions augmentation{};
    std::string negatives{};           ///< folder of images without any object; empty: none
    double negatives_share = 0.25;     ///< of each batch, (0, 1); at least one image, and never all
    std::string sampling = "uniform";  ///< uniform; classes: rare ones more often; file: by sampling_weights
    double sampling_threshold = 0.1;   ///< of `classes`: classes in fewer images than this share are rare
    std::string sampling_weights{};    ///< of `file`: lines of an image's id and a number
    std::string device = "auto";       ///< auto, cpu, cuda or cuda:N; once resolved: cpu or cuda:N
    std::string precision =
        "fp32";  ///< compute precision: fp32, or bf16: convolutions in bfloat16, weights and loss in fp32
    std::uint64_t seed = 1;
    int workers = 0;             ///< threads that prepare images; 0: automatic; never changes results
    int threads = 0;             ///< compute threads; 0: all cores
    int checkpoint_every = 500;  ///< steps between writes of last.pt; > 0
    int evaluate_every = 0;      ///< steps between evaluations (also at the end); 0: about ten times
                                 ///< per run, but at most once per epoch
    int keep_every_epochs = 0;   ///< keep epoch-NNNN.pt every this many epochs; 0: only last.pt and best.pt

    std::vector<Problem> validate() const;
    bool operator==(const TrainingOptions&) const = default;
};

/// @param resolved  its device is not "auto"
ComputeContext computeContext(const TrainingOptions& resolved);

nlohmann::json toJson(const TrainingOptions& options);
TrainingOptions trainingOptionsFromJson(const nlohmann::json& json, const std::string& source);

/// Fills unset values from the recipe and converts epochs to steps (the last batch of an epoch is filled
/// from the next one, so steps = ceil(epochs · images / batch)).
/// @throws Error if the epochs exceed the maximum number of steps, giving the maximum number of epochs
TrainingOptions resolvedOptions(TrainingOptions options, const Recipe& recipe, std::int64_t images);

/// Images of the training selection in each batch: the others are negatives.
int labelledPerBatch(const TrainingOptions& resolved);

/// The epoch of a step: how often the training selection has been gone through.
/// @param images  of the selection, > 0
std::int64_t epochAt(const TrainingOptions& resolved, std::int64_t step, std::int64_t images);

/// Learning rate of a step: 0-based step of options.steps.
double learningRateAt(const TrainingOptions& resolved, std::int64_t step);

}  // namespace priorscope
