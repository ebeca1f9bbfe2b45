#include "core/model/ssd/layers.hpp"
#include "core/model/ssd/ssd_network.hpp"

namespace priorscope {
namespace {

class TinyBackbone : public SsdBackbone {
  public:
    explicit TinyBackbone(InitialWeights& initial) {
        const auto block = [&initial](std::int64_t in, std::int64_t out, std::int64_t kernel,
                                      std::int64_t stride = 1) {
            return convBlock({.in = in, .out = out, .kernel = kernel, .stride = stride}, initial);
        };
        m_stages->push_back(Chain::of(block(3, 16, 3, 2), block(16, 32, 3, 2), block(32, 32, 3),
                                      block(32, 64, 3, 2), block(64, 64, 3), block(64, 64, 3)));
        m_stages->push_back(Chain::of(block(64, 96, 3, 2), block(96, 96, 3)));
        m_stages->push_back(Chain::of(block(96, 64, 1), block(64, 96, 3, 2)));
        m_stages->push_back(Chain::of(block(96, 48, 1), block(48, 96, 3, 2)));
        register_module("stages", m_stages);
        initial.kaimingNormal(*this);
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

  private:
    torch::nn::ModuleList m_stages;
};

}  // namespace

std::shared_ptr<SsdBackbone> makeTinyBackbone(const DetectorSpec&, InitialWeights& initial) {
    return std::make_shared<TinyBackbone>(initial);
}

}  // namespace priorscope
