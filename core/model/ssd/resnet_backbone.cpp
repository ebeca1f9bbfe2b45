#include <array>
#include <utility>

#include "core/model/ssd/layers.hpp"
#include "core/model/ssd/ssd_family.hpp"
#include "core/model/ssd/ssd_network.hpp"

namespace priorscope {
namespace {

std::shared_ptr<Convolution> plainConvolution(std::int64_t in, std::int64_t out, std::int64_t kernel,
                                              std::int64_t stride, InitialWeights& initial) {
    return convolution(
        {.in = in, .out = out, .kernel = kernel, .stride = stride, .padding = kernel / 2, .bias = false},
        initial);
}

/// A residual block: two 3×3 convolutions, or 1×1, 3×3, 1×1 with a fourfold output width.
class ResidualBlock : public torch::nn::Module {
  public:
    ResidualBlock(std::int64_t in, std::int64_t width, std::int64_t stride, bool bottleneck,
                  InitialWeights& initial) {
        const std::int64_t out = bottleneck ? 4 * width : width;
        if (bottleneck) {
            addLayer("1", plainConvolution(in, width, 1, 1, initial), width, Activation::relu);
            addLayer("2", plainConvolution(width, width, 3, stride, initial), width, Activation::relu);
            addLayer("3", plainConvolution(width, out, 1, 1, initial), out, Activation::none);
        } else {
            addLayer("1", plainConvolution(in, width, 3, stride, initial), width, Activation::relu);
            addLayer("2", plainConvolution(width, width, 3, 1, initial), width, Activation::none);
        }
        if (stride != 1 || in != out) {
            m_downsample = Chain::of(plainConvolution(in, out, 1, stride, initial), normalization(out));
            register_module("downsample", m_downsample);
        }
    }

    torch::Tensor forward(const torch::Tensor& input) {
        torch::Tensor x = input;
        for (const auto& [layer, norm] : m_layers) {
            x = norm->forward(layer->forward(x));
        }
        x += m_downsample ? m_downsample->forward(input) : input;
        return torch::relu_(x);
    }

  private:
    void addLayer(const std::string& number, std::shared_ptr<Convolution> layer, std::int64_t channels,
                  Activation activation) {
        m_layers.emplace_back(std::move(layer), normalization(channels, {}, activation));
        register_module("conv" + number, m_layers.back().first);
        register_module("bn" + number, m_layers.back().second);
    }

    std::vector<std::pair<std::shared_ptr<Convolution>, std::shared_ptr<BatchNormalization>>> m_layers;
    std::shared_ptr<Chain> m_downsample;
};

struct ResnetShape {
    std::array<int, 4> blocks;
    bool bottleneck;
};

ResnetShape shapeOf(const std::string& backbone) {
    if (backbone == "resnet18") {
        return {{2, 2, 2, 2}, false};
    }
    return {{3, 4, 6, 3}, backbone == "resnet50"};
}

/// torchvision's resnet without its classifier; returns the outputs of stages 2, 3 and 4.
class ResnetBody : public torch::nn::Module {
  public:
    ResnetBody(const ResnetShape& shape, InitialWeights& initial)
        : m_conv(plainConvolution(3, 64, 7, 2, initial)), m_norm(normalization(64, {}, Activation::relu)) {
        register_module("conv1", m_conv);
        register_module("bn1", m_norm);
        std::int64_t in = 64;
        for (std::size_t stage = 0; stage < shape.blocks.size(); ++stage) {
            const std::int64_t width = std::int64_t{64} << stage;
            auto layer = std::make_shared<Chain>();
            for (int i = 0; i < shape.blocks[stage]; ++i) {
                layer->push(std::make_shared<ResidualBlock>(in, width, stage > 0 && i == 0 ? 2 : 1,
                                                            shape.bottleneck, initial));
                in = shape.bottleneck ? 4 * width : width;
            }
            m_stages.push_back(layer);
            register_module("layer" + std::to_string(stage + 1), layer);
        }
        initial.kaimingNormal(*this);
    }

    std::vector<torch::Tensor> forward(const torch::Tensor& images) {
        torch::Tensor x = m_norm->forward(m_conv->forward(images));
        x = torch::max_pool2d(x, 3, 2, 1);
        std::vector<torch::Tensor> maps;
        for (std::size_t stage = 0; stage < m_stages.size(); ++stage) {
            x = m_stages[stage]->forward(x);
            if (stage > 0) {
                maps.push_back(x);
            }
        }
        return maps;
    }

  private:
    std::shared_ptr<Convolution> m_conv;
    std::shared_ptr<BatchNormalization> m_norm;
    std::vector<std::shared_ptr<Chain>> m_stages;
};

class ResnetBackbone : public SsdBackbone {
  public:
    ResnetBackbone(const ResnetShape& shape, InitialWeights& initial)
        : m_body(std::make_shared<ResnetBody>(shape, initial)) {
        register_module("body", m_body);
        m_extra->push_back(extraBlock(shape.bottleneck ? 2048 : 512, 256, 512, 2, 1, initial));
        m_extra->push_back(extraBlock(512, 128, 256, 2, 1, initial));
        m_extra->push_back(extraBlock(256, 128, 256, 1, 0, initial));
        register_module("extra", m_extra);
        initial.kaimingNormal(*m_extra);
    }

    std::vector<torch::Tensor> forward(const torch::Tensor& images) override {
        std::vector<torch::Tensor> maps = m_body->forward(images);
        for (const auto& block : *m_extra) {
            maps.push_back(block->as<Chain>()->forward(maps.back()));
        }
        return maps;
    }

  private:
    /// 1×1 to `squeeze` channels, then 3×3 to `out`.
    static std::shared_ptr<Chain> extraBlock(std::int64_t in, std::int64_t squeeze, std::int64_t out,
                                             std::int64_t stride, std::int64_t padding,
                                             InitialWeights& initial) {
        return Chain::of(
            convBlock({.in = in, .out = squeeze}, initial),
            convBlock({.in = squeeze, .out = out, .kernel = 3, .stride = stride, .padding = padding},
                      initial));
    }

    std::shared_ptr<ResnetBody> m_body;
    torch::nn::ModuleList m_extra;
};

}  // namespace

std::shared_ptr<SsdBackbone> makeResnetBackbone(const DetectorSpec& spec, InitialWeights& initial) {
    return std::make_shared<ResnetBackbone>(shapeOf(ssdOf(spec).backbone), initial);
}

}  // namespace priorscope
