// Tensors that a network computes with but does not learn. Private to core: it uses torch types.
#pragma once

#include <string>
#include <utility>

#include "core/base/torch_headers.hpp"

namespace priorscope {

/// The equivalent of Python's non-persistent buffers, which the C++ API lacks: a submodule of the network
/// (or of any part of it) whose buffers move with the network but are not part of its state dict.
/// namedState() and exports skip it by its type; its name is never written.
class NetworkConstants : public torch::nn::Module {
  public:
    /// @return the tensor, which moves with the network between devices
    torch::Tensor add(const std::string& name, torch::Tensor values) {
        return register_buffer(name, std::move(values));
    }
};

}  // namespace priorscope
