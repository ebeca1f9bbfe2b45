// The SSD family: a backbone that yields feature maps, and two convolutions on each.
#pragma once

#include <torch/torch.h>

#include <memory>
#include <vector>

#include "core/model/detector_network.hpp"
#include "core/priors/prior_config.hpp"

namespace priorscope {

/// Yields the feature maps that the heads read, finest first.
class SsdBackbone : public torch::nn::Module {
  public:
    virtual std::vector<torch::Tensor> forward(const torch::Tensor& images) = 0;
    virtual std::vector<std::int64_t> channels() const = 0;  ///< of each map
};

/// VGG-16 with fc6 and fc7 as convolutions and four extra blocks.
/// Source: "SSD: Single Shot MultiBox Detector" (2016), section 3; names and layers as torchvision 0.14's
/// SSDFeatureExtractorVGG
std::shared_ptr<SsdBackbone> makeVggBackbone(const DetectorSpec& spec);

/// A few plain convolutions with batch normalisation for a 160-pixel input: maps at strides 8, 16, 32 and 64.
std::shared_ptr<SsdBackbone> makeTinyBackbone(const DetectorSpec& spec);

/// One kind of output for every map: predictions of `columns` values a prior.
class SsdHead : public torch::nn::Module {
  public:
    enum class Kind {
        plain,      ///< a 3×3 convolution, as in the paper
        separable,  ///< depthwise 3×3, batch norm, ReLU6, then 1×1, as SSDLite ("MobileNetV2" 2018,
                    ///< section 6.2)
    };
    SsdHead(Kind kind, const std::vector<std::int64_t>& channels, const std::vector<int>& per_cell,
            std::int64_t columns);
    /// @return [N, priors, columns]
    torch::Tensor forward(const std::vector<torch::Tensor>& maps);

  private:
    std::int64_t m_columns;
    torch::nn::ModuleList m_modules;
};

class SsdNetwork : public DetectorNetwork {
  public:
    explicit SsdNetwork(const DetectorSpec& spec);

    RawPredictions forward(const torch::Tensor& images) override;
    LossParts loss(const RawPredictions& predictions, const std::vector<TrainingTargets>& targets,
                   const LossOptions& options) const override;
    std::vector<Candidates> candidates(const RawPredictions& predictions,
                                       const std::vector<ResizeMapping>& mappings,
                                       const CandidateOptions& options) const override;

  private:
    PriorSet m_priors;
    std::shared_ptr<SsdBackbone> m_backbone;
    std::shared_ptr<SsdHead> m_classification;
    std::shared_ptr<SsdHead> m_regression;
};

/// Xavier-uniform weights and zero biases for every convolution below a module.
void initializeXavier(torch::nn::Module& module);

}  // namespace priorscope
