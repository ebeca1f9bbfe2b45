// What a run's stream of samples is made of.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/augmentation/sample_images.hpp"
#include "core/base/text/sentence.hpp"
#include "core/dataset/dataset.hpp"
#include "core/training/plan/training_options.hpp"

namespace priorscope {

struct TrainedImages {
    std::shared_ptr<const Dataset> dataset;  ///< with the negatives as images without objects
    std::vector<std::size_t> images{};       ///< indices into dataset->images: the training selection
    std::vector<std::size_t> negatives{};
    std::vector<double> weights{};        ///< [images]; empty: all alike
    std::vector<BackgroundCrop> crops{};  ///< that augmentation pastes; their places are those of all()
    std::vector<Sentence> notes{};        ///< what was left out

    /// The training selection, then the negatives.
    std::vector<std::size_t> all() const;
};

/// The images that train as background.
/// @param negatives  a folder with images, or a text file with an image on each line, relative ones seen from
///                   the file's folder
/// @throws Error if it does not exist or cannot be read, or names no image
std::vector<std::string> negativeFiles(const std::string& negatives);

/// Adds the negatives and the crops, and works out the weights.
/// @param dataset  with the detector's classes
/// @param images   the trainable ones of the training selection
/// @throws Error if no negative can be read, or the file of weights or of crops is wrong, or is of other
/// images
TrainedImages trainedImages(const std::shared_ptr<const Dataset>& dataset, std::vector<std::size_t> images,
                            const TrainingOptions& options);

}  // namespace priorscope
