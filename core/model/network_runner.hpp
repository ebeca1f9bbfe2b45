// Implements DetectorRunner with a network. Private to core: it uses torch types.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/model/detector.hpp"
#include "core/model/detector_network.hpp"
#include "core/model/inference.hpp"

namespace priorscope {

class NetworkRunner final : public DetectorRunner {
  public:
    /// Runs on the network's own device, whatever device the context names.
    explicit NetworkRunner(std::shared_ptr<DetectorNetwork> network, const ComputeContext& context = {})
        : m_network(std::move(network)),
          m_threads(context.threads),
          m_precision(context.precision),
          m_inference(m_network, context.precision) {}

    const DetectorSpec& spec() const override { return m_network->spec(); }
    std::int64_t parameterCount() const override;
    std::string fingerprint() const override;
    std::shared_ptr<DetectorRunner> on(const ComputeContext& context) const override;
    std::vector<Candidates> run(const std::vector<PreparedImage>& batch,
                                const CandidateOptions& options) override;

    const std::shared_ptr<DetectorNetwork>& network() const { return m_network; }
    Inference& inference() { return m_inference; }

  private:
    std::shared_ptr<DetectorNetwork> m_network;
    int m_threads;
    Precision m_precision;
    Inference m_inference;
};

/// Runs on the network's own device.
Detector detectorOf(std::shared_ptr<DetectorNetwork> network);

/// @throws Error if the detector is not based on a network
NetworkRunner& runnerOf(const Detector& detector);
const std::shared_ptr<DetectorNetwork>& networkOf(const Detector& detector);

namespace torch_half {

std::shared_ptr<DetectorRunner> createRunner(const DetectorSpec& spec, std::uint64_t seed);

}  // namespace torch_half
}  // namespace priorscope
