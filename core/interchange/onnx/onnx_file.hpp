// ONNX files. Private to core: it speaks of tensors.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "core/interchange/export_check.hpp"
#include "core/model/traced_network.hpp"

namespace priorscope {

/// Writes the traced network at opset 13, with the standard suppression where the options ask for it.
/// @param outputs   names and meanings of what the file puts out
/// @param metadata  each key becomes an entry of the model's metadata
/// @throws Error where the network has an operation that has no counterpart
void writeOnnx(const TracedNetwork& traced, const ExportOptions& options, const DetectorSpec& spec,
               const Postprocessing& limits, const std::vector<TensorMeaning>& outputs,
               const nlohmann::json& metadata, const std::filesystem::path& file);

/// Reads the file back from the disk, has ONNX's own checker look at it, and executes it.
/// @throws Error where the file is no valid ONNX model
FileResult runOnnx(const std::filesystem::path& file, ExportOutputs outputs, const torch::Tensor& pixels);

}  // namespace priorscope
