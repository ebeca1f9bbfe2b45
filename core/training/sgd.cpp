#include "core/training/sgd.hpp"

#include <cmath>

#include "core/base/error.hpp"

namespace priorscope {

Sgd::Sgd(torch::nn::Module& network, double momentum, double weight_decay, double bias_rate)
    : m_momentum(momentum), m_weight_decay(weight_decay) {
    for (const auto& item : network.named_parameters()) {
        const std::string& name = item.key();
        const bool bias = name == "bias" || name.ends_with(".bias");
        m_slots.push_back({name, item.value(), torch::zeros_like(item.value()), bias ? bias_rate : 1.0});
    }
}

void Sgd::clearGradients() {
    for (Slot& slot : m_slots) {
        slot.parameter.mutable_grad() = torch::Tensor();
    }
}

double Sgd::clipGradients(double limit) {
    const torch::NoGradGuard no_grad;
    std::vector<torch::Tensor> norms;
    for (const Slot& slot : m_slots) {
        if (slot.parameter.grad().defined()) {
            norms.push_back(slot.parameter.grad().norm());
        }
    }
    if (norms.empty()) {
        return 0.0;
    }
    const double norm = torch::stack(norms).norm().item<double>();
    if (limit > 0.0 && norm > limit) {
        for (const Slot& slot : m_slots) {
            if (slot.parameter.grad().defined()) {
                slot.parameter.mutable_grad().mul_(limit / norm);
            }
        }
    }
    return norm;
}

void Sgd::step(double learning_rate) {
    const torch::NoGradGuard no_grad;
    for (Slot& slot : m_slots) {
        if (!slot.parameter.grad().defined()) {
            continue;
        }
        slot.velocity.mul_(m_momentum).add_(slot.parameter.grad());
        if (m_weight_decay > 0.0) {
            slot.velocity.add_(slot.parameter, m_weight_decay);
        }
        slot.parameter.add_(slot.velocity, -learning_rate * slot.rate_factor);
    }
}

PickleValue Sgd::state() const {
    PickleValue dict = PickleValue::makeDict();
    for (const Slot& slot : m_slots) {
        dict.set(slot.name, PickleValue::of(slot.velocity));
    }
    return dict;
}

void Sgd::restore(const PickleValue& state, const std::string& source) {
    const torch::NoGradGuard no_grad;
    for (Slot& slot : m_slots) {
        const PickleValue* velocity = state.find(slot.name);
        if (velocity == nullptr || velocity->kind != PickleValue::Kind::tensor ||
            velocity->tensor.sizes() != slot.velocity.sizes()) {
            throw Error({.action = Core::tr("resuming"),
                         .file = source,
                         .reason = Core::tr("the optimizer's state lacks the parameter %1").arg(slot.name)});
        }
        slot.velocity.copy_(velocity->tensor);
    }
}

}  // namespace priorscope
