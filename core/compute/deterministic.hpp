// Results of CUDA that are the same each time. Private to core's torch half.
#pragma once

#include <ATen/Context.h>

namespace priorscope {

/// Until its end, torch takes only operations that give the same each time, and throws for one that has none.
/// For the whole process: others that compute meanwhile are slowed down as well. Source: torch's
/// use_deterministic_algorithms(); cuBLAS needs what setComputeEnvironment() sets
class DeterministicAlgorithms {
  public:
    explicit DeterministicAlgorithms(bool wanted)
        : m_wanted(wanted),
          m_before(at::globalContext().deterministicAlgorithms()),
          m_cudnn_before(at::globalContext().deterministicCuDNN()) {
        if (m_wanted) {
            use(true, true);
        }
    }
    ~DeterministicAlgorithms() {
        if (m_wanted) {
            use(m_before, m_cudnn_before);
        }
    }
    DeterministicAlgorithms(const DeterministicAlgorithms&) = delete;
    DeterministicAlgorithms& operator=(const DeterministicAlgorithms&) = delete;

  private:
    static void use(bool algorithms, bool cudnn) {
        at::globalContext().setDeterministicAlgorithms(algorithms, /*warn_only=*/false);
        at::globalContext().setDeterministicCuDNN(cudnn);
    }

    bool m_wanted;
    bool m_before;
    bool m_cudnn_before;
};

}  // namespace priorscope
