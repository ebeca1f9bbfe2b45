// First weights, drawn from a generator of their own. Private to core: it speaks of tensors.
#pragma once

#include <torch/torch.h>

#include <cstdint>

namespace priorscope {

/// Fills the weights of new convolutions. Nothing outside is read or changed, torch's process-wide generator
/// neither: networks may be built on several threads at once, each as its seed says.
class InitialWeights {
  public:
    explicit InitialWeights(std::uint64_t seed);
    /// Leaves every weight as the memory held it: for networks whose weights are all overwritten at once.
    static InitialWeights unset() { return {}; }

    /// Weights of every convolution below a module, with zero biases.
    void xavierUniform(torch::nn::Module& module);
    void normal(torch::nn::Module& module, double deviation);
    void kaimingNormal(torch::nn::Module& module);  ///< by fan out, for ReLU

    /// Leaves out what torch's own modules draw for values that are then overwritten. Without that a seed
    /// would no longer give the weights that it gave in earlier versions.
    void passOver(std::int64_t values);

  private:
    InitialWeights() = default;

    c10::optional<at::Generator> m_generator;  ///< none: unset
};

}  // namespace priorscope
