#include "core/evaluation/rescoring/error_items.hpp"

#include <algorithm>
#include <functional>

#include "core/evaluation/rescoring/live_counts.hpp"

namespace priorscope {
namespace {

/// One judged split at one threshold.
class ItemList {
  public:
    ItemList(const KeptCandidates& kept, const JudgedSplit& split, std::span<const ObjectProspects> prospects,
             float min_score)
        : m_kept(kept), m_split(split), m_prospects(prospects), m_min_score(min_score) {}

    ErrorItem detection(std::size_t image, std::size_t detection) const {
        return detectionItem(m_kept, m_split, image, detection);
    }
    ErrorItem missed(std::size_t image, std::size_t object) const {
        return missedItem(m_split, m_prospects, m_min_score, image, object);
    }

    template <class Wanted>
    void addDetections(std::vector<ErrorItem>& items, const Wanted& wanted) const {
        for (std::size_t image = 0; image < m_split.imageCount(); ++image) {
            const std::size_t first = m_split.first_detection[image];
            for (std::size_t i = first;
                 i < m_split.first_detection[image + 1] && m_split.scores[i] >= m_min_score; ++i) {
                if (wanted(i)) {
                    items.push_back(detection(image, i - first));
                }
            }
        }
    }

    template <class Wanted>
    void addMissed(std::vector<ErrorItem>& items, const Wanted& wanted) const {
        for (std::size_t image = 0; image < m_split.imageCount(); ++image) {
            const std::size_t first = m_split.first_object[image];
            for (std::size_t i = first; i < m_split.first_object[image + 1]; ++i) {
                if (m_split.counts[i] && m_split.found_at[i] < m_min_score && wanted(i)) {
                    items.push_back(missed(image, i - first));
                }
            }
        }
    }

    void addConfused(std::vector<ErrorItem>& items, int object, int detected) const;

  private:
    const KeptCandidates& m_kept;
    const JudgedSplit& m_split;
    std::span<const ObjectProspects> m_prospects;
    float m_min_score;
};

/// The detections or objects behind a cell of the confusion matrix.
void ItemList::addConfused(std::vector<ErrorItem>& items, int object, int detected) const {
    if (object == detected) {
        addDetections(items, [&](std::size_t i) {
            return m_split.outcomes[i] == Outcome::true_positive && m_split.labels[i] == detected;
        });
        return;
    }
    std::vector<bool> has_object(m_split.scores.size(), false);
    std::vector<bool> is_confused(m_split.counts.size(), false);
    for (const ConfusedObject& each : confusedObjects(m_split, m_min_score)) {
        const std::size_t of_object = m_split.first_object[each.image] + each.pair.object;
        const std::size_t of_detection = m_split.first_detection[each.image] + each.pair.detection;
        has_object[of_detection] = true;
        is_confused[of_object] = true;
        if (m_split.object_labels[of_object] == object && m_split.labels[of_detection] == detected) {
            ErrorItem item = detection(each.image, each.pair.detection);
            item.object = static_cast<std::int32_t>(each.pair.object);
            items.push_back(item);
        }
    }
    if (object == 0) {
        addDetections(items, [&](std::size_t i) {
            return isFalsePositive(m_split.outcomes[i]) && m_split.labels[i] == detected && !has_object[i];
        });
    } else if (detected == 0) {
        addMissed(items,
                  [&](std::size_t i) { return m_split.object_labels[i] == object && !is_confused[i]; });
    }
}

}  // namespace

ErrorItem detectionItem(const KeptCandidates& kept, const JudgedSplit& split, std::size_t image,
                        std::size_t detection) {
    const std::size_t index = split.first_detection[image] + detection;
    return {.image = image,
            .candidate = static_cast<std::int32_t>(kept.image(image)[detection]),
            .object = split.objects[index],
            .label = split.labels[index],
            .score = split.scores[index],
            .outcome = split.outcomes[index]};
}

ErrorItem missedItem(const JudgedSplit& split, std::span<const ObjectProspects> prospects, float min_score,
                     std::size_t image, std::size_t object) {
    const std::size_t index = split.first_object[image] + object;
    ErrorItem item{
        .image = image, .object = static_cast<std::int32_t>(object), .label = split.object_labels[index]};
    if (!prospects.empty()) {
        item.candidate = prospects[index].best_candidate;
        item.score = std::max(0.0F, prospects[index].best_score);
        item.reason = missedReason(split, index, prospects[index], min_score);
    }
    return item;
}

std::vector<ErrorItem> errorItems(const KeptCandidates& kept, const JudgedSplit& split,
                                  std::span<const ObjectProspects> prospects, float min_score,
                                  const ErrorFilter& filter, std::size_t most) {
    const ItemList list(kept, split, prospects, min_score);
    std::vector<ErrorItem> items;
    if (filter.confusion) {
        list.addConfused(items, filter.confusion->first, filter.confusion->second);
    } else {
        if (filter.outcome) {
            list.addDetections(items, [&](std::size_t i) { return split.outcomes[i] == *filter.outcome; });
        }
        if (filter.missed || filter.reason) {
            list.addMissed(items, [](std::size_t) { return true; });
        }
    }
    std::erase_if(items, [&](const ErrorItem& item) {
        return (filter.label > 0 && item.label != filter.label) ||
               (filter.reason && item.reason != filter.reason);
    });
    const auto by_score = [](const ErrorItem& a, const ErrorItem& b) { return a.score > b.score; };
    if (items.size() > most) {
        // Of equal scores the first images stay, as below.
        std::vector<float> scores;
        scores.reserve(items.size());
        for (const ErrorItem& item : items) {
            scores.push_back(item.score);
        }
        std::nth_element(scores.begin(), scores.begin() + static_cast<std::ptrdiff_t>(most), scores.end(),
                         std::greater<>());
        const float last = scores[most];
        std::erase_if(items, [&](const ErrorItem& item) { return item.score < last; });
    }
    std::stable_sort(items.begin(), items.end(), by_score);
    items.resize(std::min(items.size(), most));
    return items;
}

ErrorBoxes boxesOf(const ErrorItem& item, const CandidateStore& store, std::span<const TruthImage> truth) {
    ErrorBoxes boxes;
    const TruthImage& image = truth[item.image];
    std::optional<PixelBox> detection;
    if (item.candidate >= 0) {
        boxes.detection = store.image(item.image).boxes[static_cast<std::size_t>(item.candidate)];
        detection = pixelsFromFractions(*boxes.detection, image.width, image.height);
    }
    if (item.object >= 0) {
        const TruthBox& object = image.objects[static_cast<std::size_t>(item.object)];
        boxes.object = image.fractionsOf(object.box);
        boxes.object_label = object.label;
        if (detection) {
            boxes.iou = intersectionOverUnion(*detection, object.box);
        }
    }
    return boxes;
}

}  // namespace priorscope
