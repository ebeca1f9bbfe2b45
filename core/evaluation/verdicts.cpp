#include "core/evaluation/verdicts.hpp"

#include <algorithm>
#include <numeric>

namespace priorscope {
namespace {

/// The object that a box overlaps most among those that qualify.
struct BestObject {
    std::int32_t object = -1;
    float iou = 0.0F;
};

template <typename Qualifies>
BestObject bestObject(const ImageRecord& truth, const Box& box, Qualifies qualifies) {
    BestObject best;
    for (std::size_t i = 0; i < truth.objects.size(); ++i) {
        if (!qualifies(truth.objects[i])) {
            continue;
        }
        const float iou = intersectionOverUnion(box, truth.objects[i].box);
        if (iou > best.iou) {
            best = {static_cast<std::int32_t>(i), iou};
        }
    }
    return best;
}

/// Why a detection that took no object is wrong.
DetectionVerdict causeOfError(const ImageRecord& truth, const Detection& detection,
                              const MatchOptions& options) {
    const BestObject same = bestObject(truth, detection.box, [&](const Annotation& object) {
        return object.label == detection.label && !object.difficult;
    });
    if (same.iou >= options.match_iou) {
        return {Outcome::duplicate, same.object, same.iou};
    }
    if (same.object >= 0 && same.iou >= options.background_iou) {
        return {Outcome::localization, same.object, same.iou};
    }
    const BestObject other = bestObject(truth, detection.box, [&](const Annotation& object) {
        return object.label != detection.label && !object.difficult;
    });
    if (other.object >= 0 && other.iou >= options.match_iou) {
        return {Outcome::classification, other.object, other.iou};
    }
    if (other.object >= 0 && other.iou >= options.background_iou) {
        return {Outcome::both, other.object, other.iou};
    }
    return {Outcome::background, -1, std::max(same.iou, other.iou)};
}

}  // namespace

bool isFalsePositive(Outcome outcome) {
    return outcome != Outcome::true_positive && outcome != Outcome::ignored && outcome != Outcome::not_judged;
}

std::vector<Problem> MatchOptions::validate() const {
    std::vector<Problem> problems;
    if (!(match_iou > 0.0F && match_iou <= 1.0F)) {
        problems.push_back({"match_iou", "must be in (0, 1]"});
    }
    if (!(background_iou >= 0.0F && background_iou < match_iou)) {
        problems.push_back({"background_iou", "must be in [0, match_iou)"});
    }
    return problems;
}

ImageVerdicts matchDetections(const ImageRecord& truth, std::span<const Detection> detections,
                              const MatchOptions& options) {
    throwOnProblems("comparing detections with objects", options.validate());
    ImageVerdicts result;
    result.detections.resize(detections.size());
    result.found_by.assign(truth.objects.size(), -1);
    result.objects.reserve(truth.objects.size());
    for (const Annotation& object : truth.objects) {
        result.objects.push_back(object.difficult ? ObjectVerdict::difficult : ObjectVerdict::missed);
    }

    std::vector<std::size_t> order(detections.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return detections[a].score > detections[b].score; });

    for (const std::size_t index : order) {
        const Detection& detection = detections[index];
        DetectionVerdict& verdict = result.detections[index];
        if (options.judged_classes >= 0 && detection.label > options.judged_classes) {
            verdict = {Outcome::not_judged, -1, 0.0F};
            continue;
        }
        const BestObject best = bestObject(
            truth, detection.box, [&](const Annotation& object) { return object.label == detection.label; });
        if (best.object < 0 || best.iou < options.match_iou) {
            verdict = causeOfError(truth, detection, options);
            continue;
        }
        const auto object = static_cast<std::size_t>(best.object);
        if (truth.objects[object].difficult) {
            verdict = {Outcome::ignored, best.object, best.iou};
        } else if (result.found_by[object] >= 0) {
            verdict = {Outcome::duplicate, best.object, best.iou};
        } else {
            verdict = {Outcome::true_positive, best.object, best.iou};
            result.found_by[object] = static_cast<std::int32_t>(index);
            result.objects[object] = ObjectVerdict::found;
        }
    }
    return result;
}

std::int64_t VerdictCounts::falsePositives() const {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < detections.size(); ++i) {
        sum += isFalsePositive(static_cast<Outcome>(i)) ? detections[i] : 0;
    }
    return sum;
}

std::optional<double> VerdictCounts::precision() const {
    const std::int64_t judged = truePositives() + falsePositives();
    return judged == 0 ? std::nullopt
                       : std::optional(static_cast<double>(truePositives()) / static_cast<double>(judged));
}

std::optional<double> VerdictCounts::recall() const {
    return objects == 0 ? std::nullopt
                        : std::optional(static_cast<double>(found) / static_cast<double>(objects));
}

std::optional<double> VerdictCounts::f1() const {
    const std::int64_t divisor = 2 * truePositives() + falsePositives() + missed();
    return divisor == 0
               ? std::nullopt
               : std::optional(2.0 * static_cast<double>(truePositives()) / static_cast<double>(divisor));
}

void VerdictCounts::add(const ImageVerdicts& verdicts) {
    for (const DetectionVerdict& verdict : verdicts.detections) {
        ++detections[static_cast<std::size_t>(verdict.outcome)];
    }
    for (const ObjectVerdict object : verdicts.objects) {
        objects += object == ObjectVerdict::difficult ? 0 : 1;
        found += object == ObjectVerdict::found ? 1 : 0;
    }
}

}  // namespace priorscope
