// Checkpoints: weights and spec for anyone, and what a run needs to go on.
#pragma once

#include <filesystem>
#include <optional>

#include "core/model/detector.hpp"

namespace priorscope {

struct CheckpointInfo {
    std::int64_t step = 0;              ///< 0 for a model that was never trained
    std::optional<double> map_voc07{};  ///< of the last evaluation
};

struct LoadedDetector {
    Detector detector;
    CheckpointInfo info;
    std::filesystem::path file{};  ///< the checkpoint that was read
};

/// A zip that Python's torch.load opens: a dictionary with "model" (state dict), "spec" (JSON text), "step",
/// … Written to a temporary name beside the target, flushed and renamed: a full disk leaves the old file as
/// it was.
/// @throws Error where it cannot be written
void saveDetector(const Detector& detector, const std::filesystem::path& file,
                  const CheckpointInfo& info = {});

/// The checkpoint that is meant: a file itself; of a run folder its best checkpoint, else its last.
/// @throws Error where a folder holds neither
std::filesystem::path checkpointFile(const std::filesystem::path& file_or_run);

/// @param file_or_run  as in checkpointFile
/// @throws Error where the file is missing, is no checkpoint, is cut off, or lacks the spec or a weight
LoadedDetector loadDetector(const std::filesystem::path& file_or_run,
                            const DetectorFamilies& families = detectorFamilies());

}  // namespace priorscope
