// ONNX files. Private to core: it uses torch types.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "core/interchange/export_check.hpp"
#include "core/model/traced_network.hpp"

namespace priorscope {

/// Writes the traced network at opset 13, with standard suppression operators if the options ask for them.
/// @param outputs   names and meanings of the file's outputs
/// @param metadata  written as the model's metadata entries
/// @throws Error if the network has an operation without a counterpart
void writeOnnx(const TracedNetwork& traced, const ExportOptions& options, const DetectorSpec& spec,
               const ExportLimits& limits, const std::vector<TensorMeaning>& outputs,
               const nlohmann::json& metadata, const std::filesystem::path& file);

/// Reads the file back from disk, runs ONNX's own checker on it, and executes it.
/// @throws Error if the file is not a valid ONNX model
FileResult runOnnx(const std::filesystem::path& file, ExportOutputs outputs, const torch::Tensor& pixels);

}  // namespace priorscope
