// Names of runs: those of their folders.
#pragma once

#include <filesystem>
#include <string>

#include "core/base/text/sentence.hpp"

namespace priorscope {

/// Why a run cannot have this name; empty: it can. Names are single folders that are not hidden, of up to 200
/// bytes, without control characters.
Sentence problemWithRunName(const std::string& name);

/// Renames a run's folder.
/// @param name  blanks at its ends are left out
/// @return the folder now; unchanged if that is its name already
/// @throws Error if the name is not allowed or taken, or some process holds the run; nothing has then changed
std::filesystem::path renameRun(const std::filesystem::path& run, const std::string& name);

}  // namespace priorscope
