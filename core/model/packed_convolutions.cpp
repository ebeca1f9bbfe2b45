#include "core/model/packed_convolutions.hpp"

#include <exception>
#include <optional>
#include <string>
#include <vector>

namespace priorscope {
namespace {

using torch::jit::Node;
using torch::jit::Value;

bool isConvolution(const Node& node) {
    return node.kind() == c10::Symbol::fromQualString("aten::_convolution");
}

std::shared_ptr<torch::jit::Operator> onlyOperator(const char* name) {
    const auto& found = torch::jit::getAllOperatorsFor(c10::Symbol::fromQualString(name));
    return found.size() == 1 ? found.front() : nullptr;
}

/// The arguments of a traced aten::_convolution.
struct Convolution {
    torch::Tensor weight;
    c10::IValue bias;
    c10::IValue stride;
    c10::IValue padding;
    c10::IValue dilation;
};

std::optional<Convolution> denseConvolution(const Node& node) {
    std::vector<c10::IValue> constants(node.inputs().size());
    for (std::size_t i = 1; i < constants.size(); ++i) {
        const auto constant = torch::jit::toIValue(node.input(i));
        if (!constant) {
            return std::nullopt;
        }
        constants[i] = *constant;
    }
    const torch::Tensor weight = constants[1].toTensor();
    const bool transposed = constants[6].toBool();
    const bool grouped = constants[8].toInt() != 1;
    if (transposed || grouped || weight.dim() != 4 || weight.size(2) * weight.size(3) == 1) {
        return std::nullopt;
    }
    return Convolution{weight, constants[2], constants[3], constants[4], constants[5]};
}

/// The ReLU that is the only user of a convolution's output.
Node* reluBehind(const Node& convolution) {
    const Value& output = *convolution.output();
    if (output.uses().size() != 1) {
        return nullptr;
    }
    Node* user = output.uses().front().user;
    const bool relu = user->kind() == c10::Symbol::fromQualString("aten::relu_") ||
                      user->kind() == c10::Symbol::fromQualString("aten::relu");
    return relu ? user : nullptr;
}

}  // namespace

std::vector<std::vector<std::int64_t>> convolutionInputs(const torch::jit::Graph& traced) {
    std::vector<std::vector<std::int64_t>> inputs;
    for (const Node* node : traced.nodes()) {
        if (isConvolution(*node)) {
            const auto type = node->input(0)->type()->cast<c10::TensorType>();
            const auto sizes = type ? type->sizes().concrete_sizes() : c10::nullopt;
            inputs.push_back(sizes.value_or(std::vector<std::int64_t>()));
        }
    }
    return inputs;
}

void packConvolutions(torch::jit::Module& module, const std::vector<std::vector<std::int64_t>>& inputs) {
    const auto pack = onlyOperator("mkldnn_prepacked::conv2d_prepack");
    const auto run = onlyOperator("mkldnn_prepacked::conv2d_run");
    if (!pack || !run) {
        return;
    }
    const std::shared_ptr<torch::jit::Graph> graph = module.get_method("forward").graph();
    std::vector<Node*> nodes;
    for (Node* node : graph->nodes()) {
        if (isConvolution(*node)) {
            nodes.push_back(node);
        }
    }
    if (nodes.size() != inputs.size()) {
        return;
    }
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        Node* node = nodes[i];
        const auto convolution = denseConvolution(*node);
        if (!convolution || inputs[i].size() != 4) {
            continue;
        }
        Node* relu = reluBehind(*node);
        const std::vector<std::int64_t> input{1, inputs[i][1], inputs[i][2], inputs[i][3]};
        torch::jit::Stack stack{convolution->weight,
                                convolution->bias,
                                convolution->stride,
                                convolution->padding,
                                convolution->dilation,
                                std::int64_t{1},
                                input,
                                relu != nullptr ? "relu" : "none"};
        try {
            pack->getOperation()(stack);
        } catch (const std::exception&) {
            // oneDNN has no kernel for this type on this processor, for example bfloat16 without AVX-512:
            // torch's own slower ones are kept.
            continue;
        }

        const std::string name = "packed_" + node->output()->debugName();
        module.register_attribute(name, stack.back().type(), stack.back());
        const torch::jit::WithInsertPoint here(node);
        Value* packed = graph->insertGetAttr(graph->inputs().front(), name);
        Value* output = graph->insert(c10::Symbol::fromQualString("mkldnn_prepacked::conv2d_run"),
                                      {node->input(0), packed});
        Node* replaced = relu != nullptr ? relu : node;
        replaced->output()->replaceAllUsesWith(output);
        if (relu != nullptr) {
            relu->destroy();
        }
        node->destroy();
    }
}

}  // namespace priorscope
