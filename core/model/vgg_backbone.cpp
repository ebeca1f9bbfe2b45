#include "core/model/layers.hpp"
#include "core/model/ssd_network.hpp"

namespace priorscope {
namespace {

torch::nn::ReLU relu() {
    return torch::nn::ReLU(torch::nn::ReLUOptions().inplace(true));
}

/// 1×1 to `squeeze` channels, then kernel × kernel to `out`.
std::shared_ptr<Chain> extraBlock(std::int64_t in, std::int64_t squeeze, std::int64_t out,
                                  std::int64_t padding, std::int64_t stride, std::int64_t kernel = 3) {
    return Chain::of(convolution(in, squeeze, 1), relu(), convolution(squeeze, out, kernel, padding, stride),
                     relu());
}

class VggBackbone : public SsdBackbone {
  public:
    explicit VggBackbone(bool five_blocks) {
        m_scale_weight = register_parameter("scale_weight", torch::full({512}, 20.0F));
        std::int64_t in = 3;
        const auto stage = [&in](Chain& into, std::int64_t out, int repeats) {
            for (int i = 0; i < repeats; ++i) {
                into.push(convolution(in, out, 3, 1));
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
        auto fc = Chain::of(torch::nn::MaxPool2d(torch::nn::MaxPool2dOptions(3).stride(1).padding(1)),
                            convolution(512, 1024, 3, 6, 1, 6), relu(), convolution(1024, 1024, 1), relu());
        initializeKaiming(*m_features);
        initializeKaiming(*conv5);
        initializeXavier(*fc);
        conv5->push(fc);

        m_extra->push_back(conv5);
        for (const auto& block : five_blocks ? fiveBlocks() : fourBlocks()) {
            initializeXavier(*block);
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
    static std::vector<std::shared_ptr<Chain>> fourBlocks() {
        return {extraBlock(1024, 256, 512, 1, 2), extraBlock(512, 128, 256, 1, 2),
                extraBlock(256, 128, 256, 0, 1), extraBlock(256, 128, 256, 0, 1)};
    }

    static std::vector<std::shared_ptr<Chain>> fiveBlocks() {
        return {extraBlock(1024, 256, 512, 1, 2), extraBlock(512, 128, 256, 1, 2),
                extraBlock(256, 128, 256, 1, 2), extraBlock(256, 128, 256, 1, 2),
                extraBlock(256, 128, 256, 1, 1, 4)};
    }

    torch::Tensor m_scale_weight;
    std::shared_ptr<Chain> m_features = std::make_shared<Chain>();
    torch::nn::ModuleList m_extra;
};

}  // namespace

std::shared_ptr<SsdBackbone> makeVggBackbone(const DetectorSpec& spec) {
    return std::make_shared<VggBackbone>(/*five_blocks=*/spec.backbone == "vgg16-512");
}

}  // namespace priorscope
