// One label file of YOLO. Internal to core/formats.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "core/formats/gathered/gathering.hpp"

namespace priorscope {

struct YoloClasses {
    std::vector<int> names{};    ///< ids of Gathering::names by the index that labels use
    bool has_keypoints = false;  ///< then four numbers for the box come before those of the points
};

/// Reads the labels of an image: a line for each object, its class and centre x, centre y, width and height
/// in fractions; or its class and a polygon, whose box is taken. Faults become findings of the image.
void readYoloLabels(const std::filesystem::path& file, const YoloClasses& classes, const NameTable& names,
                    GatheredImage& image);

/// Whether a text begins with a line of labels.
bool looksLikeYoloLabels(std::string_view text);

}  // namespace priorscope
