#include "core/model/layers.hpp"

#include <functional>

namespace priorscope {
namespace {

void initialize(torch::nn::Module& module, const std::function<void(torch::Tensor)>& fill) {
    for (const auto& child : module.modules(/*include_self=*/false)) {
        if (auto* conv = child->as<torch::nn::Conv2d>()) {
            fill(conv->weight);
            if (conv->bias.defined()) {
                torch::nn::init::zeros_(conv->bias);
            }
        }
    }
}

}  // namespace

torch::Tensor ActivationLayer::forward(torch::Tensor x) const {
    switch (m_kind) {
        case Activation::relu:
            return torch::relu_(x);
        case Activation::relu6:
            return torch::hardtanh_(x, 0, 6);
        case Activation::hardswish:
            // Its gradient needs the input, so that in place it would be copied.
            return torch::GradMode::is_enabled() ? torch::hardswish(x) : torch::hardswish_(x);
        case Activation::none:
            break;
    }
    return x;
}

std::shared_ptr<Chain> convBlock(const ConvBlock& options) {
    const std::int64_t padding = options.padding < 0 ? (options.kernel - 1) / 2 : options.padding;
    auto block = Chain::of(torch::nn::Conv2d(torch::nn::Conv2dOptions(options.in, options.out, options.kernel)
                                                 .stride(options.stride)
                                                 .padding(padding)
                                                 .groups(options.groups)
                                                 .bias(false)),
                           torch::nn::BatchNorm2d(torch::nn::BatchNorm2dOptions(options.out)
                                                      .eps(options.norm.eps)
                                                      .momentum(options.norm.momentum)));
    if (options.activation != Activation::none) {
        block->push(std::make_shared<ActivationLayer>(options.activation));
    }
    return block;
}

std::shared_ptr<Chain> separableBlock(std::int64_t in, std::int64_t out, const NormOptions& norm) {
    return Chain::of(
        convBlock(
            {.in = in, .out = in, .kernel = 3, .groups = in, .activation = Activation::relu6, .norm = norm}),
        convolution(in, out, 1));
}

torch::nn::Conv2d convolution(std::int64_t in, std::int64_t out, std::int64_t kernel, std::int64_t padding,
                              std::int64_t stride, std::int64_t dilation) {
    return torch::nn::Conv2d(
        torch::nn::Conv2dOptions(in, out, kernel).padding(padding).stride(stride).dilation(dilation));
}

void initializeXavier(torch::nn::Module& module) {
    initialize(module, [](torch::Tensor weight) { torch::nn::init::xavier_uniform_(std::move(weight)); });
}

void initializeNormal(torch::nn::Module& module, double deviation) {
    initialize(module,
               [&](torch::Tensor weight) { torch::nn::init::normal_(std::move(weight), 0.0, deviation); });
}

void initializeKaiming(torch::nn::Module& module) {
    initialize(module, [](torch::Tensor weight) {
        torch::nn::init::kaiming_normal_(std::move(weight), 0.0, torch::kFanOut, torch::kReLU);
    });
}

}  // namespace priorscope
