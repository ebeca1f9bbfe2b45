#include "core/model/inference.hpp"

#include <torch/csrc/jit/passes/frozen_conv_folding.h>
#include <torch/csrc/jit/runtime/graph_executor.h>
#include <torch/script.h>

#include <optional>
#include <utility>

#include "core/compute/autocast.hpp"
#include "core/compute/torch_device.hpp"
#include "core/model/packed_convolutions.hpp"
#include "core/model/plan/network_plan.hpp"
#include "core/model/plan/plan_reader.hpp"
#include "core/model/traced_network.hpp"

namespace priorscope {
namespace {

/// Torch counts modifications of every tensor; a graph with a different sum holds outdated weights.
std::uint64_t versionOf(const DetectorNetwork& network) {
    std::uint64_t sum = 0;
    for (const auto& [name, tensor] : namedState(network)) {
        sum += tensor._version();
    }
    return sum;
}

torch::ScalarType typeOf(Precision precision) {
    switch (precision) {
        case Precision::bf16:
            return torch::kBFloat16;
        case Precision::fp16:
            return torch::kHalf;
        case Precision::fp32:
        case Precision::tf32:
            break;
    }
    return torch::kFloat32;
}

/// Converts floating-point constants, which freezing turns weights into, to another type.
void convertConstants(torch::jit::Block& block, torch::ScalarType from, torch::ScalarType to) {
    for (torch::jit::Node* node : block.nodes()) {
        for (torch::jit::Block* inner : node->blocks()) {
            convertConstants(*inner, from, to);
        }
        if (node->kind() == c10::prim::Constant && node->hasAttribute(c10::attr::value) &&
            node->kindOf(c10::attr::value) == torch::jit::AttributeKind::t) {
            const torch::Tensor value = node->t(c10::attr::value);
            if (value.scalar_type() == from) {
                node->t_(c10::attr::value, value.to(to));
                node->output()->inferTypeFrom(node->t(c10::attr::value));
            }
        }
    }
}

/// Weights as constants, with batch normalisation folded into them in double precision, so that each weight
/// is rounded only once, to its final precision.
torch::jit::Module frozen(const torch::jit::Module& module, torch::ScalarType weights) {
    torch::jit::Module result = torch::jit::freeze(module, c10::nullopt, /*optimize_numerics=*/false);
    std::shared_ptr<torch::jit::Graph> graph = result.get_method("forward").graph();
    convertConstants(*graph->block(), torch::kFloat32, torch::kFloat64);
    torch::jit::FoldFrozenConvBatchnorm(graph);
    convertConstants(*graph->block(), torch::kFloat64, weights);
    return result;
}

}  // namespace

struct Inference::Graph {
    torch::jit::Module module;
    std::uint64_t version = 0;
    bool was_run = false;
    std::unique_ptr<NetworkPlan> plan{};  ///< null where torch runs the module
};

namespace {

std::unique_ptr<NetworkPlan> planOf(const torch::jit::Module& module, std::int64_t side) {
    if (!NetworkPlan::isSupported()) {
        return nullptr;
    }
    std::optional<PlanGraph> graph = readPlan(*module.get_method("forward").graph(), side);
    return graph ? std::make_unique<NetworkPlan>(std::move(*graph)) : nullptr;
}

RawPredictions runPlan(NetworkPlan& plan, const torch::Tensor& images) {
    const torch::Tensor pixels = images.contiguous(at::MemoryFormat::ChannelsLast);
    RawPredictions raw;
    std::vector<float*> results;
    for (const PlanResult& result : plan.results()) {
        raw.tensors.push_back(torch::empty({images.size(0), result.rows, result.columns}));
        results.push_back(raw.tensors.back().data_ptr<float>());
    }
    plan.run(pixels.data_ptr<float>(), images.size(0), results, at::get_num_threads());
    return raw;
}

}  // namespace

Inference::Inference(std::shared_ptr<DetectorNetwork> network, Precision precision)
    : m_network(std::move(network)), m_precision(precision) {}

Inference::~Inference() = default;

bool Inference::isPlanned() const {
    return m_graph && m_graph->plan;
}

RawPredictions Inference::forward(const torch::Tensor& images) {
    const torch::NoGradGuard no_grad;
    const std::uint64_t version = versionOf(*m_network);
    if (!m_graph || m_graph->version != version) {
        TracedNetwork traced = traceForward(*m_network);
        const auto convolution_inputs = convolutionInputs(*traced.graph);
        addMethod(traced.module, "forward", traced.graph);
        m_graph = std::make_unique<Graph>(Graph{frozen(traced.module, typeOf(m_precision)), version});
        const bool is_cpu = deviceOf(*m_network).is_cpu();
        if (is_cpu && typeOf(m_precision) == torch::kFloat32) {
            m_graph->plan = planOf(m_graph->module, m_network->spec().inputSize());
        }
        if (is_cpu && !m_graph->plan) {
            packConvolutions(m_graph->module, convolution_inputs);
        }
    }
    if (m_graph->plan) {
        return runPlan(*m_graph->plan, images);
    }
    // Of the weights, which the graph holds converted: only TF32 is left to do here.
    const Autocast precision(m_precision == Precision::tf32 ? Precision::tf32 : Precision::fp32,
                             images.device());
    // Torch profiles a graph before it optimises it, which costs the first pass five times its time: not
    // worth it for a single image. For CUDA it compiles fused kernels at run time, with a compiler that a
    // machine may lack, and they gain little once normalisation is folded.
    const bool first = !std::exchange(m_graph->was_run, true);
    const torch::jit::GraphOptimizerEnabledGuard optimised(images.is_cpu() && !first);
    RawPredictions raw;
    const c10::IValue result = m_graph->module.forward({images.to(typeOf(m_precision))});
    for (const c10::IValue& output : result.toTupleRef().elements()) {
        raw.tensors.push_back(output.toTensor().to(torch::kFloat32));
    }
    return raw;
}

}  // namespace priorscope
