// How the objects of a dataset are distributed, for pictures of it: sizes, places, and how many an image has.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/dataset/image_filter.hpp"

namespace priorscope {

/// Bins of a logarithmic axis of pixels, a quarter of an octave each; the first and the last take what lies
/// beyond.
struct PixelBins {
    static constexpr int kCount = 48;
    static constexpr double kFirst = 2.0;      ///< lower edge of the first bin, px
    static constexpr double kPerOctave = 4.0;  ///< so that the last one ends at 8,192 px

    static int binOf(double pixels);
    /// Lower edge, px. @param bin  up to kCount, where the last one ends
    static double edge(int bin);
};

/// Objects of the images that a filter lets pass, and of all.
struct CountedCells {
    std::vector<std::int64_t> shown{};
    std::vector<std::int64_t> all{};
};

struct DatasetDistributions {
    static constexpr int kPlaces = 24;               ///< cells along each side of an image
    static constexpr std::size_t kMostObjects = 40;  ///< the last bar is of images with as many or more

    CountedCells sizes{};   ///< [kCount × kCount] of PixelBins, a row for each height
    CountedCells places{};  ///< [kPlaces × kPlaces] of the boxes' centres, the top row first
    CountedCells images{};  ///< [kMostObjects + 1] images by their number of objects; of the shown ones: of
                            ///< shown objects
};

/// @param split     every image of it counts as `all`, with all its objects
/// @param filtered  what the filter lets pass of it; of these count the objects that it shows
/// @return nothing if stopped
std::optional<DatasetDistributions> distributionsOf(const Dataset& dataset,
                                                    std::span<const std::size_t> split,
                                                    std::span<const std::size_t> filtered,
                                                    const ImageFilter& filter,
                                                    const std::stop_token& stop = {});

}  // namespace priorscope
