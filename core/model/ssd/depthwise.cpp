#include "core/model/ssd/depthwise.hpp"

#include "core/model/ssd/depthwise_loops.hpp"
#include "core/model/ssd/layers.hpp"
#include "core/model/ssd/value_pointers.hpp"

namespace priorscope {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// [kernel · kernel, channels]
torch::Tensor byTap(const torch::Tensor& weight) {
    return weight.flatten(1).t().to(torch::kFloat32).contiguous();
}

DepthwiseShape loopShape(const torch::Tensor& x, const ConvolutionShape& shape) {
    const std::int64_t reach = shape.dilation * (shape.kernel - 1) + 1;
    return {.count = x.size(0),
            .channels = x.size(1),
            .rows = x.size(2),
            .cols = x.size(3),
            .out_rows = (x.size(2) + 2 * shape.padding - reach) / shape.stride + 1,
            .out_cols = (x.size(3) + 2 * shape.padding - reach) / shape.stride + 1,
            .kernel = shape.kernel,
            .stride = shape.stride,
            .padding = shape.padding,
            .dilation = shape.dilation};
}

ConvolutionShape storedShape(AutogradContext* context) {
    return {.kernel = context->saved_data["kernel"].toInt(),
            .stride = context->saved_data["stride"].toInt(),
            .padding = context->saved_data["padding"].toInt(),
            .dilation = context->saved_data["dilation"].toInt()};
}

class DepthwiseFunction : public torch::autograd::Function<DepthwiseFunction> {
  public:
    static torch::Tensor forward(AutogradContext* context, const torch::Tensor& x,
                                 const torch::Tensor& weight, const ConvolutionShape& shape) {
        context->save_for_backward({x, weight});
        context->saved_data["kernel"] = shape.kernel;
        context->saved_data["stride"] = shape.stride;
        context->saved_data["padding"] = shape.padding;
        context->saved_data["dilation"] = shape.dilation;
        const DepthwiseShape loops = loopShape(x, shape);
        torch::Tensor output = torch::empty({loops.count, loops.channels, loops.out_rows, loops.out_cols},
                                            x.options(), torch::MemoryFormat::ChannelsLast);
        const torch::Tensor taps = byTap(weight);
        withValues(x, [&]<class Value>() {
            depthwiseForward<Value>(loops, valuesOf<Value>(x), taps.data_ptr<float>(),
                                    valuesOf<Value>(output), at::get_num_threads());
        });
        return output;
    }

    static variable_list backward(AutogradContext* context, const variable_list& gradients) {
        const variable_list saved = context->get_saved_variables();
        const torch::Tensor& x = saved[0];
        const torch::Tensor& weight = saved[1];
        const DepthwiseShape loops = loopShape(x, storedShape(context));
        const torch::Tensor gradient = gradientLike(gradients[0], x);
        torch::Tensor of_x;
        torch::Tensor of_weight;
        if (context->needs_input_grad(0)) {
            of_x = torch::empty_like(x);
            const torch::Tensor taps = byTap(weight);
            withValues(x, [&]<class Value>() {
                depthwiseBackwardInput<Value>(loops, valuesOf<Value>(gradient), taps.data_ptr<float>(),
                                              valuesOf<Value>(of_x), at::get_num_threads());
            });
        }
        if (context->needs_input_grad(1)) {
            const torch::Tensor taps =
                torch::empty({loops.kernel * loops.kernel, loops.channels}, torch::kFloat32);
            withValues(x, [&]<class Value>() {
                depthwiseBackwardWeight<Value>(loops, valuesOf<Value>(x), valuesOf<Value>(gradient),
                                               taps.data_ptr<float>(), at::get_num_threads());
            });
            of_weight = taps.t().reshape(weight.sizes());
        }
        return {of_x, of_weight, torch::Tensor()};
    }
};

}  // namespace

bool canConvolveDepthwise(const torch::Tensor& x, const ConvolutionShape& shape) {
    return shape.groups > 1 && shape.groups == shape.in && shape.in == shape.out && !shape.bias &&
           hasValues(x);
}

torch::Tensor convolvedDepthwise(const torch::Tensor& x, const torch::Tensor& weight,
                                 const ConvolutionShape& shape) {
    return DepthwiseFunction::apply(x, weight, shape);
}

}  // namespace priorscope
