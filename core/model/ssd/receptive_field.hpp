// How much of the image a feature map cell sees.
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.hpp"

namespace priorscope {

/// Sides of squares around the centre of a cell, in pixels of the network's input.
struct ReceptiveField {
    std::string map;  ///< "conv4_3"
    /// Pixels that can influence the cell at all; infinite if a layer pools the whole map (squeeze and
    /// excitation).
    double theoretical = 0.0;
    /// The square that holds 95.45 % (two standard deviations of a Gaussian) of the energy of the cell's
    /// gradient; at most the input's side.
    double effective = 0.0;
};

/// Receptive fields of a backbone's maps. The theoretical one follows from kernels, strides and dilations on
/// every path; the effective one is measured at the middle cell, with initial training weights
/// and noise as the image. Takes seconds for SSD300.
/// @return nothing if stopped
/// @throws Error if the backbone is unknown or the input too small for it
/// Source: "Understanding the Effective Receptive Field in Deep Convolutional Neural Networks" (2016),
/// section 2, which uses a threshold on each pixel
std::optional<std::vector<ReceptiveField>> receptiveFields(const std::string& backbone, int input_size,
                                                           std::uint64_t seed = 1, std::stop_token stop = {},
                                                           const ProgressFn& progress = {});

}  // namespace priorscope
