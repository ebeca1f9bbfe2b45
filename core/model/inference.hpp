// A fast forward pass for inference. Private to core: it uses torch types.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>

#include "core/model/detector.hpp"
#include "core/model/detector_network.hpp"

namespace priorscope {

/// The forward pass as a frozen graph: batch normalisation is folded into the convolutions and weights are
/// constants. The graph is built on first use, and rebuilt after a weight has changed. Only for networks that
/// can be traced. On the CPU in float, a plan of our own runs what the graph says (core/model/plan), where it
/// has a layer for each operation.
class Inference {
  public:
    Inference(std::shared_ptr<DetectorNetwork> network, Precision precision);
    ~Inference();

    /// @param images  [N, 3, S, S] float, preprocessed, channels-last, on the network's device
    /// @return the same as TraceableNetwork::forward in evaluation mode, in float
    RawPredictions forward(const torch::Tensor& images);

    /// Whether the last forward() took our own plan (core/model/plan); otherwise torch ran the graph.
    bool isPlanned() const;

  private:
    struct Graph;

    std::shared_ptr<DetectorNetwork> m_network;
    Precision m_precision;
    std::unique_ptr<Graph> m_graph;
};

}  // namespace priorscope
