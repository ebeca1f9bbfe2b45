// Labels and explanations of the options in the form of a run.
#include "widgets/training/form/training_form.hpp"

namespace priorscope {

std::vector<TrainingForm::OptionText> TrainingForm::basicTexts() {
    return {
        {"batch_size", tr("Batch size"), tr("Images per step")},
        {"learning_rate", tr("Learning rate"),
         tr("For weights, after the warm-up; divided by 10 late in the run")},
        {"augmentation", tr("Augmentation"),
         tr("Random changes that every image goes through: none; mirror; light; the SSD paper's; those of "
            "torchvision's recipe for SSDLite; strong, with mosaic, rotation, occlusion, noise and more")},
        {"seed", tr("Seed"), tr("The same seed gives the same initial weights, order and flips")},
    };
}

std::vector<TrainingForm::OptionText> TrainingForm::advancedTexts() {
    return {
        {"weight_decay", tr("Weight decay"), tr("On every parameter")},
        {"momentum", tr("Momentum"), tr("Fraction of the previous update that is kept")},
        {"bias_rate", tr("Rate of biases"), tr("Factor on the learning rate of biases")},
        {"warmup_steps", tr("Warm-up"), tr("Steps over which the rate rises from a tenth")},
        {"drops", tr("Rate drops"),
         tr("Fractions of the run after which the rate is divided by 10, separated by blanks")},
        {"gradient_clip", tr("Gradient clip"), tr("Largest norm of the gradient; 0: no limit")},
        {"match_iou", tr("Match IoU"), tr("A prior that overlaps an object by at least this is a positive")},
        {"negative_ratio", tr("Hard negatives"), tr("Hard negative priors per positive one")},
        {"negatives_share", tr("Share of negatives"),
         tr("Of every batch, from the folder of negatives; without one it changes nothing")},
        {"sampling", tr("Sampling"),
         tr("How often an image comes: uniform; classes: those of rare classes more often; file: by "
            "weights")},
        {"sampling_threshold", tr("Rare below"),
         tr("Share of the images below which a class is rare, where sampling is by classes")},
        {"train_on_difficult", tr("Difficult objects"), tr("Also train on difficult objects")},
        {"device", tr("Device"),
         tr("Where the network is trained; automatic: the first CUDA device, else the CPU")},
        {"precision", tr("Precision"),
         tr("Compute precision of convolutions; bfloat16 is faster if the device has instructions for it")},
        {"evaluate_every", tr("Evaluate every"), tr("Steps between evaluations; 0: about ten times a run")},
        {"checkpoint_every", tr("Checkpoint every"), tr("Steps between writes of last.pt")},
        {"keep_every_epochs", tr("Keep every"),
         tr("Epochs between checkpoints that are kept in addition to the last and the best; 0: none")},
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
    };
}

}  // namespace priorscope
