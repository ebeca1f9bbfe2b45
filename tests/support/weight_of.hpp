// One weight of a detector by its name, for the tests of weights.
#pragma once

#include <stdexcept>
#include <string>

#include "core/model/detector.hpp"
#include "core/model/network_runner.hpp"

namespace priorscope {

/// Shares storage with the network.
inline torch::Tensor weightOf(const Detector& detector, const std::string& name) {
    for (const auto& [known, tensor] : namedState(*networkOf(detector))) {
        if (known == name) {
            return tensor;
        }
    }
    throw std::runtime_error("no weight " + name);
}

}  // namespace priorscope
