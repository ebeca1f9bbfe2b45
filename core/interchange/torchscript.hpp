// TorchScript files. Private to core: it uses torch types.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/interchange/export_check.hpp"
#include "core/model/traced_network.hpp"

namespace priorscope {

/// Writes the traced network, with suppression as TorchScript source if the options ask for it.
/// @param metadata  JSON text, stored in the archive as the extra file "priorscope.json"
void writeTorchScript(TracedNetwork traced, const ExportOptions& options, const ExportLimits& limits,
                      const std::string& metadata, const std::filesystem::path& file);

/// Reads the file back from disk and runs it. @throws Error if it cannot
FileResult runTorchScript(const std::filesystem::path& file, ExportOutputs outputs,
                          const torch::Tensor& pixels);

}  // namespace priorscope
