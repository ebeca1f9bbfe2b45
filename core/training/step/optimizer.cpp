#include "core/training/step/optimizer.hpp"

#include <torch/optim/adamw.h>
#include <torch/optim/sgd.h>

#include <sstream>
#include <type_traits>
#include <utility>

#include "core/base/error.hpp"

namespace priorscope {
namespace {

using torch::optim::AdamWOptions;
using torch::optim::AdamWParamState;
using torch::optim::OptimizerParamGroup;
using torch::optim::SGDOptions;
using torch::optim::SGDParamState;

/// Options and steps without a rate; step() sets it.
constexpr double kNoRate = 0.0;

std::vector<torch::Tensor> tensorsOf(const ParameterGroup& group) {
    std::vector<torch::Tensor> tensors;
    for (const auto& [name, tensor] : group.parameters) {
        tensors.push_back(tensor);
    }
    return tensors;
}

std::unique_ptr<torch::optim::Optimizer> makeSgd(const std::vector<ParameterGroup>& groups,
                                                 const TrainingOptions& options) {
    std::vector<OptimizerParamGroup> of_torch;
    for (const ParameterGroup& group : groups) {
        of_torch.emplace_back(tensorsOf(group),
                              std::make_unique<SGDOptions>(SGDOptions(kNoRate)
                                                               .momentum(options.momentum)
                                                               .nesterov(options.nesterov)
                                                               .weight_decay(group.weight_decay)));
    }
    return std::make_unique<torch::optim::SGD>(of_torch, SGDOptions(kNoRate));
}

std::unique_ptr<torch::optim::Optimizer> makeAdamW(const std::vector<ParameterGroup>& groups,
                                                   const TrainingOptions& options) {
    std::vector<OptimizerParamGroup> of_torch;
    for (const ParameterGroup& group : groups) {
        of_torch.emplace_back(tensorsOf(group),
                              std::make_unique<AdamWOptions>(AdamWOptions(kNoRate)
                                                                 .betas({options.beta1, options.beta2})
                                                                 .weight_decay(group.weight_decay)));
    }
    return std::make_unique<torch::optim::AdamW>(of_torch, AdamWOptions(kNoRate));
}

/// LibTorch 1.13 keys the state by the address as text, 2.x by the address.
template <class States>
typename States::key_type keyOf(const States&, const torch::Tensor& parameter) {
    if constexpr (std::is_same_v<typename States::key_type, std::string>) {
        std::ostringstream text;
        text << parameter.unsafeGetTensorImpl();
        return text.str();
    } else {
        return parameter.unsafeGetTensorImpl();
    }
}

/// @return null if the parameter has not learnt yet
template <class State>
const State* stateOf(const torch::optim::Optimizer& optimizer, const torch::Tensor& parameter) {
    const auto found = optimizer.state().find(keyOf(optimizer.state(), parameter));
    return found == optimizer.state().end() ? nullptr : static_cast<const State*>(found->second.get());
}

template <class State>
void giveState(torch::optim::Optimizer& optimizer, const torch::Tensor& parameter,
               std::unique_ptr<State> state) {
    optimizer.state()[keyOf(optimizer.state(), parameter)] = std::move(state);
}

[[noreturn]] void throwLacking(const std::string& name, const std::string& source) {
    throw Error({.action = Core::tr("resuming"),
                 .file = source,
                 .reason = Core::tr("the optimizer's state lacks the parameter %1").arg(name)});
}

/// A copy of the entry, on the parameter's device.
torch::Tensor entryOf(const PickleValue* entries, const std::string& name, const torch::Tensor& parameter,
                      const std::string& source) {
    const PickleValue* entry = entries == nullptr ? nullptr : entries->find(name);
    if (entry == nullptr || entry->kind != PickleValue::Kind::tensor ||
        entry->tensor.sizes() != parameter.sizes()) {
        throwLacking(name, source);
    }
    const torch::NoGradGuard no_grad;
    return torch::empty_like(parameter).copy_(entry->tensor);
}

torch::Tensor orZeros(const torch::Tensor& tensor, const torch::Tensor& parameter) {
    return tensor.defined() ? tensor : torch::zeros_like(parameter);
}

}  // namespace

RunOptimizer::RunOptimizer(std::vector<ParameterGroup> groups, const TrainingOptions& options)
    : m_groups(std::move(groups)),
      m_is_adamw(options.optimizer == "adamw"),
      m_optimizer(m_is_adamw ? makeAdamW(m_groups, options) : makeSgd(m_groups, options)) {}

std::vector<torch::Tensor> RunOptimizer::parameters() const {
    std::vector<torch::Tensor> all;
    for (const ParameterGroup& group : m_groups) {
        for (const auto& [name, tensor] : group.parameters) {
            all.push_back(tensor);
        }
    }
    return all;
}

void RunOptimizer::clearGradients() {
    for (torch::Tensor& parameter : parameters()) {
        parameter.mutable_grad() = torch::Tensor();
    }
}

double RunOptimizer::clipGradients(double limit) {
    const torch::NoGradGuard no_grad;
    std::vector<torch::Tensor> gradients;
    std::vector<torch::Tensor> norms;
    for (const torch::Tensor& parameter : parameters()) {
        if (parameter.grad().defined()) {
            gradients.push_back(parameter.grad());
            norms.push_back(parameter.grad().norm());
        }
    }
    if (norms.empty()) {
        return 0.0;
    }
    const double norm = torch::stack(norms).norm().item<double>();
    if (limit > 0.0 && norm > limit) {
        for (torch::Tensor& gradient : gradients) {
            gradient.mul_(limit / norm);
        }
    }
    return norm;
}

void RunOptimizer::scaleGradients(double factor) {
    const torch::NoGradGuard no_grad;
    for (const torch::Tensor& parameter : parameters()) {
        if (parameter.grad().defined()) {
            parameter.grad().mul_(factor);
        }
    }
}

void RunOptimizer::step(double learning_rate) {
    for (std::size_t i = 0; i < m_groups.size(); ++i) {
        m_optimizer->param_groups()[i].options().set_lr(learning_rate * m_groups[i].rate_factor);
    }
    m_optimizer->step();
}

PickleValue RunOptimizer::state() const {
    PickleValue momentum = PickleValue::makeDict();
    PickleValue steps = PickleValue::makeDict();
    PickleValue mean = PickleValue::makeDict();
    PickleValue square = PickleValue::makeDict();
    for (const ParameterGroup& group : m_groups) {
        for (const auto& [name, parameter] : group.parameters) {
            if (m_is_adamw) {
                const auto* state = stateOf<AdamWParamState>(*m_optimizer, parameter);
                steps.set(name, PickleValue::of(state == nullptr ? std::int64_t{0} : state->step()));
                mean.set(name, PickleValue::of(orZeros(state == nullptr ? torch::Tensor() : state->exp_avg(),
                                                       parameter)));
                square.set(name, PickleValue::of(orZeros(
                                     state == nullptr ? torch::Tensor() : state->exp_avg_sq(), parameter)));
            } else {
                const auto* state = stateOf<SGDParamState>(*m_optimizer, parameter);
                momentum.set(name,
                             PickleValue::of(orZeros(
                                 state == nullptr ? torch::Tensor() : state->momentum_buffer(), parameter)));
            }
        }
    }
    if (!m_is_adamw) {
        return momentum;
    }
    PickleValue adamw = PickleValue::makeDict();
    adamw.set("steps", steps);
    adamw.set("mean", mean);
    adamw.set("square", square);
    PickleValue state = PickleValue::makeDict();
    state.set("adamw", adamw);
    return state;
}

void RunOptimizer::restore(const PickleValue& state, const std::string& source) {
    if (m_is_adamw) {
        restoreAdamW(state, source);
    } else {
        restoreSgd(state, source);
    }
}

void RunOptimizer::restoreSgd(const PickleValue& state, const std::string& source) {
    for (const ParameterGroup& group : m_groups) {
        for (const auto& [name, parameter] : group.parameters) {
            auto of_torch = std::make_unique<SGDParamState>();
            of_torch->momentum_buffer(entryOf(&state, name, parameter, source));
            giveState(*m_optimizer, parameter, std::move(of_torch));
        }
    }
}

void RunOptimizer::restoreAdamW(const PickleValue& state, const std::string& source) {
    const PickleValue* adamw = state.find("adamw");
    if (adamw == nullptr || adamw->kind != PickleValue::Kind::dict) {
        throw Error({.action = Core::tr("resuming"),
                     .file = source,
                     .reason = Core::tr("the optimizer's state is not that of AdamW")});
    }
    const PickleValue* steps = adamw->find("steps");
    for (const ParameterGroup& group : m_groups) {
        for (const auto& [name, parameter] : group.parameters) {
            const PickleValue* step = steps == nullptr ? nullptr : steps->find(name);
            if (step == nullptr || step->kind != PickleValue::Kind::integer) {
                throwLacking(name, source);
            }
            auto of_torch = std::make_unique<AdamWParamState>();
            of_torch->step(step->integer);
            of_torch->exp_avg(entryOf(adamw->find("mean"), name, parameter, source));
            of_torch->exp_avg_sq(entryOf(adamw->find("square"), name, parameter, source));
            giveState(*m_optimizer, parameter, std::move(of_torch));
        }
    }
}

}  // namespace priorscope
