// How bright images are, kept from one session to the next.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "core/base/progress.hpp"
#include "core/dataset/dataset.hpp"
#include "core/image/image.hpp"

namespace priorscope {

/// Mean luma of the pixels, [0, 1]: 0.299 R + 0.587 G + 0.114 B.
/// Source: ITU-R BT.601-7, section 2.5.1
double meanLuma(const Image& image);

struct ImageBrightness {
    std::vector<float> values{};         ///< [images] [0, 1]; -1: the image cannot be decoded
    std::optional<Sentence> not_kept{};  ///< why the values could not be kept
};

/// The mean luma of each image, of a JPEG decoded at an eighth of its size. What the file has is not decoded
/// again, unless an image's path, size or time of modification changed.
/// @param images  indices into dataset.images
/// @param kept    userBrightnessFile(); empty: nothing is kept
/// @return nothing if stopped; what was decoded until then is kept
std::optional<ImageBrightness> imageBrightness(const Dataset& dataset, std::span<const std::size_t> images,
                                               const std::filesystem::path& kept, std::stop_token stop = {},
                                               const ProgressFn& progress = {});

/// @param brightness  of these images
/// @return [Dataset::images] NaN where it is not known: the filters' column FilterField::brightness
std::vector<float> brightnessColumn(const Dataset& dataset, std::span<const std::size_t> images,
                                    const ImageBrightness& brightness);

/// priorscope/brightness below $XDG_CACHE_HOME, else below ~/.cache: a file for each dataset folder. Empty if
/// there is neither.
std::filesystem::path userBrightnessFile(const Dataset& dataset);

}  // namespace priorscope
