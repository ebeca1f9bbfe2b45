#include "core/evaluation/rescoring/missed_reasons.hpp"

#include <algorithm>

#include "core/base/parallel.hpp"

namespace priorscope {
namespace {

/// One image and what was found in it.
struct ImageParts {
    StoredCandidates candidates;
    std::span<const std::uint32_t> kept;
    const TruthImage& truth;
    const KeptCandidates& all_kept;
    const MatchOptions& match;
};

PixelBox pixelsOf(const ImageParts& image, std::uint32_t candidate) {
    return pixelsFromFractions(image.candidates.boxes[candidate], image.truth.width, image.truth.height);
}

/// Whether a candidate's IoU with an object could be as high, from its fractions alone.
bool couldReach(const ImageParts& image, const Box& object, std::uint32_t candidate, double iou) {
    constexpr float kMargin = 1e-3F;
    return intersectionOverUnion(image.candidates.boxes[candidate], object) + kMargin >=
           static_cast<float>(iou);
}

/// The candidate of the object's class with the highest score that reaches the match.
std::int32_t bestCandidate(const ImageParts& image, const TruthBox& object, const Box& fractions) {
    for (std::uint32_t i = 0; i < image.candidates.count(); ++i) {
        if (image.candidates.labels[i] == object.label &&
            couldReach(image, fractions, i, image.match.match_iou) &&
            intersectionOverUnion(pixelsOf(image, i), object.box) >= image.match.match_iou) {
            return static_cast<std::int32_t>(i);
        }
    }
    return -1;
}

void findFate(const ImageParts& image, ObjectProspects& prospects) {
    const auto candidate = static_cast<std::uint32_t>(prospects.best_candidate);
    if (std::binary_search(image.kept.begin(), image.kept.end(), candidate)) {
        prospects.fate = MissedReason::given_away;
        return;
    }
    const auto suppressor = suppressorOf(image.candidates, image.kept, candidate, image.all_kept.options);
    prospects.suppressor = suppressor ? static_cast<std::int32_t>(*suppressor) : -1;
    prospects.fate = suppressor ? MissedReason::suppressed : MissedReason::beyond_top_k;
}

ObjectProspects prospectsIn(const ImageParts& image, const TruthBox& object) {
    ObjectProspects prospects;
    const Box fractions = image.truth.fractionsOf(object.box);
    prospects.best_candidate = bestCandidate(image, object, fractions);
    if (prospects.best_candidate >= 0) {
        prospects.best_score = image.candidates.scores[static_cast<std::size_t>(prospects.best_candidate)];
        findFate(image, prospects);
    }
    for (const std::uint32_t index : image.kept) {
        const bool is_same = image.candidates.labels[index] == object.label;
        const double least = is_same ? image.match.background_iou : image.match.match_iou;
        float& score = is_same ? prospects.misplaced_score : prospects.other_class_score;
        // They come by falling score: the first that fits decides.
        if (score >= 0.0F || !couldReach(image, fractions, index, least)) {
            continue;
        }
        const double iou = intersectionOverUnion(pixelsOf(image, index), object.box);
        const bool fits = is_same ? iou >= image.match.background_iou && iou < image.match.match_iou
                                  : iou >= image.match.match_iou;
        const bool is_judged =
            image.match.judged_classes < 0 || image.candidates.labels[index] <= image.match.judged_classes;
        if (fits && is_judged) {
            score = image.candidates.scores[index];
        }
    }
    return prospects;
}

}  // namespace

std::optional<std::vector<ObjectProspects>> prospectsOf(const CandidateStore& store,
                                                        const KeptCandidates& kept, const JudgedSplit& split,
                                                        std::span<const TruthImage> truth,
                                                        std::stop_token stop, int workers) {
    std::vector<ObjectProspects> result(split.counts.size());
    const bool complete = parallelChunks(
        truth.size(), {.chunk = 32, .workers = workers}, std::move(stop), {},
        [&](std::size_t begin, std::size_t end, int) {
            for (std::size_t i = begin; i < end; ++i) {
                const ImageParts image{store.image(i), kept.image(i), truth[i], kept, split.options};
                for (std::size_t o = 0; o < truth[i].objects.size(); ++o) {
                    if (split.counts[split.first_object[i] + o]) {
                        result[split.first_object[i] + o] = prospectsIn(image, truth[i].objects[o]);
                    }
                }
            }
        });
    return complete ? std::optional(std::move(result)) : std::nullopt;
}

std::optional<MissedReason> missedReason(const JudgedSplit& split, std::size_t object,
                                         const ObjectProspects& prospects, float min_score) {
    if (!split.counts[object] || split.found_at[object] >= min_score) {
        return std::nullopt;
    }
    if (prospects.best_candidate >= 0) {
        return prospects.best_score >= min_score ? prospects.fate : MissedReason::low_score;
    }
    if (prospects.other_class_score >= min_score) {
        return MissedReason::other_class;
    }
    return prospects.misplaced_score >= min_score ? MissedReason::misplaced : MissedReason::no_candidate;
}

std::array<std::int64_t, kMissedReasons> countReasons(const JudgedSplit& split,
                                                      std::span<const ObjectProspects> prospects,
                                                      float min_score) {
    std::array<std::int64_t, kMissedReasons> counts{};
    for (std::size_t i = 0; i < prospects.size(); ++i) {
        if (const auto reason = missedReason(split, i, prospects[i], min_score)) {
            ++counts[static_cast<std::size_t>(*reason)];
        }
    }
    return counts;
}

}  // namespace priorscope
