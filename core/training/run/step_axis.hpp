// Where the steps of a run lie along an axis: steps, epochs, or time.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/training/training_session.hpp"

namespace priorscope {

enum class StepAxis {
    step,   ///< steps done
    epoch,  ///< epochs done, with their parts
    time,   ///< seconds of training, without pauses
};

/// Takes the steps of a run in order; places are ascending.
class StepPlaces {
  public:
    /// @param steps_per_epoch  0: not known, then an epoch is as long as a step
    explicit StepPlaces(StepAxis axis = StepAxis::step, double steps_per_epoch = 0.0);

    StepAxis axis() const { return m_axis; }
    /// Steps after those that it has.
    void append(std::span<const StepMetrics> steps);
    void append(double step, double elapsed_s);
    /// Where a run is that has done so many steps. Time: between known steps along a line, after them at the
    /// pace of the last 100; before the first step a run has no pace, and a step counts a second.
    double at(double steps) const;
    /// Of each step: as at() of its number.
    std::vector<double> of(std::span<const StepMetrics> steps) const;

  private:
    struct Knot {
        double steps = 0.0;
        double place = 0.0;
    };
    double timeAt(double steps) const;
    /// Seconds of a step after the last one.
    double pace() const;

    StepAxis m_axis;
    double m_steps_per_epoch;
    std::vector<Knot> m_times;  ///< the start and every step; none for other axes
};

/// @param images  of the training selection; 0: not known
/// @return steps of an epoch; 0 if that is not known
double stepsPerEpoch(const TrainingOptions& resolved, std::int64_t images);

}  // namespace priorscope
