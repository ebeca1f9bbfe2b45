#include "core/training/evaluation/split_costs.hpp"

#include "core/base/parallel.hpp"

namespace priorscope {

std::optional<SplitCosts> splitCosts(const Dataset& dataset, const SplitDetections& split,
                                     const KeptCandidates& kept, const MatchOptions& match,
                                     std::stop_token stop) {
    SplitCosts costs;
    const auto visit = [&](const auto& add) {
        for (std::size_t i = 0; i < split.images.size() && !stop.stop_requested(); ++i) {
            add(scoredImage(dataset.images[split.images[i]], judgedDetections(split, kept, i), split.filter));
        }
    };
    // One after the other they take longer than anything else that follows a slider.
    parallelChunks(2, {.chunk = 1}, {}, {}, [&](std::size_t which, std::size_t, int) {
        if (which == 0) {
            TideAnalysis tide({.match_iou = match.match_iou, .background_iou = match.background_iou});
            visit([&](ScoredImage image) {
                std::erase_if(image.objects,
                              [&](const TruthBox& object) { return !match.isAsked(object.label); });
                tide.add(image);
            });
            costs.tide = stop.stop_requested() ? TideResult() : tide.result();
        } else {
            Evaluator evaluator(judgedNames(split.mapping), DifficultObjects::ignore, match.known);
            visit([&](const ScoredImage& image) { evaluator.add(image); });
            costs.evaluation = stop.stop_requested() ? Evaluation() : evaluator.result();
        }
    });
    return stop.stop_requested() ? std::nullopt : std::optional(std::move(costs));
}

}  // namespace priorscope
