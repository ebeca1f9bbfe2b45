// Every figure of a split at given thresholds, as Detect shows them while its sliders stand there.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <stop_token>

#include "core/evaluation/rescoring/class_curves.hpp"
#include "core/evaluation/rescoring/iou_curve.hpp"
#include "core/evaluation/rescoring/live_counts.hpp"
#include "core/evaluation/rescoring/missed_reasons.hpp"
#include "core/training/evaluation/split_detections.hpp"

namespace priorscope {

struct ThresholdOptions {
    DetectionOptions detection{};
    double match_iou = 0.5;  ///< (0, 1]
    DifficultObjects difficult = DifficultObjects::ignore;
};

struct ThresholdFigures {
    ThresholdOptions options{};
    LiveCounts counts{};
    SplitCurves curves{};  ///< of every score; their AP is at the IoU of a match
    std::array<CalibrationBin, kCalibrationBins> calibration{};
    std::optional<double> calibration_error{};
    std::array<std::int64_t, kMissedReasons> missed{};  ///< objects, by MissedReason
    IouCurve iou_curve{};                               ///< of every score
};

/// @return nothing if stopped
/// @throws Error if an option is out of range
std::optional<ThresholdFigures> thresholdFigures(const Dataset& dataset, const SplitDetections& split,
                                                 const ThresholdOptions& options, std::stop_token stop = {});

}  // namespace priorscope
