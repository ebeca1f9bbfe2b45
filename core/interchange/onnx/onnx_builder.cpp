#include "core/interchange/onnx/onnx_builder.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_set>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/text/unicode.hpp"

namespace priorscope {
namespace {

constexpr std::array<std::pair<torch::ScalarType, int>, 4> kTypes = {{
    {torch::kFloat32, onnx::TensorProto_DataType_FLOAT},
    {torch::kInt64, onnx::TensorProto_DataType_INT64},
    {torch::kInt32, onnx::TensorProto_DataType_INT32},
    {torch::kBool, onnx::TensorProto_DataType_BOOL},
}};

void describe(onnx::ValueInfoProto& info, const std::string& name, int type,
              const std::vector<std::int64_t>& sizes, const std::string& meaning) {
    info.set_name(name);
    info.set_doc_string(meaning);
    auto* tensor = info.mutable_type()->mutable_tensor_type();
    tensor->set_elem_type(type);
    auto* shape = tensor->mutable_shape();
    for (const std::int64_t size : sizes) {
        if (size < 0) {
            shape->add_dim()->set_dim_param("batch");
        } else {
            shape->add_dim()->set_dim_value(size);
        }
    }
}

}  // namespace

int onnxType(torch::ScalarType type) {
    for (const auto& [known, number] : kTypes) {
        if (known == type) {
            return number;
        }
    }
    throw Error({.action = Core::tr("exporting to ONNX"),
                 .reason = Core::tr("tensors of %1 are not supported").arg(c10::toString(type))});
}

torch::ScalarType torchType(int onnx_type) {
    for (const auto& [type, number] : kTypes) {
        if (number == onnx_type) {
            return type;
        }
    }
    throw Error({.action = Core::tr("reading an ONNX file"),
                 .reason = Core::tr("tensors of element type %1 are not supported").arg(onnx_type)});
}

std::vector<OnnxValue> OnnxBuilder::nodes(const std::string& op, const std::vector<OnnxValue>& inputs,
                                          const std::vector<onnx::AttributeProto>& attributes, int outputs) {
    onnx::NodeProto* node = m_graph.add_node();
    node->set_op_type(op);
    std::string name = caseFolded(op);
    name.push_back('_');
    name.append(std::to_string(++m_count));
    node->set_name(name);
    for (const OnnxValue& input : inputs) {
        node->add_input(input);
    }
    for (const onnx::AttributeProto& attribute : attributes) {
        *node->add_attribute() = attribute;
    }
    std::vector<OnnxValue> results;
    for (int i = 0; i < outputs; ++i) {
        results.push_back(outputs == 1 ? name : name + "_" + std::to_string(i));
        node->add_output(results.back());
    }
    return results;
}

OnnxValue OnnxBuilder::node(const std::string& op, const std::vector<OnnxValue>& inputs,
                            const std::vector<onnx::AttributeProto>& attributes) {
    return nodes(op, inputs, attributes, 1).front();
}

OnnxValue OnnxBuilder::initializer(const std::string& name, const torch::Tensor& tensor) {
    if (const auto known = m_initializers.find(name); known != m_initializers.end()) {
        if (!known->second.is_same(tensor) && !known->second.equal(tensor)) {
            throw Error({.action = Core::tr("exporting to ONNX"),
                         .reason = Core::tr("two different tensors are named %1").arg(name)});
        }
        return name;
    }
    m_initializers.emplace(name, tensor);
    const torch::Tensor values = tensor.detach().to(torch::kCPU).contiguous();
    onnx::TensorProto* proto = m_graph.add_initializer();
    proto->set_name(name);
    proto->set_data_type(onnxType(values.scalar_type()));
    for (const std::int64_t size : values.sizes()) {
        proto->add_dims(size);
    }
    proto->set_raw_data(values.data_ptr(), values.nbytes());
    return name;
}

OnnxValue OnnxBuilder::integers(const std::vector<std::int64_t>& values) {
    std::string name = "ints";
    for (const std::int64_t value : values) {
        name.push_back('_');
        name.append(std::to_string(value));
    }
    return initializer(name, torch::tensor(values, torch::kInt64));
}

OnnxValue OnnxBuilder::integer(std::int64_t value) {
    return initializer("int_" + std::to_string(value), torch::scalar_tensor(value, torch::kInt64));
}

OnnxValue OnnxBuilder::real(double value) {
    const torch::Tensor tensor = torch::full({1}, value, torch::kFloat32);
    // Ten digits distinguish any two floats.
    std::array<char, 32> text{};
    const auto written =
        std::to_chars(text.begin(), text.end(), tensor.item<double>(), std::chars_format::general, 10);
    return initializer("real_" + std::string(text.begin(), written.ptr), tensor);
}

void OnnxBuilder::rename(const OnnxValue& value, const std::string& name) {
    for (onnx::NodeProto& node : *m_graph.mutable_node()) {
        for (std::string& input : *node.mutable_input()) {
            input = input == value ? name : input;
        }
        for (std::string& output : *node.mutable_output()) {
            output = output == value ? name : output;
        }
    }
}

void OnnxBuilder::dropUnreadInitializers() {
    std::unordered_set<std::string> read;
    for (const onnx::NodeProto& node : m_graph.node()) {
        read.insert(node.input().begin(), node.input().end());
    }
    for (const onnx::ValueInfoProto& output : m_graph.output()) {
        read.insert(output.name());
    }
    auto& initializers = *m_graph.mutable_initializer();
    const auto unread =
        std::stable_partition(initializers.begin(), initializers.end(),
                              [&](const onnx::TensorProto& each) { return read.contains(each.name()); });
    const auto kept = static_cast<int>(unread - initializers.begin());
    initializers.DeleteSubrange(kept, initializers.size() - kept);
}

void OnnxBuilder::addInput(const std::string& name, const std::vector<std::int64_t>& sizes,
                           const std::string& meaning) {
    describe(*m_graph.add_input(), name, onnx::TensorProto_DataType_FLOAT, sizes, meaning);
}

void OnnxBuilder::addOutput(const std::string& name, int type, const std::vector<std::int64_t>& sizes,
                            const std::string& meaning) {
    describe(*m_graph.add_output(), name, type, sizes, meaning);
}

onnx::AttributeProto onnxAttribute(const std::string& name, std::int64_t value) {
    onnx::AttributeProto attribute;
    attribute.set_name(name);
    attribute.set_type(onnx::AttributeProto_AttributeType_INT);
    attribute.set_i(value);
    return attribute;
}

onnx::AttributeProto onnxAttribute(const std::string& name, double value) {
    onnx::AttributeProto attribute;
    attribute.set_name(name);
    attribute.set_type(onnx::AttributeProto_AttributeType_FLOAT);
    attribute.set_f(static_cast<float>(value));
    return attribute;
}

onnx::AttributeProto onnxAttribute(const std::string& name, const std::vector<std::int64_t>& values) {
    onnx::AttributeProto attribute;
    attribute.set_name(name);
    attribute.set_type(onnx::AttributeProto_AttributeType_INTS);
    for (const std::int64_t value : values) {
        attribute.add_ints(value);
    }
    return attribute;
}

}  // namespace priorscope
