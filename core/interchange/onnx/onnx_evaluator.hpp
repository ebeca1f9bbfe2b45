// A reference interpreter for ONNX models, to check exported files. Private to core.
#pragma once

#include <onnx/onnx_pb.h>

#include <string>
#include <unordered_map>
#include <vector>

#include "core/base/torch_headers.hpp"

namespace priorscope {

/// Runs a model's nodes in order, using plain torch operations that share no code with the exporter.
/// Supports the operators that exports use, at opset 13.
/// @param inputs  by name
/// @param wanted  names of outputs, or of any intermediate value
/// @throws Error naming an unsupported operator, or a value that nothing computes
std::vector<torch::Tensor> evaluateOnnx(const onnx::ModelProto& model,
                                        const std::unordered_map<std::string, torch::Tensor>& inputs,
                                        const std::vector<std::string>& wanted);

}  // namespace priorscope
