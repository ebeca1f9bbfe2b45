// A network's forward pass made fast. Private to core: it speaks of tensors.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>

#include "core/model/detector.hpp"
#include "core/model/detector_network.hpp"

namespace priorscope {

/// The forward pass as a frozen graph: batch normalisation folded into the convolutions, weights as
/// constants. The graph is made on first use, and anew once a weight has changed. Only for networks that can
/// be recorded.
class Inference {
  public:
    Inference(std::shared_ptr<DetectorNetwork> network, Precision precision);
    ~Inference();

    /// @param images  [N, 3, S, S] float, preprocessed, channels-last, on the network's device
    /// @return as TraceableNetwork::forward gives them in evaluation, in float
    RawPredictions forward(const torch::Tensor& images);

  private:
    struct Graph;

    std::shared_ptr<DetectorNetwork> m_network;
    Precision m_precision;
    std::unique_ptr<Graph> m_graph;
};

}  // namespace priorscope
