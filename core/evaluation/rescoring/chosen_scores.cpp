#include "core/evaluation/rescoring/chosen_scores.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

#include "core/base/text/number_text.hpp"

namespace priorscope {
namespace {

/// What a threshold at a score leaves; the curve's points have falling scores.
ScorePoint pointAt(const ClassCurve& curve, float score) {
    const auto below = std::find_if(curve.points.begin(), curve.points.end(),
                                    [score](const ScorePoint& point) { return point.score < score; });
    return below == curve.points.begin() ? ScorePoint{.score = score} : *std::prev(below);
}

std::optional<ScorePoint> aimedAt(const ClassCurve& curve, const ScoreChoice& choice) {
    if (choice.aim == ScoreAim::one_score) {
        return pointAt(curve, choice.score);
    }
    if (curve.positives == 0) {
        return std::nullopt;
    }
    if (choice.aim == ScoreAim::precision) {
        return curve.atPrecision(choice.precision);
    }
    // Where nothing is right every score is as good as another.
    return curve.best_f1 && curve.best_f1->right > 0 ? curve.best_f1 : std::nullopt;
}

}  // namespace

std::vector<Problem> ScoreChoice::validate() const {
    std::vector<Problem> problems;
    if (aim == ScoreAim::precision && !(precision > 0.0 && precision <= 1.0)) {
        problems.push_back({"precision", Core::tr("must be in (0, 1]")});
    }
    if (!(score >= 0.0F && score <= 1.0F)) {
        problems.push_back({"score", Core::tr("must be in [0, 1]")});
    }
    return problems;
}

std::string aimText(const ScoreChoice& choice) {
    switch (choice.aim) {
        case ScoreAim::best_f1:
            return "f1";
        case ScoreAim::precision:
            return "precision " + numberText(choice.precision);
        case ScoreAim::one_score:
            break;
    }
    return "score";
}

ScoreChoice choiceOf(const std::string& aim, ScoreChoice other) {
    constexpr std::string_view kPrecision = "precision ";
    if (aim == "f1") {
        other.aim = ScoreAim::best_f1;
    } else if (aim == "score") {
        other.aim = ScoreAim::one_score;
    } else if (aim.starts_with(kPrecision)) {
        const auto precision = numberFromText(std::string_view(aim).substr(kPrecision.size()));
        if (precision && *precision > 0.0 && *precision <= 1.0) {
            other.aim = ScoreAim::precision;
            other.precision = *precision;
        }
    }
    return other;
}

std::optional<double> ChosenScore::precision() const {
    return at.right + at.wrong > 0 ? std::optional(at.precision()) : std::nullopt;
}

std::optional<double> ChosenScore::recall() const {
    return positives > 0 ? std::optional(at.recall(positives)) : std::nullopt;
}

std::optional<double> ChosenScore::f1() const {
    return positives > 0 ? std::optional(at.f1(positives)) : std::nullopt;
}

ChosenScores chooseScores(const SplitCurves& curves, const ScoreChoice& choice) {
    throwOnProblems(Core::tr("choosing thresholds"), choice.validate());
    ChosenScores chosen{.total = {.score = 1.0F}};
    for (const ClassCurve& curve : curves.classes) {
        const std::optional<ScorePoint> aimed = aimedAt(curve, choice);
        ChosenScore each{.follows_aim = aimed.has_value(), .positives = curve.positives};
        each.at = aimed ? *aimed : pointAt(curve, choice.score);
        each.score = aimed && choice.aim != ScoreAim::one_score ? aimed->score : choice.score;
        chosen.total.score = std::min(chosen.total.score, each.score);
        chosen.total.positives += each.positives;
        chosen.total.at.right += each.at.right;
        chosen.total.at.wrong += each.at.wrong;
        chosen.classes.push_back(each);
    }
    chosen.total.at.score = chosen.total.score;
    return chosen;
}

bool areCountsExact(const OperatingPoint& point, const KeptCandidates& kept, const JudgedSplit& split) {
    if (point.hasOneScore()) {
        return true;  // what is below it has no part in NMS or top-k of what is not
    }
    if (point.nms == NmsMode::agnostic) {
        return false;
    }
    const float least = point.scoreRange().first;
    for (std::size_t image = 0; image < split.imageCount(); ++image) {
        const bool is_full = kept.image(image).size() >= static_cast<std::size_t>(point.top_k);
        if (is_full && split.scores[split.first_detection[image + 1] - 1] >= least) {
            return false;
        }
    }
    return true;
}

OperatingPoint operatingPointOf(const ChosenScores& chosen, const ScoreChoice& choice,
                                const ClassMapping& mapping, const DetectionOptions& options) {
    DetectionOptions at = options;
    at.min_score = choice.score;
    OperatingPoint point = operatingPointAt(at, mapping.label_of.size() - 1);
    for (std::size_t i = 0; i < point.scores.size(); ++i) {
        const auto label = static_cast<std::size_t>(mapping.label_of[i + 1]);
        if (label >= 1 && label <= chosen.classes.size()) {
            point.scores[i] = chosen.classes[label - 1].score;
        }
    }
    point.chosen_on.aim = aimText(choice);
    return point;
}

}  // namespace priorscope
