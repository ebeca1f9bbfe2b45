// How the objects and images of a dataset are distributed, for pictures of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <stop_token>
#include <vector>

#include "core/dataset/image_filter.hpp"
#include "core/dataset/value_bins.hpp"

namespace priorscope {

/// Each with its cells, row by row.
enum class Distribution {
    sizes,        ///< objects, [PixelBins²] with a row for each height
    places,       ///< the boxes' centres, [kPlaces²] with the top row first
    objects,      ///< images by their number of objects, [kMostObjects + 1]
    aspects,      ///< objects, [ValueBins::aspects()]
    shares,       ///< objects by their share of the image's area, [ValueBins::shares()]
    image_sizes,  ///< images, [PixelBins²] with a row for each height
    pairs,        ///< images with objects of both classes, [pair_labels²]; with itself: at least two objects
    brightness,   ///< images, [ValueBins::brightness()]
    classes,      ///< objects, [classes]
    class_images,  ///< images with at least one object of the class, [classes]
};

/// Of what is shown, and of what it is compared with.
struct CountedCells {
    std::vector<std::int64_t> shown{};
    std::vector<std::int64_t> all{};
};

struct DatasetDistributions {
    static constexpr int kPlaces = 24;               ///< cells along each side of an image
    static constexpr std::size_t kMostObjects = 40;  ///< the last bar is of images with as many or more
    static constexpr std::size_t kMostPairs = 40;    ///< classes beside each other

    std::map<Distribution, CountedCells> cells{};  ///< those that were asked for
    std::vector<int> pair_labels{};  ///< classes of pairs, rising: those with the most objects of all
};

/// Images, and which of their objects count.
struct CountedImages {
    std::span<const std::size_t> images{};  ///< indices into Dataset::images
    const ImageFilter* filter = nullptr;    ///< null: every object
};

/// @param brightness  [Dataset::images], NaN where it is not known; for the distribution of it
/// @return nothing if stopped
std::optional<DatasetDistributions> distributionsOf(const Dataset& dataset,
                                                    const std::set<Distribution>& wanted,
                                                    const CountedImages& all, const CountedImages& shown,
                                                    std::span<const float> brightness = {},
                                                    const std::stop_token& stop = {});

}  // namespace priorscope
