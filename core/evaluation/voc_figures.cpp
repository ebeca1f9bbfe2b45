// Average precision as the VOC development kit computes it.
#include <utility>

#include "core/evaluation/class_results.hpp"
#include "core/evaluation/object_matcher.hpp"
#include "core/evaluation/precision_curve.hpp"
#include "core/evaluation/score_order.hpp"

namespace priorscope {
namespace {

constexpr double kMatchIou = 0.5;

/// Mean of the envelope at recall 0, 0.1, …, 1. Recalls are compared as integers, without rounding errors.
double elevenPoint(const std::vector<double>& envelope, std::int64_t positives) {
    double sum = 0.0;
    std::size_t at = 0;
    for (std::int64_t tenth = 0; tenth <= 10; ++tenth) {
        while (at < envelope.size() && 10 * static_cast<std::int64_t>(at + 1) < tenth * positives) {
            ++at;
        }
        sum += at < envelope.size() ? envelope[at] : 0.0;
    }
    return sum / 11.0;
}

/// Area under the envelope.
double allPoint(const std::vector<double>& envelope, std::int64_t positives) {
    double area = 0.0;
    for (const double precision : envelope) {
        area += precision;
    }
    return area / static_cast<double>(positives);
}

}  // namespace

void judgeByVoc(const ClassImage& image, ClassTally& tally) {
    if (image.objects.empty()) {
        for (const ScoredBox& detection : image.detections) {
            tally.voc.push_back({detection.score, false});
        }
        return;
    }
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
        return {};  // needs no sorting
    }
    std::vector<double> precision;
    std::size_t seen = 0;
    for (const RankedItem& item : orderByFallingScore(tally.voc)) {
        ++seen;
        if (tally.voc[item.index].right) {
            precision.push_back(static_cast<double>(precision.size() + 1) / static_cast<double>(seen));
        }
    }
    return vocFigures(precision, tally.positives);
}

VocFigures vocFigures(std::vector<double>& precision, std::int64_t positives) {
    if (positives == 0) {
        return {};
    }
    raiseToEnvelope(precision);
    return {elevenPoint(precision, positives), allPoint(precision, positives)};
}

}  // namespace priorscope
