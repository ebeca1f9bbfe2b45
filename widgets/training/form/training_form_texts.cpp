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
        {"negative_ratio", tr("Negatives"), tr("Hard negative priors per positive one")},
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

}  // namespace priorscope
