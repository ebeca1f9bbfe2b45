#include "core/model/ssd/normalized_activation.hpp"

#include <cmath>

#include "core/model/ssd/layers.hpp"
#include "core/model/ssd/value_pointers.hpp"

namespace priorscope {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

std::vector<float> floatsOf(const torch::Tensor& values) {
    const torch::Tensor plain = values.detach().to(torch::kFloat32).contiguous();
    return {plain.data_ptr<float>(), plain.data_ptr<float>() + plain.numel()};
}

torch::Tensor tensorOf(const std::vector<double>& values) {
    return torch::tensor(values, torch::kFloat64);
}

/// @param deviation  [C], in double: 1 / sqrt(variance + eps)
ChannelAffine affineOf(const torch::Tensor& mean, const torch::Tensor& deviation, const torch::Tensor& weight,
                       const torch::Tensor& bias) {
    return {.mean = floatsOf(mean),
            .rest = floatsOf(mean - mean.to(torch::kFloat32).to(torch::kFloat64)),
            .scale = floatsOf(deviation * weight.detach()),
            .bias = floatsOf(bias)};
}

class NormalizedActivation : public torch::autograd::Function<NormalizedActivation> {
  public:
    static torch::Tensor forward(AutogradContext* context, const torch::Tensor& x,
                                 const torch::Tensor& weight, const torch::Tensor& bias,
                                 const torch::Tensor& mean, const torch::Tensor& deviation,
                                 std::int64_t activation) {
        context->save_for_backward({x, weight, bias, mean, deviation});
        context->saved_data["activation"] = activation;
        torch::Tensor y = torch::empty_like(x);
        const ChannelAffine affine = affineOf(mean, deviation, weight, bias);
        withValues(x, [&]<class Value>() {
            activate<Value>(valuesOf<Value>(x), x.numel() / x.size(1), affine,
                            static_cast<Activation>(activation), valuesOf<Value>(y), at::get_num_threads());
        });
        return y;
    }

    static variable_list backward(AutogradContext* context, const variable_list& gradients) {
        const variable_list saved = context->get_saved_variables();
        const torch::Tensor& x = saved[0];
        const torch::Tensor& weight = saved[1];
        const torch::Tensor& deviation = saved[4];
        const auto activation = static_cast<Activation>(context->saved_data["activation"].toInt());
        const torch::Tensor dy = gradientLike(gradients[0], x);
        const ChannelAffine affine = affineOf(saved[3], deviation, weight, saved[2]);
        const std::int64_t rows = x.numel() / x.size(1);
        ChannelGradients sums;
        torch::Tensor of_x;
        withValues(x, [&]<class Value>() {
            const int threads = at::get_num_threads();
            sums = channelGradients<Value>(valuesOf<Value>(x), valuesOf<Value>(dy), rows, affine, activation,
                                           threads);
            if (context->needs_input_grad(0)) {
                of_x = torch::empty_like(x);
                const auto count = static_cast<double>(rows);
                inputGradients<Value>(valuesOf<Value>(x), valuesOf<Value>(dy), rows, affine, activation,
                                      floatsOf(tensorOf(sums.dz) / count),
                                      floatsOf(deviation.square() * tensorOf(sums.deviation) / count),
                                      valuesOf<Value>(of_x), threads);
            }
        });
        return {of_x,
                (deviation * tensorOf(sums.deviation)).to(weight.scalar_type()),
                tensorOf(sums.dz).to(weight.scalar_type()),
                torch::Tensor(),
                torch::Tensor(),
                torch::Tensor()};
    }
};

}  // namespace

torch::Tensor normalizedActivation(const torch::Tensor& x, const torch::Tensor& weight,
                                   const torch::Tensor& bias, torch::Tensor& mean_so_far,
                                   torch::Tensor& variance_so_far, const NormOptions& norm,
                                   Activation activation) {
    const std::int64_t rows = x.numel() / x.size(1);
    torch::Tensor mean;
    torch::Tensor squares;
    {
        const torch::NoGradGuard no_grad;
        withValues(x, [&]<class Value>() {
            const ChannelMoments moments =
                channelMoments<Value>(valuesOf<Value>(x), rows, x.size(1), at::get_num_threads());
            mean = tensorOf(moments.mean);
            squares = tensorOf(moments.squares);
        });
        const auto count = static_cast<double>(rows);
        mean_so_far.mul_(1.0 - norm.momentum).add_(mean.to(mean_so_far.scalar_type()), norm.momentum);
        variance_so_far.mul_(1.0 - norm.momentum)
            .add_((squares / (count - 1.0)).to(variance_so_far.scalar_type()), norm.momentum);
    }
    const torch::Tensor deviation = (squares / static_cast<double>(rows) + norm.eps).rsqrt();
    return NormalizedActivation::apply(x, weight, bias, mean, deviation,
                                       static_cast<std::int64_t>(activation));
}

}  // namespace priorscope
