// What is said and recorded where a run continues elsewhere: with another program, or on another device.
// Private to core's training.
#pragma once

#include <cstdint>
#include <string>

#include "core/compute/compute_context.hpp"
#include "core/training/plan/training_options.hpp"
#include "core/training/run/run_files.hpp"
#include "core/training/running_session.hpp"

namespace priorscope {

struct ProgramVersions {
    std::string priorscope;
    std::string torch;
};
const ProgramVersions& thisProgram();

/// The requested device, or the run's own, or a replacement that is available.
/// @param own    the run's, as in its options
/// @param asked  empty: none
DeviceInfo deviceForResume(const std::string& own, const std::string& asked);

/// Sets fp32 where the device cannot compute as the run has done so far, and notes it.
/// @return the precision so far; empty if it stays
std::string takePrecisionOf(const DeviceInfo& device, TrainingOptions& options, OpenedRun& opened);

/// Notes that a run continues with another program version or on another device, and records it. Sets the
/// device in the options.
/// @param step  from which it continues
/// @return false if both are the same
bool noteOthers(OpenedRun& opened, RunHeader& header, TrainingOptions& options, const DeviceInfo& device,
                std::int64_t step);

}  // namespace priorscope
