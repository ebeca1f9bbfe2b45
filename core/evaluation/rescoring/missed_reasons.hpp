// Why an object was not found.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "core/evaluation/rescoring/judged_split.hpp"

namespace priorscope {

/// The first that applies.
enum class MissedReason {
    suppressed,    ///< a candidate of its class reaches the match and the score, but NMS removed it
    beyond_top_k,  ///< the same, but better detections of the image filled top-k
    given_away,    ///< the same, and it was kept, but the matcher gave it to another object
    low_score,     ///< a candidate of its class reaches the match, but not the score
    other_class,   ///< a detection of another class reaches the match
    misplaced,     ///< a detection of its class lies on it, but overlaps it too little for a match
    no_candidate,  ///< none of these: the detector proposes nothing that fits
};
inline constexpr std::size_t kMissedReasons = 7;

/// What decides about one object at every threshold on the score.
struct ObjectProspects {
    float best_score = -1.0F;          ///< of the candidates of its class that reach the match; < 0: none
    std::int32_t best_candidate = -1;  ///< that candidate, of the image's
    std::int32_t suppressor = -1;      ///< the kept candidate that suppresses it
    MissedReason fate = MissedReason::given_away;  ///< of that candidate, at or above the score
    float other_class_score = -1.0F;  ///< highest of kept ones of other classes that reach the match
    float misplaced_score = -1.0F;    ///< highest of kept ones of its class between background and match
};

/// @param split  judged from kept
/// @return [objects of the split]; nothing if stopped
std::optional<std::vector<ObjectProspects>> prospectsOf(const CandidateStore& store,
                                                        const KeptCandidates& kept, const JudgedSplit& split,
                                                        std::span<const TruthImage> truth,
                                                        std::stop_token stop = {}, int workers = 0);

/// Why an object is not found at a threshold; nothing if it is found or does not count.
/// @param object  of the split's
std::optional<MissedReason> missedReason(const JudgedSplit& split, std::size_t object,
                                         const ObjectProspects& prospects, float min_score);

/// [kMissedReasons] they sum to the objects that are not found.
std::array<std::int64_t, kMissedReasons> countReasons(const JudgedSplit& split,
                                                      std::span<const ObjectProspects> prospects,
                                                      float min_score);

}  // namespace priorscope
