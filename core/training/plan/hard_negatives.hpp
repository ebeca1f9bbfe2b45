// Crops of false positives that augmentation pastes onto training images, from a file.
#pragma once

#include <string>
#include <vector>

#include "core/augmentation/sample_images.hpp"
#include "core/base/text/sentence.hpp"
#include "core/dataset/dataset.hpp"

namespace priorscope {

struct HardNegatives {
    std::vector<BackgroundCrop> crops{};  ///< in the file's order
    std::vector<Sentence> notes{};        ///< what was left out
};

/// Whether a part of an image shows nothing that is annotated: no object, a difficult one neither, and it
/// cover a tenth of each other.
/// @param part  fractions of the image
bool showsBackground(const ImageRow& record, const Box& part);

/// "ID X_MIN Y_MIN X_MAX Y_MAX", as hardNegatives() reads it.
/// @param name  the image's id or file
std::string hardNegativeLine(const std::string& name, const ImageRow& record, const Box& part);

/// Reads lines of an image's id or file and four edges, pixels of the image as shown. Crops of other images,
/// and those that show an object, are left out.
/// @param images  indices into dataset.images: those that are trained on, negatives included
/// @throws Error naming a line that is wrong; if no crop is left
HardNegatives hardNegatives(const Dataset& dataset, const std::vector<std::size_t>& images,
                            const std::string& file);

/// Empty if there are none.
std::string fingerprintOf(const std::vector<BackgroundCrop>& crops);

}  // namespace priorscope
