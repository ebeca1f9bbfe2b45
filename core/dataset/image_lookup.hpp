// Images of a dataset by their names.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "core/dataset/dataset.hpp"

namespace priorscope {

/// Index of an image; none: the dataset does not have it. @param id  ImageRow::id
std::optional<std::size_t> imageNamed(const Dataset& dataset, const std::string& id);

}  // namespace priorscope
