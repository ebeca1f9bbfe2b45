#include "core/evaluation/verdicts.hpp"

#include <algorithm>
#include <utility>

#include "core/evaluation/scored_image.hpp"

namespace priorscope {
namespace {

/// The object with the highest IoU among those that qualify.
struct BestObject {
    std::int32_t object = -1;
    double iou = 0.0;
};

/// @param iou  [objects]
template <typename Qualifies>
BestObject bestObject(std::span<const TruthBox> objects, std::span<const double> iou, Qualifies qualifies) {
    BestObject best;
    for (std::size_t i = 0; i < iou.size(); ++i) {
        if (iou[i] > best.iou && !objects[i].difficult && qualifies(objects[i])) {
            best = {static_cast<std::int32_t>(i), iou[i]};
        }
    }
    return best;
}

/// Why a detection that matched no object is wrong.
DetectionVerdict causeOfError(std::span<const TruthBox> objects, int label, std::span<const double> iou,
                              const MatchOptions& options) {
    const BestObject same =
        bestObject(objects, iou, [&](const TruthBox& object) { return object.label == label; });
    if (same.iou >= options.match_iou) {
        return {Outcome::duplicate, same.object, same.iou};
    }
    if (same.object >= 0 && same.iou >= options.background_iou) {
        return {Outcome::localization, same.object, same.iou};
    }
    const BestObject other =
        bestObject(objects, iou, [&](const TruthBox& object) { return object.label != label; });
    if (other.object >= 0 && other.iou >= options.match_iou) {
        return {Outcome::classification, other.object, other.iou};
    }
    if (other.object >= 0 && other.iou >= options.background_iou) {
        return {Outcome::both, other.object, other.iou};
    }
    return {Outcome::background, -1, std::max(same.iou, other.iou)};
}

std::vector<bool> flagsOf(std::span<const TruthBox> objects, bool TruthBox::*flag) {
    std::vector<bool> flags;
    flags.reserve(objects.size());
    for (const TruthBox& object : objects) {
        flags.push_back(object.*flag);
    }
    return flags;
}

}  // namespace

bool isFalsePositive(Outcome outcome) {
    return outcome != Outcome::true_positive && outcome != Outcome::ignored && outcome != Outcome::not_judged;
}

std::vector<Problem> MatchOptions::validate() const {
    std::vector<Problem> problems;
    if (!(match_iou > 0.0 && match_iou <= 1.0)) {
        problems.push_back({"match_iou", Core::tr("must be in (0, 1]")});
    }
    if (!(background_iou >= 0.0 && background_iou < match_iou)) {
        problems.push_back({"background_iou", Core::tr("must be in [0, match_iou)")});
    }
    return problems;
}

double MatchOptions::backgroundIouAt(double match_iou) {
    return std::min(MatchOptions{}.background_iou, match_iou / 2.0);
}

ImageVerdicts matchDetections(const ImageRow& truth, std::span<const Detection> detections,
                              const MatchOptions& options) {
    return matchDetections(scoredImage(truth, detections), options);
}

ImageJudge::ImageJudge(MatchOptions options) : m_options(std::move(options)) {
    throwOnProblems(Core::tr("comparing detections with objects"), m_options.validate());
}

void ImageJudge::start(std::span<const TruthBox> objects) {
    m_objects = objects;
    m_matcher.emplace(m_options.protocol, m_options.match_iou, flagsOf(objects, &TruthBox::difficult),
                      flagsOf(objects, &TruthBox::is_crowd));
    m_iou.resize(objects.size());
    m_of_class.resize(objects.size());
}

DetectionVerdict ImageJudge::judgeNext(int label, const PixelBox& box) {
    if (m_options.judged_classes >= 0 && label > m_options.judged_classes) {
        return {Outcome::not_judged, -1, 0.0};
    }
    for (std::size_t i = 0; i < m_iou.size(); ++i) {
        const TruthBox& object = m_objects[i];
        m_iou[i] = intersectionOverUnion(box, object.box);
        const double overlap = object.is_crowd ? intersectionOverFirst(box, object.box) : m_iou[i];
        m_of_class[i] = object.label == label ? overlap : 0.0;
    }
    // The matcher only sees the objects of the detection's class.
    const DetectionMatch match = m_matcher->matchNext(m_of_class);
    if (match.result == MatchResult::none) {
        return causeOfError(m_objects, label, m_iou, m_options);
    }
    const Outcome outcome = match.result == MatchResult::right   ? Outcome::true_positive
                            : match.result == MatchResult::taken ? Outcome::duplicate
                                                                 : Outcome::ignored;
    return {outcome, match.object, m_iou[static_cast<std::size_t>(match.object)]};
}

ImageVerdicts matchDetections(const ScoredImage& image, const MatchOptions& options) {
    ImageJudge judge(options);
    ImageVerdicts result;
    result.detections.resize(image.detections.size());
    result.found_by.assign(image.objects.size(), -1);
    result.objects.reserve(image.objects.size());
    for (const TruthBox& object : image.objects) {
        result.objects.push_back(object.difficult                 ? ObjectVerdict::difficult
                                 : !options.isAsked(object.label) ? ObjectVerdict::not_asked
                                                                  : ObjectVerdict::missed);
    }
    judge.start(image.objects);
    for (const std::size_t index : orderByScore(image.detections)) {
        const ScoredBox& detection = image.detections[index];
        DetectionVerdict& verdict = result.detections[index];
        verdict = judge.judgeNext(detection.label, detection.box);
        if (verdict.outcome == Outcome::true_positive) {
            const auto object = static_cast<std::size_t>(verdict.object);
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
        objects += object == ObjectVerdict::found || object == ObjectVerdict::missed ? 1 : 0;
        found += object == ObjectVerdict::found ? 1 : 0;
    }
}

}  // namespace priorscope
