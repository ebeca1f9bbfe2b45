// What training changes about a sample at random. Only geometry: it needs no pixels.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/dataset/dataset.hpp"
#include "core/image/image.hpp"
#include "core/priors/coverage.hpp"
#include "core/training/training_options.hpp"

namespace priorscope {

/// The changes to one sample of one epoch.
struct SampleAugmentation {
    bool flip = false;  ///< mirrored from left to right

    /// Where a box of the network's input comes to lie.
    Box boxOf(const Box& box) const;
};

/// Drawn from (seed, epoch, place, occurrence): the same for any number of workers, and for any other images
/// that the dataset has besides.
/// @param place       of the image in the selection that trains
/// @param occurrence  0 where the image has its turn; another number for each time that it stands in for one
///                    that cannot be read
SampleAugmentation augmentationOf(const TrainingOptions& options, std::uint64_t epoch, std::size_t place,
                                  std::uint64_t occurrence = 0);

/// An object that training may see.
struct TrainingObject {
    std::size_t object = 0;  ///< index into ImageRecord::objects
    Box box{};               ///< clipped to the image, in fractions of the network's input, with an area
};
/// @param use_difficult  difficult objects too
std::vector<TrainingObject> trainingObjects(const ImageRecord& record, bool use_difficult,
                                            const ResizeMapping& mapping);

/// The objects of some images as training would see them in its first epochs, epoch by epoch, with the very
/// random numbers of a run with these options. An image that is drawn again counts as another: its objects
/// lie in a row.
/// @param images  indices into dataset.images, as a run takes its split; those without a size are left out.
///                Where image files are missing, the images that are there have the places that a run gives
///                them, and the others come behind
/// @param epochs  > 0
std::vector<CoverageObject> augmentedObjects(const Dataset& dataset, std::span<const std::size_t> images,
                                             const TrainingOptions& options, int input_size,
                                             ResizeMode resize, int epochs);

}  // namespace priorscope
