// A network as a graph of torch operations. Private to core: it speaks of tensors.
#pragma once

#include <torch/script.h>

#include <memory>
#include <vector>

#include "core/model/detector_network.hpp"

namespace priorscope {

struct TracedNetwork {
    /// Modules, parameters and buffers by the network's names, sharing its tensors; also its constants and
    /// the preprocessing's input_mean and input_std. It has no method yet.
    torch::jit::Module module;
    /// (module, images [N, 3, S, S] in [0, 1], RGB) → a tuple of tensors. Holds for every N; every tensor
    /// that it reads is an attribute of the module.
    std::shared_ptr<torch::jit::Graph> graph;
    std::vector<TensorMeaning> outputs;
};

/// Records what the network does with an image. The caller holds the network's mutex.
/// @param decoded  boxes and scores in place of the heads' raw outputs
/// @throws Error where something in the network cannot be recorded
TracedNetwork traceNetwork(DetectorNetwork& network, bool decoded);

/// The same without what lies around the network: preprocessed images → the heads' raw outputs. Operations
/// may work in place. For running it here, not for other programs.
TracedNetwork traceForward(DetectorNetwork& network);

/// Preprocessed images → the feature maps that the heads read.
TracedNetwork traceFeatureMaps(DetectorNetwork& network);

/// What every exported network takes: "[N, 3, 300, 300] float, RGB …".
std::string inputMeaning(const DetectorSpec& spec);
/// The four outputs of kind nms.
std::vector<TensorMeaning> suppressedMeanings();

/// Gives the module a method that runs the graph.
void addMethod(torch::jit::Module& module, const std::string& name,
               const std::shared_ptr<torch::jit::Graph>& graph);

}  // namespace priorscope
