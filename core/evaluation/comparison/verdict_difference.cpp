#include "core/evaluation/comparison/verdict_difference.hpp"

#include <algorithm>

#include "core/evaluation/class_images.hpp"

namespace priorscope {
namespace {

/// The objects with those detections that count.
ScoredImage judgedImage(const ScoredImage& whole, double min_score, const MatchOptions& options) {
    ScoredImage image{.objects = whole.objects};
    for (const ScoredBox& detection : whole.detections) {
        if (detection.score >= min_score && options.isAsked(detection.label)) {
            image.detections.push_back(detection);
        }
    }
    return image;
}

VerdictCounts& ofLabel(VerdictDifference::Side& side, int label) {
    checkLabel(label, side.classes.size() - 1);
    return side.classes[static_cast<std::size_t>(label)];
}

/// @return errors in this image
std::int64_t count(const ScoredImage& image, const ImageVerdicts& verdicts, VerdictDifference::Side& side) {
    VerdictCounts counts;
    counts.add(verdicts);
    side.total.add(verdicts);
    for (std::size_t i = 0; i < image.detections.size(); ++i) {
        const auto outcome = static_cast<std::size_t>(verdicts.detections[i].outcome);
        ++ofLabel(side, image.detections[i].label).detections[outcome];
    }
    for (std::size_t i = 0; i < image.objects.size(); ++i) {
        const bool is_found = verdicts.objects[i] == ObjectVerdict::found;
        VerdictCounts& of_class = ofLabel(side, image.objects[i].label);
        of_class.objects += is_found || verdicts.objects[i] == ObjectVerdict::missed ? 1 : 0;
        of_class.found += is_found ? 1 : 0;
    }
    return counts.falsePositives() + counts.missed();
}

void sortByDifference(std::vector<VerdictDifference::ImageErrors>& images) {
    std::ranges::stable_sort(images, std::ranges::greater{},
                             [](const auto& each) { return std::abs(each.a - each.b); });
}

}  // namespace

VerdictDifference compareVerdicts(const VerdictSide& a, const VerdictSide& b, std::size_t classes,
                                  const MatchOptions& options) {
    throwOnProblems(Core::tr("comparing detections with objects"), options.validate());
    VerdictDifference result;
    result.a.classes.resize(classes + 1);
    result.b.classes.resize(classes + 1);
    for (std::size_t i = 0; i < a.images.size(); ++i) {
        const ScoredImage of_a = judgedImage(*a.images[i], a.min_score, options);
        const ScoredImage of_b = judgedImage(*b.images[i], b.min_score, options);
        const ImageVerdicts verdicts_a = matchDetections(of_a, options);
        const ImageVerdicts verdicts_b = matchDetections(of_b, options);
        const std::int64_t errors_a = count(of_a, verdicts_a, result.a);
        const std::int64_t errors_b = count(of_b, verdicts_b, result.b);
        if (errors_a != errors_b) {
            (errors_a > errors_b ? result.worse_in_a : result.worse_in_b).push_back({i, errors_a, errors_b});
        }
        for (std::size_t o = 0; o < of_a.objects.size(); ++o) {
            const bool by_a = verdicts_a.objects[o] == ObjectVerdict::found;
            if (by_a != (verdicts_b.objects[o] == ObjectVerdict::found)) {
                (by_a ? result.found_by_a : result.found_by_b).push_back({i, static_cast<std::int32_t>(o)});
            }
        }
    }
    sortByDifference(result.worse_in_a);
    sortByDifference(result.worse_in_b);
    return result;
}

}  // namespace priorscope
