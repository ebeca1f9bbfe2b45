// Presets: JSON documents from resources/presets, compiled into the library.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/base/text/sentence.hpp"

namespace priorscope {

/// Names of the embedded documents of a kind ("priors", "detectors"), sorted.
std::vector<std::string> embeddedNames(const std::string& kind);

/// The preset of that name, or else the JSON file at that path.
/// @param what  for errors: "the prior layout"
/// @throws Error naming the presets if neither exists, and line and column if the file is not JSON
nlohmann::json loadPresetOrFile(const std::string& kind, const Sentence& what,
                                const std::string& name_or_file);

}  // namespace priorscope
