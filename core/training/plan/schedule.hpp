// The learning rate over a run, and how long it is.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/training/plan/run_course.hpp"
#include "core/training/plan/training_options.hpp"

namespace priorscope {

/// Names of the schedules, the default first.
std::vector<std::string> scheduleNames();

/// Learning rate of a step.
/// @param step  0-based, below runLength()
/// Source: "constant", "steps" by definition; "cosine": Loshchilov and Hutter, "SGDR" (2017), equation 5,
/// without restarts, from the end of the warm-up on; "one-cycle": torch.optim.lr_scheduler.OneCycleLR with
/// its defaults (from 1/25 to the rate, then to 1/250,000, along half cosines), without its change of
/// momentum
double learningRateAt(const TrainingOptions& resolved, std::int64_t step, const RunCourse& course = {});

/// Steps of the run, as far as is known.
std::int64_t runLength(const TrainingOptions& resolved, const RunCourse& course = {});

/// The tail of a run that is to end after `steps` completed ones: a tenth of what it has done, within what
/// was planned; none of it where the rate has already fallen to a hundredth.
RunTail tailAfter(const TrainingOptions& resolved, std::int64_t steps, const RunCourse& course = {});

/// Stages of the backbone that do not learn at a step, from the image on. One that has thawed stays so, also
/// in a run that is made longer.
/// @param step  0-based
int frozenStagesAt(const TrainingOptions& resolved, std::int64_t step, const RunCourse& course = {});

/// The part of the planned run that lies before a step, [0, 1]; 1 in a tail.
double shareOfRun(const TrainingOptions& resolved, std::int64_t step, const RunCourse& course = {});

}  // namespace priorscope
