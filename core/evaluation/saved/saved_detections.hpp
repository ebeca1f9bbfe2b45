// Detections that other programs wrote, and what they score.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/evaluation/evaluation.hpp"
#include "core/evaluation/saved/scoring_truth.hpp"

namespace priorscope {

struct SavedDetections {
    std::int64_t read = 0;
    std::int64_t elsewhere = 0;  ///< of these, in images that are not scored
    /// Images that the ground truth does not have, or has several of; their detections are elsewhere.
    std::int64_t unknown_images = 0;
};

struct ReadingOptions {
    int workers = 0;                 ///< threads, which change nothing; 0: all cores
    std::size_t piece = 256 * 1024;  ///< bytes of COCO's results that a thread reads at a time; > 0
};

/// Adds the detections of a file or folder to the images:
/// - COCO's results: a JSON list of image_id, category_id, bbox [x, y, width, height] and score. Both ids may
/// be
///   numbers, or texts, which then are names. Where found.images.json lies beside found.json, as it is
///   written by saveDetections(), it says what the numbers mean;
/// - what `detect --json` prints; of its images some may be unknown, for example those without annotation;
/// - VOC's results: for each class a text file whose name ends with _CLASS, a line for each detection: image,
/// score,
///   xmin ymin xmax ymax in pixels, 1-based, both ends inclusive. A folder stands for all its .txt files.
/// @throws Error naming the file and the line or item that cannot be read, or whose image or class is unknown
SavedDetections addSavedDetections(ScoringTruth& truth, const std::filesystem::path& source,
                                   const ReadingOptions& options = {});

/// The class whose results a file of this name has: of those with which it ends, the longest; 0 for none.
/// "dining_table" of "comp4_det_test_dining_table".
int vocResultsLabel(std::string_view stem, const std::vector<std::string>& classes);

/// The figures over the images that are scored.
/// @param workers  threads, which change nothing; 0: all cores
Evaluation scoreDetections(const ScoringTruth& truth, DifficultObjects difficult, int workers = 0);

}  // namespace priorscope
