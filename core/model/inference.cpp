#include "core/model/inference.hpp"

#include <torch/script.h>

#include "core/model/traced_network.hpp"

namespace priorscope {
namespace {

/// Torch counts the changes of every tensor; a graph whose sum is another holds outdated weights.
std::uint64_t versionOf(const DetectorNetwork& network) {
    std::uint64_t sum = 0;
    for (const auto& [name, tensor] : namedState(network)) {
        sum += tensor._version();
    }
    return sum;
}

/// Floating-point constants, which is what freezing makes of weights, in bfloat16. Folding came before, so
/// that the product of two roundings is rounded once.
void halveConstants(torch::jit::Block& block) {
    for (torch::jit::Node* node : block.nodes()) {
        for (torch::jit::Block* inner : node->blocks()) {
            halveConstants(*inner);
        }
        if (node->kind() == c10::prim::Constant && node->hasAttribute(c10::attr::value) &&
            node->kindOf(c10::attr::value) == torch::jit::AttributeKind::t) {
            const torch::Tensor value = node->t(c10::attr::value);
            if (value.scalar_type() == torch::kFloat32) {
                node->t_(c10::attr::value, value.to(torch::kBFloat16));
                node->output()->inferTypeFrom(node->t(c10::attr::value));
            }
        }
    }
}

}  // namespace

struct Inference::Graph {
    torch::jit::Module module;
    std::uint64_t version = 0;
};

Inference::Inference(std::shared_ptr<DetectorNetwork> network, Precision precision)
    : m_network(std::move(network)), m_precision(precision) {}

Inference::~Inference() = default;

RawPredictions Inference::forward(const torch::Tensor& images) {
    const torch::NoGradGuard no_grad;
    const std::uint64_t version = versionOf(*m_network);
    if (!m_graph || m_graph->version != version) {
        TracedNetwork traced = traceForward(*m_network);
        addMethod(traced.module, "forward", traced.graph);
        m_graph = std::make_unique<Graph>(Graph{torch::jit::freeze(traced.module), version});
        if (m_precision == Precision::bf16) {
            halveConstants(*m_graph->module.get_method("forward").graph()->block());
        }
    }
    const bool half = m_precision == Precision::bf16;
    RawPredictions raw;
    const c10::IValue result = m_graph->module.forward({half ? images.to(torch::kBFloat16) : images});
    for (const c10::IValue& output : result.toTupleRef().elements()) {
        raw.tensors.push_back(output.toTensor().to(torch::kFloat32));
    }
    return raw;
}

}  // namespace priorscope
