#include "widgets/detect/split/score_suggestions.hpp"

#include <QCoreApplication>
#include <QMenu>
#include <cmath>

#include "core/evaluation/rescoring/class_curves.hpp"
#include "widgets/components/text.hpp"
#include "widgets/detect/split/live_scores.hpp"

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

void addSuggestions(QMenu& menu, const LiveCurves* curves, int label, const QString& class_name,
                    const std::function<void(float)>& choose) {
    if (curves == nullptr) {
        menu.addAction(ScoreSuggestions::tr("Evaluate the split first"))->setEnabled(false);
        return;
    }
    const auto add = [&](const ClassCurve& curve, const QString& title) {
        constexpr float kSteps = 100.0F;
        menu.addSection(title);
        for (const ScoreSuggestion& each : scoreSuggestions(curve)) {
            const float score = std::floor(each.score * kSteps) / kSteps;
            QObject::connect(menu.addAction(each.text), &QAction::triggered, &menu,
                             [choose, score] { choose(score); });
        }
    };
    add(curves->curves.all, ScoreSuggestions::tr("All classes together"));
    const auto chosen = static_cast<std::size_t>(label);
    if (label > 0 && chosen <= curves->curves.classes.size()) {
        add(curves->curves.classes[chosen - 1], class_name);
    }
}

}  // namespace priorscope
