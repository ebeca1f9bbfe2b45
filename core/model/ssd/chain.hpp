// Sequential modules that can be nested. Private to core: it uses torch types.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/base/torch_headers.hpp"

namespace priorscope {

/// Like torch::nn::Sequential, but chains can be nested (a Sequential cannot hold a Sequential), as the
/// parameter names of torchvision's models require. Children are named "0", "1" …
class Chain : public torch::nn::Module {
  public:
    template <class... Modules>
    static std::shared_ptr<Chain> of(Modules... modules) {
        auto chain = std::make_shared<Chain>();
        (chain->push(std::move(modules)), ...);
        return chain;
    }

    /// An empty chain whose children are numbered from `first` on.
    static std::shared_ptr<Chain> startingAt(std::size_t first) {
        auto chain = std::make_shared<Chain>();
        chain->m_first = first;
        return chain;
    }

    /// @param module  a module holder, or a shared_ptr to a module with forward(Tensor) → Tensor
    template <class Holder>
    void push(Holder module) {
        register_module(std::to_string(m_first + m_steps.size()), module);
        m_steps.push_back([module](const torch::Tensor& x) mutable { return module->forward(x); });
    }

    torch::Tensor forward(const torch::Tensor& input) {
        torch::Tensor x = input;
        for (const auto& step : m_steps) {
            x = step(x);
        }
        return x;
    }

  private:
    std::size_t m_first = 0;
    std::vector<std::function<torch::Tensor(const torch::Tensor&)>> m_steps;
};

}  // namespace priorscope
