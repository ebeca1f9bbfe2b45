// Puts an ONNX graph together, node by node. Private to core: it speaks of tensors and protocol buffers.
#pragma once

#include <onnx/onnx_pb.h>
#include <torch/torch.h>

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace priorscope {

/// The name of a value in the graph.
using OnnxValue = std::string;

class OnnxBuilder {
  public:
    explicit OnnxBuilder(onnx::GraphProto& graph) : m_graph(graph) {}

    /// Appends a node. "" stands for an optional input that is left out.
    /// @return its outputs, named after the operator and counted
    std::vector<OnnxValue> nodes(const std::string& op, const std::vector<OnnxValue>& inputs,
                                 const std::vector<onnx::AttributeProto>& attributes, int outputs);
    /// The same for a node of one output.
    OnnxValue node(const std::string& op, const std::vector<OnnxValue>& inputs,
                   const std::vector<onnx::AttributeProto>& attributes = {});

    /// An initializer of that name; one that is there already must hold the same tensor.
    /// @throws Error where the element type has no place in ONNX
    OnnxValue initializer(const std::string& name, const torch::Tensor& tensor);
    /// Numbers that nodes read, shared where they are equal: shape [count], or [] for a single value.
    OnnxValue integers(const std::vector<std::int64_t>& values);
    OnnxValue integer(std::int64_t value);
    /// Shape [1], which broadcasts like a single value and which every reader takes.
    OnnxValue real(double value);

    /// Gives a value another name, in the nodes so far.
    void rename(const OnnxValue& value, const std::string& name);

    /// @param sizes  -1 stands for the batch, which the graph names "batch"
    void addInput(const std::string& name, const std::vector<std::int64_t>& sizes,
                  const std::string& meaning);
    void addOutput(const std::string& name, int type, const std::vector<std::int64_t>& sizes,
                   const std::string& meaning);

  private:
    onnx::GraphProto& m_graph;
    std::unordered_map<std::string, torch::Tensor> m_initializers;
    int m_count = 0;
};

onnx::AttributeProto onnxAttribute(const std::string& name, std::int64_t value);
onnx::AttributeProto onnxAttribute(const std::string& name, double value);
onnx::AttributeProto onnxAttribute(const std::string& name, const std::vector<std::int64_t>& values);

/// Both ways between the element types that exports use. @throws Error for any other
int onnxType(torch::ScalarType type);
torch::ScalarType torchType(int onnx_type);

}  // namespace priorscope
