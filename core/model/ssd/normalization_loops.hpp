// Normalisation by the statistics of a batch, with the activation after it, over raw memory. Private to
// core's torch half.
#pragma once

#include <cstdint>
#include <vector>

#include "core/model/ssd/bfloat.hpp"

namespace priorscope {

enum class Activation { none, relu, relu6, hardswish };

/// A value for each channel.
struct ChannelMoments {
    std::vector<double> mean;
    std::vector<double> squares;  ///< summed squared deviations from the mean
};

/// z = scale · ((x - mean) - rest) + bias for each channel; what is passed on is the activation of z.
struct ChannelAffine {
    std::vector<float> mean;
    std::vector<float>
        rest;  ///< of the mean beyond float: flat parts of images lie within it, and their sign counts
    std::vector<float> scale;
    std::vector<float> bias;
};

/// What the gradients of a batch come to for each channel, dz being the gradient of z.
struct ChannelGradients {
    std::vector<double> dz;         ///< Σ dz
    std::vector<double> deviation;  ///< Σ dz · (x - mean)
};

// Value is float or Bfloat. Values lie as [rows, channels]. Sums do not depend on the number of threads.

template <class Value>
ChannelMoments channelMoments(const Value* x, std::int64_t rows, std::int64_t channels, int threads);

template <class Value>
void activate(const Value* x, std::int64_t rows, const ChannelAffine& affine, Activation activation, Value* y,
              int threads);

/// @param dy  gradient of what was passed on
template <class Value>
ChannelGradients channelGradients(const Value* x, const Value* dy, std::int64_t rows,
                                  const ChannelAffine& affine, Activation activation, int threads);

/// dx = scale · ((dz - constant) - slope · (x - mean)) for each channel: in this order little is lost where
/// they nearly cancel, as over two values.
/// @param constant, slope  [channels]
template <class Value>
void inputGradients(const Value* x, const Value* dy, std::int64_t rows, const ChannelAffine& affine,
                    Activation activation, const std::vector<float>& constant,
                    const std::vector<float>& slope, Value* dx, int threads);

}  // namespace priorscope
