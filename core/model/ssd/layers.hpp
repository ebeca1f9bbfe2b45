// Building blocks shared by the backbones. Private to core: it uses torch types.
#pragma once

#include <cstdint>
#include <memory>

#include "core/base/torch_headers.hpp"
#include "core/model/initial_weights.hpp"
#include "core/model/ssd/chain.hpp"
#include "core/model/ssd/normalization_loops.hpp"

namespace priorscope {

/// Applies a function whose bfloat16 gradient on the CPU torch 1.13 lacks, converting to float in that case;
/// otherwise, and if no gradient is needed, the tensor is passed as is.
template <class Function>
torch::Tensor withGradientInFloat(const torch::Tensor& x, const Function& function) {
    const bool lacking = torch::GradMode::is_enabled() && x.is_cpu() && x.scalar_type() == torch::kBFloat16;
    return lacking ? function(x.to(torch::kFloat32)).to(torch::kBFloat16) : function(x);
}

struct NormOptions {
    double eps = 1e-5;
    double momentum = 0.1;
};

/// torchvision's parameters for SSDLite on MobileNetV3.
inline constexpr NormOptions kMobilenetV3Norm{.eps = 1e-3, .momentum = 0.03};
/// Standard deviation of the initial weights in torchvision's SSDLite.
inline constexpr double kSsdliteDeviation = 0.03;

struct ConvolutionShape {
    std::int64_t in = 0;
    std::int64_t out = 0;
    std::int64_t kernel = 1;
    std::int64_t stride = 1;
    std::int64_t padding = 0;
    std::int64_t dilation = 1;
    std::int64_t groups = 1;
    bool bias = true;
};

/// A torch::nn::Conv2d whose constructor does not draw from the global generator. Weights are filled by
/// InitialWeights once the enclosing module is built.
class Convolution : public torch::nn::Module {
  public:
    Convolution(const ConvolutionShape& shape, InitialWeights& initial);
    torch::Tensor forward(const torch::Tensor& x) const;

    torch::Tensor weight;  ///< [out, in / groups, kernel, kernel]
    torch::Tensor bias;    ///< [out]; undefined if there is none

  private:
    ConvolutionShape m_shape;
};

std::shared_ptr<Convolution> convolution(const ConvolutionShape& shape, InitialWeights& initial);

/// Batch normalisation that can train on any batch: if a channel has a single value (a map of one cell, a
/// batch of one), whose variance is undefined, it uses the running statistics, as in evaluation, and does not
/// update them. The activation after it belongs to it, since both together cost little more than one.
class BatchNormalization : public torch::nn::Module {
  public:
    BatchNormalization(std::int64_t channels, const NormOptions& norm, Activation activation);
    torch::Tensor forward(const torch::Tensor& x);

    // Named as in torch's own, which cannot be a base class: LibTorch does not export its vtable.
    torch::Tensor weight;
    torch::Tensor bias;
    torch::Tensor running_mean;
    torch::Tensor running_var;
    torch::Tensor num_batches_tracked;

  private:
    NormOptions m_norm;
    Activation m_activation;
};

std::shared_ptr<BatchNormalization> normalization(std::int64_t channels, const NormOptions& norm = {},
                                                  Activation activation = Activation::none);

/// Options of a convolution, batch normalisation and activation.
struct ConvBlock {
    std::int64_t in = 0;
    std::int64_t out = 0;
    std::int64_t kernel = 1;
    std::int64_t stride = 1;
    std::int64_t groups = 1;
    std::int64_t padding = -1;  ///< -1: (kernel - 1) / 2
    Activation activation = Activation::relu;
    NormOptions norm{};
};

/// A chain of "0" convolution without bias and "1" batch normalisation with the activation: names as in
/// torchvision's Conv2dNormActivation, whose activation has no parameters.
std::shared_ptr<Chain> convBlock(const ConvBlock& options, InitialWeights& initial);

/// SSDLite's predictor: "0" a depthwise 3×3 block with ReLU6, "1" a 1×1 convolution.
std::shared_ptr<Chain> separableBlock(std::int64_t in, std::int64_t out, const NormOptions& norm,
                                      InitialWeights& initial);

}  // namespace priorscope
