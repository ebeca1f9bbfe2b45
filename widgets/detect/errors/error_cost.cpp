#include "widgets/detect/errors/error_cost.hpp"

#include <algorithm>

#include "widgets/detect/detection_inspector.hpp"
#include "widgets/detect/split/live_scores.hpp"

namespace priorscope {
namespace {

std::optional<float> detectionCost(const LiveCounted& counted, const ErrorCosts& costs, std::size_t place,
                                   const Detection& detection) {
    const StoredCandidates image = counted.split->detections.candidates.image(place);
    const auto kept = counted.kept->image(place);
    const auto found = std::find_if(kept.begin(), kept.end(), [&](std::uint32_t each) {
        return image.priors[each] == detection.prior && image.labels[each] == detection.label &&
               image.scores[each] == detection.score;
    });
    if (found == kept.end()) {
        return std::nullopt;
    }
    return costs.detections.at(counted.judged->first_detection[place] +
                               static_cast<std::size_t>(found - kept.begin()));
}

std::optional<float> objectCost(const LiveCounted& counted, const ErrorCosts& costs, std::size_t place,
                                int object) {
    const JudgedSplit& judged = *counted.judged;
    const std::size_t index = judged.first_object[place] + static_cast<std::size_t>(object);
    const bool is_missed = index < judged.first_object[place + 1] && judged.counts[index] &&
                           judged.found_at[index] < counted.at.detection.min_score;
    return is_missed ? std::optional(costs.objects.at(index)) : std::nullopt;
}

}  // namespace

std::optional<float> selectedCost(const LiveScores& scores, int image, const DetectionInspector& inspector) {
    const auto& counted = scores.counted();
    const LiveCosts* costs = scores.costs();
    if (costs == nullptr || image < 0) {
        return std::nullopt;
    }
    const std::vector<std::size_t>& images = counted->split->detections.images;
    const auto found = std::find(images.begin(), images.end(), static_cast<std::size_t>(image));
    if (found == images.end()) {
        return std::nullopt;
    }
    const auto place = static_cast<std::size_t>(found - images.begin());
    if (const int row = inspector.selected(); row >= 0) {
        return detectionCost(*counted, costs->errors, place, inspector.model()->row(row).detection);
    }
    return inspector.missedObject() >= 0
               ? objectCost(*counted, costs->errors, place, inspector.missedObject())
               : std::nullopt;
}

}  // namespace priorscope
