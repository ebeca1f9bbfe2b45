#include "core/evaluation/rescoring/error_items.hpp"

#include <algorithm>
#include <tuple>

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

ItemPlace placeOf(const ErrorItem& item, const KeptCandidates& kept, const JudgedSplit& split) {
    if (!item.outcome) {
        return {split.first_object[item.image] + static_cast<std::size_t>(item.object), false};
    }
    const std::span<const std::uint32_t> image = kept.image(item.image);
    const auto at = std::find(image.begin(), image.end(), static_cast<std::uint32_t>(item.candidate));
    return {split.first_detection[item.image] + static_cast<std::size_t>(at - image.begin()), true};
}

namespace {

std::vector<ErrorItem> unordered(const ItemList& list, const JudgedSplit& split, const ErrorFilter& filter) {
    std::vector<ErrorItem> items;
    if (filter.confusion) {
        list.addConfused(items, filter.confusion->first, filter.confusion->second);
        return items;
    }
    if (filter.outcome || filter.wrong) {
        list.addDetections(items, [&](std::size_t i) {
            return filter.outcome ? split.outcomes[i] == *filter.outcome : isFalsePositive(split.outcomes[i]);
        });
    }
    if (filter.missed || filter.reason) {
        list.addMissed(items, [](std::size_t) { return true; });
    }
    return items;
}

/// What an item is sorted by.
struct RankedError {
    float rank = 0.0F;
    float score = 0.0F;
    std::size_t place = 0;  ///< in the unsorted list
    bool operator<(const RankedError& other) const {
        return std::tie(other.rank, other.score, place) < std::tie(rank, score, other.place);
    }
};

}  // namespace

std::vector<ErrorItem> errorItems(const KeptCandidates& kept, const JudgedSplit& split,
                                  std::span<const ObjectProspects> prospects, float min_score,
                                  const ErrorFilter& filter, const ErrorOrder& order) {
    std::vector<ErrorItem> items = unordered(ItemList(kept, split, prospects, min_score), split, filter);
    std::erase_if(items, [&](const ErrorItem& item) {
        return (filter.label > 0 && item.label != filter.label) ||
               (filter.reason && item.reason != filter.reason) || (order.wanted && !order.wanted(item));
    });
    std::vector<RankedError> ranked;
    ranked.reserve(items.size());
    for (const ErrorItem& item : items) {
        ranked.push_back({order.rank ? order.rank(item) : item.score, item.score, ranked.size()});
    }
    const std::size_t count = std::min(order.most, ranked.size());
    std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(count), ranked.end());
    std::vector<ErrorItem> sorted;
    sorted.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        sorted.push_back(items[ranked[i].place]);
    }
    return sorted;
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
