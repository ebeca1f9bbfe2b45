// In which order the images of a selection are looked through.
#pragma once

#include <cstddef>
#include <vector>

#include "core/dataset/dataset.hpp"
#include "core/dataset/image_filter.hpp"

namespace priorscope {

enum class ImageOrder {
    listed,  ///< as the split lists them
    name,
    most_objects,
    fewest_objects,
    smallest_object,  ///< the image with the smallest object first, by area in pixels
    largest_object,
    largest_image,  ///< by area in pixels
    smallest_image,
};

/// Only the objects that the filter shows count. Images alike stay in the order that they had; those without
/// what is compared (an object, a size) come last.
/// @param images  indices into dataset.images
/// @return the same, in another order
std::vector<std::size_t> orderedImages(const Dataset& dataset, std::vector<std::size_t> images,
                                       const ImageFilter& filter, ImageOrder order);

/// Ascending by a figure of each image; those without one, NaN, come last.
/// @param images   indices into figures
/// @param figures  [images of the dataset]
std::vector<std::size_t> orderedBy(std::vector<std::size_t> images, const std::vector<double>& figures);

}  // namespace priorscope
