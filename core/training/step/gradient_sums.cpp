#include "core/training/step/gradient_sums.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace priorscope {
namespace {

struct NormalisedSum {
    torch::Tensor sum;
    double count = 0.0;
};

/// The terms of each normaliser together.
std::map<std::string, NormalisedSum> byNormaliser(const std::vector<LossTerm>& terms) {
    std::map<std::string, NormalisedSum> sums;
    for (const LossTerm& term : terms) {
        NormalisedSum& each = sums[term.normaliser];
        each.sum = each.sum.defined() ? each.sum + term.sum : term.sum;
        each.count = term.count;
    }
    return sums;
}

torch::Tensor scaled(const torch::Tensor& sum, double scale) {
    return scale == 1.0 ? sum : sum * scale;
}

void addTo(torch::Tensor& sum, const torch::Tensor& gradient) {
    if (!gradient.defined()) {
        return;
    }
    if (sum.defined()) {
        sum.add_(gradient);
    } else {
        sum = gradient.clone();  // it may be a view, which cannot be added to
    }
}

}  // namespace

GradientSums::GradientSums(std::vector<torch::Tensor> parameters, double scale)
    : m_parameters(std::move(parameters)), m_scale(scale) {
    std::erase_if(m_parameters, [](const torch::Tensor& parameter) { return !parameter.requires_grad(); });
}

bool GradientSums::add(const std::vector<LossTerm>& terms) {
    const auto sums = byNormaliser(terms);
    torch::Tensor check;
    std::size_t left = sums.size();
    for (const auto& [normaliser, each] : sums) {
        --left;
        OfNormaliser& total = m_sums[normaliser];
        if (m_scale != 1.0 && total.gradients.empty()) {
            // Scaled up, a sum over all positives would leave the range of half precision.
            total.divisor = std::max(1.0, each.count);
        }
        const auto gradients = torch::autograd::grad({scaled(each.sum, m_scale / total.divisor)},
                                                     m_parameters, {}, /*retain_graph=*/left > 0,
                                                     /*create_graph=*/false, /*allow_unused=*/true);
        const torch::NoGradGuard no_grad;
        total.gradients.resize(m_parameters.size());
        total.count += each.count;
        for (std::size_t i = 0; i < gradients.size(); ++i) {
            addTo(total.gradients[i], gradients[i]);
            if (gradients[i].defined()) {
                const torch::Tensor sum = gradients[i].sum();
                check = check.defined() ? check + sum : sum;
            }
        }
    }
    return !check.defined() || std::isfinite(check.item<double>());
}

void GradientSums::finish() {
    const torch::NoGradGuard no_grad;
    for (std::size_t i = 0; i < m_parameters.size(); ++i) {
        torch::Tensor gradient;
        for (auto& [normaliser, total] : m_sums) {
            if (!total.gradients[i].defined()) {
                continue;
            }
            total.gradients[i].div_(std::max(1.0, total.count) / total.divisor);
            if (gradient.defined()) {
                gradient.add_(total.gradients[i]);
            } else {
                gradient = total.gradients[i];
            }
        }
        m_parameters[i].mutable_grad() = gradient;
    }
}

}  // namespace priorscope
