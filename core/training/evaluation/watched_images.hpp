// A few validation images that a run is watched on: what its weights found in them, evaluation by evaluation,
// as it is kept in the run folder: evaluations/step-NNNNNNNN.json.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/detection/detection.hpp"
#include "core/evaluation/class_mapping.hpp"

namespace priorscope {

struct WatchedImage {
    std::string id;  ///< ImageRow::id
    /// With the detector's labels, by falling score, those at or over kLeastWatchedScore.
    std::vector<Detection> detections{};
};

struct WatchedImages {
    std::int64_t step = 0;  ///< completed
    std::vector<WatchedImage> images{};
};

inline constexpr float kLeastWatchedScore = 0.1F;
/// Detections from this score on are drawn.
inline constexpr float kDrawnWatchedScore = 0.3F;

/// The detections that are drawn, with the labels of a dataset.
std::vector<Detection> shownDetections(const WatchedImage& image, const ClassMapping& mapping);

/// Replaces what was kept of that step. @throws Error if it cannot be written
void writeWatchedImages(const std::filesystem::path& run_folder, const WatchedImages& images);

/// The steps of which something is kept, ascending; names of other files are passed over.
std::vector<std::int64_t> watchedSteps(const std::filesystem::path& run_folder);

/// @param classes  of the detector: labels beyond them are refused
/// @throws Error if nothing is kept of that step, or the file cannot be read or holds something else
WatchedImages readWatchedImages(const std::filesystem::path& run_folder, std::int64_t step,
                                std::size_t classes);

/// Removes what was kept of later steps: by a run that was killed after its last checkpoint.
/// @param step  -1: all, and the folder if nothing else is in it
void removeWatchedAfter(const std::filesystem::path& run_folder, std::int64_t step);

}  // namespace priorscope
