// COCO's results, read piece by piece on several threads. Private to core/evaluation/saved.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <vector>

#include "core/evaluation/saved/scoring_truth.hpp"
#include "core/evaluation/scored_image.hpp"

namespace priorscope {

/// What a piece of a file has.
struct ResultPiece {
    /// Detections of one image that follow each other.
    struct Run {
        std::size_t image = 0;  ///< index into the ground truth's
        std::size_t count = 0;
    };
    std::vector<ScoredBox> detections{};
    std::vector<Run> runs{};  ///< of all detections
};

/// Reads a JSON list of image_id, category_id, bbox and score, whose ids are whole numbers.
/// @param piece    bytes read at a time, > 0
/// @param workers  threads; 0: all cores
/// @param take     gets the pieces in the order of the file, one at a time, on any thread; may change the
/// ground
///                 truth's images
/// @return whether it could. It does not if the file is shorter than two pieces, has other content, an error,
/// or
///         detections that take more than a quarter of a piece: forget then what was taken, and read the file
///         as a whole, which also tells what is wrong
bool readResultPieces(const std::filesystem::path& file, const ScoringTruth& truth, std::size_t piece,
                      int workers, const std::function<void(const ResultPiece&)>& take);

}  // namespace priorscope
