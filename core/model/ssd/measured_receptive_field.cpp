#include "core/model/ssd/measured_receptive_field.hpp"

#include <ATen/CPUGeneratorImpl.h>
#include <torch/script.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

#include "core/base/error.hpp"
#include "core/compute/compute.hpp"
#include "core/model/detector_network.hpp"
#include "core/model/ssd/backbones.hpp"
#include "core/model/ssd/ssd_family.hpp"
#include "core/model/traced_network.hpp"

namespace priorscope {
namespace {

using torch::jit::Node;
using torch::jit::Value;

constexpr double kShare = 0.9545;

/// The part of the input that one element of a tensor depends on, and the distance between neighbours' parts.
struct Field {
    double side = 1.0;
    double jump = 1.0;
};

std::int64_t firstOf(const Value* value) {
    return torch::jit::toIValue(value)->toIntVector().front();
}

class FieldWalk {
  public:
    explicit FieldWalk(const torch::jit::Graph& graph) {
        m_fields[graph.inputs().back()] = {};
        for (const Node* node : graph.nodes()) {
            visit(*node);
        }
        for (const Value* output : graph.outputs().front()->node()->inputs()) {
            m_outputs.push_back(m_fields.at(output));
        }
    }
    const std::vector<Field>& outputs() const { return m_outputs; }

  private:
    void visit(const Node& node) {
        Field field;
        bool depends = false;
        for (const Value* input : node.inputs()) {
            const auto found = m_fields.find(input);
            if (found != m_fields.end()) {
                field.side = std::max(depends ? field.side : 0.0, found->second.side);
                field.jump = std::max(depends ? field.jump : 0.0, found->second.jump);
                depends = true;
            }
        }
        if (!depends) {
            return;
        }
        const std::string kind = node.kind().toQualString();
        if (kind == "aten::_convolution") {
            const std::int64_t kernel = torch::jit::toIValue(node.input(1))->toTensor().size(2);
            grow(field, kernel, firstOf(node.input(3)), firstOf(node.input(5)));
        } else if (kind == "aten::max_pool2d") {
            grow(field, firstOf(node.input(1)), firstOf(node.input(2)), firstOf(node.input(4)));
        } else if (kind == "aten::adaptive_avg_pool2d") {
            field.side = std::numeric_limits<double>::infinity();
        }
        for (const Value* output : node.outputs()) {
            m_fields[output] = field;
        }
    }

    static void grow(Field& field, std::int64_t kernel, std::int64_t stride, std::int64_t dilation) {
        field.side += static_cast<double>((kernel - 1) * dilation) * field.jump;
        field.jump *= static_cast<double>(stride);
    }

    std::unordered_map<const Value*, Field> m_fields;
    std::vector<Field> m_outputs;
};

DetectorSpec specOf(const std::string& backbone, int input_size) {
    DetectorSpec spec;
    spec.name = backbone;
    SsdBlock& ssd = ssdOf(spec);
    ssd.backbone = backbone;
    spec.classes = {"object"};
    ssd.priors.input_size = input_size;
    const auto maps = featureMaps(backbone, input_size);
    if (!maps) {
        throw Error({.action = Core::tr("computing receptive fields"),
                     .reason = Core::tr("there is no backbone \"%1\"").arg(backbone)});
    }
    if (const auto problem = inputProblem(backbone, input_size)) {
        throwOnProblems(Core::tr("computing receptive fields"), {*problem});
    }
    for (const FeatureMap& map : *maps) {
        ssd.priors.maps.push_back({.name = map.name, .rows = map.side, .cols = map.side});
    }
    return spec;
}

/// Side of the square around the middle pixel that holds that fraction of the energy.
double sideHolding(const torch::Tensor& energy, std::int64_t row, std::int64_t column) {
    const double total = energy.sum().item<double>();
    const std::int64_t size = energy.size(0);
    for (std::int64_t reach = 0; reach < size; ++reach) {
        const auto rows = energy.slice(0, std::max<std::int64_t>(row - reach, 0), row + reach + 1);
        const auto square = rows.slice(1, std::max<std::int64_t>(column - reach, 0), column + reach + 1);
        if (square.sum().item<double>() >= kShare * total) {
            return static_cast<double>(std::min(2 * reach + 1, size));
        }
    }
    return static_cast<double>(size);
}

}  // namespace

namespace torch_half {

std::optional<std::vector<ReceptiveField>> receptiveFields(const std::string& backbone, int input_size,
                                                           std::uint64_t seed, const std::stop_token& stop,
                                                           const ProgressFn& progress) {
    prepareComputeThread();
    const auto network = buildNetwork(specOf(backbone, input_size), seed);
    TracedNetwork traced = traceFeatureMaps(*network);
    addMethod(traced.module, "forward", traced.graph);
    const torch::jit::Module frozen = torch::jit::freeze(traced.module, c10::nullopt, false);
    const FieldWalk walk(*frozen.get_method("forward").graph());

    const at::Generator random = at::make_generator<at::CPUGeneratorImpl>(seed);
    torch::Tensor image = torch::randn({1, 3, input_size, input_size}, random).requires_grad_(true);
    network->eval();
    const std::vector<torch::Tensor> maps = network->featureMaps(image);
    std::vector<ReceptiveField> fields;
    for (std::size_t k = 0; k < maps.size(); ++k) {
        if (stop.stop_requested()) {
            return std::nullopt;
        }
        if (progress) {
            progress({.done = static_cast<std::int64_t>(k),
                      .total = static_cast<std::int64_t>(maps.size()),
                      .unit = "feature maps"});
        }
        const std::int64_t side = maps[k].size(2);
        const std::int64_t centre = side / 2;
        const torch::Tensor cell = maps[k].select(0, 0).select(1, centre).select(1, centre);
        // Random signs: channel gradients then add up as energies, not in one direction.
        const torch::Tensor signs =
            torch::randint(0, 2, cell.sizes(), random).to(torch::kFloat32) * 2.0 - 1.0;
        const torch::Tensor gradient = torch::autograd::grad({(cell * signs).sum()}, {image}, {},
                                                             /*retain_graph=*/true)[0];
        const torch::Tensor energy = gradient[0].to(torch::kFloat64).square().sum(0);
        const auto middle = static_cast<std::int64_t>((static_cast<double>(centre) + 0.5) /
                                                      static_cast<double>(side) * input_size);
        fields.push_back({.map = ssdOf(network->spec()).priors.maps[k].name,
                          .theoretical = walk.outputs()[k].side,
                          .effective = sideHolding(energy, middle, middle)});
    }
    return fields;
}

}  // namespace torch_half
}  // namespace priorscope
