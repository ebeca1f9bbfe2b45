// What a run found in the images that it is watched on, judged against the objects of the open dataset.
#pragma once

#include <QString>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "core/dataset/dataset.hpp"
#include "widgets/canvas/image_canvas.hpp"

namespace priorscope {

struct WatchedCell {
    int image = -1;  ///< index into Dataset::images; -1: the dataset does not have it
    QString name;
    std::vector<CanvasBox> boxes{};  ///< detections as true or false ones, missed objects dashed
    std::int64_t right = 0;
    std::int64_t wrong = 0;
    std::int64_t missed = 0;
};

/// One evaluation.
struct WatchedSheet {
    std::int64_t step = 0;
    std::vector<WatchedCell> cells{};
};

/// What is read of a run.
struct WatchedRun {
    std::filesystem::path folder{};
    std::vector<std::string> classes{};  ///< of its detector
    bool operator==(const WatchedRun&) const = default;
};

/// @param dataset  with the run's images; its objects are judged at a matching IoU of 0.5, as VOC does
/// @throws Error as readWatchedImages does
WatchedSheet watchedSheet(const WatchedRun& run, std::int64_t step, const Dataset& dataset);

}  // namespace priorscope
