// Converts recorded torch operations to ONNX. Private to core: it uses torch types.
#pragma once

#include <torch/csrc/jit/ir/ir.h>
#include <torch/script.h>

#include <string>
#include <unordered_map>
#include <vector>

#include "core/base/text/sentence.hpp"
#include "core/interchange/onnx/onnx_builder.hpp"

namespace priorscope {

/// Converts a recorded graph to nodes of an ONNX graph.
class OnnxConverter {
  public:
    /// @param module  whose attributes the graph reads: they become initializers of the same names
    /// @param input   the ONNX name of the graph's tensor input
    OnnxConverter(OnnxBuilder& builder, const torch::jit::Module& module, torch::jit::Graph& graph,
                  const OnnxValue& input);

    /// @return the values of the tuple that the graph returns
    /// @throws Error naming an operation without a rule, or an unsupported use of one
    std::vector<OnnxValue> convert();

    // For the rules: typed access to a node's inputs.
    OnnxBuilder& builder() { return m_builder; }
    OnnxValue tensor(const torch::jit::Node& node, std::size_t input);
    std::vector<OnnxValue> tensors(const torch::jit::Node& node, std::size_t input);
    /// The tensor itself if it is a weight or a constant; undefined if it is computed.
    torch::Tensor constant(const torch::jit::Node& node, std::size_t input) const;
    /// The name of a weight or a constant.
    std::string path(const torch::jit::Node& node, std::size_t input) const;
    bool isNone(const torch::jit::Node& node, std::size_t input) const;
    std::int64_t integer(const torch::jit::Node& node, std::size_t input) const;
    double real(const torch::jit::Node& node, std::size_t input) const;
    std::vector<std::int64_t> integers(const torch::jit::Node& node, std::size_t input) const;
    /// A computed tensor, or a number as an initializer.
    OnnxValue operand(const torch::jit::Node& node, std::size_t input);
    /// Number of dimensions of an input. dimension() counts negative indices from the end.
    std::int64_t rank(const torch::jit::Node& node, std::size_t input) const;
    std::int64_t dimension(const torch::jit::Node& node, std::size_t input, std::size_t of) const;
    /// Sizes of an input as they were traced; empty for a number.
    std::vector<std::int64_t> sizes(const torch::jit::Node& node, std::size_t input) const;
    [[noreturn]] void refuse(const torch::jit::Node& node, const Sentence& reason) const;

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
