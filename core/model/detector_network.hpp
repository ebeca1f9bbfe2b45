// The interface that detector families implement. Private to core: it uses torch types.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "core/base/text/sentence.hpp"
#include "core/base/torch_headers.hpp"
#include "core/compute/compute_context.hpp"
#include "core/detection/detection.hpp"
#include "core/image/image.hpp"
#include "core/model/detector_spec.hpp"
#include "core/model/learnt_objects.hpp"

namespace priorscope {

/// The raw network output for a batch; the meaning of the tensors is specific to the family.
struct RawPredictions {
    std::vector<torch::Tensor> tensors;
};

/// Boxes and class probabilities of every prior (or anchor, or cell), in the family's own fixed order.
struct DecodedPredictions {
    torch::Tensor boxes;   ///< [N, P, 4] fractions (x_min, y_min, x_max, y_max) of the input, in [0, 1]
    torch::Tensor scores;  ///< [N, P, classes + 1] probabilities, background first
};

/// A name and a description, for users of an exported network.
struct TensorMeaning {
    std::string name;
    std::string meaning;
};

/// Ground truth of one image.
struct TrainingTargets {
    std::vector<Box> boxes;      ///< fractions of the network's input
    std::vector<int> labels;     ///< 1-based
    std::vector<Box> ignored{};  ///< objects that are neither learnt nor taken for background: difficult ones
};

/// A parameter with one row per background or class of each prior in a cell: row a · (C + 1) + c.
struct ClassRows {
    std::string name;
    std::int64_t priors = 0;  ///< per cell: the parameter has priors · (C + 1) rows
    std::string boxes;        ///< the parameter that holds four rows for each of these priors
};

enum class ConfidenceLoss { mining, focal };

/// How the loss is computed. A family ignores what it has no use for.
struct LossOptions {
    double match_iou = 0.5;
    ConfidenceLoss confidence = ConfidenceLoss::mining;
    double negative_ratio = 3.0;          ///< of mining: hard negatives per positive
    int empty_negatives = 30;             ///< of mining: hard negatives of an image without positives
    double label_smoothing = 0.0;         ///< of mining
    double focal_gamma = 2.0;             ///< of focal: exponent
    double focal_alpha = 0.25;            ///< of focal: weight of positives; negatives have the rest of 1
    std::vector<double> class_weights{};  ///< [classes] on the confidence loss of positives; empty: all 1
    double localization_weight = 1.0;
    Precision precision = Precision::fp32;  ///< precision of convolutions; the loss is computed in float
};

/// One term of the loss over a batch. Terms with the same normaliser are divided once, after summing both
/// over the batches of a gradient accumulation, which then gives the gradient of the large batch.
struct LossTerm {
    std::string name;        ///< as listed by the family: "confidence"
    torch::Tensor sum;       ///< scalar, with a gradient
    std::string normaliser;  ///< the quantity that the sum is divided by: "positives"
    double count = 0.0;      ///< that quantity in the batch; below 1 it is replaced by 1
};

struct BatchLosses {
    std::vector<LossTerm> terms;
    std::int64_t positives = 0;  ///< priors, anchors or cells that learn an object
    LearntObjects learnt{};      ///< empty for families that do not count
};

/// For networks that can be recorded as a graph of torch operations, which runs faster and can be
/// exported.
class TraceableNetwork {
  public:
    virtual ~TraceableNetwork() = default;

    /// @param images  [N, 3, S, S] float, preprocessed
    virtual RawPredictions forward(const torch::Tensor& images) = 0;
    /// @param mappings  [N] from each image to the input
    virtual std::vector<Candidates> candidates(const RawPredictions& predictions,
                                               const std::vector<ResizeMapping>& mappings,
                                               const CandidateOptions& options) const = 0;
    /// The basis of exports, so it must be traceable: only torch operations, no dependence on the
    /// batch size, no tensors but the predictions and constants().
    virtual DecodedPredictions decoded(const RawPredictions& predictions) const = 0;
    /// The tensors besides the weights that decoded() reads, by name: exports store them as buffers. They are
    /// NetworkConstants, so that they follow the network across devices.
    virtual std::vector<std::pair<std::string, torch::Tensor>> constants() const = 0;
    /// One entry per tensor of RawPredictions.
    virtual std::vector<TensorMeaning> rawMeanings() const = 0;
};

/// A detector's network. Parameter and buffer names are those of the reference implementation, so that state
/// dicts are interchangeable. Not thread-safe: lock mutex() around any use. A network is on one device,
/// together with everything that it computes with: weights, buffers and NetworkConstants.
class DetectorNetwork : public torch::nn::Module {
  public:
    explicit DetectorNetwork(DetectorSpec spec) : m_spec(std::move(spec)) {}

    /// The terms of the loss, named as and in the order of DetectorFamily::losses.
    /// @param images   [N, 3, S, S] float, preprocessed, on the network's device
    /// @param targets  [N]
    virtual BatchLosses losses(const torch::Tensor& images, const std::vector<TrainingTargets>& targets,
                               const LossOptions& options) = 0;
    /// @param images    [N, 3, S, S] float, preprocessed, on the network's device
    /// @param mappings  [N] from each image to the input
    virtual std::vector<Candidates> predict(const torch::Tensor& images,
                                            const std::vector<ResizeMapping>& mappings,
                                            const CandidateOptions& options) = 0;

    /// Null for families whose networks cannot be traced: they run without tracing and cannot be exported.
    virtual TraceableNetwork* traceable() { return nullptr; }
    /// The maps that the heads read, finest first: [N, channels, side, side] each. Empty for families without
    /// feature maps.
    virtual std::vector<torch::Tensor> featureMaps(const torch::Tensor& /*images*/) { return {}; }
    /// The shapes in LearntObjects, map by map. None for families without priors.
    virtual std::vector<PriorShape> priorShapes() const { return {}; }
    /// Parameters with rows per class, so that these can be transferred by class name. Empty for families
    /// without such rows.
    virtual std::vector<ClassRows> classRows() const { return {}; }

    const DetectorSpec& spec() const { return m_spec; }
    std::mutex& mutex() { return m_mutex; }

  private:
    DetectorSpec m_spec;
    std::mutex m_mutex;
};

/// Builds the network that the spec describes, with random weights from the seed, in channels-last layout, on
/// the CPU. Weights come from a separate generator: several threads may build at once, and no other generator
/// is reseeded.
/// @throws Error if the spec is not valid
std::shared_ptr<DetectorNetwork> buildNetwork(const DetectorSpec& spec, std::uint64_t seed);

/// The same with uninitialised weights. For callers that immediately overwrite every tensor of
/// namedState().
std::shared_ptr<DetectorNetwork> buildUnfilledNetwork(const DetectorSpec& spec);

/// Parameters and buffers by name, without NetworkConstants, in registration order (the order of Python's
/// state_dict). The tensors share their storage with the network.
std::vector<std::pair<std::string, torch::Tensor>> namedState(const torch::nn::Module& network);

/// A copy with its own weights, on the CPU. The caller holds the network's mutex.
std::shared_ptr<DetectorNetwork> cloneNetwork(DetectorNetwork& network);
/// The network itself if it is on that device, else a copy there. Locks the network's mutex.
/// @throws Error if the device does not have enough memory
std::shared_ptr<DetectorNetwork> networkOn(const std::shared_ptr<DetectorNetwork>& network,
                                           const torch::Device& device);

/// @throws Error saying that the detector's family does not support the action
/// @param action  "exporting the detector"
TraceableNetwork& requireTraceable(DetectorNetwork& network, const Sentence& action);

/// Converts the 4-dimensional parameters to channels-last layout (values are unchanged).
void useChannelsLast(torch::nn::Module& network);

/// (value / 255 - mean) / std for 8-bit images of the network's size, channels in the network's order.
/// Other devices get the 8-bit pixels and normalise them.
/// @return [N, 3, S, S] float, channels-last, on the device
/// @throws Error if an image has another size
torch::Tensor imagesToTensor(const std::vector<const Image*>& images, const DetectorSpec& spec,
                             const torch::Device& device = torch::kCPU);

}  // namespace priorscope
