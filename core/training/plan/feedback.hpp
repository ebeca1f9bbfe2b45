// Errors that were reviewed, taken back into the next run.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "core/dataset/dataset.hpp"
#include "core/training/plan/run_draft.hpp"

namespace priorscope {

/// An image with reviewed errors.
struct ReviewedImage {
    std::size_t image = 0;         ///< index into the dataset's images
    int model_wrong = 0;           ///< errors of the detector
    bool has_wrong_label = false;  ///< some annotation of it is wrong
    std::vector<Box>
        false_positives{};  ///< detections that are errors of the detector, fractions of the image
};

/// A false positive that shows nothing that is annotated.
struct FalsePositiveCrop {
    std::string name{};  ///< of its image: the id, or of a negative the file
    std::size_t image = 0;
    Box part{};  ///< fractions of the image
};

/// What the next run may learn from, and what must stay out of it.
struct Feedback {
    std::vector<std::string> more_often{};           ///< ids of images of the training split
    std::vector<std::filesystem::path> negatives{};  ///< images of a dataset without any object
    std::vector<FalsePositiveCrop> crops{};          ///< of both
    std::vector<std::size_t> images{};               ///< both: indices into the dataset's images
    std::int64_t errors = 0;                         ///< of both
    std::int64_t validated_on = 0;                   ///< images left out: the next run is validated on them
    std::int64_t elsewhere = 0;                      ///< images left out: not in the training split
    std::int64_t wrong_labels = 0;                   ///< images left out until their labels are mended

    bool isEmpty() const { return more_often.empty() && negatives.empty(); }
};

/// Probability of pasting, where the draft does not paste yet.
inline constexpr double kUsualPaste = 0.5;

/// What the user wants of it.
struct FeedbackWishes {
    double weight = 2.0;  ///< how often an image comes, where the others come once; > 0
    bool pastes = false;  ///< whether crops of false positives are pasted onto other images
};

/// Images of the training split come more often; images of a dataset without any object are negatives; all
/// others stay out: a detector that has seen what it is judged by would be judged too well. Images without an
/// error of the detector are passed over.
/// @throws Error if a split of the options does not exist
Feedback feedbackFrom(const Dataset& dataset, std::span<const ReviewedImage> images,
                      const TrainingOptions& options);

/// Writes the lists of images to new files, and has the draft use them. Negatives and crops that it had
/// before stay, weights are replaced.
/// @param folder  of the new files; made if missing
/// @param name    of the new files, without ending; existing ones are never overwritten
/// @throws Error if a file cannot be written, or the negatives and crops so far cannot be read
void applyFeedback(RunDraft& draft, const Feedback& feedback, const Dataset& dataset,
                   const FeedbackWishes& wishes, const std::filesystem::path& folder,
                   const std::string& name);

}  // namespace priorscope
