#include "core/evaluation/rescoring/class_curves.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/parallel.hpp"
#include "core/evaluation/class_results.hpp"
#include "core/evaluation/score_order.hpp"

namespace priorscope {
namespace {

/// Calls with the place and the verdict of each detection that is judged.
template <class Visit>
void visitJudged(const JudgedSplit& split, std::size_t labels, const Visit& visit) {
    for (std::size_t i = 0; i < split.scores.size(); ++i) {
        const bool is_right = split.outcomes[i] == Outcome::true_positive;
        if ((is_right || isFalsePositive(split.outcomes[i])) && split.labels[i] < labels) {
            visit(i, VocVerdict{static_cast<double>(split.scores[i]), is_right});
        }
    }
}

/// In the order of the images; [classes + 1], of which 0 is left empty.
void addClasses(const JudgedSplit& split, std::vector<ClassTally>& tallies) {
    std::vector<std::size_t> counts(tallies.size(), 0);
    visitJudged(split, tallies.size(), [&](std::size_t i, const VocVerdict&) { ++counts[split.labels[i]]; });
    for (std::size_t label = 1; label < tallies.size(); ++label) {
        tallies[label].voc.reserve(counts[label]);
    }
    visitJudged(split, tallies.size(), [&](std::size_t i, const VocVerdict& verdict) {
        tallies[split.labels[i]].voc.push_back(verdict);
    });
    for (std::size_t i = 0; i < split.counts.size(); ++i) {
        if (split.counts[i] && split.object_labels[i] < tallies.size()) {
            ++tallies[split.object_labels[i]].positives;
        }
    }
}

/// All classes together.
void addAll(const JudgedSplit& split, std::size_t labels, ClassTally& tally) {
    tally.voc.reserve(split.scores.size());
    visitJudged(split, labels, [&](std::size_t, const VocVerdict& verdict) { tally.voc.push_back(verdict); });
    for (std::size_t i = 0; i < split.counts.size(); ++i) {
        tally.positives += split.counts[i] && split.object_labels[i] < labels ? 1 : 0;
    }
}

std::vector<ScorePoint> pointsOf(const std::vector<VocVerdict>& by_score) {
    std::vector<ScorePoint> points;
    points.reserve(by_score.size());
    ScorePoint point;
    for (std::size_t i = 0; i < by_score.size(); ++i) {
        ++(by_score[i].right ? point.right : point.wrong);
        if (i + 1 == by_score.size() || by_score[i + 1].score != by_score[i].score) {
            point.score = static_cast<float>(by_score[i].score);
            points.push_back(point);
        }
    }
    return points;
}

std::optional<ScorePoint> bestF1(const ClassCurve& curve) {
    std::optional<ScorePoint> best;
    for (const ScorePoint& point : curve.points) {
        if (curve.positives > 0 && (!best || point.f1(curve.positives) > best->f1(curve.positives))) {
            best = point;
        }
    }
    return best;
}

ClassCurve curveOf(int label, ClassTally& tally) {
    std::vector<VocVerdict> by_score;
    by_score.reserve(tally.voc.size());
    for (const RankedItem& item : orderByFallingScore(tally.voc)) {
        by_score.push_back(tally.voc[item.index]);
    }
    tally.voc = std::move(by_score);
    ClassCurve curve{.label = label, .positives = tally.positives, .points = pointsOf(tally.voc)};
    curve.best_f1 = bestF1(curve);
    if (label > 0) {
        const VocFigures figures = vocFigures(tally);
        curve.ap_voc07 = figures.ap_voc07;
        curve.ap_voc10 = figures.ap_voc10;
    }
    return curve;
}

std::size_t binOf(float score, int bins) {
    // In single precision, as scores are: 0.9 × 50 is 45.
    const auto bin = static_cast<int>(std::floor(score * static_cast<float>(bins)));
    return static_cast<std::size_t>(std::clamp(bin, 0, bins - 1));
}

}  // namespace

double ScorePoint::precision() const {
    return static_cast<double>(right) / static_cast<double>(right + wrong);
}

double ScorePoint::recall(std::int64_t positives) const {
    return static_cast<double>(right) / static_cast<double>(positives);
}

double ScorePoint::f1(std::int64_t positives) const {
    // 2·TP / (2·TP + FP + missed), and the missed are the positives that are not found.
    return 2.0 * static_cast<double>(right) / static_cast<double>(right + wrong + positives);
}

std::optional<ScorePoint> ClassCurve::atPrecision(double wanted) const {
    const auto lowest = std::find_if(points.rbegin(), points.rend(),
                                     [&](const ScorePoint& point) { return point.precision() >= wanted; });
    return lowest == points.rend() ? std::nullopt : std::optional(*lowest);
}

std::optional<SplitCurves> curvesOf(const JudgedSplit& split, int classes, std::stop_token stop,
                                    int workers) {
    std::vector<ClassTally> tallies(static_cast<std::size_t>(classes) + 1);
    ClassTally all;
    parallelChunks(2, {.chunk = 1, .workers = workers}, {}, {}, [&](std::size_t which, std::size_t, int) {
        which == 0 ? addAll(split, tallies.size(), all) : addClasses(split, tallies);
    });
    tallies.front() = std::move(all);
    std::vector<ClassCurve> curves(tallies.size());
    const bool complete = parallelChunks(tallies.size(), {.chunk = 1, .workers = workers}, std::move(stop),
                                         {}, [&](std::size_t begin, std::size_t, int) {
                                             curves[begin] = curveOf(static_cast<int>(begin), tallies[begin]);
                                         });
    if (!complete) {
        return std::nullopt;
    }
    SplitCurves result;
    result.all = std::move(curves.front());
    result.classes.assign(std::make_move_iterator(curves.begin() + 1), std::make_move_iterator(curves.end()));
    double voc07 = 0.0;
    double voc10 = 0.0;
    for (const ClassCurve& curve : result.classes) {
        if (curve.ap_voc07 && curve.ap_voc10) {
            voc07 += *curve.ap_voc07;
            voc10 += *curve.ap_voc10;
            ++result.averaged;
        }
    }
    if (result.averaged > 0) {
        result.map_voc07 = voc07 / result.averaged;
        result.map_voc10 = voc10 / result.averaged;
    }
    return result;
}

int ScoreHistogram::binOf(float score) {
    return static_cast<int>(priorscope::binOf(score, kBins));
}

ScoreHistogram scoreHistogram(const JudgedSplit& split) {
    ScoreHistogram histogram;
    histogram.right.assign(ScoreHistogram::kBins, 0);
    histogram.wrong.assign(ScoreHistogram::kBins, 0);
    for (std::size_t i = 0; i < split.scores.size(); ++i) {
        const bool is_right = split.outcomes[i] == Outcome::true_positive;
        if (is_right || isFalsePositive(split.outcomes[i])) {
            ++(is_right ? histogram.right : histogram.wrong)[binOf(split.scores[i], ScoreHistogram::kBins)];
        }
    }
    return histogram;
}

std::array<CalibrationBin, kCalibrationBins> calibrationBins(const JudgedSplit& split, float min_score) {
    std::array<CalibrationBin, kCalibrationBins> bins{};
    for (std::size_t image = 0; image < split.imageCount(); ++image) {
        for (std::size_t i = split.first_detection[image];
             i < split.first_detection[image + 1] && split.scores[i] >= min_score; ++i) {
            const bool is_right = split.outcomes[i] == Outcome::true_positive;
            if (is_right || isFalsePositive(split.outcomes[i])) {
                CalibrationBin& bin = bins[binOf(split.scores[i], static_cast<int>(kCalibrationBins))];
                ++bin.detections;
                bin.right += is_right ? 1 : 0;
                bin.scores += static_cast<double>(split.scores[i]);
            }
        }
    }
    return bins;
}

std::optional<double> calibrationError(const JudgedSplit& split, float min_score) {
    double error = 0.0;
    std::int64_t shown = 0;
    for (const CalibrationBin& bin : calibrationBins(split, min_score)) {
        error += std::abs(bin.scores - static_cast<double>(bin.right));
        shown += bin.detections;
    }
    return shown > 0 ? std::optional(error / static_cast<double>(shown)) : std::nullopt;
}

}  // namespace priorscope
