// TorchScript files. Private to core: it speaks of tensors.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/interchange/export_check.hpp"
#include "core/model/traced_network.hpp"

namespace priorscope {

/// Writes the traced network, with suppression in TorchScript source where the options ask for it.
/// @param metadata  JSON text, stored in the archive as extra file "priorscope.json"
void writeTorchScript(TracedNetwork traced, const ExportOptions& options, const Postprocessing& limits,
                      const std::string& metadata, const std::filesystem::path& file);

/// Reads the file back from the disk and runs it. @throws Error where it cannot
FileResult runTorchScript(const std::filesystem::path& file, ExportOutputs outputs,
                          const torch::Tensor& pixels);

}  // namespace priorscope
