// How much of a dataset an evaluation under a filter looks at.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "core/dataset/dataset.hpp"
#include "core/dataset/image_filter.hpp"
#include "core/evaluation/scored_image.hpp"

namespace priorscope {

struct LookedAt {
    std::int64_t images = 0;
    std::int64_t objects = 0;  ///< that count: shown, and neither ignored nor removed as difficult ones
    std::int64_t ignored = 0;  ///< because the filter hides them; would be ignored anyway: not among them
};

/// @param images  indices into Dataset::images; one that is listed twice counts twice
LookedAt lookedAt(const Dataset& dataset, std::span<const std::size_t> images, const ImageFilter& filter,
                  DifficultObjects difficult);

}  // namespace priorscope
