// Writes and checks an export. Private to core's torch half.
#pragma once

#include "core/interchange/export.hpp"

namespace priorscope::torch_half {

std::optional<ExportReport> exportDetector(const Detector& detector, const ExportOptions& options,
                                           const std::filesystem::path& file, const std::stop_token& stop,
                                           const ProgressFn& progress);

}  // namespace priorscope::torch_half
