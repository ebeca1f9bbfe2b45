// What a detector makes of places at which another one was wrong.
#pragma once

#include <span>
#include <vector>

#include "core/evaluation/rescoring/error_items.hpp"

namespace priorscope {

/// A place of an earlier error.
struct RevisitedPlace {
    std::size_t image = 0;  ///< of the split's images
    int label = 0;          ///< of the detection or the object, as the split has it; 0: not known there
    Box box{};              ///< fractions of the image
    bool is_object = false;
};

enum class Revisited {
    still_wrong,  ///< a detection of the class is there, and false
    right,        ///< one is there, and right or ignored
    gone,         ///< no detection of the class is there
    missed,       ///< the object is not found
    found,        ///< it is found
    no_object,    ///< there is no such object any more, or it does not count
};

struct Fate {
    Revisited state = Revisited::gone;
    float score = 0.0F;  ///< of the detection, or of the one that finds the object; 0: none
    /// The error that is there now; none: there is none.
    std::optional<ErrorItem> item{};
};

/// A detection is "there" at an IoU of 0.5 with the place, the highest score being looked at; an object at
/// 0.9 of its box, which allows for annotations that were rounded or moved a little.
/// @return [places]
std::vector<Fate> revisit(const CandidateStore& store, const KeptCandidates& kept, const JudgedSplit& split,
                          std::span<const TruthImage> truth, std::span<const ObjectProspects> prospects,
                          float min_score, std::span<const RevisitedPlace> places);

}  // namespace priorscope
