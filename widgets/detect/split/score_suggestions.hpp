// Thresholds on the score that a split suggests.
#pragma once

#include <QString>
#include <vector>

namespace priorscope {

struct ClassCurve;

struct ScoreSuggestion {
    QString text;  ///< "Highest F1 0.71: score 0.34"
    float score = 0.0F;
};

/// The highest F1, and the lowest scores with a precision of 0.80, 0.90 and 0.95, as far as the curve reaches
/// them.
std::vector<ScoreSuggestion> scoreSuggestions(const ClassCurve& curve);

}  // namespace priorscope
