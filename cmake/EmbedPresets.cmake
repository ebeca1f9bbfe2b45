# Turns resources/presets/KIND/NAME.json into a C++ table at configure time.
# priorscope_embed_presets(OUTPUT FILE...): each file is KIND/NAME.json below resources/presets.
function(priorscope_embed_presets output)
  set(entries "")
  foreach(file IN LISTS ARGN)
    set(path ${PROJECT_SOURCE_DIR}/resources/presets/${file})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${path})
    file(READ ${path} text)
    get_filename_component(kind ${file} DIRECTORY)
    get_filename_component(name ${file} NAME_WE)
    string(APPEND entries "    {\"${kind}\", \"${name}\", R\"json(${text})json\"},\n")
  endforeach()
  file(CONFIGURE OUTPUT ${output} CONTENT [[
// Generated from resources/presets; edit the JSON files there.
#include "core/base/json/embedded_presets.hpp"

namespace priorscope {

std::span<const EmbeddedPreset> embeddedPresets() {
    static constexpr EmbeddedPreset kPresets[] = {
@entries@    };
    return kPresets;
}

}  // namespace priorscope
]] @ONLY)
endfunction()
