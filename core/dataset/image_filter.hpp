// Which images and objects of a dataset are shown.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/dataset/dataset.hpp"

namespace priorscope {

struct ImageFilter {
    std::string text{};  ///< part of an image's id or of the name of a class in it, in any case; empty: all
    std::vector<int> labels{};  ///< images with a shown object of at least one of these classes; empty: all
    bool difficult = false;     ///< show difficult objects
    bool truncated = true;      ///< show truncated objects
    bool missing = true;        ///< show images whose file is not there
    bool operator==(const ImageFilter&) const = default;
};

/// Flags decide about an object: difficult and truncated ones are shown or not.
bool isObjectShown(const Annotation& object, const ImageFilter& filter);

/// @param split  empty: every image
/// @return indices into dataset.images, in the split's order
/// @throws Error where the split does not exist
std::vector<std::size_t> filterImages(const Dataset& dataset, const std::string& split,
                                      const ImageFilter& filter);

/// Objects of each class among some images: [classes], in the order of Dataset::classes.
std::vector<std::int64_t> countShownObjects(const Dataset& dataset, const std::vector<std::size_t>& images,
                                            const ImageFilter& filter);

struct FlagCounts {
    std::int64_t difficult = 0;       ///< objects
    std::int64_t truncated = 0;       ///< objects, difficult ones counted
    std::int64_t missing_images = 0;  ///< images whose file is not there
};
FlagCounts countFlags(const Dataset& dataset, const std::vector<std::size_t>& images);

}  // namespace priorscope
