// Selects the images and objects of a dataset to show.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/dataset/dataset.hpp"
#include "core/dataset/filter_condition.hpp"

namespace priorscope {

/// What images are marked with from outside of the dataset: by "tag=night", "finding=outside" or
/// "verdict=missed" whether each image has it, [images].
using ImageMarks = std::map<std::string, std::vector<bool>>;

/// Figures of images that take more than their annotations, [images]; NaN where one is not known.
using ImageFigures = std::map<FilterField, std::vector<float>>;

/// The kinds of marks: "tag", "finding", "verdict".
const std::vector<std::string>& markKinds();

/// Whether images are verified, where that differs from what was read: [images].
inline constexpr const char* kVerifiedMark = "verified";

/// Images with one of some marks, or with none of them.
struct MarkCondition {
    std::string kind{};
    std::vector<std::string> names{};
    bool is_without = false;
    bool operator==(const MarkCondition&) const = default;
};

struct ImageFilter {
    std::string text{};  ///< part of an image's id or of the name of a class in it, ignoring case; empty: all
    std::vector<int> labels{};  ///< images with a shown object of any of these classes; empty: all
    /// Images with a shown object of each of these classes; of a class that is named twice, with two. Rising.
    std::vector<int> together{};
    bool difficult = false;          ///< show difficult objects
    bool truncated = true;           ///< show truncated objects
    bool missing = true;             ///< show images whose file is missing
    std::optional<bool> verified{};  ///< images that are verified, or that are not; empty: all
    /// Of objects: images with an object of which all hold that apply to objects; others are not shown. Of
    /// images: all hold, for the shown objects.
    std::vector<FilterCondition> conditions{};
    std::vector<MarkCondition> marks{};  ///< all hold
    NetworkInput input{};                ///< that conditions on it refer to
    /// Whether some condition is on it.
    bool has(FilterField field) const;
    bool operator==(const ImageFilter&) const = default;
};

/// Whether the filter's flags and its conditions on objects let an object be shown. Its class does not count.
/// @param object  one of the image's
bool isObjectShown(const ImageRow& image, const Annotation& object, const ImageFilter& filter);

/// @param split  empty: all images
/// @param marks    a mark that is not among them, no image has
/// @param figures  no condition holds for a figure that is not among them
/// @return indices into dataset.images, in the split's order
/// @throws Error if the split does not exist
std::vector<std::size_t> filterImages(const Dataset& dataset, const std::string& split,
                                      const ImageFilter& filter, const ImageMarks& marks = {},
                                      const ImageFigures& figures = {});

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
