#include "core/model/chain.hpp"
#include "core/model/ssd_network.hpp"

namespace priorscope {
namespace {

/// Convolution without bias, batch normalisation, ReLU.
std::shared_ptr<Chain> block(std::int64_t in, std::int64_t out, std::int64_t kernel,
                             std::int64_t stride = 1) {
    return Chain::of(
        torch::nn::Conv2d(
            torch::nn::Conv2dOptions(in, out, kernel).stride(stride).padding(kernel / 2).bias(false)),
        torch::nn::BatchNorm2d(out), torch::nn::ReLU(torch::nn::ReLUOptions().inplace(true)));
}

class TinyBackbone : public SsdBackbone {
  public:
    TinyBackbone() {
        m_stages->push_back(Chain::of(block(3, 16, 3, 2), block(16, 32, 3, 2), block(32, 32, 3),
                                      block(32, 64, 3, 2), block(64, 64, 3), block(64, 64, 3)));
        m_stages->push_back(Chain::of(block(64, 96, 3, 2), block(96, 96, 3)));
        m_stages->push_back(Chain::of(block(96, 64, 1), block(64, 96, 3, 2)));
        m_stages->push_back(Chain::of(block(96, 48, 1), block(48, 96, 3, 2)));
        register_module("stages", m_stages);
        for (const auto& child : modules(/*include_self=*/false)) {
            if (auto* conv = child->as<torch::nn::Conv2d>()) {
                torch::nn::init::kaiming_normal_(conv->weight, 0.0, torch::kFanOut, torch::kReLU);
            }
        }
    }

    std::vector<torch::Tensor> forward(const torch::Tensor& images) override {
        torch::Tensor x = images;
        std::vector<torch::Tensor> maps;
        for (const auto& stage : *m_stages) {
            x = stage->as<Chain>()->forward(x);
            maps.push_back(x);
        }
        return maps;
    }

    std::vector<std::int64_t> channels() const override { return {64, 96, 96, 96}; }

  private:
    torch::nn::ModuleList m_stages;
};

}  // namespace

std::shared_ptr<SsdBackbone> makeTinyBackbone(const DetectorSpec&) {
    return std::make_shared<TinyBackbone>();
}

}  // namespace priorscope
