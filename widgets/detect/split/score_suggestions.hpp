// Thresholds on the score that a split suggests.
#pragma once

#include <QString>
#include <functional>
#include <vector>

class QMenu;

namespace priorscope {

struct ClassCurve;
struct LiveCurves;

struct ScoreSuggestion {
    QString text;  ///< "Highest F1 0.71: score 0.34"
    float score = 0.0F;
};

/// The highest F1, and the lowest scores with a precision of 0.80, 0.90 and 0.95, as far as the curve reaches
/// them.
std::vector<ScoreSuggestion> scoreSuggestions(const ClassCurve& curve);

/// Adds those of all classes together, and of one.
/// @param curves  null: the menu says what is to be done
/// @param label   the class; 0: none
/// @param choose  called with the slider's step below a suggested score, which keeps what has this very score
void addSuggestions(QMenu& menu, const LiveCurves* curves, int label, const QString& class_name,
                    const std::function<void(float)>& choose);

}  // namespace priorscope
