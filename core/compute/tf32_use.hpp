// Which precision CUDA multiplies in, for as long as somebody computes. Private to core's torch half.
#pragma once

namespace priorscope {

/// Torch has one switch for TF32 in the whole process. Whoever computes on CUDA holds it for as long as it
/// must stay; others that want the same go along, those that want the opposite wait. Torch's own default is
/// TF32 for convolutions: without it, fp32 means what it says.
class Tf32Use {
  public:
    /// @param on_cuda  nothing is held otherwise
    /// Within a use of the same thread the outer one decides.
    Tf32Use(bool wanted, bool on_cuda);
    ~Tf32Use();
    Tf32Use(const Tf32Use&) = delete;
    Tf32Use& operator=(const Tf32Use&) = delete;

  private:
    bool m_held;
};

}  // namespace priorscope
