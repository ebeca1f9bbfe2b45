#include "core/evaluation/rescoring/revisited.hpp"

namespace priorscope {
namespace {

constexpr float kSamePlace = 0.5F;
constexpr float kSameObject = 0.9F;

class Visitor {
  public:
    Visitor(const CandidateStore& store, const KeptCandidates& kept, const JudgedSplit& split,
            std::span<const TruthImage> truth, std::span<const ObjectProspects> prospects, float min_score)
        : m_store(store),
          m_kept(kept),
          m_split(split),
          m_truth(truth),
          m_prospects(prospects),
          m_min_score(min_score) {}

    Fate detectionAt(const RevisitedPlace& place) const {
        const std::size_t first = m_split.first_detection[place.image];
        const auto boxes = m_store.image(place.image).boxes;
        for (std::size_t i = first;
             i < m_split.first_detection[place.image + 1] && m_split.scores[i] >= m_min_score; ++i) {
            const std::size_t candidate = m_kept.image(place.image)[i - first];
            if (m_split.labels[i] != place.label ||
                intersectionOverUnion(boxes[candidate], place.box) < kSamePlace) {
                continue;
            }
            if (!isFalsePositive(m_split.outcomes[i])) {
                return {.state = Revisited::right, .score = m_split.scores[i]};
            }
            return {.state = Revisited::still_wrong,
                    .score = m_split.scores[i],
                    .item = detectionItem(m_kept, m_split, place.image, i - first)};
        }
        return {.state = Revisited::gone};
    }

    Fate objectAt(const RevisitedPlace& place) const {
        const TruthImage& image = m_truth[place.image];
        std::size_t best = image.objects.size();
        float best_iou = kSameObject;
        for (std::size_t i = 0; i < image.objects.size(); ++i) {
            const float iou = intersectionOverUnion(image.fractionsOf(image.objects[i].box), place.box);
            if (image.objects[i].label == place.label && iou >= best_iou) {
                best = i;
                best_iou = iou;
            }
        }
        const std::size_t index = m_split.first_object[place.image] + best;
        if (best == image.objects.size() || !m_split.counts[index]) {
            return {.state = Revisited::no_object};
        }
        if (m_split.found_at[index] >= m_min_score) {
            return {.state = Revisited::found, .score = m_split.found_at[index]};
        }
        return {.state = Revisited::missed,
                .item = missedItem(m_split, m_prospects, m_min_score, place.image, best)};
    }

  private:
    const CandidateStore& m_store;
    const KeptCandidates& m_kept;
    const JudgedSplit& m_split;
    std::span<const TruthImage> m_truth;
    std::span<const ObjectProspects> m_prospects;
    float m_min_score;
};

}  // namespace

std::vector<Fate> revisit(const CandidateStore& store, const KeptCandidates& kept, const JudgedSplit& split,
                          std::span<const TruthImage> truth, std::span<const ObjectProspects> prospects,
                          float min_score, std::span<const RevisitedPlace> places) {
    const Visitor visitor(store, kept, split, truth, prospects, min_score);
    std::vector<Fate> fates;
    fates.reserve(places.size());
    for (const RevisitedPlace& place : places) {
        fates.push_back(place.is_object ? visitor.objectAt(place) : visitor.detectionAt(place));
    }
    return fates;
}

}  // namespace priorscope
