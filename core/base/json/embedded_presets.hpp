// The table that cmake/EmbedPresets.cmake generates.
#pragma once

#include <span>
#include <string_view>

namespace priorscope {

struct EmbeddedPreset {
    std::string_view kind;  ///< the folder below resources/presets
    std::string_view name;  ///< the file name without its extension
    std::string_view text;  ///< JSON
};

std::span<const EmbeddedPreset> embeddedPresets();

}  // namespace priorscope
