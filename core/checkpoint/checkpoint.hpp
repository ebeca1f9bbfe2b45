// Checkpoints: weights and spec for any reader, plus the state that a run needs to resume.
#pragma once

#include <filesystem>
#include <optional>

#include "core/detection/operating_point.hpp"
#include "core/model/detector.hpp"

namespace priorscope {

struct CheckpointInfo {
    std::int64_t step = 0;              ///< 0 for an untrained model
    std::optional<double> map_voc07{};  ///< from the last evaluation
};

struct LoadedDetector {
    Detector detector;
    CheckpointInfo info;
    std::filesystem::path file{};                     ///< that was loaded
    bool is_export = false;                           ///< exported weights, which do not have the info
    std::optional<OperatingPoint> operating_point{};  ///< that an export has in it
};

/// Writes a zip that Python's torch.load can open: a dictionary with "model" (state dict), "spec" (JSON
/// text), "step", … It is written to a temporary file beside the target, flushed and renamed: a full disk
/// leaves the old file intact.
/// @throws Error if it cannot be written
void saveDetector(const Detector& detector, const std::filesystem::path& file,
                  const CheckpointInfo& info = {});

/// Resolves a path to a checkpoint: a file is itself; a run folder gives its best checkpoint, else its last.
/// @throws Error if a folder holds neither
std::filesystem::path checkpointFile(const std::filesystem::path& file_or_run);

/// Loads a checkpoint, or weights that were exported as a state dict or as safetensors: these describe their
/// detector.
/// @param file_or_run  as in checkpointFile
/// @throws Error if the file is missing, is neither, is truncated, or lacks the spec or a weight; or if an
///         export's operating point is for other classes or out of range
LoadedDetector loadDetector(const std::filesystem::path& file_or_run,
                            const DetectorFamilies& families = detectorFamilies());

/// The one that is kept beside the file, else the one that an export has in it.
/// @throws Error as keptOperatingPoint() of a checkpoint does
KeptOperatingPoint keptOperatingPoint(const LoadedDetector& loaded);

}  // namespace priorscope
