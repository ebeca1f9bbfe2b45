// Finding a learning rate: a short training in which it rises, and what the loss does meanwhile.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "core/base/progress.hpp"
#include "core/base/text/sentence.hpp"
#include "core/dataset/dataset.hpp"
#include "core/model/detector_spec.hpp"
#include "core/training/plan/training_images.hpp"
#include "core/training/plan/training_options.hpp"

namespace priorscope {

struct RateSweepOptions {
    double from = 1e-5;  ///< first rate; (0, 10]
    double to = 1.0;     ///< last rate; above `from`, at most 10
    int steps = 100;     ///< 10 to 10,000

    std::vector<Problem> validate() const;
};

struct RatePoint {
    double rate = 0.0;
    double loss = 0.0;      ///< of the step at that rate
    double smoothed = 0.0;  ///< bias-corrected exponential moving average, weight 0.9
};

struct RateSweep {
    std::vector<RatePoint> points{};    ///< in the order of rising rates
    std::optional<double> suggested{};  ///< none where the loss does not fall
    bool diverged = false;              ///< it ended before its last rate: the loss had risen too far
};

/// The rate at which the smoothed loss falls fastest per factor, before it is lowest.
/// @return none if it falls by less than a twentieth
/// Source: "Cyclical Learning Rates for Training Neural Networks" (2017), section 3.3: the range test; the
/// steepest point as in fastai's lr_find
std::optional<double> steepestRate(std::span<const RatePoint> points);

/// Trains a new network while the rate rises by the same factor from step to step, without warm-up, and drops
/// it. Ends where the smoothed loss is four times the lowest, or not finite.
/// @param options  those of the planned run; only its rate, schedule and length are not used
/// @return nothing if stopped
/// @throws Error as TrainingSession::start does
std::optional<RateSweep> sweepRate(const std::shared_ptr<const Dataset>& dataset, const DetectorSpec& spec,
                                   const TrainingImages& images, const TrainingOptions& options,
                                   const RateSweepOptions& sweep, const std::stop_token& stop = {},
                                   const ProgressFn& progress = {});

}  // namespace priorscope
