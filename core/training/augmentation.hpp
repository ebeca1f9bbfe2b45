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

/// Drawn from (seed, epoch, image): the same for any number of workers.
/// @param image  index into Dataset::images
SampleAugmentation augmentationOf(const TrainingOptions& options, std::uint64_t epoch, std::size_t image);

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
/// @param images  indices into dataset.images; those without a size are left out
/// @param epochs  > 0
std::vector<CoverageObject> augmentedObjects(const Dataset& dataset, std::span<const std::size_t> images,
                                             const TrainingOptions& options, int input_size,
                                             ResizeMode resize, int epochs);

}  // namespace priorscope
