// Average precision as the VOC development kit computes it.
#include <algorithm>
#include <utility>

#include "core/evaluation/class_results.hpp"

namespace priorscope {
namespace {

constexpr double kMatchIou = 0.5;

/// A detection that counts: right or wrong.
struct Verdict {
    float score = 0.0F;
    bool right = false;
};

/// Each detection takes the object that it overlaps most, the first of equals. Those whose object is
/// difficult give no verdict.
void judgeImage(const ClassImage& image, std::vector<Verdict>& verdicts) {
    std::vector<bool> taken(image.truths.size(), false);
    for (const ScoredBox& detection : image.detections) {
        double best = 0.0;
        std::size_t best_truth = 0;
        for (std::size_t t = 0; t < image.truths.size(); ++t) {
            const double iou = preciseIou(detection.box, image.truths[t].box);
            if (iou > best) {
                best = iou;
                best_truth = t;
            }
        }
        if (!reaches(best, kMatchIou)) {
            verdicts.push_back({detection.score, false});
        } else if (!image.truths[best_truth].difficult) {
            verdicts.push_back({detection.score, !taken[best_truth]});
            taken[best_truth] = true;
        }
    }
}

/// True positives and precision after each verdict, highest score first.
struct Curve {
    std::vector<std::int64_t> right;
    std::vector<double> precision;
};

Curve curveOf(std::vector<Verdict> verdicts) {
    std::stable_sort(verdicts.begin(), verdicts.end(),
                     [](const Verdict& a, const Verdict& b) { return a.score > b.score; });
    Curve curve;
    std::int64_t right = 0;
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        right += verdicts[i].right ? 1 : 0;
        curve.right.push_back(right);
        curve.precision.push_back(static_cast<double>(right) / static_cast<double>(i + 1));
    }
    // The envelope: the best precision at this recall or a higher one.
    for (std::size_t i = curve.precision.size(); i-- > 1;) {
        curve.precision[i - 1] = std::max(curve.precision[i - 1], curve.precision[i]);
    }
    return curve;
}

/// Mean of the envelope at recall 0, 0.1, …, 1. Recalls are compared as whole numbers, free of rounding.
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

VocFigures vocFigures(const ClassResults& results) {
    VocFigures figures;
    std::vector<Verdict> verdicts;
    for (const ClassImage& image : results) {
        figures.positives += std::count_if(image.truths.begin(), image.truths.end(),
                                           [](const TruthBox& truth) { return !truth.difficult; });
        judgeImage(image, verdicts);
    }
    if (figures.positives > 0) {
        const Curve curve = curveOf(std::move(verdicts));
        figures.ap_voc07 = elevenPoint(curve, figures.positives);
        figures.ap_voc10 = allPoint(curve, figures.positives);
    }
    return figures;
}

}  // namespace priorscope
