// Gradients summed over the batches of a step. Private to core's training: it uses torch types.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/base/torch_headers.hpp"
#include "core/model/detector_network.hpp"

namespace priorscope {

/// Sums the gradients of loss terms that are not divided yet, apart for each normaliser, and divides them
/// once. The result is the gradient of the batches as one, as far as the network treats images apart
/// (normalisation by the statistics of a batch does not).
class GradientSums {
  public:
    /// @param parameters  those that learn
    /// @param scale       factor on the terms, and so on the gradients that are left
    explicit GradientSums(std::vector<torch::Tensor> parameters, double scale = 1.0);

    /// Computes and adds the gradients of a batch's terms.
    /// @return false if those are not all finite
    bool add(const std::vector<LossTerm>& terms);
    /// Leaves the divided sums as the parameters' gradients.
    void finish();

  private:
    struct OfNormaliser {
        std::vector<torch::Tensor> gradients;
        double count = 0.0;
        double divisor = 1.0;  ///< of the gradients as they are kept
    };

    std::vector<torch::Tensor> m_parameters;
    double m_scale;
    std::map<std::string, OfNormaliser> m_sums;
};

}  // namespace priorscope
