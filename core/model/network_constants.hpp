// Tensors that a network computes with and does not learn. Private to core: it speaks of tensors.
#pragma once

#include <torch/torch.h>

#include <string>
#include <utility>

namespace priorscope {

/// What Python's modules call buffers that are not persistent, which C++ has not: a module below the network
/// (or below any part of it) whose buffers go where the network goes and are no part of its state dict.
/// namedState() and exports leave it out by its type; its name is nowhere written.
class NetworkConstants : public torch::nn::Module {
  public:
    /// @return the tensor, which follows the network from device to device
    torch::Tensor add(const std::string& name, torch::Tensor values) {
        return register_buffer(name, std::move(values));
    }
};

}  // namespace priorscope
