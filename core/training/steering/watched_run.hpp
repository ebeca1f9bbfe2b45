// A run that another process trains, followed and steered through its run folder.
#pragma once

#include <filesystem>
#include <memory>

#include "core/model/detector_spec.hpp"
#include "core/training/training_session.hpp"

namespace priorscope {

/// Whether some process trains it now.
bool isTrained(const std::filesystem::path& run_folder);

/// A session whose run() tells what the other process does, at most half a second late, until that has ended,
/// and whose other members ask it through files.
///
/// run() returns how the run has ended; stopped as well if it is told to stop, which only ends the watching.
/// @throws Error from run() if the run has failed, its process has ended without saving, or its folder is
/// gone;
///         from change() if the value is out of range. What could not be asked is told to on_problem.
///         snapshot() gives the weights of its last checkpoint, and throws if there is none.
/// @throws Error if the folder holds no run
std::unique_ptr<TrainingSession> watchRun(const std::filesystem::path& run_folder,
                                          const DetectorFamilies& families = detectorFamilies());

}  // namespace priorscope
