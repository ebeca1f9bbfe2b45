// The boxes of CVAT's shapes. Internal to core/formats.
#pragma once

#include <optional>
#include <pugixml.hpp>

#include "core/dataset/dataset.hpp"

namespace priorscope {

enum class CvatShape {
    box,
    surrounded,  ///< of another shape, or turned: the box around it
    faulty,      ///< numbers are missing
    not_read,    ///< a shape without extent, or of a kind that is not known
};

/// @param edges  edges from 0, pixels; set for box and surrounded
CvatShape cvatShape(const pugi::xml_node& element, VocBox& edges);

}  // namespace priorscope
