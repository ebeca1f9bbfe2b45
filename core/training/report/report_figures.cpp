#include <utility>

#include "core/training/report/report.hpp"

namespace priorscope {
namespace {

/// TIDE's costs and COCO's figures over every score.
/// @return false if stopped
bool addCosts(ReportFigures& figures, const Dataset& dataset, const SplitDetections& split,
              const std::stop_token& stop) {
    const MatchOptions& match = figures.judged.options;
    TideAnalysis tide({.match_iou = match.match_iou, .background_iou = match.background_iou});
    Evaluator evaluator(judgedNames(split.mapping), DifficultObjects::ignore, match.known);
    for (std::size_t i = 0; i < split.images.size(); ++i) {
        if (stop.stop_requested()) {
            return false;
        }
        ScoredImage image =
            scoredImage(dataset.images[split.images[i]], judgedDetections(split, figures.kept, i));
        evaluator.add(image);
        std::erase_if(image.objects, [&](const TruthBox& object) { return !match.isAsked(object.label); });
        tide.add(image);
    }
    figures.tide = tide.result();
    figures.evaluation = evaluator.result();
    return true;
}

}  // namespace

std::optional<ReportFigures> reportFigures(const Dataset& dataset, const SplitDetections& split,
                                           const ReportOptions& options, std::stop_token stop) {
    ReportFigures figures;
    figures.truth = truthOf(dataset, split.images);
    auto kept = keepCandidates(split.candidates, withEveryScore(options.detection), stop);
    if (!kept) {
        return std::nullopt;
    }
    figures.kept = std::move(*kept);
    auto judged = judgeKept(split.candidates, figures.kept, figures.truth,
                            matchOptions(options.match_iou, split.mapping), stop);
    if (!judged) {
        return std::nullopt;
    }
    figures.judged = std::move(*judged);
    const float min_score = options.detection.min_score;
    figures.counts = countAt(figures.judged, min_score, split.mapping.judged);
    auto curves = curvesOf(figures.judged, split.mapping.judged, stop);
    auto prospects = prospectsOf(split.candidates, figures.kept, figures.judged, figures.truth, stop);
    if (!curves || !prospects || !addCosts(figures, dataset, split, stop)) {
        return std::nullopt;
    }
    figures.curves = std::move(*curves);
    figures.prospects = std::move(*prospects);
    figures.reasons = countReasons(figures.judged, figures.prospects, min_score);
    return figures;
}

}  // namespace priorscope
