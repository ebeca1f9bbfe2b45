// Objects by size and by shape, in the groups that people speak of.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>

#include "core/dataset/image_filter.hpp"

namespace priorscope {

enum class ObjectGroup { small, medium, large, tall, between, wide };
inline constexpr std::size_t kObjectGroups = 6;

/// Where COCO's medium and large objects begin, px².
/// Source: pycocotools, cocoeval.py, Params.setDetParams
inline constexpr std::array<double, 2> kObjectAreas{32.0 * 32.0, 96.0 * 96.0};

/// COCO's ranges of area, each without its upper end; and width : height under 1 : 2, between, and over 2
/// : 1.
FilterCondition groupCondition(ObjectGroup group);

/// [kObjectGroups], in the order of ObjectGroup.
using GroupCounts = std::array<std::int64_t, kObjectGroups>;

/// @param images  indices into Dataset::images
/// @param filter  whose shown objects are counted; null: all
/// @return nothing if stopped
std::optional<GroupCounts> countGroups(const Dataset& dataset, std::span<const std::size_t> images,
                                       const ImageFilter* filter, const std::stop_token& stop = {});

}  // namespace priorscope
