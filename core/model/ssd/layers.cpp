#include "core/model/ssd/layers.hpp"

#include <array>

namespace priorscope {

torch::Tensor ActivationLayer::forward(torch::Tensor x) const {
    switch (m_kind) {
        case Activation::relu:
            return torch::relu_(x);
        case Activation::relu6:
            return withGradientInFloat(x, [](torch::Tensor y) { return torch::hardtanh_(y, 0, 6); });
        case Activation::hardswish:
            return withGradientInFloat(x, [](torch::Tensor y) {
                // Its gradient needs the input, which the in-place form would have to copy.
                return torch::GradMode::is_enabled() ? torch::hardswish(y) : torch::hardswish_(y);
            });
        case Activation::none:
            break;
    }
    return x;
}

Convolution::Convolution(const ConvolutionShape& shape, InitialWeights& initial) : m_shape(shape) {
    weight = register_parameter(
        "weight", torch::empty({shape.out, shape.in / shape.groups, shape.kernel, shape.kernel}));
    initial.skipDraws(weight.numel());
    if (shape.bias) {
        bias = register_parameter("bias", torch::empty({shape.out}));
        initial.skipDraws(bias.numel());
    }
}

torch::Tensor Convolution::forward(const torch::Tensor& x) const {
    // A single number is accepted too, but is recorded as such, and exports expect two.
    const auto both = [](std::int64_t value) { return std::array<std::int64_t, 2>{value, value}; };
    return torch::conv2d(x, weight, bias, both(m_shape.stride), both(m_shape.padding), both(m_shape.dilation),
                         m_shape.groups);
}

std::shared_ptr<Convolution> convolution(const ConvolutionShape& shape, InitialWeights& initial) {
    return std::make_shared<Convolution>(shape, initial);
}

BatchNormalization::BatchNormalization(std::int64_t channels, const NormOptions& norm) : m_norm(norm) {
    weight = register_parameter("weight", torch::ones({channels}));
    bias = register_parameter("bias", torch::zeros({channels}));
    running_mean = register_buffer("running_mean", torch::zeros({channels}));
    running_var = register_buffer("running_var", torch::ones({channels}));
    num_batches_tracked = register_buffer("num_batches_tracked", torch::tensor(0, torch::kLong));
}

torch::Tensor BatchNormalization::forward(const torch::Tensor& x) {
    const bool single = x.numel() == x.size(1);
    const bool learns = is_training() && !single;
    if (learns) {
        num_batches_tracked += 1;
    }
    return torch::batch_norm(x, weight, bias, running_mean, running_var, learns, m_norm.momentum, m_norm.eps,
                             at::globalContext().userEnabledCuDNN());
}

std::shared_ptr<BatchNormalization> normalization(std::int64_t channels, const NormOptions& norm) {
    return std::make_shared<BatchNormalization>(channels, norm);
}

std::shared_ptr<Chain> convBlock(const ConvBlock& options, InitialWeights& initial) {
    const std::int64_t padding = options.padding < 0 ? (options.kernel - 1) / 2 : options.padding;
    auto block = Chain::of(convolution({.in = options.in,
                                        .out = options.out,
                                        .kernel = options.kernel,
                                        .stride = options.stride,
                                        .padding = padding,
                                        .groups = options.groups,
                                        .bias = false},
                                       initial),
                           normalization(options.out, options.norm));
    if (options.activation != Activation::none) {
        block->push(std::make_shared<ActivationLayer>(options.activation));
    }
    return block;
}

std::shared_ptr<Chain> separableBlock(std::int64_t in, std::int64_t out, const NormOptions& norm,
                                      InitialWeights& initial) {
    return Chain::of(
        convBlock(
            {.in = in, .out = in, .kernel = 3, .groups = in, .activation = Activation::relu6, .norm = norm},
            initial),
        convolution({.in = in, .out = out}, initial));
}

}  // namespace priorscope
