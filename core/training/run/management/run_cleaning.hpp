// Deleting what a run can do without.
#pragma once

#include <filesystem>
#include <stop_token>
#include <vector>

#include "core/base/progress.hpp"
#include "core/training/run/management/deleting.hpp"

namespace priorscope {

/// Deletes parts of a run for good. What the process that trains the run needs is refused, as is everything
/// that is no part of it (RunPart), and what lies behind a link.
/// @param files  relative to the run's folder
/// @throws Error if one of them is refused, or the run is another user's; nothing has then been deleted
Deleted deleteRunFiles(const std::filesystem::path& run, const std::vector<std::filesystem::path>& files,
                       const std::stop_token& stop = {}, const ProgressFn& progress = {});

}  // namespace priorscope
