// How a recorded torch operation reads in ONNX. Private to core: it speaks of tensors.
#pragma once

#include <torch/csrc/jit/ir/ir.h>
#include <torch/script.h>

#include <string>
#include <unordered_map>
#include <vector>

#include "core/interchange/onnx/onnx_builder.hpp"

namespace priorscope {

/// Writes the nodes of a recorded graph into an ONNX graph.
class OnnxConverter {
  public:
    /// @param module  whose attributes the graph reads: they become initializers under their names
    /// @param input   the graph's tensor input by its ONNX name
    OnnxConverter(OnnxBuilder& builder, const torch::jit::Module& module, torch::jit::Graph& graph,
                  const OnnxValue& input);

    /// @return the values of the tuple that the graph returns
    /// @throws Error naming an operation that has no rule, or a use of one that has none
    std::vector<OnnxValue> convert();

    // For the rules: a node's inputs as what they are.
    OnnxBuilder& builder() { return m_builder; }
    OnnxValue tensor(const torch::jit::Node& node, std::size_t input);
    std::vector<OnnxValue> tensors(const torch::jit::Node& node, std::size_t input);
    /// The tensor itself where it is a weight or a constant; undefined where it is computed.
    torch::Tensor constant(const torch::jit::Node& node, std::size_t input) const;
    /// The name of a weight or a constant.
    std::string path(const torch::jit::Node& node, std::size_t input) const;
    bool isNone(const torch::jit::Node& node, std::size_t input) const;
    std::int64_t integer(const torch::jit::Node& node, std::size_t input) const;
    double real(const torch::jit::Node& node, std::size_t input) const;
    std::vector<std::int64_t> integers(const torch::jit::Node& node, std::size_t input) const;
    /// A computed tensor, or a number as an initializer.
    OnnxValue operand(const torch::jit::Node& node, std::size_t input);
    /// Dimensions of an input; a dimension counted from the end is counted from the start.
    std::int64_t rank(const torch::jit::Node& node, std::size_t input) const;
    std::int64_t dimension(const torch::jit::Node& node, std::size_t input, std::size_t of) const;
    [[noreturn]] void refuse(const torch::jit::Node& node, const std::string& reason) const;

  private:
    c10::IValue number(const torch::jit::Node& node, std::size_t input) const;
    void readAttribute(const torch::jit::Node& node);

    OnnxBuilder& m_builder;
    torch::jit::Graph& m_graph;
    std::unordered_map<const torch::jit::Value*, OnnxValue> m_values;
    std::unordered_map<const torch::jit::Value*, torch::jit::Module> m_modules;
    std::unordered_map<const torch::jit::Value*, std::string> m_paths;
    std::unordered_map<const torch::jit::Value*, torch::Tensor> m_constants;
};

}  // namespace priorscope
