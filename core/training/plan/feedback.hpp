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
};

/// What the next run may learn from, and what must stay out of it.
struct Feedback {
    std::vector<std::string> more_often{};           ///< ids of images of the training split
    std::vector<std::filesystem::path> negatives{};  ///< images of a dataset without any object
    std::vector<std::size_t> images{};               ///< both: indices into the dataset's images
    std::int64_t errors = 0;                         ///< of both
    std::int64_t validated_on = 0;                   ///< images left out: the next run is validated on them
    std::int64_t elsewhere = 0;                      ///< images left out: not in the training split
    std::int64_t wrong_labels = 0;                   ///< images left out until their labels are mended

    bool isEmpty() const { return more_often.empty() && negatives.empty(); }
};

/// Images of the training split come more often; images of a dataset without any object are negatives; all
/// others stay out: a detector that has seen what it is judged by would be judged too well. Images without an
/// error of the detector are passed over.
/// @throws Error if a split of the options does not exist
Feedback feedbackFrom(const Dataset& dataset, std::span<const ReviewedImage> images,
                      const TrainingOptions& options);

/// Writes the lists of images to new files, and has the draft use them. Negatives that it had before stay,
/// weights are replaced.
/// @param weight  how often an image comes, where the others come once; > 0
/// @param folder  of the new files; made if missing
/// @param name    of the new files, without ending; existing ones are never overwritten
/// @throws Error if a file cannot be written, or the negatives so far cannot be read
void applyFeedback(RunDraft& draft, const Feedback& feedback, double weight,
                   const std::filesystem::path& folder, const std::string& name);

}  // namespace priorscope
