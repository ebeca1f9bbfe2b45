#include "core/training/evaluation/threshold_figures.hpp"

#include <utility>

namespace priorscope {

std::optional<ThresholdFigures> thresholdFigures(const Dataset& dataset, const SplitDetections& split,
                                                 const ThresholdOptions& options, std::stop_token stop) {
    throwOnProblems(Core::tr("selecting detections"), options.detection.validate());
    const float min_score = options.detection.min_score;
    const int classes = split.mapping.judged;
    std::vector<TruthImage> truth = truthOf(dataset, split.images, split.filter);
    for (TruthImage& image : truth) {
        image.objects = treated(std::move(image.objects), options.difficult);
    }
    const auto kept = keepCandidates(split.candidates, withEveryScore(options.detection), stop);
    if (!kept) {
        return std::nullopt;
    }
    const auto judged =
        judgeKept(split.candidates, *kept, truth, matchOptions(options.match_iou, split.mapping), stop);
    if (!judged) {
        return std::nullopt;
    }
    auto curves = curvesOf(*judged, classes, stop);
    const auto prospects = prospectsOf(split.candidates, *kept, *judged, truth, stop);
    auto iou_curve = iouCurveOf(split.candidates, *kept, truth, split.mapping, stop);
    if (!curves || !prospects || !iou_curve) {
        return std::nullopt;
    }
    return ThresholdFigures{.options = options,
                            .counts = countAt(*judged, min_score, classes),
                            .curves = std::move(*curves),
                            .calibration = calibrationBins(*judged, min_score),
                            .calibration_error = calibrationError(*judged, min_score),
                            .missed = countReasons(*judged, *prospects, min_score),
                            .iou_curve = std::move(*iou_curve)};
}

}  // namespace priorscope
