// A network recorded as a graph of torch operations. Private to core: it uses torch types.
#pragma once

#include <torch/script.h>

#include <memory>
#include <vector>

#include "core/model/detector_network.hpp"

namespace priorscope {

struct TracedNetwork {
    /// Modules, parameters and buffers under the network's names, sharing its tensors; also its constants and
    /// the preprocessing's input_mean and input_std. It has no methods yet.
    torch::jit::Module module;
    /// (module, images [N, 3, S, S] in [0, 1], RGB) → a tuple of tensors. Works for any N; every tensor
    /// that it reads is an attribute of the module.
    std::shared_ptr<torch::jit::Graph> graph;
    std::vector<TensorMeaning> outputs;
};

/// Traces the network's evaluation of an image. The caller holds the network's mutex.
/// @param decoded  boxes and scores instead of the heads' raw outputs
/// @throws Error if something in the network cannot be traced
TracedNetwork traceNetwork(DetectorNetwork& network, bool decoded);

/// Only the network itself: preprocessed images → the heads' raw outputs. May contain in-place operations.
/// For running it in this program, not for export.
TracedNetwork traceForward(DetectorNetwork& network);

/// Preprocessed images → the feature maps that the heads read.
TracedNetwork traceFeatureMaps(DetectorNetwork& network);

/// Describes the input of every exported network: "[N, 3, 300, 300] float, RGB …".
std::string inputMeaning(const DetectorSpec& spec);
/// The four outputs of nms exports.
std::vector<TensorMeaning> suppressedMeanings();

/// Adds a method that runs the graph to the module.
void addMethod(torch::jit::Module& module, const std::string& name,
               const std::shared_ptr<torch::jit::Graph>& graph);

}  // namespace priorscope
