#include <algorithm>
#include <array>

#include "core/model/ssd/layers.hpp"
#include "core/model/ssd/ssd_family.hpp"
#include "core/model/ssd/ssd_network.hpp"

namespace priorscope {
namespace {

/// The nearest multiple of 8 that is at most a tenth smaller.
/// Source: "MobileNetV3"'s reference implementation, as in torchvision 0.14's _make_divisible
std::int64_t divisibleBy8(std::int64_t channels) {
    const std::int64_t rounded = std::max<std::int64_t>(8, (channels + 4) / 8 * 8);
    return rounded * 10 < channels * 9 ? rounded + 8 : rounded;
}

/// Squeeze and excitation: channels weighted by global features of the map.
class SqueezeExcitation : public torch::nn::Module {
  public:
    SqueezeExcitation(std::int64_t channels, std::int64_t squeezed, InitialWeights& initial)
        : m_reduce(convolution({.in = channels, .out = squeezed}, initial)),
          m_expand(convolution({.in = squeezed, .out = channels}, initial)) {
        register_module("fc1", m_reduce);
        register_module("fc2", m_expand);
    }

    torch::Tensor forward(const torch::Tensor& input) {
        torch::Tensor scale = m_reduce->forward(torch::adaptive_avg_pool2d(input, {1, 1}));
        scale = withGradientInFloat(m_expand->forward(torch::relu_(scale)),
                                    [](const torch::Tensor& y) { return torch::hardsigmoid(y); });
        return scale * input;
    }

  private:
    std::shared_ptr<Convolution> m_reduce;
    std::shared_ptr<Convolution> m_expand;
};

/// An inverted residual block: expand, depthwise, optionally squeeze and excitation, project.
struct BottleneckShape {
    std::int64_t in = 0;
    std::int64_t kernel = 3;
    std::int64_t expanded = 0;
    std::int64_t out = 0;
    bool squeeze = false;
    Activation activation = Activation::relu6;
    std::int64_t stride = 1;
    NormOptions norm{};

    ConvBlock expansion() const {
        return {.in = in, .out = expanded, .activation = activation, .norm = norm};
    }
    ConvBlock depthwise() const {
        return {.in = expanded,
                .out = expanded,
                .kernel = kernel,
                .stride = stride,
                .groups = expanded,
                .activation = activation,
                .norm = norm};
    }
    ConvBlock projection() const {
        return {.in = expanded, .out = out, .activation = Activation::none, .norm = norm};
    }
    bool isResidual() const { return stride == 1 && in == out; }
};

/// How the two versions name a block's steps.
enum class Version { v2, v3 };

/// Adds the steps after the expansion. Version 2 has the projection's convolution and normalisation as two
/// steps.
void pushTail(Chain& chain, const BottleneckShape& shape, Version version, InitialWeights& initial) {
    chain.push(convBlock(shape.depthwise(), initial));
    if (shape.squeeze) {
        chain.push(
            std::make_shared<SqueezeExcitation>(shape.expanded, divisibleBy8(shape.expanded / 4), initial));
    }
    if (version == Version::v3) {
        chain.push(convBlock(shape.projection(), initial));
        return;
    }
    chain.push(convolution({.in = shape.expanded, .out = shape.out, .bias = false}, initial));
    chain.push(normalization(shape.out, shape.norm));
}

class InvertedResidual : public torch::nn::Module {
  public:
    InvertedResidual(const BottleneckShape& shape, Version version, InitialWeights& initial)
        : m_residual(shape.isResidual()) {
        if (shape.expanded != shape.in) {
            m_steps->push(convBlock(shape.expansion(), initial));
        }
        pushTail(*m_steps, shape, version, initial);
        register_module(version == Version::v3 ? "block" : "conv", m_steps);
    }

    torch::Tensor forward(const torch::Tensor& input) {
        torch::Tensor x = m_steps->forward(input);
        if (m_residual) {
            x += input;
        }
        return x;
    }

  private:
    std::shared_ptr<Chain> m_steps = std::make_shared<Chain>();
    bool m_residual;
};

/// The body of a MobileNet, cut after the expansion of its last strided block, and four extra blocks.
class MobilenetBackbone : public SsdBackbone {
  public:
    /// @param cut   index into blocks of the last strided one
    /// @param last  the final convolution of the body
    MobilenetBackbone(Version version, const ConvBlock& first, const std::vector<BottleneckShape>& blocks,
                      std::size_t cut, const ConvBlock& last, InitialWeights& initial) {
        auto upper = Chain::of(convBlock(first, initial));
        for (std::size_t i = 0; i < cut; ++i) {
            upper->push(std::make_shared<InvertedResidual>(blocks[i], version, initial));
        }
        upper->push(convBlock(blocks[cut].expansion(), initial));
        // The rest of the cut block keeps its numbers from 1 on, as a slice of a Python Sequential does.
        auto rest = Chain::startingAt(1);
        pushTail(*rest, blocks[cut], version, initial);
        auto lower = Chain::of(rest);
        for (std::size_t i = cut + 1; i < blocks.size(); ++i) {
            lower->push(std::make_shared<InvertedResidual>(blocks[i], version, initial));
        }
        lower->push(convBlock(last, initial));
        auto features = Chain::of(upper, lower);
        register_module("features", features);
        m_parts = {upper, lower};

        torch::nn::ModuleList extra;
        std::int64_t in = last.out;
        for (const std::int64_t out : {512, 256, 256, 128}) {
            m_parts.push_back(extraBlock(in, out, last.norm, initial));
            extra->push_back(m_parts.back());
            in = out;
        }
        register_module("extra", extra);
        initial.normal(*this, kSsdliteDeviation);
    }

    std::vector<torch::Tensor> forward(const torch::Tensor& images) override {
        torch::Tensor x = images;
        std::vector<torch::Tensor> maps;
        for (const auto& part : m_parts) {
            x = part->forward(x);
            maps.push_back(x);
        }
        return maps;
    }

  private:
    static std::shared_ptr<Chain> extraBlock(std::int64_t in, std::int64_t out, const NormOptions& norm,
                                             InitialWeights& initial) {
        const std::int64_t half = out / 2;
        return Chain::of(
            convBlock({.in = in, .out = half, .activation = Activation::relu6, .norm = norm}, initial),
            convBlock({.in = half,
                       .out = half,
                       .kernel = 3,
                       .stride = 2,
                       .groups = half,
                       .activation = Activation::relu6,
                       .norm = norm},
                      initial),
            convBlock({.in = half, .out = out, .activation = Activation::relu6, .norm = norm}, initial));
    }

    std::vector<std::shared_ptr<Chain>> m_parts;
};

}  // namespace

std::shared_ptr<SsdBackbone> makeMobilenetV2Backbone(const DetectorSpec&, InitialWeights& initial) {
    struct Stage {
        std::int64_t expansion;
        std::int64_t out;
        int repeats;
        std::int64_t stride;
    };
    constexpr std::array<Stage, 7> kStages{{{1, 16, 1, 1},
                                            {6, 24, 2, 2},
                                            {6, 32, 3, 2},
                                            {6, 64, 4, 2},
                                            {6, 96, 3, 1},
                                            {6, 160, 3, 2},
                                            {6, 320, 1, 1}}};
    std::vector<BottleneckShape> blocks;
    std::int64_t in = 32;
    std::size_t cut = 0;
    for (const Stage& stage : kStages) {
        for (int i = 0; i < stage.repeats; ++i) {
            const std::int64_t stride = i == 0 ? stage.stride : 1;
            cut = stride == 2 ? blocks.size() : cut;
            blocks.push_back(
                {.in = in, .expanded = stage.expansion * in, .out = stage.out, .stride = stride});
            in = stage.out;
        }
    }
    return std::make_shared<MobilenetBackbone>(
        Version::v2, ConvBlock{.in = 3, .out = 32, .kernel = 3, .stride = 2, .activation = Activation::relu6},
        blocks, cut, ConvBlock{.in = 320, .out = 1280, .activation = Activation::relu6}, initial);
}

std::shared_ptr<SsdBackbone> makeMobilenetV3Backbone(const DetectorSpec& spec, InitialWeights& initial) {
    const bool reduced = ssdOf(spec).backbone == "mobilenet-v3-large-reduced";
    const std::int64_t c = reduced ? 80 : 160;
    const std::int64_t e = 6 * c;
    constexpr Activation kRe = Activation::relu;
    constexpr Activation kHs = Activation::hardswish;
    std::vector<BottleneckShape> blocks{
        {16, 3, 16, 16, false, kRe, 1},  {16, 3, 64, 24, false, kRe, 2},  {24, 3, 72, 24, false, kRe, 1},
        {24, 5, 72, 40, true, kRe, 2},   {40, 5, 120, 40, true, kRe, 1},  {40, 5, 120, 40, true, kRe, 1},
        {40, 3, 240, 80, false, kHs, 2}, {80, 3, 200, 80, false, kHs, 1}, {80, 3, 184, 80, false, kHs, 1},
        {80, 3, 184, 80, false, kHs, 1}, {80, 3, 480, 112, true, kHs, 1}, {112, 3, 672, 112, true, kHs, 1},
        {112, 5, 672, c, true, kHs, 2},  {c, 5, e, c, true, kHs, 1},      {c, 5, e, c, true, kHs, 1}};
    for (BottleneckShape& block : blocks) {
        block.norm = kMobilenetV3Norm;
    }
    constexpr std::size_t kLastStrided = 12;
    return std::make_shared<MobilenetBackbone>(
        Version::v3,
        ConvBlock{.in = 3, .out = 16, .kernel = 3, .stride = 2, .activation = kHs, .norm = kMobilenetV3Norm},
        blocks, kLastStrided, ConvBlock{.in = c, .out = e, .activation = kHs, .norm = kMobilenetV3Norm},
        initial);
}

}  // namespace priorscope
