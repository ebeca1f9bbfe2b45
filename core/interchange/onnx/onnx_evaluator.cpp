// All operators are implemented after the ONNX operator documentation, opset 13.
#include "core/interchange/onnx/onnx_evaluator.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>

#include "core/base/error.hpp"
#include "core/interchange/onnx/onnx_builder.hpp"
#include "core/interchange/onnx/onnx_nms.hpp"

namespace priorscope {
namespace {

using Integers = std::vector<std::int64_t>;
using Tensors = std::vector<torch::Tensor>;

Sentence running() {
    return Core::tr("running an ONNX model");
}

torch::Tensor tensorFromProto(const onnx::TensorProto& proto) {
    const Integers sizes(proto.dims().begin(), proto.dims().end());
    torch::Tensor tensor = torch::empty(sizes, torchType(proto.data_type()));
    if (proto.raw_data().size() != tensor.nbytes()) {
        throw Error({.action = running(),
                     .reason = Core::tr("the initializer %1 has no raw data of its size").arg(proto.name())});
    }
    std::memcpy(tensor.data_ptr(), proto.raw_data().data(), tensor.nbytes());
    return tensor;
}

/// A node with access to its inputs.
class Call {
  public:
    Call(const onnx::NodeProto& node, Tensors inputs) : m_node(node), m_inputs(std::move(inputs)) {}

    const torch::Tensor& operator[](std::size_t i) const { return m_inputs.at(i); }
    const Tensors& inputs() const { return m_inputs; }
    bool has(std::size_t i) const { return i < m_inputs.size() && m_inputs[i].defined(); }
    Integers values(std::size_t i) const {
        const torch::Tensor flat = m_inputs.at(i).to(torch::kInt64).contiguous().view(-1);
        return {flat.data_ptr<std::int64_t>(), flat.data_ptr<std::int64_t>() + flat.numel()};
    }

    std::int64_t integer(const char* name, std::int64_t fallback) const {
        const onnx::AttributeProto* found = attribute(name);
        return found == nullptr ? fallback : found->i();
    }
    double real(const char* name, double fallback) const {
        const onnx::AttributeProto* found = attribute(name);
        return found == nullptr ? fallback : static_cast<double>(found->f());
    }
    Integers integers(const char* name, Integers fallback) const {
        const onnx::AttributeProto* found = attribute(name);
        return found == nullptr ? fallback : Integers(found->ints().begin(), found->ints().end());
    }
    [[noreturn]] void refuse(const Sentence& reason) const {
        throw Error(
            {.action = running(),
             .reason =
                 Core::tr("the operator %1 (%2): %3").arg(m_node.op_type()).arg(m_node.name()).arg(reason)});
    }

  private:
    const onnx::AttributeProto* attribute(const char* name) const {
        const auto found =
            std::find_if(m_node.attribute().begin(), m_node.attribute().end(),
                         [&](const onnx::AttributeProto& each) { return each.name() == name; });
        return found == m_node.attribute().end() ? nullptr : &*found;
    }

    const onnx::NodeProto& m_node;
    Tensors m_inputs;
};

Tensors conv(const Call& call) {
    const Integers pads = call.integers("pads", {0, 0, 0, 0});
    const torch::Tensor bias = call.has(2) ? call[2] : torch::Tensor();
    // ONNX has top, left, bottom, right; torch has left, right, top, bottom.
    const torch::Tensor padded = torch::constant_pad_nd(call[0], {pads[1], pads[3], pads[0], pads[2]});
    return {torch::conv2d(padded, call[1], bias, call.integers("strides", {1, 1}), Integers{0, 0},
                          call.integers("dilations", {1, 1}), call.integer("group", 1))};
}

Tensors batchNormalization(const Call& call) {
    const auto channels = [&call](std::size_t i) { return call[i].view({1, -1, 1, 1}); };
    return {(call[0] - channels(3)) / torch::sqrt(channels(4) + call.real("epsilon", 1e-5)) * channels(1) +
            channels(2)};
}

Tensors maxPool(const Call& call) {
    const Integers kernel = call.integers("kernel_shape", {});
    const Integers strides = call.integers("strides", {1, 1});
    const Integers dilations = call.integers("dilations", {1, 1});
    const Integers pads = call.integers("pads", {0, 0, 0, 0});
    if (kernel.size() != 2 || strides.size() != 2 || dilations.size() != 2 || pads.size() != 4) {
        call.refuse(Core::tr("only two dimensions are known"));
    }
    const bool is_ceil = call.integer("ceil_mode", 0) != 0;
    std::array<std::int64_t, 2> after{};  // padding that the windows need below and to the right
    for (std::size_t d = 0; d < 2; ++d) {
        const std::int64_t extent = dilations[d] * (kernel[d] - 1) + 1;
        const std::int64_t size = call[0].size(static_cast<std::int64_t>(d) + 2);
        const std::int64_t free = size + pads[d] + pads[d + 2] - extent;
        const std::int64_t windows = (is_ceil ? (free + strides[d] - 1) / strides[d] : free / strides[d]) + 1;
        after[d] = (windows - 1) * strides[d] + extent - size - pads[d];
    }
    const torch::Tensor padded = torch::constant_pad_nd(call[0], {pads[1], after[1], pads[0], after[0]},
                                                        -std::numeric_limits<double>::infinity());
    return {torch::max_pool2d(padded, kernel, strides, Integers{0, 0}, dilations)};
}

Tensors clip(const Call& call) {
    torch::Tensor value = call[0];
    if (call.has(1)) {
        value = torch::maximum(value, call[1]);
    }
    return {call.has(2) ? torch::minimum(value, call[2]) : value};
}

Tensors hardSigmoid(const Call& call) {
    return {(call[0] * call.real("alpha", 0.2) + call.real("beta", 0.5)).clamp(0.0, 1.0)};
}

Tensors reshape(const Call& call) {
    Integers sizes = call.values(1);
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        sizes[i] = sizes[i] == 0 ? call[0].size(static_cast<std::int64_t>(i)) : sizes[i];
    }
    return {call[0].reshape(sizes)};
}

Tensors slice(const Call& call) {
    torch::Tensor value = call[0];
    const Integers starts = call.values(1);
    const Integers ends = call.values(2);
    for (std::size_t i = 0; i < starts.size(); ++i) {
        const std::int64_t axis = call.has(3) ? call.values(3)[i] : static_cast<std::int64_t>(i);
        const std::int64_t step = call.has(4) ? call.values(4)[i] : 1;
        if (step < 1) {
            call.refuse(Core::tr("steps must be above 0"));
        }
        value = value.slice(axis, starts[i], ends[i], step);
    }
    return {value};
}

Tensors div(const Call& call) {
    const bool whole = !call[0].is_floating_point();
    return {whole ? torch::div(call[0], call[1], "trunc") : torch::div(call[0], call[1])};
}

Tensors gather(const Call& call) {
    const std::int64_t axis = call.integer("axis", 0);
    if (call[1].dim() == 0) {
        return {call[0].select(axis, call[1].item<std::int64_t>())};
    }
    if (call[1].dim() != 1) {
        call.refuse(Core::tr("indices must be one number or one list"));
    }
    return {call[0].index_select(axis, call[1])};
}

/// The last dimension of the indices addresses the data's dimensions after the batch ones.
Tensors gatherNd(const Call& call) {
    if (call.integer("batch_dims", 0) == 0) {
        std::vector<at::indexing::TensorIndex> places;
        for (const torch::Tensor& each : call[1].unbind(-1)) {
            places.emplace_back(each);
        }
        return {call[0].index(places)};
    }
    if (call.integer("batch_dims", 0) != 1) {
        call.refuse(Core::tr("batch_dims must be 0 or 1"));
    }
    Tensors rows;
    for (std::int64_t n = 0; n < call[0].size(0); ++n) {
        std::vector<at::indexing::TensorIndex> places;
        for (const torch::Tensor& each : call[1][n].unbind(-1)) {
            places.emplace_back(each);
        }
        rows.push_back(call[0][n].index(places));
    }
    return {torch::stack(rows)};
}

Tensors scatterNd(const Call& call) {
    std::vector<at::indexing::TensorIndex> places;
    for (const torch::Tensor& each : call[1].unbind(-1)) {
        places.emplace_back(each);
    }
    torch::Tensor result = call[0].clone();
    result.index_put_(places, call[2]);
    return {result};
}

/// Ties are ordered by index.
Tensors topK(const Call& call) {
    const std::int64_t axis = call.integer("axis", -1);
    const auto [values, places] =
        torch::sort(call[0], /*stable=*/true, axis, /*descending=*/call.integer("largest", 1) != 0);
    const std::int64_t k = call.values(1).at(0);
    return {values.slice(axis, 0, k), places.slice(axis, 0, k)};
}

Tensors nonMaxSuppression(const Call& call) {
    const auto scalar = [&call](std::size_t i) {
        return call.has(i) ? call[i].to(torch::kFloat32).reshape({-1})[0].item<float>() : 0.0F;
    };
    const std::int64_t most = call.has(2) ? call.values(2).at(0) : 0;
    const bool bounded = call.has(4);
    return {onnxNonMaxSuppression(call[0], call[1],
                                  {.most_per_class = most,
                                   .iou = scalar(3),
                                   .min_score = bounded ? scalar(4) : -std::numeric_limits<float>::infinity(),
                                   .centered = call.integer("center_point_box", 0) != 0})};
}

Tensors pad(const Call& call) {
    const Integers given = call.values(1);
    const std::size_t rank = given.size() / 2;
    Integers pads;
    for (std::size_t d = rank; d-- > 0;) {
        pads.push_back(given[d]);
        pads.push_back(given[rank + d]);
    }
    return {torch::constant_pad_nd(call[0], pads, call.has(2) ? call[2].item() : at::Scalar(0))};
}

Tensors unsqueeze(const Call& call) {
    Integers axes = call.values(1);
    std::sort(axes.begin(), axes.end());
    torch::Tensor value = call[0];
    for (const std::int64_t axis : axes) {
        value = value.unsqueeze(axis);
    }
    return {value};
}

Tensors flatten(const Call& call) {
    const std::int64_t axis = call.integer("axis", 1);
    std::int64_t rows = 1;
    for (std::int64_t d = 0; d < axis; ++d) {
        rows *= call[0].size(d);
    }
    return {call[0].reshape({rows, -1})};
}

Tensors constantOfShape(const Call& call) {
    return {torch::zeros(call.values(0), torch::kFloat32)};
}

using Operator = Tensors (*)(const Call&);

const std::unordered_map<std::string, Operator>& operators() {
    static const std::unordered_map<std::string, Operator> kOperators = {
        {"Add", [](const Call& c) -> Tensors { return {c[0] + c[1]}; }},
        {"BatchNormalization", &batchNormalization},
        {"Cast",
         [](const Call& c) -> Tensors { return {c[0].to(torchType(static_cast<int>(c.integer("to", 1))))}; }},
        {"Clip", &clip},
        {"Concat", [](const Call& c) -> Tensors { return {torch::cat(c.inputs(), c.integer("axis", 0))}; }},
        {"ConstantOfShape", &constantOfShape},
        {"Conv", &conv},
        {"Div", &div},
        {"Exp", [](const Call& c) -> Tensors { return {c[0].exp()}; }},
        {"Flatten", &flatten},
        {"Gather", &gather},
        {"GatherND", &gatherNd},
        {"GlobalAveragePool",
         [](const Call& c) -> Tensors {
             return {c[0].mean({2, 3}, /*keepdim=*/true)};
         }},
        {"Greater", [](const Call& c) -> Tensors { return {c[0] > c[1]}; }},
        {"HardSigmoid", &hardSigmoid},
        {"Identity", [](const Call& c) -> Tensors { return {c[0]}; }},
        {"MaxPool", &maxPool},
        {"Mul", [](const Call& c) -> Tensors { return {c[0] * c[1]}; }},
        {"NonMaxSuppression", &nonMaxSuppression},
        {"Pad", &pad},
        {"ReduceL2",
         [](const Call& c) -> Tensors {
             return {(c[0] * c[0]).sum(c.integers("axes", {}), c.integer("keepdims", 1) != 0).sqrt()};
         }},
        {"ReduceSum",
         [](const Call& c) -> Tensors { return {c[0].sum(c.values(1), c.integer("keepdims", 1) != 0)}; }},
        {"Relu", [](const Call& c) -> Tensors { return {c[0].clamp_min(0)}; }},
        {"Reshape", &reshape},
        {"ScatterND", &scatterNd},
        {"Shape",
         [](const Call& c) -> Tensors { return {torch::tensor(c[0].sizes().vec(), torch::kInt64)}; }},
        {"Sigmoid", [](const Call& c) -> Tensors { return {c[0].sigmoid()}; }},
        {"Slice", &slice},
        {"Softmax", [](const Call& c) -> Tensors { return {c[0].softmax(c.integer("axis", -1))}; }},
        {"Sub", [](const Call& c) -> Tensors { return {c[0] - c[1]}; }},
        {"TopK", &topK},
        {"Transpose", [](const Call& c) -> Tensors { return {c[0].permute(c.integers("perm", {}))}; }},
        {"Unsqueeze", &unsqueeze},
    };
    return kOperators;
}

}  // namespace

std::vector<torch::Tensor> evaluateOnnx(const onnx::ModelProto& model,
                                        const std::unordered_map<std::string, torch::Tensor>& inputs,
                                        const std::vector<std::string>& wanted) {
    const torch::NoGradGuard no_grad;
    std::unordered_map<std::string, torch::Tensor> values = inputs;
    for (const onnx::TensorProto& initializer : model.graph().initializer()) {
        values.emplace(initializer.name(), tensorFromProto(initializer));
    }
    const auto valueOf = [&values](const std::string& name) {
        const auto found = values.find(name);
        if (found == values.end()) {
            throw Error({.action = running(), .reason = Core::tr("nothing computes the value %1").arg(name)});
        }
        return found->second;
    };
    for (const onnx::NodeProto& node : model.graph().node()) {
        Tensors given;
        for (const std::string& name : node.input()) {
            given.push_back(name.empty() ? torch::Tensor() : valueOf(name));
        }
        const auto known = operators().find(node.op_type());
        if (known == operators().end()) {
            throw Error({.action = running(),
                         .reason = Core::tr("the operator %1 is not known").arg(node.op_type())});
        }
        const Tensors results = known->second(Call(node, std::move(given)));
        for (int i = 0; i < node.output_size(); ++i) {
            values[node.output(i)] = results.at(static_cast<std::size_t>(i));
        }
    }
    Tensors outputs;
    for (const std::string& name : wanted) {
        outputs.push_back(valueOf(name));
    }
    return outputs;
}

}  // namespace priorscope
