// The SSD family: a backbone that produces feature maps, and two convolutions on each.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "core/base/torch_headers.hpp"
#include "core/model/detector_network.hpp"
#include "core/model/ssd/backbones.hpp"
#include "core/model/ssd/layers.hpp"
#include "core/priors/prior_config.hpp"

namespace priorscope {

/// Produces the feature maps that the heads read, finest first.
class SsdBackbone : public torch::nn::Module {
  public:
    /// @return maps as described by featureMaps() in core/model/ssd/backbones.hpp
    virtual std::vector<torch::Tensor> forward(const torch::Tensor& images) = 0;
};

/// VGG-16 with fc6 and fc7 as convolutions and four extra blocks, or five in "vgg16-512".
/// Source: "SSD: Single Shot MultiBox Detector" (2016), section 3; names and layers as torchvision 0.14's
/// SSDFeatureExtractorVGG. The five blocks are those of the paper's SSD512 (maps of 64 … 4, 2, 1 cells),
/// where torchvision's "highres" has 64 … 6, 4, 1.
std::shared_ptr<SsdBackbone> makeVggBackbone(const DetectorSpec& spec, InitialWeights& initial);

/// ResNet-18, -34 or -50: the maps of stages 2, 3 and 4, then three extra blocks.
/// Source: "Deep Residual Learning for Image Recognition" (2015), table 1, with a bottleneck's stride in
/// its 3×3 convolution; names below "body" as in torchvision 0.14's resnet
std::shared_ptr<SsdBackbone> makeResnetBackbone(const DetectorSpec& spec, InitialWeights& initial);

/// MobileNetV2: the expansion of the last strided block, the last convolution, and four depthwise extra
/// blocks. Source: "MobileNetV2: Inverted Residuals and Linear Bottlenecks" (2018), table 2 and section 6.2
std::shared_ptr<SsdBackbone> makeMobilenetV2Backbone(const DetectorSpec& spec, InitialWeights& initial);

/// MobileNetV3-Large, with its full tail or ("-reduced") half as many channels from C4 on.
/// Source: "Searching for MobileNetV3" (2019), table 1 and section 6.3; names and layers as in torchvision
/// 0.14's ssdlite320_mobilenet_v3_large, whose tail is reduced unless it starts from ImageNet weights
std::shared_ptr<SsdBackbone> makeMobilenetV3Backbone(const DetectorSpec& spec, InitialWeights& initial);

/// A few plain convolutions with batch normalisation for a 160-pixel input: maps at strides 8, 16, 32 and 64.
std::shared_ptr<SsdBackbone> makeTinyBackbone(const DetectorSpec& spec, InitialWeights& initial);

/// One type of output over all maps: `columns` predicted values per prior.
class SsdHead : public torch::nn::Module {
  public:
    /// @param per_cell  priors per cell of each map
    SsdHead(HeadKind kind, const std::vector<FeatureMap>& maps, const std::vector<int>& per_cell,
            std::int64_t columns, const NormOptions& norm, InitialWeights& initial);
    /// @return [N, priors, columns]
    torch::Tensor forward(const std::vector<torch::Tensor>& maps);

  private:
    std::int64_t m_columns;
    std::vector<std::function<torch::Tensor(const torch::Tensor&)>> m_predictors;
};

class SsdNetwork : public DetectorNetwork, public TraceableNetwork {
  public:
    SsdNetwork(const DetectorSpec& spec, InitialWeights& initial);

    BatchLosses losses(const torch::Tensor& images, const std::vector<TrainingTargets>& targets,
                       const LossOptions& options) override;
    std::vector<Candidates> predict(const torch::Tensor& images, const std::vector<ResizeMapping>& mappings,
                                    const CandidateOptions& options) override {
        return candidates(forward(images), mappings, options);
    }
    TraceableNetwork* traceable() override { return this; }
    std::vector<PriorShape> priorShapes() const override;
    std::vector<torch::Tensor> featureMaps(const torch::Tensor& images) override {
        return m_backbone->forward(images);
    }
    std::vector<ClassRows> classRows() const override;

    RawPredictions forward(const torch::Tensor& images) override;
    std::vector<Candidates> candidates(const RawPredictions& predictions,
                                       const std::vector<ResizeMapping>& mappings,
                                       const CandidateOptions& options) const override;
    DecodedPredictions decoded(const RawPredictions& predictions) const override;
    std::vector<std::pair<std::string, torch::Tensor>> constants() const override;
    std::vector<TensorMeaning> rawMeanings() const override;

  private:
    /// Of an input of this side: training may use other sizes than the spec's.
    /// @throws Error if the network does not support that size
    const PriorSet& priorsAt(std::int64_t side);
    /// @param priors  of the images' size
    RawPredictions predictions(const torch::Tensor& images, const PriorSet& priors);

    PriorSet m_priors;
    std::map<std::int64_t, PriorSet> m_priors_at;  ///< of other sides, as they were asked for
    torch::Tensor m_prior_centers;                 ///< [1, P, 2] x and y, fractions of the input
    torch::Tensor m_prior_reach;       ///< [1, P, 2] shift of a centre per unit of offset, over that centre
    torch::Tensor m_prior_half_sizes;  ///< [1, P, 2] half of width and height
    std::shared_ptr<SsdBackbone> m_backbone;
    std::shared_ptr<SsdHead> m_classification;
    std::shared_ptr<SsdHead> m_regression;
};

namespace torch_half {

std::shared_ptr<DetectorNetwork> buildSsd(const DetectorSpec& spec, InitialWeights& initial);

}  // namespace torch_half
}  // namespace priorscope
