// Average precision as the VOC development kit computes it.
#include <algorithm>
#include <utility>

#include "core/evaluation/class_results.hpp"
#include "core/evaluation/object_matcher.hpp"
#include "core/evaluation/precision_curve.hpp"

namespace priorscope {
namespace {

constexpr double kMatchIou = 0.5;

/// True positives and precision after each verdict, by descending score.
struct Curve {
    std::vector<std::int64_t> right;
    std::vector<double> precision;
};

Curve curveOf(std::vector<VocVerdict> verdicts) {
    std::stable_sort(verdicts.begin(), verdicts.end(),
                     [](const VocVerdict& a, const VocVerdict& b) { return a.score > b.score; });
    Curve curve;
    std::int64_t right = 0;
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        right += verdicts[i].right ? 1 : 0;
        curve.right.push_back(right);
        curve.precision.push_back(static_cast<double>(right) / static_cast<double>(i + 1));
    }
    raiseToEnvelope(curve.precision);
    return curve;
}

/// Mean of the envelope at recall 0, 0.1, …, 1. Recalls are compared as integers, without rounding errors.
double elevenPoint(const Curve& curve, std::int64_t positives) {
    double sum = 0.0;
    for (std::int64_t tenth = 0; tenth <= 10; ++tenth) {
        for (std::size_t i = 0; i < curve.right.size(); ++i) {
            if (10 * curve.right[i] >= tenth * positives) {
                sum += curve.precision[i];
                break;
            }
        }
    }
    return sum / 11.0;
}

/// Area under the envelope.
double allPoint(const Curve& curve, std::int64_t positives) {
    double area = 0.0;
    std::int64_t before = 0;
    for (std::size_t i = 0; i < curve.right.size(); ++i) {
        area += curve.precision[i] * static_cast<double>(curve.right[i] - before);
        before = curve.right[i];
    }
    return area / static_cast<double>(positives);
}

}  // namespace

void judgeByVoc(const ClassImage& image, ClassTally& tally) {
    std::vector<bool> difficult;
    std::vector<bool> crowds;
    for (const TruthBox& object : image.objects) {
        difficult.push_back(object.difficult);
        crowds.push_back(object.is_crowd);
        tally.positives += object.difficult ? 0 : 1;
    }
    ObjectMatcher matcher(MatchProtocol::voc, kMatchIou, std::move(difficult), std::move(crowds));
    for (std::size_t d = 0; d < image.detections.size(); ++d) {
        const MatchResult result = matcher.matchNext(image.iouOf(d)).result;
        if (result != MatchResult::ignored) {
            tally.voc.push_back({image.detections[d].score, result == MatchResult::right});
        }
    }
}

VocFigures vocFigures(const ClassTally& tally) {
    if (tally.positives == 0) {
        return {};
    }
    const Curve curve = curveOf(tally.voc);
    return {elevenPoint(curve, tally.positives), allPoint(curve, tally.positives)};
}

}  // namespace priorscope
