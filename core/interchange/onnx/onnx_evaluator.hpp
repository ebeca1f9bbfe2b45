// Executes ONNX models as the operators are defined, to check what was written. Private to core.
#pragma once

#include <onnx/onnx_pb.h>
#include <torch/torch.h>

#include <string>
#include <unordered_map>
#include <vector>

namespace priorscope {

/// Runs a model's nodes in order, in plain torch operations that share nothing with how the model was made.
/// It knows the operators that exports use, at opset 13.
/// @param inputs  by name
/// @param wanted  names of outputs, or of any value inside the graph
/// @throws Error naming an operator that is not known, or a value that nothing computes
std::vector<torch::Tensor> evaluateOnnx(const onnx::ModelProto& model,
                                        const std::unordered_map<std::string, torch::Tensor>& inputs,
                                        const std::vector<std::string>& wanted);

}  // namespace priorscope
