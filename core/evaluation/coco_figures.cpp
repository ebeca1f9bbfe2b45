// Average precision as COCO's pycocotools computes it (COCOeval.evaluateImg and accumulate), for boxes.
#include <algorithm>
#include <array>
#include <limits>

#include "core/evaluation/class_results.hpp"

namespace priorscope {
namespace {

constexpr std::size_t kThresholds = 10;      // IoU 0.50, 0.55, …, 0.95
constexpr std::size_t kMaxDetections = 100;  // an image and class
constexpr std::size_t kRecallPoints = 101;

double thresholdAt(std::size_t index) {
    return 0.5 + 0.05 * static_cast<double>(index);
}

/// Areas that count, in px², both ends included.
struct AreaRange {
    double low = 0.0;
    double high = std::numeric_limits<double>::infinity();
    bool holds(double area) const { return area >= low && area <= high; }
};

enum class Outcome { right, wrong, ignored };

struct Verdict {
    float score = 0.0F;
    std::array<Outcome, kThresholds> outcomes{};
};

/// The objects of an image with those that do not count at the end, and the overlap of each detection with
/// them.
struct PreparedImage {
    std::vector<std::size_t> order;
    std::vector<bool> ignored;  ///< [order]
    std::size_t counted = 0;
    std::size_t detections = 0;
    std::vector<double> iou;  ///< [detections × order]
};

PreparedImage prepare(const ClassImage& image, const AreaRange& range) {
    PreparedImage prepared;
    prepared.detections = std::min(image.detections.size(), kMaxDetections);
    for (const bool ignored : {false, true}) {
        for (std::size_t t = 0; t < image.truths.size(); ++t) {
            const TruthBox& truth = image.truths[t];
            if ((truth.difficult || !range.holds(truth.area_px)) == ignored) {
                prepared.order.push_back(t);
                prepared.ignored.push_back(ignored);
                prepared.counted += ignored ? 0 : 1;
            }
        }
    }
    for (std::size_t d = 0; d < prepared.detections; ++d) {
        for (const std::size_t t : prepared.order) {
            prepared.iou.push_back(preciseIou(image.detections[d].box, image.truths[t].box));
        }
    }
    return prepared;
}

/// Index of the object that a detection takes: the one that it overlaps most among the free ones, one that
/// counts before one that is ignored, the last of equals. -1 for none.
int takenObject(const PreparedImage& image, std::size_t detection, double threshold,
                const std::vector<bool>& taken) {
    int best = -1;
    double best_iou = 0.0;
    for (std::size_t t = 0; t < image.order.size(); ++t) {
        if (taken[t]) {
            continue;
        }
        if (best >= 0 && !image.ignored[static_cast<std::size_t>(best)] && image.ignored[t]) {
            break;
        }
        const double iou = image.iou[detection * image.order.size() + t];
        if (best >= 0 ? iou < best_iou : !reaches(iou, threshold)) {
            continue;
        }
        best_iou = iou;
        best = static_cast<int>(t);
    }
    return best;
}

void judgeImage(const ClassImage& image, const AreaRange& range, std::vector<Verdict>& verdicts,
                std::int64_t& positives) {
    const PreparedImage prepared = prepare(image, range);
    positives += static_cast<std::int64_t>(prepared.counted);
    const std::size_t first = verdicts.size();
    for (std::size_t d = 0; d < prepared.detections; ++d) {
        verdicts.push_back({.score = image.detections[d].score});
    }
    for (std::size_t k = 0; k < kThresholds; ++k) {
        std::vector<bool> taken(prepared.order.size(), false);
        for (std::size_t d = 0; d < prepared.detections; ++d) {
            const int object = takenObject(prepared, d, thresholdAt(k), taken);
            Outcome outcome = range.holds(image.detections[d].area_px) ? Outcome::wrong : Outcome::ignored;
            if (object >= 0) {
                const auto position = static_cast<std::size_t>(object);
                taken[position] = true;
                outcome = prepared.ignored[position] ? Outcome::ignored : Outcome::right;
            }
            verdicts[first + d].outcomes[k] = outcome;
        }
    }
}

/// Mean of the envelope at recall 0, 0.01, …, 1. Verdicts are sorted by falling score.
double averagePrecision(const std::vector<Verdict>& verdicts, std::size_t threshold, std::int64_t positives) {
    std::vector<std::int64_t> right_counts;
    std::vector<double> precision;
    std::int64_t right = 0;
    std::int64_t wrong = 0;
    for (const Verdict& verdict : verdicts) {
        right += verdict.outcomes[threshold] == Outcome::right ? 1 : 0;
        wrong += verdict.outcomes[threshold] == Outcome::wrong ? 1 : 0;
        right_counts.push_back(right);
        precision.push_back(
            right + wrong > 0 ? static_cast<double>(right) / static_cast<double>(right + wrong) : 0.0);
    }
    for (std::size_t i = precision.size(); i-- > 1;) {
        precision[i - 1] = std::max(precision[i - 1], precision[i]);
    }
    double sum = 0.0;
    std::size_t at = 0;
    for (std::size_t point = 0; point < kRecallPoints; ++point) {
        const std::int64_t needed = static_cast<std::int64_t>(point) * positives;  // in hundredths
        while (at < right_counts.size() && 100 * right_counts[at] < needed) {
            ++at;
        }
        if (at == right_counts.size()) {
            break;
        }
        sum += precision[at];
    }
    return sum / static_cast<double>(kRecallPoints);
}

/// Sums of average precisions over the classes that have objects in the range.
struct RangeFigures {
    std::array<double, kThresholds> sums{};
    int classes = 0;

    std::optional<double> at(std::size_t threshold) const {
        return classes > 0 ? std::optional(sums[threshold] / classes) : std::nullopt;
    }
    std::optional<double> mean() const {
        double sum = 0.0;
        for (const double value : sums) {
            sum += value;
        }
        return classes > 0 ? std::optional(sum / (classes * static_cast<double>(kThresholds))) : std::nullopt;
    }
};

RangeFigures figuresOf(const std::vector<ClassResults>& classes, const AreaRange& range) {
    RangeFigures figures;
    for (const ClassResults& results : classes) {
        std::vector<Verdict> verdicts;
        std::int64_t positives = 0;
        for (const ClassImage& image : results) {
            judgeImage(image, range, verdicts, positives);
        }
        if (positives == 0) {
            continue;
        }
        std::stable_sort(verdicts.begin(), verdicts.end(),
                         [](const Verdict& a, const Verdict& b) { return a.score > b.score; });
        ++figures.classes;
        for (std::size_t k = 0; k < kThresholds; ++k) {
            figures.sums[k] += averagePrecision(verdicts, k, positives);
        }
    }
    return figures;
}

}  // namespace

CocoFigures cocoFigures(const std::vector<ClassResults>& classes) {
    constexpr double kSmall = 32.0 * 32.0;
    constexpr double kLarge = 96.0 * 96.0;
    const RangeFigures all = figuresOf(classes, {});
    return {.ap = all.mean(),
            .ap50 = all.at(0),
            .ap75 = all.at(5),
            .ap_small = figuresOf(classes, {.high = kSmall}).mean(),
            .ap_medium = figuresOf(classes, {.low = kSmall, .high = kLarge}).mean(),
            .ap_large = figuresOf(classes, {.low = kLarge}).mean()};
}

}  // namespace priorscope
