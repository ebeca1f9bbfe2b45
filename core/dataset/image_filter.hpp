// Selects the images and objects of a dataset to show.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/dataset/dataset.hpp"
#include "core/dataset/filter_condition.hpp"

namespace priorscope {

struct ImageFilter {
    std::string text{};  ///< part of an image's id or of the name of a class in it, ignoring case; empty: all
    std::vector<int> labels{};  ///< images with a shown object of any of these classes; empty: all
    bool difficult = false;     ///< show difficult objects
    bool truncated = true;      ///< show truncated objects
    bool missing = true;        ///< show images whose file is missing
    /// Of objects: images with an object of which all hold that apply to objects; others are not shown. Of
    /// images: all hold, for the shown objects.
    std::vector<FilterCondition> conditions{};
    bool operator==(const ImageFilter&) const = default;
};

/// Whether the filter's flags and its conditions on objects let an object be shown. Its class does not count.
/// @param object  one of the image's
bool isObjectShown(const ImageRow& image, const Annotation& object, const ImageFilter& filter);

/// @param split  empty: all images
/// @return indices into dataset.images, in the split's order
/// @throws Error if the split does not exist
std::vector<std::size_t> filterImages(const Dataset& dataset, const std::string& split,
                                      const ImageFilter& filter);

/// Number of objects per class in some images: [classes], in the order of Dataset::classes.
std::vector<std::int64_t> countShownObjects(const Dataset& dataset, const std::vector<std::size_t>& images,
                                            const ImageFilter& filter);

struct FlagCounts {
    std::int64_t difficult = 0;       ///< objects
    std::int64_t truncated = 0;       ///< objects, including difficult ones
    std::int64_t missing_images = 0;  ///< images whose file is missing
};
FlagCounts countFlags(const Dataset& dataset, const std::vector<std::size_t>& images);

}  // namespace priorscope
