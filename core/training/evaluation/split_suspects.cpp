#include "core/training/evaluation/split_suspects.hpp"

namespace priorscope {

std::optional<std::vector<Suspect>> splitSuspects(const SplitDetections& split,
                                                  std::span<const TruthImage> truth,
                                                  const SplitSlices& slices, double match_iou, float least,
                                                  std::stop_token stop) {
    const auto kept =
        keepCandidates(split.candidates, withEveryScore(split.postprocessing.detectionOptions()), stop);
    const auto judged =
        kept ? judgeKept(split.candidates, *kept, truth, matchOptions(match_iou, split.mapping), stop)
             : std::nullopt;
    const auto curves = judged ? curvesOf(*judged, split.mapping.judged, stop) : std::nullopt;
    const auto prospects = curves ? prospectsOf(split.candidates, *kept, *judged, truth, stop) : std::nullopt;
    if (!prospects) {
        return std::nullopt;
    }
    return suspectedLabels(*kept, *judged, *prospects, *curves, slices, least);
}

}  // namespace priorscope
