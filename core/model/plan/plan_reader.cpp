#include "core/model/plan/plan_reader.hpp"

#include <torch/csrc/jit/ir/constants.h>

#include <string>
#include <unordered_map>
#include <vector>

namespace priorscope {
namespace {

using torch::jit::Node;
using torch::jit::Value;
using Integers = std::vector<std::int64_t>;

/// There is no layer for what a node does.
struct Unknown {};

void require(bool known) {
    if (!known) {
        throw Unknown{};
    }
}

c10::IValue constant(const Node& node, std::size_t input) {
    const auto value = torch::jit::toIValue(node.inputs().at(input));
    require(value.has_value());
    return *value;
}

/// A number for both sides, or the same one twice.
std::int64_t sideOf(const Node& node, std::size_t input) {
    const Integers values = constant(node, input).toIntVector();
    require(!values.empty() && values.front() == values.back());
    return values.front();
}

std::vector<float> floatsOf(const torch::Tensor& tensor) {
    const torch::Tensor values = tensor.detach().contiguous();
    require(values.scalar_type() == torch::kFloat32);
    return {values.data_ptr<float>(), values.data_ptr<float>() + values.numel()};
}

std::int64_t reached(std::int64_t size, std::int64_t kernel, std::int64_t stride, std::int64_t padding) {
    return (size + 2 * padding - kernel) / stride + 1;
}

/// The same rounded up, where the last place still begins inside.
std::int64_t reachedByCeiling(std::int64_t size, std::int64_t kernel, std::int64_t stride,
                              std::int64_t padding) {
    const std::int64_t places = (size + 2 * padding - kernel + stride - 1) / stride + 1;
    return (places - 1) * stride >= size + padding ? places - 1 : places;
}

class PlanReader {
  public:
    explicit PlanReader(std::int64_t side) { m_graph.maps.push_back({side, side, 3}); }

    PlanGraph read(const torch::jit::Graph& forward) {
        m_maps.emplace(forward.inputs().at(1), 0);
        for (const Node* node : forward.nodes()) {
            readNode(*node);
        }
        require(forward.outputs().size() == 1);
        for (const Value* result : forward.outputs().at(0)->node()->inputs()) {
            readResult(*result->node());
        }
        return std::move(m_graph);
    }

  private:
    using Reader = void (PlanReader::*)(const Node&);

    void readNode(const Node& node) {
        static const std::unordered_map<std::string, Reader> kReaders = {
            {"prim::Constant", &PlanReader::skip},
            {"prim::ListConstruct", &PlanReader::skip},  // read where they are used
            {"prim::TupleConstruct", &PlanReader::skip},
            {"aten::permute", &PlanReader::skip},  // these three by readResult
            {"aten::reshape", &PlanReader::skip},
            {"aten::cat", &PlanReader::skip},
            {"aten::_convolution", &PlanReader::readConvolution},
            {"aten::relu_", &PlanReader::readFinish<Finish::relu>},
            {"aten::hardtanh_", &PlanReader::readRelu6},
            {"aten::hardswish_", &PlanReader::readFinish<Finish::hardswish>},
            {"aten::hardsigmoid", &PlanReader::readFinish<Finish::hardsigmoid>},
            {"aten::add_", &PlanReader::readSum},
            {"aten::max_pool2d", &PlanReader::readPool},
            {"aten::adaptive_avg_pool2d", &PlanReader::readMean},
            {"aten::mul", &PlanReader::readProduct},
            {"aten::norm", &PlanReader::readNorm},
            {"aten::clamp_min", &PlanReader::readLeastNorm},
            {"aten::expand_as", &PlanReader::readExpandedNorm},
            {"aten::div", &PlanReader::readQuotient}};
        const auto reader = kReaders.find(node.kind().toQualString());
        require(reader != kReaders.end());
        (this->*reader->second)(node);
    }

    void skip(const Node& /*node*/) {}

    int mapOf(const Value* value) const {
        const auto known = m_maps.find(value);
        require(known != m_maps.end());
        return known->second;
    }
    PlanMap& map(int number) { return m_graph.maps[static_cast<std::size_t>(number)]; }

    /// The layer that makes a value, if nothing else reads what it would be without the rest; else -1.
    int openLayer(const Value* value) const {
        const auto made = m_maker.find(mapOf(value));
        if (made == m_maker.end() || value->uses().size() != 1) {
            return -1;
        }
        const PlanLayer& layer = m_graph.layers[static_cast<std::size_t>(made->second)];
        const bool convolves = layer.kind == LayerKind::convolution || layer.kind == LayerKind::depthwise;
        return convolves && layer.finish == Finish::none ? made->second : -1;
    }

    void add(PlanLayer layer, const PlanMap& output, const Node& node) {
        layer.output = static_cast<int>(m_graph.maps.size());
        m_graph.maps.push_back(output);
        m_maker.emplace(layer.output, static_cast<int>(m_graph.layers.size()));
        m_graph.layers.push_back(std::move(layer));
        m_maps.emplace(node.output(), m_graph.layers.back().output);
    }

    void readConvolution(const Node& node) {
        const torch::Tensor weight = constant(node, 1).toTensor();
        const c10::IValue bias = constant(node, 2);
        const std::int64_t groups = constant(node, 8).toInt();
        require(!constant(node, 6).toBool() && weight.dim() == 4 && weight.size(2) == weight.size(3));
        PlanLayer layer{.input = mapOf(node.input(0)),
                        .kernel = weight.size(2),
                        .stride = sideOf(node, 3),
                        .padding = sideOf(node, 4),
                        .dilation = sideOf(node, 5)};
        const PlanMap input = map(layer.input);
        const std::int64_t reach = (layer.kernel - 1) * layer.dilation + 1;
        const PlanMap output{reached(input.height, reach, layer.stride, layer.padding),
                             reached(input.width, reach, layer.stride, layer.padding), weight.size(0)};
        if (groups == 1) {
            require(weight.size(1) == input.channels);
        } else {
            layer.kind = LayerKind::depthwise;
            require(groups == input.channels && groups == weight.size(0) && groups >= kLeastDepthwise &&
                    (layer.kernel == 3 || layer.kernel == 5) && (layer.stride == 1 || layer.stride == 2) &&
                    layer.dilation == 1);
        }
        layer.weights = floatsOf(weight.permute({2, 3, 1, 0}));
        layer.bias = bias.isNone() ? std::vector<float>(static_cast<std::size_t>(weight.size(0)), 0.0F)
                                   : floatsOf(bias.toTensor());
        add(std::move(layer), output, node);
    }

    template <Finish kFinish>
    void readFinish(const Node& node) {
        const int layer = openLayer(node.input(0));
        require(layer >= 0);
        m_graph.layers[static_cast<std::size_t>(layer)].finish = kFinish;
        m_maps.emplace(node.output(), mapOf(node.input(0)));
    }

    void readRelu6(const Node& node) {
        require(constant(node, 1).toScalar().toDouble() == 0.0 &&
                constant(node, 2).toScalar().toDouble() == 6.0);
        readFinish<Finish::relu6>(node);
    }

    /// Becomes part of the later one of the two layers.
    void readSum(const Node& node) {
        require(constant(node, 2).toScalar().toDouble() == 1.0);
        const int first = mapOf(node.input(0));
        const int second = mapOf(node.input(1));
        const Value* later = node.input(first > second ? 0 : 1);
        const int number = openLayer(later);
        require(number >= 0 && first != second);
        PlanLayer& layer = m_graph.layers[static_cast<std::size_t>(number)];
        require(layer.kind == LayerKind::convolution && layer.second < 0);
        layer.second = std::min(first, second);
        m_maps.emplace(node.output(), layer.output);
    }

    void readPool(const Node& node) {
        const bool same = constant(node, 2).toIntVector().empty();
        PlanLayer layer{.kind = LayerKind::pool,
                        .input = mapOf(node.input(0)),
                        .kernel = sideOf(node, 1),
                        .stride = sideOf(node, same ? 1 : 2),
                        .padding = sideOf(node, 3)};
        require(sideOf(node, 4) == 1);
        const PlanMap input = map(layer.input);
        const auto size = constant(node, 5).toBool() ? &reachedByCeiling : &reached;
        add(layer,
            {size(input.height, layer.kernel, layer.stride, layer.padding),
             size(input.width, layer.kernel, layer.stride, layer.padding), input.channels},
            node);
    }

    void readMean(const Node& node) {
        require(sideOf(node, 1) == 1);
        const int input = mapOf(node.input(0));
        add({.kind = LayerKind::mean, .input = input}, {1, 1, map(input).channels}, node);
    }

    /// A map times factors of its channels, or the constant scale of a normalised map.
    void readProduct(const Node& node) {
        if (const auto scale = torch::jit::toIValue(node.input(0)); scale && scale->isTensor()) {
            const int input = mapOf(node.input(1));
            PlanLayer& layer = m_graph.layers[static_cast<std::size_t>(m_maker.at(input))];
            require(layer.kind == LayerKind::normalize && layer.weights.empty() &&
                    node.input(1)->uses().size() == 1 && scale->toTensor().numel() == map(input).channels);
            layer.weights = floatsOf(scale->toTensor());
            m_maps.emplace(node.output(), input);
            return;
        }
        const int factors = mapOf(node.input(0));
        const int input = mapOf(node.input(1));
        const PlanMap scaled = map(input);
        require(map(factors).height == 1 && map(factors).width == 1 &&
                map(factors).channels == scaled.channels);
        // In place: whatever else reads the map does so before.
        require(m_maker.contains(input));
        for (const auto& use : node.input(1)->uses()) {
            require(use.user == &node ||
                    use.user->kind() == c10::Symbol::fromQualString("aten::adaptive_avg_pool2d"));
        }
        add({.kind = LayerKind::scale, .input = input, .second = factors}, scaled, node);
    }

    // x / max(‖x‖, eps), four operations in torch.

    void readNorm(const Node& node) {
        require(constant(node, 1).toScalar().toDouble() == 2.0 &&
                constant(node, 2).toIntVector() == Integers{1} && constant(node, 3).toBool());
        m_norms[node.output()] = {mapOf(node.input(0)), -1.0F};
    }

    void readLeastNorm(const Node& node) {
        const auto norm = m_norms.find(node.input(0));
        require(norm != m_norms.end());
        m_norms[node.output()] = {norm->second.input,
                                  static_cast<float>(constant(node, 1).toScalar().toDouble())};
    }

    void readExpandedNorm(const Node& node) {
        const auto norm = m_norms.find(node.input(0));
        require(norm != m_norms.end());
        m_norms[node.output()] = norm->second;
    }

    void readQuotient(const Node& node) {
        const auto norm = m_norms.find(node.input(1));
        const int input = mapOf(node.input(0));
        require(norm != m_norms.end() && norm->second.input == input && norm->second.eps > 0.0F);
        add({.kind = LayerKind::normalize, .input = input, .eps = norm->second.eps}, map(input), node);
    }

    /// cat over reshape over permute: each map's pixels as rows, one map after the other.
    void readResult(const Node& cat) {
        const auto isA = [](const Node& node, const char* kind) {
            return node.kind() == c10::Symbol::fromQualString(kind);
        };
        require(isA(cat, "aten::cat") && constant(cat, 1).toInt() == 1);
        PlanResult result;
        for (const Value* rows : cat.input(0)->node()->inputs()) {
            const Node& reshape = *rows->node();
            require(isA(reshape, "aten::reshape"));
            const Node& permute = *reshape.input(0)->node();
            require(isA(permute, "aten::permute") &&
                    constant(permute, 1).toIntVector() == Integers({0, 2, 3, 1}));
            const Integers sizes = constant(reshape, 1).toIntVector();
            const int number = mapOf(permute.input(0));
            PlanMap& part = map(number);
            require(sizes.size() == 3 && m_maker.contains(number) && permute.input(0)->uses().size() == 1 &&
                    part.result < 0 && sizes[1] * sizes[2] == part.height * part.width * part.channels &&
                    (result.columns == 0 || result.columns == sizes[2]));
            part.result = static_cast<int>(m_graph.results.size());
            part.first_row = result.rows;
            result.rows += sizes[1];
            result.columns = sizes[2];
        }
        m_graph.results.push_back(result);
    }

    struct Norm {
        int input = 0;
        float eps = 0.0F;
    };

    PlanGraph m_graph{};
    std::unordered_map<const Value*, int> m_maps{};
    std::unordered_map<int, int> m_maker{};  ///< the layer that makes a map
    std::unordered_map<const Value*, Norm> m_norms{};
};

}  // namespace

std::optional<PlanGraph> readPlan(const torch::jit::Graph& forward, std::int64_t side) {
    try {
        PlanGraph graph = PlanReader(side).read(forward);
        for (const PlanLayer& layer : graph.layers) {
            if (layer.kind == LayerKind::normalize && layer.weights.empty()) {
                return std::nullopt;
            }
        }
        return graph;
    } catch (const Unknown&) {
        return std::nullopt;
    }
}

}  // namespace priorscope
