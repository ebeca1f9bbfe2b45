// Labels and explanations of the options in the form of a run.
#include "widgets/training/form/training_form.hpp"

namespace priorscope {

std::vector<TrainingForm::OptionText> TrainingForm::basicTexts() {
    return {
        {"batch_size", tr("Batch size"), tr("Images per batch")},
        {"learning_rate", tr("Learning rate"), tr("For weights, after the warm-up; the highest of the run")},
        {"augmentation", tr("Augmentation"),
         tr("Random changes that every image goes through: none; mirror; light; the SSD paper's; those of "
            "torchvision's recipe for SSDLite; strong, with mosaic, rotation, occlusion, noise and more")},
        {"seed", tr("Seed"), tr("The same seed gives the same initial weights, order and flips")},
    };
}

std::vector<TrainingForm::OptionText> TrainingForm::learningTexts() {
    return {
        {"optimizer", tr("Optimizer"),
         tr("Stochastic gradient descent, or Adam with a weight decay apart from the gradient")},
        {"momentum", tr("Momentum"), tr("SGD: fraction of the previous update that is kept")},
        {"nesterov", tr("Nesterov"), tr("SGD: momentum looks one step ahead")},
        {"beta1", tr("β₁"), tr("AdamW: decay of the mean of the gradient")},
        {"beta2", tr("β₂"), tr("AdamW: decay of the mean of the gradient's square")},
        {"weight_decay", tr("Weight decay"), tr("On weights, and on what the next two rows say")},
        {"decay_biases", tr("Decay of biases"), tr("Whether biases of convolutions decay, too")},
        {"decay_norms", tr("Decay of norms"), tr("Whether weights and biases of normalisation decay, too")},
        {"bias_rate", tr("Rate of biases"), tr("Factor on the learning rate of biases")},
        {"schedule", tr("Schedule"),
         tr("The rate falls in steps, along a cosine, rises and falls in one cycle, or stays")},
        {"warmup_steps", tr("Warm-up"), tr("Steps over which the rate rises from a tenth")},
        {"drops", tr("Rate drops"),
         tr("Schedule steps: fractions of the run after which the rate is divided by 10, separated by "
            "blanks")},
        {"final_rate", tr("Final rate"), tr("Schedule cosine: at the end, as a share of the learning rate")},
        {"peak_at", tr("Peak at"), tr("Schedule one-cycle: share of the run before the highest rate")},
        {"gradient_clip", tr("Gradient clip"), tr("Largest norm of the gradient; 0: no limit")},
        {"accumulate", tr("Accumulate"),
         tr("Batches whose gradients make up one step, as if they were one batch; normalisation keeps "
            "statistics of each batch")},
        {"ema_decay", tr("Weight average"),
         tr("Decay of a running average of the weights, such as 0.999; the run evaluates, exports and keeps "
            "the average. 0: no average")},
    };
}

std::vector<TrainingForm::OptionText> TrainingForm::lossTexts() {
    return {
        {"match_iou", tr("Match IoU"), tr("A prior that overlaps an object by at least this is a positive")},
        {"train_on_difficult", tr("Difficult objects"), tr("Also train on difficult objects")},
        {"confidence_loss", tr("Negatives by"),
         tr("mining: the hardest negatives of each image; focal: all, the easy ones with little weight")},
        {"negative_ratio", tr("Hard negatives"), tr("Mining: hard negative priors per positive one")},
        {"empty_negatives", tr("Of empty images"),
         tr("Mining: hard negative priors of an image without positive ones")},
        {"label_smoothing", tr("Label smoothing"),
         tr("Mining: share of the target that goes to all classes alike")},
        {"focal_gamma", tr("Focal γ"), tr("Focal loss: exponent; the more, the less easy priors count")},
        {"focal_alpha", tr("Focal α"), tr("Focal loss: weight of positives; negatives have the rest of 1")},
        {"class_weights", tr("Class weights"),
         tr("On the confidence loss of positives: cat=2, dog=0.5, 1 for the others; or balanced: by the root "
            "of how rare a class is")},
        {"localization_weight", tr("Localization"), tr("Weight of the localization loss beside the other")},
    };
}

std::vector<TrainingForm::OptionText> TrainingForm::stageTexts() {
    return {
        {"frozen_stages", tr("Frozen stages"),
         tr("Stages of the backbone, from the image on, that keep their weights; 0: none")},
        {"thaw", tr("Thaw at"),
         tr("Fractions of the run, separated by blanks; at each the last frozen stage begins to learn")},
        {"freeze_norms", tr("Freeze norms"),
         tr("All normalisation keeps its statistics, weights and biases, as small batches need")},
        {"stage_rates", tr("Rates of stages"),
         tr("Factors on the learning rate by stage, from the image on, separated by blanks; 1 for the "
            "others")},
    };
}

std::vector<TrainingForm::OptionText> TrainingForm::advancedTexts() {
    return {
        {"negatives_share", tr("Share of negatives"),
         tr("Of every batch, from the folder of negatives; without one it changes nothing")},
        {"sampling", tr("Sampling"),
         tr("How often an image comes: uniform; classes: those of rare classes more often; file: by "
            "weights")},
        {"sampling_threshold", tr("Rare below"),
         tr("Share of the images below which a class is rare, where sampling is by classes")},
        {"device", tr("Device"),
         tr("Where the network is trained; automatic: the first CUDA device, else the CPU")},
        {"precision", tr("Precision"),
         tr("Compute precision of convolutions; bfloat16 is faster if the device has instructions for it")},
        {"deterministic", tr("Deterministic"),
         tr("On CUDA: the same weights each time, somewhat slower; on the CPU they always are")},
        {"evaluate_every", tr("Evaluate every"), tr("Steps between evaluations; 0: about ten times a run")},
        {"early_stopping", tr("Patience"),
         tr("Evaluations without a better one after which the run ends, with a short decay of the rate; 0: "
            "it "
            "goes to its end")},
        {"validation_loss", tr("Validation loss"), tr("Whether evaluations compute the loss, too")},
        {"checkpoint_every", tr("Checkpoint every"), tr("Steps between writes of last.pt")},
        {"keep_every_epochs", tr("Keep every"),
         tr("Epochs between checkpoints that are kept in addition to the last and the best; 0: none")},
        {"log_images", tr("Logged images"),
         tr("Validation images whose detections are kept at each evaluation, also in the TensorBoard file; "
            "0: none")},
        {"threads", tr("Compute threads"), tr("0: all cores")},
        {"workers", tr("Loading threads"),
         tr("Threads that prepare images; they never change results; 0: as many as the machine allows")},
    };
}

TrainingForm::PathText TrainingForm::weightsText() {
    return {.key = QStringLiteral("weights"),
            .label = tr("Start from weights"),
            .tool_tip = tr("Initial weights, used where they fit: a checkpoint, a state dict (.pt, .pth) or "
                           ".safetensors of the detector or of its backbone. Empty: random weights"),
            .title = tr("Choose a file of weights"),
            .without = tr("random"),
            .member = &TrainingOptions::weights,
            .filter = tr("Weights (*.pt *.pth *.safetensors);;All files (*)")};
}

std::vector<TrainingForm::PathText> TrainingForm::samplingTexts() {
    return {
        {.key = QStringLiteral("negatives"),
         .label = tr("Negatives"),
         .tool_tip = tr("A folder of images without any object, which train as background"),
         .title = tr("Choose a folder of negatives"),
         .without = tr("none"),
         .member = &TrainingOptions::negatives,
         .kind = PathField::Kind::folder},
        {.key = QStringLiteral("sampling_weights"),
         .label = tr("Weights of images"),
         .tool_tip =
             tr("Where sampling is by file: a line for each image, its id and a number; others get 1"),
         .title = tr("Choose a file of weights of images"),
         .without = tr("none"),
         .member = &TrainingOptions::sampling_weights,
         .filter = tr("Text (*.txt *.csv);;All files (*)")},
        {.key = QStringLiteral("hard_negatives"),
         .label = tr("False positives"),
         .tool_tip = tr("Crops that are pasted onto training images as background, where Paste has a "
                        "probability: a line for each, its image and its edges in pixels; Detect writes it"),
         .title = tr("Choose a file of false positives"),
         .without = tr("none"),
         .member = &TrainingOptions::hard_negatives,
         .filter = tr("Text (*.txt *.csv);;All files (*)")},
    };
}

}  // namespace priorscope
