#include "core/detection/detection.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "core/image/image.hpp"

namespace priorscope {
namespace {

/// Higher score first; ties by lower label, then lower prior, so that results never depend on
/// the sorting algorithm.
bool better(const Candidate& a, const Candidate& b) {
    if (a.score != b.score) {
        return a.score > b.score;
    }
    return a.label != b.label ? a.label < b.label : a.prior < b.prior;
}

struct ScoredPrior {
    float score = 0.0F;
    std::int32_t prior = 0;

    /// The same order as better(), within a class.
    bool operator<(const ScoredPrior& other) const {
        return score != other.score ? score > other.score : prior < other.prior;
    }
};

/// Most pairs of boxes are disjoint, which is cheaper to test than to compute their IoU.
bool overlapsMore(const Box& a, const Box& b, float iou) {
    const bool apart = a.x_max <= b.x_min || b.x_max <= a.x_min || a.y_max <= b.y_min || b.y_max <= a.y_min;
    return !apart && intersectionOverUnion(a, b) > iou;
}

/// @param box_of  returns the box of a prior; called for the kept ones only
template <class BoxOf>
Candidates bestCandidates(std::span<const float> scores, std::size_t priors, const CandidateOptions& options,
                          const BoxOf& box_of) {
    const std::size_t columns = scores.size() / priors;
    // Scores are stored prior by prior, so one pass over them serves all classes.
    std::vector<std::vector<ScoredPrior>> of_class(columns);
    for (std::size_t p = 0; p < priors; ++p) {
        const float* row = scores.data() + p * columns;
        for (std::size_t label = 1; label < columns; ++label) {
            if (row[label] > options.floor) {
                of_class[label].push_back({row[label], static_cast<std::int32_t>(p)});
            }
        }
    }
    Candidates result;
    result.floor = options.floor;
    for (std::size_t label = 1; label < columns; ++label) {
        std::vector<ScoredPrior>& found = of_class[label];
        const std::size_t kept = std::min(found.size(), static_cast<std::size_t>(options.per_class));
        std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(kept), found.end());
        for (std::size_t i = 0; i < kept; ++i) {
            const Candidate candidate{.label = static_cast<std::int32_t>(label),
                                      .score = found[i].score,
                                      .box = box_of(static_cast<std::size_t>(found[i].prior)),
                                      .prior = found[i].prior};
            if (isFinite(candidate.box)) {  // offsets of a diverged network give no valid box
                result.items.push_back(candidate);
            }
        }
    }
    return result;
}

}  // namespace

std::vector<Problem> CandidateOptions::validate() const {
    std::vector<Problem> problems;
    if (!(floor >= 0.0F && floor < 1.0F)) {
        problems.push_back({"floor", Core::tr("must be in [0, 1)")});
    }
    if (per_class <= 0) {
        problems.push_back({"per_class", Core::tr("must be above 0")});
    }
    return problems;
}

std::vector<Problem> DetectionOptions::validate() const {
    std::vector<Problem> problems;
    if (!(min_score >= 0.0F && min_score <= 1.0F)) {
        problems.push_back({"min_score", Core::tr("must be in [0, 1]")});
    }
    if (!(nms_iou >= 0.0F && nms_iou <= 1.0F)) {
        problems.push_back({"nms_iou", Core::tr("must be in [0, 1]")});
    }
    if (top_k <= 0) {
        problems.push_back({"top_k", Core::tr("must be above 0")});
    }
    return problems;
}

Candidates candidatesFromPredictions(std::span<const float> scores, std::span<const float> offsets,
                                     std::span<const CenterBox> priors, const Variances& variances,
                                     const ResizeMapping& mapping, const CandidateOptions& options) {
    throwOnProblems(Core::tr("reading predictions"), options.validate());
    if (priors.empty() || offsets.size() != 4 * priors.size() || scores.size() % priors.size() != 0) {
        throw Error({.action = Core::tr("reading predictions"),
                     .reason = Core::tr("scores must be [priors × (classes + 1)] and offsets [priors × 4] "
                                        "for %1 priors, got %2 and %3 values")
                                   .arg(priors.size())
                                   .arg(scores.size())
                                   .arg(offsets.size())});
    }
    return bestCandidates(scores, priors.size(), options, [&](std::size_t p) {
        const std::array<float, 4> four{offsets[4 * p], offsets[4 * p + 1], offsets[4 * p + 2],
                                        offsets[4 * p + 3]};
        return clippedToImage(mapping.imageFromInput(decodeOffsets(four, priors[p], variances)));
    });
}

Candidates candidatesFromBoxes(std::span<const float> scores, std::span<const Box> boxes,
                               const CandidateOptions& options) {
    throwOnProblems(Core::tr("reading predictions"), options.validate());
    if (boxes.empty() || scores.size() % boxes.size() != 0) {
        throw Error({.action = Core::tr("reading predictions"),
                     .reason = Core::tr("scores must be [boxes × (classes + 1)] for %1 boxes, got %2 values")
                                   .arg(boxes.size())
                                   .arg(scores.size())});
    }
    return bestCandidates(scores, boxes.size(), options, [&](std::size_t p) { return boxes[p]; });
}

std::vector<Detection> selectDetections(const Candidates& candidates, const DetectionOptions& options) {
    throwOnProblems(Core::tr("selecting detections"), options.validate());
    std::vector<Detection> kept;
    std::size_t from = 0;
    while (from < candidates.items.size()) {
        // One class at a time: within a class the candidates are sorted best first.
        std::size_t end = from;
        const std::size_t first_kept = kept.size();
        while (end < candidates.items.size() && candidates.items[end].label == candidates.items[from].label) {
            const Candidate& candidate = candidates.items[end++];
            // Later candidates of the class score lower than those kept, which already fill top_k.
            const bool full = kept.size() - first_kept >= static_cast<std::size_t>(options.top_k);
            if (full || candidate.score < options.min_score) {
                continue;
            }
            const bool suppressed =
                std::any_of(kept.begin() + static_cast<std::ptrdiff_t>(first_kept), kept.end(),
                            [&](const Detection& other) {
                                return overlapsMore(candidate.box, other.box, options.nms_iou);
                            });
            if (!suppressed) {
                kept.push_back(candidate);
            }
        }
        from = end;
    }
    const std::size_t count = std::min(kept.size(), static_cast<std::size_t>(options.top_k));
    std::partial_sort(kept.begin(), kept.begin() + static_cast<std::ptrdiff_t>(count), kept.end(), better);
    kept.resize(count);
    return kept;
}

}  // namespace priorscope
