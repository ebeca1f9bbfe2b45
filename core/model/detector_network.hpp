// The seam behind which detector families live. Private to core: it speaks of tensors.
#pragma once

#include <torch/torch.h>

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "core/compute/compute_context.hpp"
#include "core/detection/detection.hpp"
#include "core/image/image.hpp"
#include "core/model/detector_spec.hpp"

namespace priorscope {

/// What the network puts out for a batch; what the tensors mean is the family's own affair.
struct RawPredictions {
    std::vector<torch::Tensor> tensors;
};

/// Every prior's (or anchor's, or cell's) box and class probabilities, in the family's own fixed order.
struct DecodedPredictions {
    torch::Tensor boxes;   ///< [N, P, 4] fractions (x_min, y_min, x_max, y_max) of the input, in [0, 1]
    torch::Tensor scores;  ///< [N, P, classes + 1] probabilities, background first
};

/// A name, and what it holds, for whoever reads an exported network.
struct TensorMeaning {
    std::string name;
    std::string meaning;
};

/// Ground truth of one image, already free of what must not be trained on.
struct TrainingTargets {
    std::vector<Box> boxes;   ///< fractions of the network's input
    std::vector<int> labels;  ///< 1-based
};

/// A parameter with a row for the background and each class of every prior of a cell: row a · (C + 1) + c.
struct ClassRows {
    std::string name;
    std::int64_t priors = 0;  ///< of a cell: the parameter has priors · (C + 1) rows
    std::string boxes;        ///< the parameter that has four rows for each of these priors
};

struct LossOptions {
    double match_iou = 0.5;
    double negative_ratio = 3.0;
    Precision precision = Precision::fp32;  ///< of convolutions; the loss itself is computed in float
};

/// One term of the loss, over a batch. Terms of one normaliser are divided once, after both were summed over
/// the batches of an accumulation: so those give the gradient of the large batch.
struct LossTerm {
    std::string name;        ///< as the family lists it: "confidence"
    torch::Tensor sum;       ///< scalar, with a gradient
    std::string normaliser;  ///< what the sum is divided by: "positives"
    double count = 0.0;      ///< of these in the batch; a batch without any is divided by 1
};

/// What a network offers that can be recorded as a graph of torch operations: it runs faster then, and can be
/// exported.
class TraceableNetwork {
  public:
    virtual ~TraceableNetwork() = default;

    /// @param images  [N, 3, S, S] float, preprocessed
    virtual RawPredictions forward(const torch::Tensor& images) = 0;
    /// @param mappings  [N] of each image to the input
    virtual std::vector<Candidates> candidates(const RawPredictions& predictions,
                                               const std::vector<ResizeMapping>& mappings,
                                               const CandidateOptions& options) const = 0;
    /// What exports are made of, so it must be traceable: torch operations only, no size read from the
    /// batch's dimension, no tensor but the predictions and constants().
    virtual DecodedPredictions decoded(const RawPredictions& predictions) const = 0;
    /// The tensors besides the weights that decoded() reads, by name: exports carry them as buffers. They are
    /// NetworkConstants, so that they go where the network goes.
    virtual std::vector<std::pair<std::string, torch::Tensor>> constants() const = 0;
    /// One entry for each tensor of RawPredictions.
    virtual std::vector<TensorMeaning> rawMeanings() const = 0;
};

/// A detector's network. Parameter and buffer names are those of the reference implementation, so that state
/// dicts go both ways. One thread at a time: lock mutex() around any use. A network lies on one device,
/// together with all that it computes with: weights, buffers and NetworkConstants.
class DetectorNetwork : public torch::nn::Module {
  public:
    explicit DetectorNetwork(DetectorSpec spec) : m_spec(std::move(spec)) {}

    /// The terms of the loss, named and in the order of DetectorFamily::losses.
    /// @param images   [N, 3, S, S] float, preprocessed, on the network's device
    /// @param targets  [N]
    virtual std::vector<LossTerm> losses(const torch::Tensor& images,
                                         const std::vector<TrainingTargets>& targets,
                                         const LossOptions& options) = 0;
    /// @param images    [N, 3, S, S] float, preprocessed, on the network's device
    /// @param mappings  [N] of each image to the input
    virtual std::vector<Candidates> predict(const torch::Tensor& images,
                                            const std::vector<ResizeMapping>& mappings,
                                            const CandidateOptions& options) = 0;

    /// Null in families whose networks cannot be recorded: they are run as they are, and not exported.
    virtual TraceableNetwork* traceable() { return nullptr; }
    /// The maps that the heads read, finest first: [N, channels, side, side] each. None in families that have
    /// no such thing.
    virtual std::vector<torch::Tensor> featureMaps(const torch::Tensor& /*images*/) { return {}; }
    /// Parameters whose rows belong to classes, so that they can be taken by name. None in families that have
    /// no such thing.
    virtual std::vector<ClassRows> classRows() const { return {}; }

    const DetectorSpec& spec() const { return m_spec; }
    std::mutex& mutex() { return m_mutex; }

  private:
    DetectorSpec m_spec;
    std::mutex m_mutex;
};

/// Builds the family that the spec names, with fresh weights from the seed, in channels-last layout, on the
/// CPU. Weights come from a generator of their own: several threads may build at once, and nothing else is
/// reseeded.
/// @throws Error where the spec is not valid
std::shared_ptr<DetectorNetwork> buildNetwork(const DetectorSpec& spec, std::uint64_t seed);

/// The same without weights: they hold whatever the memory held. For callers that overwrite every one of
/// namedState() at once.
std::shared_ptr<DetectorNetwork> buildUnfilledNetwork(const DetectorSpec& spec);

/// Parameters and buffers by name, without NetworkConstants, in registration order (the order of Python's
/// state_dict). The tensors share storage with the network.
std::vector<std::pair<std::string, torch::Tensor>> namedState(const torch::nn::Module& network);

/// A copy with its own weights, on the CPU. The caller holds the network's mutex.
std::shared_ptr<DetectorNetwork> cloneNetwork(DetectorNetwork& network);
/// The network itself where it lies on that device, else a copy there. Takes the network's mutex.
/// @throws Error where the device has too little memory
std::shared_ptr<DetectorNetwork> networkOn(const std::shared_ptr<DetectorNetwork>& network,
                                           const torch::Device& device);

/// @throws Error saying that the detector's family cannot be exported, or whatever is asked for
/// @param action  "exporting the detector"
TraceableNetwork& requireTraceable(DetectorNetwork& network, const std::string& action);

/// Puts the 4-dimensional parameters into channels-last layout (values stay).
void useChannelsLast(torch::nn::Module& network);

/// (value / 255 - mean) / std of 8-bit images of the network's size, channels in the network's order.
/// @return [N, 3, S, S] float, channels-last, on the CPU
/// @throws Error where an image has another size
torch::Tensor imagesToTensor(const std::vector<const Image*>& images, const DetectorSpec& spec);

}  // namespace priorscope
