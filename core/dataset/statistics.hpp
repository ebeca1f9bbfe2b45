// Counts over a selection of images.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/dataset/image_selection.hpp"

namespace priorscope {

struct ClassCount {
    std::string name;
    std::int64_t images = 0;   ///< images with at least one object of the class, including difficult ones
    std::int64_t objects = 0;  ///< not difficult
    std::int64_t difficult = 0;
};

struct DatasetStatistics {
    std::int64_t images = 0;
    std::int64_t empty_images = 0;  ///< without any objects
    std::int64_t verified = 0;      ///< images that are marked as checked
    std::int64_t objects = 0;       ///< not difficult
    std::int64_t difficult = 0;
    std::int64_t truncated = 0;       ///< of those that are not difficult
    std::vector<ClassCount> classes;  ///< in the order of Dataset::classes
};

/// All zero for a selection without images.
DatasetStatistics computeStatistics(const Dataset& dataset, const ImageSelection& selection);

}  // namespace priorscope
