// Thresholds on the score for each class, chosen from the curves of a judged split.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/detection/operating_point.hpp"
#include "core/evaluation/class_mapping.hpp"
#include "core/evaluation/rescoring/class_curves.hpp"
#include "core/evaluation/rescoring/judged_split.hpp"

namespace priorscope {

enum class ScoreAim {
    one_score,  ///< the same for every class
    best_f1,    ///< the highest F1 of each class
    precision,  ///< the lowest score of each class that reaches a precision
};

struct ScoreChoice {
    ScoreAim aim = ScoreAim::one_score;
    double precision = 0.9;  ///< (0, 1]; for ScoreAim::precision
    float score = 0.2F;      ///< of every class, or of those for which the aim gives none; [0, 1]
    std::vector<Problem> validate() const;
};
/// "score", "f1", "precision 0.9"
std::string aimText(const ScoreChoice& choice);

/// The inverse. @return other, with that aim; other itself if the text is none
ScoreChoice choiceOf(const std::string& aim, ScoreChoice other);

/// What a class's threshold leaves.
struct ChosenScore {
    float score = 0.0F;
    bool follows_aim = true;  ///< false: no detection or object of the class, or its precision is not reached
    ScorePoint at{};
    std::int64_t positives = 0;

    std::optional<double> precision() const;
    std::optional<double> recall() const;
    std::optional<double> f1() const;
};

struct ChosenScores {
    std::vector<ChosenScore> classes{};  ///< [classes of the curves]
    ChosenScore total{};                 ///< sums over the classes; its score is the lowest
};
/// @throws Error if the choice is out of range
ChosenScores chooseScores(const SplitCurves& curves, const ScoreChoice& choice);

/// For the detector's classes: those that the dataset lacks have the choice's score.
/// @param options  NMS and top-k
OperatingPoint operatingPointOf(const ChosenScores& chosen, const ScoreChoice& choice,
                                const ClassMapping& mapping, const DetectionOptions& options);

/// Whether the counts of chooseScores() are those of selectDetections() at the point. Otherwise a detection
/// below its class's score may have suppressed one of another class, or have taken its place in the top k.
/// @param kept  at every score, and the point's NMS and top-k; the split was judged from it
bool areCountsExact(const OperatingPoint& point, const KeptCandidates& kept, const JudgedSplit& split);

}  // namespace priorscope
