// Average precision and recall as pycocotools computes them (COCOeval.accumulate), for boxes. Recall
// thresholds are the doubles of numpy's linspace, compared without tolerance.
#include <bit>
#include <limits>

#include "core/evaluation/class_results.hpp"
#include "core/evaluation/linspace.hpp"
#include "core/evaluation/precision_curve.hpp"
#include "core/evaluation/score_order.hpp"

namespace priorscope {
namespace {

constexpr std::array<double, 101> kNeededRecalls = linspace<101>(0.0, 1.0);
constexpr std::array<std::size_t, kCocoDetectionLimits> kMostDetections{1, 10, kCocoMaxDetections};

/// A class at one range of area and threshold, by falling score.
struct Series {
    std::vector<std::uint32_t> wrong_before;                    ///< [right detections] wrong ones above each
    std::array<std::int64_t, kCocoDetectionLimits> right_of{};  ///< of the best 1, 10, 100 of each image
    std::uint32_t wrong = 0;  ///< so far, without those that are wrong at every threshold
};

using SeriesOfClass = std::array<std::array<Series, kCocoThresholds>, kCocoRanges>;

void addRight(Series& series, std::size_t rank, std::uint32_t wrong_at_all) {
    series.wrong_before.push_back(series.wrong + wrong_at_all);
    for (std::size_t m = 0; m < kCocoDetectionLimits; ++m) {
        series.right_of[m] += rank < kMostDetections[m] ? 1 : 0;
    }
}

/// Calls work(k) for each bit k that is set.
template <class Work>
void forEachBit(std::uint16_t bits, const Work& work) {
    for (unsigned left = bits; left != 0; left &= left - 1) {
        work(static_cast<std::size_t>(std::countr_zero(left)));
    }
}

SeriesOfClass seriesOf(const ClassTally& tally) {
    SeriesOfClass series;
    std::array<std::uint32_t, kCocoRanges> wrong_at_all{};  // at every threshold, as most are
    for (const RankedItem& item : orderByFallingScore(tally.coco)) {
        const CocoVerdict& verdict = tally.coco[item.index];
        for (std::size_t range = 0; range < kCocoRanges; ++range) {
            if (verdict.wrong_at[range] == kCocoEveryThreshold) {
                ++wrong_at_all[range];
                continue;
            }
            forEachBit(verdict.wrong_at[range], [&](std::size_t k) { ++series[range][k].wrong; });
            forEachBit(verdict.right_at[range],
                       [&](std::size_t k) { addRight(series[range][k], verdict.rank, wrong_at_all[range]); });
        }
    }
    return series;
}

/// Mean of the envelope at recall 0, 0.01, …, 1. Only right detections raise the recall, and between two of
/// them precision falls: the others need no point of the curve.
double averagePrecision(const Series& series, std::int64_t positives) {
    std::vector<double> recall;
    std::vector<double> precision;
    recall.reserve(series.wrong_before.size());
    precision.reserve(series.wrong_before.size());
    double right = 0.0;
    for (const std::uint32_t wrong_before : series.wrong_before) {
        right += 1.0;
        const auto wrong = static_cast<double>(wrong_before);
        recall.push_back(right / static_cast<double>(positives));
        precision.push_back(right / (wrong + right + std::numeric_limits<double>::epsilon()));
    }
    raiseToEnvelope(precision);
    return meanAtRecalls(recall, precision, kNeededRecalls);
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

struct Means {
    std::array<std::array<Mean, kCocoThresholds>, kCocoRanges> precision;
    std::array<Mean, kCocoRanges> precision_of_all;
    std::array<Mean, kCocoRanges> recall;                   ///< at 100 detections
    std::array<Mean, kCocoDetectionLimits> recall_at_most;  ///< over all sizes

    void add(const CocoClassFigures& of_class) {
        for (std::size_t range = 0; range < kCocoRanges; ++range) {
            for (std::size_t k = 0; of_class.ranges[range] && k < kCocoThresholds; ++k) {
                const CocoPoint& point = (*of_class.ranges[range])[k];
                precision[range][k].add(point.precision);
                precision_of_all[range].add(point.precision);
                recall[range].add(point.recall_at_most.back());
                for (std::size_t m = 0; range == 0 && m < kCocoDetectionLimits; ++m) {
                    recall_at_most[m].add(point.recall_at_most[m]);
                }
            }
        }
    }
};

}  // namespace

CocoClassFigures cocoFigures(const ClassTally& tally) {
    CocoClassFigures figures;
    const SeriesOfClass series = seriesOf(tally);
    for (std::size_t range = 0; range < kCocoRanges; ++range) {
        const std::int64_t positives = tally.coco_positives[range];
        if (positives <= 0) {
            continue;
        }
        auto& points = figures.ranges[range].emplace();
        for (std::size_t k = 0; k < kCocoThresholds; ++k) {
            points[k].precision = averagePrecision(series[range][k], positives);
            for (std::size_t m = 0; m < kCocoDetectionLimits; ++m) {
                points[k].recall_at_most[m] =
                    static_cast<double>(series[range][k].right_of[m]) / static_cast<double>(positives);
            }
        }
    }
    return figures;
}

CocoResults cocoResults(std::span<const CocoClassFigures> classes) {
    CocoResults results;
    Means means;
    for (const CocoClassFigures& of_class : classes) {
        const auto& points = of_class.ranges[0];
        results.ap50.push_back(points ? std::optional(points->front().precision) : std::nullopt);
        means.add(of_class);
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

CocoResults cocoResults(const std::vector<ClassTally>& classes) {
    std::vector<CocoClassFigures> figures;
    figures.reserve(classes.size());
    for (const ClassTally& tally : classes) {
        figures.push_back(cocoFigures(tally));
    }
    return cocoResults(figures);
}

}  // namespace priorscope
