#include <torch/nn/functional/normalization.h>
#include <torch/nn/modules/activation.h>
#include <torch/nn/modules/pooling.h>

#include <array>
#include <span>
#include <vector>

#include "core/model/ssd/layers.hpp"
#include "core/model/ssd/ssd_family.hpp"
#include "core/model/ssd/ssd_network.hpp"

namespace priorscope {
namespace {

torch::nn::ReLU relu() {
    return torch::nn::ReLU(torch::nn::ReLUOptions().inplace(true));
}

/// 1×1 to `squeeze` channels, then kernel × kernel to `out`.
struct ExtraBlock {
    std::int64_t in = 0;
    std::int64_t squeeze = 0;
    std::int64_t out = 0;
    std::int64_t padding = 0;
    std::int64_t stride = 1;
    std::int64_t kernel = 3;
};

std::shared_ptr<Chain> extraBlock(const ExtraBlock& block, InitialWeights& initial) {
    return Chain::of(convolution({.in = block.in, .out = block.squeeze}, initial), relu(),
                     convolution({.in = block.squeeze,
                                  .out = block.out,
                                  .kernel = block.kernel,
                                  .stride = block.stride,
                                  .padding = block.padding},
                                 initial),
                     relu());
}

constexpr std::array<ExtraBlock, 4> kFourBlocks{
    {{1024, 256, 512, 1, 2}, {512, 128, 256, 1, 2}, {256, 128, 256}, {256, 128, 256}}};
constexpr std::array<ExtraBlock, 5> kFiveBlocks{{{1024, 256, 512, 1, 2},
                                                 {512, 128, 256, 1, 2},
                                                 {256, 128, 256, 1, 2},
                                                 {256, 128, 256, 1, 2},
                                                 {256, 128, 256, 1, 1, 4}}};

class VggBackbone : public SsdBackbone {
  public:
    VggBackbone(std::span<const ExtraBlock> blocks, InitialWeights& initial) {
        m_scale_weight = register_parameter("scale_weight", torch::full({512}, 20.0F));
        std::int64_t in = 3;
        const auto stage = [&](Chain& into, std::int64_t out, int repeats) {
            for (int i = 0; i < repeats; ++i) {
                into.push(convolution({.in = in, .out = out, .kernel = 3, .padding = 1}, initial));
                into.push(relu());
                in = out;
            }
        };
        const auto pool = [](bool ceil) {
            return torch::nn::MaxPool2d(torch::nn::MaxPool2dOptions(2).stride(2).ceil_mode(ceil));
        };
        stage(*m_features, 64, 2);
        m_features->push(pool(false));
        stage(*m_features, 128, 2);
        m_features->push(pool(false));
        stage(*m_features, 256, 3);
        m_features->push(pool(true));  // 75 → 38, not 37
        stage(*m_features, 512, 3);

        auto conv5 = std::make_shared<Chain>();
        conv5->push(pool(false));
        stage(*conv5, 512, 3);
        auto fc = Chain::of(
            torch::nn::MaxPool2d(torch::nn::MaxPool2dOptions(3).stride(1).padding(1)),
            convolution({.in = 512, .out = 1024, .kernel = 3, .padding = 6, .dilation = 6}, initial), relu(),
            convolution({.in = 1024, .out = 1024}, initial), relu());
        initial.kaimingNormal(*m_features);
        initial.kaimingNormal(*conv5);
        initial.xavierUniform(*fc);
        conv5->push(fc);

        m_extra->push_back(conv5);
        std::vector<std::shared_ptr<Chain>> extra;
        for (const ExtraBlock& block : blocks) {
            extra.push_back(extraBlock(block, initial));
        }
        for (const auto& block : extra) {
            initial.xavierUniform(*block);
            m_extra->push_back(block);
        }
        register_module("features", m_features);
        register_module("extra", m_extra);
    }

    std::vector<torch::Tensor> forward(const torch::Tensor& images) override {
        torch::Tensor x = m_features->forward(images);
        std::vector<torch::Tensor> maps;
        maps.push_back(
            m_scale_weight.view({1, -1, 1, 1}) *
            torch::nn::functional::normalize(x, torch::nn::functional::NormalizeFuncOptions().dim(1)));
        for (const auto& block : *m_extra) {
            x = block->as<Chain>()->forward(x);
            maps.push_back(x);
        }
        return maps;
    }

  private:
    torch::Tensor m_scale_weight;
    std::shared_ptr<Chain> m_features = std::make_shared<Chain>();
    torch::nn::ModuleList m_extra;
};

}  // namespace

std::shared_ptr<SsdBackbone> makeVggBackbone(const DetectorSpec& spec, InitialWeights& initial) {
    return ssdOf(spec).backbone == "vgg16-512" ? std::make_shared<VggBackbone>(kFiveBlocks, initial)
                                               : std::make_shared<VggBackbone>(kFourBlocks, initial);
}

}  // namespace priorscope
