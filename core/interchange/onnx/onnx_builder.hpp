// Builds an ONNX graph node by node. Private to core: it uses torch and protobuf types.
#pragma once

#include <onnx/onnx_pb.h>

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/base/torch_headers.hpp"

namespace priorscope {

/// The name of a value in the graph.
using OnnxValue = std::string;

class OnnxBuilder {
  public:
    explicit OnnxBuilder(onnx::GraphProto& graph) : m_graph(graph) {}

    /// Appends a node. "" stands for an omitted optional input.
    /// @return its outputs, named after the operator and numbered
    std::vector<OnnxValue> nodes(const std::string& op, const std::vector<OnnxValue>& inputs,
                                 const std::vector<onnx::AttributeProto>& attributes, int outputs);
    /// The same for a node with one output.
    OnnxValue node(const std::string& op, const std::vector<OnnxValue>& inputs,
                   const std::vector<onnx::AttributeProto>& attributes = {});

    /// An initializer of that name; an existing one must hold the same tensor.
    /// @throws Error if ONNX does not support the element type
    OnnxValue initializer(const std::string& name, const torch::Tensor& tensor);
    /// Integer constants, shared if equal: shape [count], or [] for a single value.
    OnnxValue integers(const std::vector<std::int64_t>& values);
    OnnxValue integer(std::int64_t value);
    /// Shape [1], which broadcasts like a scalar and which every reader accepts.
    OnnxValue real(double value);

    /// Renames a value in the nodes added so far.
    void rename(const OnnxValue& value, const std::string& name);

    /// Removes initializers that no node reads and that are no output: those whose reshaped or normalised
    /// form is read in their place.
    void dropUnreadInitializers();

    /// @param sizes  -1 stands for the batch dimension, which the graph names "batch"
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

/// Conversions between the element types that exports use. @throws Error for any other
int onnxType(torch::ScalarType type);
torch::ScalarType torchType(int onnx_type);

}  // namespace priorscope
