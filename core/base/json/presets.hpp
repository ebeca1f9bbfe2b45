// Presets: JSON documents from resources/presets that are built into the library.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace priorscope {

/// Names of the documents of a kind ("priors", "detectors"), sorted.
std::vector<std::string> embeddedNames(const std::string& kind);

/// The preset of that name, or else the JSON file of that path.
/// @param what  for errors: "the prior layout"
/// @throws Error naming the presets where there is neither, and line and column where the file is not JSON
nlohmann::json loadPresetOrFile(const std::string& kind, const std::string& what,
                                const std::string& name_or_file);

}  // namespace priorscope
