// How each torch operation is written in ONNX. Private to core: it uses torch types.
#pragma once

#include <string>
#include <unordered_map>

#include "core/interchange/onnx/onnx_converter.hpp"

namespace priorscope {

/// @return the name of the node's single output
using OnnxRule = OnnxValue (*)(OnnxConverter&, const torch::jit::Node&);

/// By the kind of the operation: "aten::relu".
const std::unordered_map<std::string, OnnxRule>& onnxRules();

}  // namespace priorscope
