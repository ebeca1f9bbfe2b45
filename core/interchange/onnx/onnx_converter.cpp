#include "core/interchange/onnx/onnx_converter.hpp"

#include <torch/csrc/jit/ir/constants.h>

#include "core/base/error.hpp"
#include "core/interchange/onnx/onnx_rules.hpp"

namespace priorscope {
namespace {

using Node = torch::jit::Node;

}  // namespace

OnnxConverter::OnnxConverter(OnnxBuilder& builder, const torch::jit::Module& module, torch::jit::Graph& graph,
                             const OnnxValue& input)
    : m_builder(builder), m_graph(graph) {
    m_modules.emplace(graph.inputs().at(0), module);
    m_paths.emplace(graph.inputs().at(0), "");
    m_values.emplace(graph.inputs().at(1), input);
}

std::vector<OnnxValue> OnnxConverter::convert() {
    for (const Node* node : m_graph.nodes()) {
        const std::string kind = node->kind().toQualString();
        if (kind == "prim::GetAttr") {
            readAttribute(*node);
        } else if (kind == "prim::Constant") {
            if (const auto value = torch::jit::toIValue(node->output()); value && value->isTensor()) {
                m_constants.emplace(node->output(), value->toTensor());
                m_paths.emplace(node->output(), "constant_" + std::to_string(m_constants.size()));
            }
        } else if (kind == "prim::ListConstruct" || kind == "prim::TupleConstruct") {
            continue;  // read where they are used
        } else if (const auto rule = onnxRules().find(kind); rule != onnxRules().end()) {
            m_values.emplace(node->output(), rule->second(*this, *node));
        } else {
            refuse(*node, Core::tr("there is no rule for it"));
        }
    }
    std::vector<OnnxValue> outputs;
    for (const torch::jit::Value* value : m_graph.outputs().at(0)->node()->inputs()) {
        outputs.push_back(m_values.at(value));
    }
    return outputs;
}

void OnnxConverter::readAttribute(const Node& node) {
    const torch::jit::Value* owner = node.input(0);
    const std::string& name = node.s(c10::attr::name);
    const std::string path = m_paths.at(owner).empty() ? name : m_paths.at(owner) + "." + name;
    const c10::IValue value = m_modules.at(owner).attr(name);
    m_paths.emplace(node.output(), path);
    if (value.isModule()) {
        m_modules.emplace(node.output(), value.toModule());
    } else if (value.isTensor()) {
        m_constants.emplace(node.output(), value.toTensor());
    } else {
        refuse(node, Core::tr("the attribute %1 is no tensor").arg(path));
    }
}

OnnxValue OnnxConverter::tensor(const Node& node, std::size_t input) {
    const torch::jit::Value* value = node.inputs().at(input);
    if (const auto known = m_values.find(value); known != m_values.end()) {
        return known->second;
    }
    const auto known = m_constants.find(value);
    if (known == m_constants.end()) {
        refuse(node, Core::tr("input %1 is no tensor").arg(input + 1));
    }
    return m_builder.initializer(m_paths.at(value), known->second);
}

std::vector<OnnxValue> OnnxConverter::tensors(const Node& node, std::size_t input) {
    const Node& list = *node.inputs().at(input)->node();
    std::vector<OnnxValue> names;
    for (std::size_t i = 0; i < list.inputs().size(); ++i) {
        names.push_back(tensor(list, i));
    }
    return names;
}

std::string OnnxConverter::path(const Node& node, std::size_t input) const {
    return m_paths.at(node.inputs().at(input));
}

torch::Tensor OnnxConverter::constant(const Node& node, std::size_t input) const {
    const auto known = m_constants.find(node.inputs().at(input));
    return known == m_constants.end() ? torch::Tensor() : known->second;
}

c10::IValue OnnxConverter::number(const Node& node, std::size_t input) const {
    const auto value = torch::jit::toIValue(node.inputs().at(input));
    if (!value) {
        refuse(node, Core::tr("input %1 must be known beforehand, it is computed").arg(input + 1));
    }
    return *value;
}

bool OnnxConverter::isNone(const Node& node, std::size_t input) const {
    return node.inputs().at(input)->type()->kind() == c10::TypeKind::NoneType;
}

std::int64_t OnnxConverter::integer(const Node& node, std::size_t input) const {
    const c10::IValue value = number(node, input);
    return value.isBool() ? static_cast<std::int64_t>(value.toBool()) : value.toInt();
}

double OnnxConverter::real(const Node& node, std::size_t input) const {
    return number(node, input).toScalar().toDouble();
}

std::vector<std::int64_t> OnnxConverter::integers(const Node& node, std::size_t input) const {
    const torch::jit::Value* value = node.inputs().at(input);
    if (const auto list = torch::jit::toIValue(value)) {
        return list->toIntVector();
    }
    std::vector<std::int64_t> result;
    for (std::size_t i = 0; i < value->node()->inputs().size(); ++i) {
        result.push_back(integer(*value->node(), i));
    }
    return result;
}

OnnxValue OnnxConverter::operand(const Node& node, std::size_t input) {
    const bool computed = m_values.contains(node.inputs().at(input));
    if (const torch::Tensor fixed = constant(node, input); computed || (fixed.defined() && fixed.dim() > 0)) {
        return tensor(node, input);
    } else if (fixed.defined()) {
        return m_builder.real(fixed.item<double>());
    }
    return m_builder.real(real(node, input));
}

std::int64_t OnnxConverter::rank(const Node& node, std::size_t input) const {
    const auto type = node.inputs().at(input)->type()->cast<c10::TensorType>();
    if (type == nullptr || !type->dim()) {
        refuse(node, Core::tr("the rank of input %1 is not known").arg(input + 1));
    }
    return static_cast<std::int64_t>(*type->dim());
}

std::vector<std::int64_t> OnnxConverter::sizes(const Node& node, std::size_t input) const {
    const auto type = node.inputs().at(input)->type()->cast<c10::TensorType>();
    if (type == nullptr) {
        return {};
    }
    const auto known = type->sizes().concrete_sizes();
    return known ? std::vector<std::int64_t>(known->begin(), known->end()) : std::vector<std::int64_t>();
}

std::int64_t OnnxConverter::dimension(const Node& node, std::size_t input, std::size_t of) const {
    const std::int64_t given = integer(node, input);
    return given < 0 ? given + rank(node, of) : given;
}

void OnnxConverter::refuse(const Node& node, const Sentence& reason) const {
    throw Error(
        {.action = Core::tr("exporting to ONNX"),
         .reason =
             Core::tr("the operation %1 cannot be written: %2").arg(node.kind().toQualString()).arg(reason),
         .remedy = Core::tr("Export to TorchScript")});
}

}  // namespace priorscope
