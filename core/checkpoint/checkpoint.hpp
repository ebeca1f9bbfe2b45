// Checkpoints: weights and spec for any reader, plus the state that a run needs to resume.
#pragma once

#include <filesystem>
#include <optional>

#include "core/model/detector.hpp"

namespace priorscope {

struct CheckpointInfo {
    std::int64_t step = 0;              ///< 0 for an untrained model
    std::optional<double> map_voc07{};  ///< from the last evaluation
};

struct LoadedDetector {
    Detector detector;
    CheckpointInfo info;
    std::filesystem::path file{};  ///< the checkpoint that was loaded
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

/// @param file_or_run  as in checkpointFile
/// @throws Error if the file is missing, is not a checkpoint, is truncated, or lacks the spec or a weight
LoadedDetector loadDetector(const std::filesystem::path& file_or_run,
                            const DetectorFamilies& families = detectorFamilies());

}  // namespace priorscope
