// Building blocks that several backbones share. Private to core: it speaks of tensors.
#pragma once

#include <torch/torch.h>

#include <cstdint>
#include <memory>

#include "core/model/chain.hpp"

namespace priorscope {

enum class Activation { none, relu, relu6, hardswish };

/// torch has no module for some of them, and a chain numbers its steps: this one takes a number as in Python.
class ActivationLayer : public torch::nn::Module {
  public:
    explicit ActivationLayer(Activation kind) : m_kind(kind) {}
    torch::Tensor forward(torch::Tensor x) const;  ///< overwrites x

  private:
    Activation m_kind;
};

struct NormOptions {
    double eps = 1e-5;
    double momentum = 0.1;
};

/// torchvision's figures for SSDLite on MobileNetV3.
inline constexpr NormOptions kMobilenetV3Norm{.eps = 1e-3, .momentum = 0.03};
/// Standard deviation of the first weights in torchvision's SSDLite.
inline constexpr double kSsdliteDeviation = 0.03;

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

/// A chain "0" convolution without bias, "1" batch normalisation, "2" activation (left out where it is none):
/// names as torchvision's Conv2dNormActivation.
std::shared_ptr<Chain> convBlock(const ConvBlock& options);

/// What predicts in SSDLite: "0" a depthwise 3×3 block with ReLU6, "1" a 1×1 convolution.
std::shared_ptr<Chain> separableBlock(std::int64_t in, std::int64_t out, const NormOptions& norm);

torch::nn::Conv2d convolution(std::int64_t in, std::int64_t out, std::int64_t kernel,
                              std::int64_t padding = 0, std::int64_t stride = 1, std::int64_t dilation = 1);

/// Weights of every convolution below a module, with zero biases.
void initializeXavier(torch::nn::Module& module);  ///< uniform
void initializeNormal(torch::nn::Module& module, double deviation);
void initializeKaiming(torch::nn::Module& module);  ///< normal, by fan out

}  // namespace priorscope
