// Weight initialisation from a separate generator. Private to core: it uses torch types.
#pragma once

#include <cstdint>

#include "core/base/torch_headers.hpp"

namespace priorscope {

/// Initialises new convolutions. No outside state is read or changed, including torch's global
/// generator: networks can be built on several threads at once, each depending only on its seed.
class InitialWeights {
  public:
    explicit InitialWeights(std::uint64_t seed);
    /// Leaves weights uninitialised: for networks whose weights are all overwritten immediately.
    static InitialWeights unset() { return {}; }

    /// Initialises every convolution below a module, with zero biases.
    void xavierUniform(torch::nn::Module& module);
    void normal(torch::nn::Module& module, double deviation);
    void kaimingNormal(torch::nn::Module& module);  ///< fan-out mode, for ReLU

    /// Discards the values that torch's own modules would draw and then overwrite. Without this a seed
    /// would not give the same weights as in earlier versions.
    void skipDraws(std::int64_t values);

  private:
    InitialWeights() = default;

    c10::optional<at::Generator> m_generator;  ///< none: uninitialised
};

}  // namespace priorscope
