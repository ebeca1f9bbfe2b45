#include "core/interchange/onnx/onnx_rules.hpp"

#include <torch/csrc/jit/ir/constants.h>

#include <limits>

#include "core/base/error.hpp"

namespace priorscope {
namespace {

using Node = torch::jit::Node;
using Attributes = std::vector<onnx::AttributeProto>;
using Integers = std::vector<std::int64_t>;

constexpr char kAdd[] = "Add";
constexpr char kSub[] = "Sub";
constexpr char kMul[] = "Mul";
constexpr char kDiv[] = "Div";
constexpr char kExp[] = "Exp";
constexpr char kRelu[] = "Relu";
constexpr char kSigmoid[] = "Sigmoid";

Integers both(const Integers& values) {
    Integers result = values;
    result.insert(result.end(), values.begin(), values.end());
    return result;
}

/// Rows and columns; a single number stands for both.
Integers pairOf(OnnxConverter& c, const Node& node, std::size_t input) {
    const Integers values = c.integers(node, input);
    return values.size() == 1 ? both(values) : values;
}

/// Whether all taps but the middle one see padding alone, as a 3 × 3 convolution does on a map of one cell.
bool onlyTheMiddleCounts(OnnxConverter& c, const Node& node, const torch::Tensor& weight) {
    const Integers sizes = c.sizes(node, 0);
    const Integers padding = pairOf(c, node, 4);
    const Integers dilation = pairOf(c, node, 5);
    const auto is_centred = [&](std::size_t axis) {
        const std::int64_t kernel = weight.size(static_cast<std::int64_t>(axis) + 2);
        return kernel % 2 == 1 && sizes[axis + 2] == 1 && padding[axis] == dilation[axis] * (kernel / 2);
    };
    return sizes.size() == 4 && weight.size(2) * weight.size(3) > 1 && is_centred(0) && is_centred(1);
}

OnnxValue convolution(OnnxConverter& c, const Node& node, std::size_t groups) {
    torch::Tensor weight = c.constant(node, 1);
    if (!weight.defined() || weight.dim() != 4) {
        c.refuse(node, Core::tr("its weight must be a parameter of 4 dimensions"));
    }
    std::vector<OnnxValue> inputs{c.tensor(node, 0)};
    Integers padding = both(pairOf(c, node, 4));
    if (onlyTheMiddleCounts(c, node, weight)) {
        // The same, and right in OpenCV 4.10 as well, whose depthwise convolution of one cell is not.
        weight = weight.slice(2, weight.size(2) / 2, weight.size(2) / 2 + 1)
                     .slice(3, weight.size(3) / 2, weight.size(3) / 2 + 1);
        inputs.push_back(c.builder().initializer(c.path(node, 1) + ".middle", weight.contiguous()));
        padding = {0, 0, 0, 0};
    } else {
        inputs.push_back(c.tensor(node, 1));
    }
    if (!c.isNone(node, 2)) {
        inputs.push_back(c.tensor(node, 2));
    }
    return c.builder().node(
        "Conv", inputs,
        {onnxAttribute("kernel_shape", Integers{weight.size(2), weight.size(3)}),
         onnxAttribute("strides", pairOf(c, node, 3)), onnxAttribute("pads", padding),
         onnxAttribute("dilations", pairOf(c, node, 5)), onnxAttribute("group", c.integer(node, groups))});
}

OnnxValue conv2d(OnnxConverter& c, const Node& node) {
    return convolution(c, node, 6);
}

OnnxValue convolutionAny(OnnxConverter& c, const Node& node) {
    if (c.integer(node, 6) != 0) {
        c.refuse(node, Core::tr("transposed convolutions have no rule"));
    }
    return convolution(c, node, 8);
}

OnnxValue batchNorm(OnnxConverter& c, const Node& node) {
    if (c.integer(node, 5) != 0) {
        c.refuse(node, Core::tr("it must not be training"));
    }
    return c.builder().node(
        "BatchNormalization",
        {c.tensor(node, 0), c.tensor(node, 1), c.tensor(node, 2), c.tensor(node, 3), c.tensor(node, 4)},
        {onnxAttribute("epsilon", c.real(node, 7))});
}

OnnxValue maxPool(OnnxConverter& c, const Node& node) {
    const Integers kernel = pairOf(c, node, 1);
    const Integers strides = pairOf(c, node, 2);
    return c.builder().node(
        "MaxPool", {c.tensor(node, 0)},
        {onnxAttribute("kernel_shape", kernel), onnxAttribute("strides", strides.empty() ? kernel : strides),
         onnxAttribute("pads", both(pairOf(c, node, 3))), onnxAttribute("dilations", pairOf(c, node, 4)),
         onnxAttribute("ceil_mode", c.integer(node, 5))});
}

OnnxValue averagePool(OnnxConverter& c, const Node& node) {
    if (pairOf(c, node, 1) != Integers{1, 1}) {
        c.refuse(node, Core::tr("only pooling to one cell has a rule"));
    }
    return c.builder().node("GlobalAveragePool", {c.tensor(node, 0)});
}

template <char const* op>
OnnxValue unary(OnnxConverter& c, const Node& node) {
    return c.builder().node(op, {c.tensor(node, 0)});
}

OnnxValue identity(OnnxConverter& c, const Node& node) {
    return c.tensor(node, 0);
}

/// @param scaled  whether a third input multiplies the second, as in add and sub
template <char const* op, bool scaled>
OnnxValue binary(OnnxConverter& c, const Node& node) {
    if (scaled && c.real(node, 2) != 1.0) {
        c.refuse(node, Core::tr("only a factor of 1 has a rule"));
    }
    return c.builder().node(op, {c.operand(node, 0), c.operand(node, 1)});
}

/// A per-channel subtraction is written as a normalisation's mean: OpenCV 4.6 subtracts constants correctly
/// only from a batch of one image.
OnnxValue subtract(OnnxConverter& c, const Node& node) {
    const torch::Tensor fixed = c.constant(node, 1);
    const bool per_channel = fixed.defined() && fixed.dim() == 4 && fixed.numel() == fixed.size(1);
    if (!per_channel || c.real(node, 2) != 1.0) {
        return binary<kSub, true>(c, node);
    }
    OnnxBuilder& b = c.builder();
    const std::string count = std::to_string(fixed.numel());
    const OnnxValue ones = b.initializer("ones_" + count, torch::ones({fixed.numel()}));
    return b.node("BatchNormalization",
                  {c.tensor(node, 0), ones, b.initializer("zeros_" + count, torch::zeros({fixed.numel()})),
                   b.initializer(c.path(node, 1), fixed.reshape({-1})), ones},
                  {onnxAttribute("epsilon", 0.0)});
}

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Limits values without Clip, whose opset 11 form OpenCV reads only from 4.7 on: between two bounds by
/// HardSigmoid, a line clipped to [0, 1], otherwise by Relu.
OnnxValue clipped(OnnxConverter& c, const OnnxValue& value, double low, double high) {
    OnnxBuilder& b = c.builder();
    const auto times = [&b](const OnnxValue& x, double factor) {
        return factor == 1.0 ? x : b.node("Mul", {x, b.real(factor)});
    };
    const auto plus = [&b](const OnnxValue& x, double term) {
        return term == 0.0 ? x : b.node("Add", {x, b.real(term)});
    };
    if (std::isinf(high)) {
        return plus(b.node("Relu", {plus(value, -low)}), low);
    }
    if (std::isinf(low)) {
        return plus(times(b.node("Relu", {plus(times(value, -1.0), high)}), -1.0), high);
    }
    const double range = high - low;
    const OnnxValue share = b.node(
        "HardSigmoid", {value}, {onnxAttribute("alpha", 1.0 / range), onnxAttribute("beta", -low / range)});
    return plus(times(share, range), low);
}

OnnxValue clamp(OnnxConverter& c, const Node& node) {
    return clipped(c, c.tensor(node, 0), c.isNone(node, 1) ? -kInfinity : c.real(node, 1),
                   c.isNone(node, 2) ? kInfinity : c.real(node, 2));
}

OnnxValue clampMin(OnnxConverter& c, const Node& node) {
    return clipped(c, c.tensor(node, 0), c.real(node, 1), kInfinity);
}

OnnxValue clampMax(OnnxConverter& c, const Node& node) {
    return clipped(c, c.tensor(node, 0), -kInfinity, c.real(node, 1));
}

OnnxValue relu6(OnnxConverter& c, const Node& node) {
    return clipped(c, c.tensor(node, 0), 0.0, 6.0);
}

OnnxValue hardSigmoid(OnnxConverter& c, const Node& node) {
    return c.builder().node("HardSigmoid", {c.tensor(node, 0)},
                            {onnxAttribute("alpha", 1.0 / 6.0), onnxAttribute("beta", 0.5)});
}

/// The Relu changes nothing. Without it OpenCV 4.10 takes a product of a hard sigmoid with anything, such as
/// squeeze and excitation, for a hard swish.
OnnxValue loneHardSigmoid(OnnxConverter& c, const Node& node) {
    return c.builder().node("Relu", {hardSigmoid(c, node)});
}

OnnxValue hardSwish(OnnxConverter& c, const Node& node) {
    return c.builder().node("Mul", {c.tensor(node, 0), hardSigmoid(c, node)});
}

OnnxValue permute(OnnxConverter& c, const Node& node) {
    return c.builder().node("Transpose", {c.tensor(node, 0)}, {onnxAttribute("perm", c.integers(node, 1))});
}

OnnxValue reshape(OnnxConverter& c, const Node& node) {
    const Integers sizes = c.integers(node, 1);
    if (const torch::Tensor weight = c.constant(node, 0); weight.defined()) {
        // A reshaped weight becomes an initializer of the new shape.
        return c.builder().initializer(c.tensor(node, 0) + ".reshaped", weight.reshape(sizes));
    }
    return c.builder().node("Reshape", {c.tensor(node, 0), c.builder().integers(sizes)});
}

OnnxValue flatten(OnnxConverter& c, const Node& node) {
    if (c.dimension(node, 1, 0) != 1 || c.dimension(node, 2, 0) != c.rank(node, 0) - 1) {
        c.refuse(node, Core::tr("only flattening from dimension 1 to the last has a rule"));
    }
    return c.builder().node("Flatten", {c.tensor(node, 0)}, {onnxAttribute("axis", std::int64_t{1})});
}

OnnxValue concatenate(OnnxConverter& c, const Node& node) {
    const auto first = node.input(0)->node()->input(0)->type()->expect<c10::TensorType>();
    const auto rank = static_cast<std::int64_t>(first->dim().value_or(0));
    const std::int64_t axis = c.integer(node, 1);
    return c.builder().node("Concat", c.tensors(node, 0),
                            {onnxAttribute("axis", axis < 0 ? axis + rank : axis)});
}

OnnxValue slice(OnnxConverter& c, const Node& node) {
    const std::int64_t begin = c.isNone(node, 2) ? 0 : c.integer(node, 2);
    const std::int64_t end =
        c.isNone(node, 3) ? std::numeric_limits<std::int64_t>::max() : c.integer(node, 3);
    OnnxBuilder& b = c.builder();
    return b.node("Slice", {c.tensor(node, 0), b.integers({begin}), b.integers({end}),
                            b.integers({c.dimension(node, 1, 0)}), b.integers({c.integer(node, 4)})});
}

/// Of the channels, RGB to BGR: ONNX has no operator for it.
OnnxValue flip(OnnxConverter& c, const Node& node) {
    if (c.integers(node, 1) != Integers{1}) {
        c.refuse(node, Core::tr("only flipping the channels has a rule"));
    }
    OnnxBuilder& b = c.builder();
    std::vector<OnnxValue> parts;
    for (std::int64_t i = c.sizes(node, 0).at(1) - 1; i >= 0; --i) {
        parts.push_back(b.node("Slice", {c.tensor(node, 0), b.integers({i}), b.integers({i + 1}),
                                         b.integers({1}), b.integers({1})}));
    }
    return b.node("Concat", parts, {onnxAttribute("axis", std::int64_t{1})});
}

OnnxValue select(OnnxConverter& c, const Node& node) {
    return c.builder().node("Gather", {c.tensor(node, 0), c.builder().integer(c.integer(node, 2))},
                            {onnxAttribute("axis", c.dimension(node, 1, 0))});
}

OnnxValue unsqueeze(OnnxConverter& c, const Node& node) {
    const std::int64_t axis = c.integer(node, 1);
    return c.builder().node(
        "Unsqueeze",
        {c.tensor(node, 0), c.builder().integers({axis < 0 ? axis + c.rank(node, 0) + 1 : axis})});
}

OnnxValue softmax(OnnxConverter& c, const Node& node) {
    return c.builder().node("Softmax", {c.tensor(node, 0)}, {onnxAttribute("axis", c.dimension(node, 1, 0))});
}

OnnxValue norm(OnnxConverter& c, const Node& node) {
    if (c.real(node, 1) != 2.0) {
        c.refuse(node, Core::tr("only the Euclidean norm has a rule"));
    }
    return c.builder().node(
        "ReduceL2", {c.tensor(node, 0)},
        {onnxAttribute("axes", c.integers(node, 2)), onnxAttribute("keepdims", c.integer(node, 3))});
}

/// Arithmetic operators broadcast implicitly, so nothing is emitted; any other would see the small tensor.
OnnxValue expandAs(OnnxConverter& c, const Node& node) {
    for (const torch::jit::Use& use : node.output()->uses()) {
        const std::string kind = use.user->kind().toQualString();
        if (kind != "aten::div" && kind != "aten::mul" && kind != "aten::add" && kind != "aten::sub") {
            c.refuse(node, Core::tr("only arithmetic with the expanded tensor has a rule"));
        }
    }
    return c.tensor(node, 0);
}

/// All operations that networks may use.

}  // namespace

const std::unordered_map<std::string, OnnxRule>& onnxRules() {
    static const std::unordered_map<std::string, OnnxRule> kRules = {
        {"aten::_convolution", &convolutionAny},
        {"aten::adaptive_avg_pool2d", &averagePool},
        {"aten::add", &binary<kAdd, true>},
        {"aten::add_", &binary<kAdd, true>},
        {"aten::batch_norm", &batchNorm},
        {"aten::cat", &concatenate},
        {"aten::clamp", &clamp},
        {"aten::clamp_max", &clampMax},
        {"aten::clamp_min", &clampMin},
        {"aten::contiguous", &identity},
        {"aten::conv2d", &conv2d},
        {"aten::detach", &identity},
        {"aten::div", &binary<kDiv, false>},
        {"aten::dropout", &identity},
        {"aten::exp", &unary<kExp>},
        {"aten::expand_as", &expandAs},
        {"aten::flatten", &flatten},
        {"aten::flip", &flip},
        {"aten::hardsigmoid", &loneHardSigmoid},
        {"aten::hardswish", &hardSwish},
        {"aten::hardswish_", &hardSwish},
        {"aten::hardtanh", &clamp},
        {"aten::hardtanh_", &clamp},
        {"aten::linalg_vector_norm", &norm},
        {"aten::max_pool2d", &maxPool},
        {"aten::mul", &binary<kMul, false>},
        {"aten::mul_", &binary<kMul, false>},
        {"aten::norm", &norm},
        {"aten::permute", &permute},
        {"aten::relu", &unary<kRelu>},
        {"aten::relu6", &relu6},
        {"aten::relu6_", &relu6},
        {"aten::relu_", &unary<kRelu>},
        {"aten::reshape", &reshape},
        {"aten::select", &select},
        {"aten::sigmoid", &unary<kSigmoid>},
        {"aten::slice", &slice},
        {"aten::softmax", &softmax},
        {"aten::sub", &subtract},
        {"aten::unsqueeze", &unsqueeze},
        {"aten::view", &reshape},
    };
    return kRules;
}

}  // namespace priorscope
