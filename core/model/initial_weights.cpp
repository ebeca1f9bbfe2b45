#include "core/model/initial_weights.hpp"

#include <ATen/CPUGeneratorImpl.h>

#include <cmath>

#include "core/model/ssd/layers.hpp"

namespace priorscope {
namespace {

struct Fan {
    std::int64_t in = 0;
    std::int64_t out = 0;
};

/// Fan-in and fan-out of a weight, as torch counts them.
Fan fanOf(const torch::Tensor& weight) {
    const std::int64_t positions = weight[0][0].numel();
    return {weight.size(1) * positions, weight.size(0) * positions};
}

template <class Fill>
void fillConvolutions(torch::nn::Module& module, const Fill& fill) {
    const torch::NoGradGuard no_grad;
    for (const auto& child : module.modules(/*include_self=*/false)) {
        if (auto* convolution = child->as<Convolution>()) {
            fill(convolution->weight);
            if (convolution->bias.defined()) {
                convolution->bias.zero_();
            }
        }
    }
}

}  // namespace

InitialWeights::InitialWeights(std::uint64_t seed)
    : m_generator(at::make_generator<at::CPUGeneratorImpl>(seed)) {}

void InitialWeights::xavierUniform(torch::nn::Module& module) {
    if (!m_generator) {
        return;
    }
    fillConvolutions(module, [this](torch::Tensor& weight) {
        const Fan fan = fanOf(weight);
        const double reach = std::sqrt(3.0) * std::sqrt(2.0 / static_cast<double>(fan.in + fan.out));
        weight.uniform_(-reach, reach, m_generator);
    });
}

void InitialWeights::normal(torch::nn::Module& module, double deviation) {
    if (!m_generator) {
        return;
    }
    fillConvolutions(module, [&](torch::Tensor& weight) { weight.normal_(0.0, deviation, m_generator); });
}

void InitialWeights::kaimingNormal(torch::nn::Module& module) {
    if (!m_generator) {
        return;
    }
    fillConvolutions(module, [this](torch::Tensor& weight) {
        const double deviation = std::sqrt(2.0) / std::sqrt(static_cast<double>(fanOf(weight).out));
        weight.normal_(0.0, deviation, m_generator);
    });
}

void InitialWeights::skipDraws(std::int64_t values) {
    if (!m_generator) {
        return;
    }
    auto* generator = at::check_generator<at::CPUGeneratorImpl>(m_generator);
    for (std::int64_t i = 0; i < values; ++i) {
        generator->random();
    }
}

}  // namespace priorscope
