#include <utility>

#include "core/training/evaluation/split_costs.hpp"
#include "core/training/report/report.hpp"

namespace priorscope {

std::optional<ReportFigures> reportFigures(const Dataset& dataset, const SplitDetections& split,
                                           const ReportOptions& options, std::stop_token stop) {
    ReportFigures figures;
    figures.truth = truthOf(dataset, split.images, split.filter);
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
    auto costs = splitCosts(dataset, split, figures.kept, figures.judged.options, stop);
    if (!curves || !prospects || !costs) {
        return std::nullopt;
    }
    figures.tide = std::move(costs->tide);
    figures.evaluation = std::move(costs->evaluation);
    figures.curves = std::move(*curves);
    figures.prospects = std::move(*prospects);
    figures.reasons = countReasons(figures.judged, figures.prospects, min_score);
    return figures;
}

}  // namespace priorscope
