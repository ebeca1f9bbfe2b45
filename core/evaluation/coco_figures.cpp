// Average precision and recall as pycocotools computes them (COCOeval.evaluateImg and accumulate), for
// boxes. IoU and recall thresholds are the doubles of numpy's linspace, compared without tolerance.
#include <algorithm>
#include <array>
#include <limits>

#include "core/evaluation/class_results.hpp"
#include "core/evaluation/object_matcher.hpp"
#include "core/evaluation/precision_curve.hpp"

namespace priorscope {
namespace {

constexpr std::size_t kRecallPoints = 101;

/// numpy.linspace(first, last, count)[index]
double linspaceAt(double first, double last, std::size_t count, std::size_t index) {
    const double step = (last - first) / static_cast<double>(count - 1);
    return index + 1 == count ? last : static_cast<double>(index) * step + first;
}

double iouThreshold(std::size_t index) {
    return linspaceAt(0.5, 0.95, kCocoThresholds, index);
}

/// The areas that count, in px², both ends included.
struct AreaRange {
    double low = 0.0;
    double high = std::numeric_limits<double>::infinity();
    bool holds(double area) const { return area >= low && area <= high; }
};

constexpr double kSmall = 32.0 * 32.0;
constexpr double kLarge = 96.0 * 96.0;
constexpr std::array<AreaRange, kCocoRanges> kRanges{
    {{}, {.high = kSmall}, {.low = kSmall, .high = kLarge}, {.low = kLarge}}};

void judgeRange(const ClassImage& image, std::size_t range, ClassTally& tally, std::size_t first) {
    std::vector<bool> ignored;
    std::vector<bool> crowds;
    for (const TruthBox& object : image.objects) {
        const double area = object.annotated_area.value_or(object.box.area());
        ignored.push_back(object.difficult || !kRanges[range].holds(area));
        crowds.push_back(object.is_crowd);
        tally.coco_positives[range] += ignored.back() ? 0 : 1;
    }
    for (std::size_t k = 0; k < kCocoThresholds; ++k) {
        const auto bit = static_cast<std::uint16_t>(1U << k);
        ObjectMatcher matcher(MatchProtocol::coco, iouThreshold(k), ignored, crowds);
        for (std::size_t d = first; d < tally.coco.size(); ++d) {
            const MatchResult result = matcher.matchNext(image.iouOf(d - first)).result;
            CocoVerdict& verdict = tally.coco[d];
            if (result == MatchResult::right) {
                verdict.right_at[range] |= bit;
            } else if (result == MatchResult::none &&
                       kRanges[range].holds(image.detections[d - first].box.area())) {
                verdict.wrong_at[range] |= bit;
            }
        }
    }
}

/// A class at one range and threshold, over the top-ranked detections of each image.
struct Series {
    std::size_t range = 0;
    std::size_t threshold = 0;
    std::size_t max_detections = kCocoMaxDetections;

    bool isRight(const CocoVerdict& verdict) const {
        return (verdict.right_at[range] >> threshold & 1U) != 0;
    }
    bool isWrong(const CocoVerdict& verdict) const {
        return (verdict.wrong_at[range] >> threshold & 1U) != 0;
    }
};

double recallOf(const std::vector<CocoVerdict>& verdicts, const Series& series, std::int64_t positives) {
    const auto right = std::count_if(verdicts.begin(), verdicts.end(), [&](const CocoVerdict& verdict) {
        return verdict.rank < series.max_detections && series.isRight(verdict);
    });
    return static_cast<double>(right) / static_cast<double>(positives);
}

/// Mean of the envelope at recall 0, 0.01, …, 1.
/// @param verdicts  by descending score
double averagePrecision(const std::vector<CocoVerdict>& verdicts, const Series& series,
                        std::int64_t positives) {
    std::vector<double> recall;
    std::vector<double> precision;
    double right = 0.0;
    double wrong = 0.0;
    for (const CocoVerdict& verdict : verdicts) {
        right += series.isRight(verdict) ? 1.0 : 0.0;
        wrong += series.isWrong(verdict) ? 1.0 : 0.0;
        recall.push_back(right / static_cast<double>(positives));
        precision.push_back(right / (wrong + right + std::numeric_limits<double>::epsilon()));
    }
    raiseToEnvelope(precision);
    static const std::array<double, kRecallPoints> kNeeded = [] {
        std::array<double, kRecallPoints> recalls{};
        for (std::size_t i = 0; i < kRecallPoints; ++i) {
            recalls[i] = linspaceAt(0.0, 1.0, kRecallPoints, i);
        }
        return recalls;
    }();
    return meanAtRecalls(recall, precision, kNeeded);
}

/// A mean over the classes with objects.
class Mean {
  public:
    void add(double value) {
        m_sum += value;
        ++m_count;
    }
    std::optional<double> value() const {
        return m_count > 0 ? std::optional(m_sum / static_cast<double>(m_count)) : std::nullopt;
    }

  private:
    double m_sum = 0.0;
    int m_count = 0;
};

std::vector<CocoVerdict> byScore(std::vector<CocoVerdict> verdicts) {
    std::stable_sort(verdicts.begin(), verdicts.end(),
                     [](const CocoVerdict& a, const CocoVerdict& b) { return a.score > b.score; });
    return verdicts;
}

constexpr std::array<std::size_t, 3> kMostDetections{1, 10, kCocoMaxDetections};

struct Means {
    std::array<std::array<Mean, kCocoThresholds>, kCocoRanges> precision;
    std::array<Mean, kCocoRanges> precision_of_all;
    std::array<Mean, kCocoRanges> recall;                     ///< at 100 detections
    std::array<Mean, kMostDetections.size()> recall_at_most;  ///< over all sizes

    void add(const std::vector<CocoVerdict>& verdicts,
             const std::array<std::int64_t, kCocoRanges>& positives) {
        for (std::size_t range = 0; range < kCocoRanges; ++range) {
            for (std::size_t k = 0; positives[range] > 0 && k < kCocoThresholds; ++k) {
                const double ap = averagePrecision(verdicts, {range, k}, positives[range]);
                precision[range][k].add(ap);
                precision_of_all[range].add(ap);
                recall[range].add(recallOf(verdicts, {range, k}, positives[range]));
                for (std::size_t m = 0; range == 0 && m < kMostDetections.size(); ++m) {
                    recall_at_most[m].add(recallOf(verdicts, {range, k, kMostDetections[m]}, positives[0]));
                }
            }
        }
    }
};

}  // namespace

void judgeByCoco(const ClassImage& image, ClassTally& tally) {
    const std::size_t first = tally.coco.size();
    const std::size_t kept = std::min(image.detections.size(), kCocoMaxDetections);
    for (std::size_t d = 0; d < kept; ++d) {
        tally.coco.push_back({.score = image.detections[d].score, .rank = static_cast<std::uint8_t>(d)});
    }
    for (std::size_t range = 0; range < kCocoRanges; ++range) {
        judgeRange(image, range, tally, first);
    }
}

CocoResults cocoResults(const std::vector<ClassTally>& classes) {
    CocoResults results;
    Means means;
    for (const ClassTally& tally : classes) {
        const std::vector<CocoVerdict> verdicts = byScore(tally.coco);
        const std::int64_t positives = tally.coco_positives[0];
        results.ap50.push_back(positives > 0 ? std::optional(averagePrecision(verdicts, {0, 0}, positives))
                                             : std::nullopt);
        means.add(verdicts, tally.coco_positives);
    }
    constexpr std::size_t kAt75 = 5;
    results.figures = {.ap = means.precision_of_all[0].value(),
                       .ap50 = means.precision[0][0].value(),
                       .ap75 = means.precision[0][kAt75].value(),
                       .ap_small = means.precision_of_all[1].value(),
                       .ap_medium = means.precision_of_all[2].value(),
                       .ap_large = means.precision_of_all[3].value(),
                       .ar1 = means.recall_at_most[0].value(),
                       .ar10 = means.recall_at_most[1].value(),
                       .ar100 = means.recall_at_most[2].value(),
                       .ar_small = means.recall[1].value(),
                       .ar_medium = means.recall[2].value(),
                       .ar_large = means.recall[3].value()};
    return results;
}

}  // namespace priorscope
