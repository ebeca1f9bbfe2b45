#include "widgets/detect/compare/split_comparison.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "core/evaluation/scored_image.hpp"
#include "core/training/run/seen_images.hpp"
#include "widgets/detect/split/split_detections_service.hpp"

namespace priorscope {
namespace {

/// The images of one state in the form that is compared.
struct Side {
    std::vector<ScoredImage> images{};
    std::vector<const ScoredImage*> pointers{};

    Side(const LiveCounted& counted, const std::vector<std::size_t>& places) {
        const SplitDetections& detections = counted.split->detections;
        images.reserve(places.size());
        for (const std::size_t place : places) {
            ScoredImage& image = images.emplace_back(
                scoredImage(counted.split->dataset->images[detections.images[place]],
                            judgedDetections(detections, *counted.kept, place), detections.filter));
            image.objects = treated(std::move(image.objects), DifficultObjects::ignore);
            pointers.push_back(&image);
        }
    }
};

/// Images that only one of both could read are left out, and those that either was trained on.
void addPlaces(SplitComparison& comparison) {
    std::unordered_map<std::size_t, std::size_t> before;
    const std::vector<std::size_t>& images_before = comparison.before->split->detections.images;
    for (std::size_t i = 0; i < images_before.size(); ++i) {
        before.emplace(images_before[i], i);
    }
    const std::vector<std::size_t>& images_after = comparison.after->split->detections.images;
    std::vector<std::size_t> places;
    std::vector<std::size_t> images;
    for (std::size_t i = 0; i < images_after.size(); ++i) {
        if (before.contains(images_after[i])) {
            places.push_back(i);
            images.push_back(images_after[i]);
        }
    }
    const ComparableImages comparable =
        comparableImages(images, comparison.before->split->trained, comparison.after->split->trained);
    for (const std::size_t place : comparable.places) {
        comparison.places_before.push_back(before.at(images[place]));
        comparison.places_after.push_back(places[place]);
    }
    comparison.left_out = comparable.note();
}

std::vector<bool> knownToBoth(const LiveCounted& a, const LiveCounted& b) {
    std::vector<bool> known = knownLabels(a.split->detections.mapping);
    const std::vector<bool> other = knownLabels(b.split->detections.mapping);
    for (std::size_t i = 0; i < known.size(); ++i) {
        known[i] = known[i] && i < other.size() && other[i];
    }
    return known;
}

}  // namespace

std::optional<SplitComparison> compareStates(const std::shared_ptr<const LiveCounted>& before,
                                             const std::shared_ptr<const LiveCounted>& after,
                                             std::stop_token stop, const ProgressFn& progress) {
    SplitComparison comparison{.before = before, .after = after};
    addPlaces(comparison);
    const auto classes = static_cast<std::size_t>(after->split->detections.mapping.judged);
    const std::vector<bool> known = knownToBoth(*before, *after);
    const Side a(*before, comparison.places_before);
    const Side b(*after, comparison.places_after);
    if (stop.stop_requested()) {
        return std::nullopt;
    }
    auto precision = comparePrecision(WeighedSplit(a.pointers, classes, known),
                                      WeighedSplit(b.pointers, classes, known), known, {}, stop, progress);
    if (!precision) {
        return std::nullopt;
    }
    comparison.precision = std::move(*precision);
    MatchOptions match = after->judged->options;
    match.known = known;
    comparison.verdicts =
        compareVerdicts({.images = a.pointers, .min_score = before->at.detection.min_score},
                        {.images = b.pointers, .min_score = after->at.detection.min_score}, classes, match);
    return comparison;
}

std::vector<ComparedItem> comparedItems(const SplitComparison& comparison, ComparedKind kind) {
    const VerdictDifference& verdicts = comparison.verdicts;
    std::vector<ComparedItem> items;
    if (kind == ComparedKind::lost || kind == ComparedKind::gained) {
        for (const auto& each : kind == ComparedKind::lost ? verdicts.found_by_a : verdicts.found_by_b) {
            items.push_back({.place = comparison.places_after[each.image], .object = each.object});
        }
        return items;
    }
    for (const auto& each : kind == ComparedKind::worse ? verdicts.worse_in_b : verdicts.worse_in_a) {
        items.push_back(
            {.place = comparison.places_after[each.image], .errors_before = each.a, .errors_after = each.b});
    }
    return items;
}

}  // namespace priorscope
