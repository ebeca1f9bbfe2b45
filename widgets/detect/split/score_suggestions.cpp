#include "widgets/detect/split/score_suggestions.hpp"

#include <QCoreApplication>

#include "core/evaluation/rescoring/class_curves.hpp"
#include "widgets/components/text.hpp"

namespace priorscope {
namespace {

struct ScoreSuggestions {
    Q_DECLARE_TR_FUNCTIONS(priorscope::ScoreSuggestions)
};

QString twoDecimals(double value) {
    return figureText(value, 2);
}

}  // namespace

std::vector<ScoreSuggestion> scoreSuggestions(const ClassCurve& curve) {
    std::vector<ScoreSuggestion> suggestions;
    if (const auto& best = curve.best_f1) {
        suggestions.push_back(
            {ScoreSuggestions::tr("Highest F1, %1: score %2")
                 .arg(twoDecimals(best->f1(curve.positives)), twoDecimals(static_cast<double>(best->score))),
             best->score});
    }
    for (const double wanted : {0.8, 0.9, 0.95}) {
        const auto point = curve.positives > 0 ? curve.atPrecision(wanted) : std::nullopt;
        if (point) {
            suggestions.push_back(
                {ScoreSuggestions::tr("Precision %1: score %2, recall %3")
                     .arg(twoDecimals(wanted), twoDecimals(static_cast<double>(point->score)),
                          twoDecimals(point->recall(curve.positives))),
                 point->score});
        }
    }
    return suggestions;
}

}  // namespace priorscope
