#include "core/model/ssd/layers.hpp"

#include <array>

#include "core/model/ssd/depthwise.hpp"
#include "core/model/ssd/normalized_activation.hpp"
#include "core/model/ssd/value_pointers.hpp"
#include "core/model/ssd/winograd.hpp"

namespace priorscope {
namespace {

/// Overwrites x.
torch::Tensor activated(torch::Tensor x, Activation activation) {
    switch (activation) {
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

}  // namespace

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
    if (torch::GradMode::is_enabled() && canConvolveDepthwise(x, m_shape)) {
        return convolvedDepthwise(x, weight, m_shape);
    }
    if (torch::GradMode::is_enabled() && canConvolveByWinograd(x, m_shape)) {
        return convolvedByWinograd(x, weight, bias, m_shape);
    }
    // A single number is accepted too, but is recorded as such, and exports expect two.
    const auto both = [](std::int64_t value) { return std::array<std::int64_t, 2>{value, value}; };
    return torch::conv2d(x, weight, bias, both(m_shape.stride), both(m_shape.padding), both(m_shape.dilation),
                         m_shape.groups);
}

std::shared_ptr<Convolution> convolution(const ConvolutionShape& shape, InitialWeights& initial) {
    return std::make_shared<Convolution>(shape, initial);
}

BatchNormalization::BatchNormalization(std::int64_t channels, const NormOptions& norm, Activation activation)
    : m_norm(norm), m_activation(activation) {
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
    // Over few values gradients nearly cancel: torch sums those in double. They take no time.
    constexpr std::int64_t kMany = 256;
    const bool many = x.numel() >= kMany * x.size(1);
    if (learns && many && torch::GradMode::is_enabled() && hasValues(x)) {
        return normalizedActivation(x, weight, bias, running_mean, running_var, m_norm, m_activation);
    }
    return activated(torch::batch_norm(x, weight, bias, running_mean, running_var, learns, m_norm.momentum,
                                       m_norm.eps, at::globalContext().userEnabledCuDNN()),
                     m_activation);
}

std::shared_ptr<BatchNormalization> normalization(std::int64_t channels, const NormOptions& norm,
                                                  Activation activation) {
    return std::make_shared<BatchNormalization>(channels, norm, activation);
}

std::shared_ptr<Chain> convBlock(const ConvBlock& options, InitialWeights& initial) {
    const std::int64_t padding = options.padding < 0 ? (options.kernel - 1) / 2 : options.padding;
    return Chain::of(convolution({.in = options.in,
                                  .out = options.out,
                                  .kernel = options.kernel,
                                  .stride = options.stride,
                                  .padding = padding,
                                  .groups = options.groups,
                                  .bias = false},
                                 initial),
                     normalization(options.out, options.norm, options.activation));
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
