#include "core/evaluation/rescoring/suspects.hpp"

#include <algorithm>
#include <cstdint>

namespace priorscope {
namespace {

/// The objects of one class and range of area.
struct Reached {
    std::int64_t objects = 0;
    std::int64_t reached = 0;
};

class SuspectList {
  public:
    SuspectList(const KeptCandidates& kept, const JudgedSplit& split,
                std::span<const ObjectProspects> prospects, const SplitCurves& curves,
                const SplitSlices& slices)
        : m_kept(kept), m_split(split), m_prospects(prospects), m_curves(curves), m_slices(slices) {}

    void addDetections(std::vector<Suspect>& suspects, float least) const;
    void addObjects(std::vector<Suspect>& suspects, float least) const;

  private:
    bool isReached(std::size_t object) const {
        return m_split.found_at[object] >= 0.0F || m_prospects[object].best_score >= 0.0F;
    }
    bool isOfUnfound(std::size_t image, std::size_t detection) const {
        const std::size_t object =
            m_split.first_object[image] + static_cast<std::size_t>(m_split.objects[detection]);
        return m_split.counts[object] && m_split.found_at[object] < 0.0F;
    }
    /// Of the detections of a class with a score or a higher one.
    float precisionAt(std::uint16_t label, float score) const;
    template <class Visit>
    void visitObjects(const Visit& visit) const;

    const KeptCandidates& m_kept;
    const JudgedSplit& m_split;
    std::span<const ObjectProspects> m_prospects;
    const SplitCurves& m_curves;
    const SplitSlices& m_slices;
};

float SuspectList::precisionAt(std::uint16_t label, float score) const {
    if (label == 0 || label > m_curves.classes.size()) {
        return 0.0F;
    }
    const std::vector<ScorePoint>& points = m_curves.classes[label - 1U].points;
    const auto below = std::partition_point(points.begin(), points.end(),
                                            [&](const ScorePoint& point) { return point.score >= score; });
    return below == points.begin() ? 0.0F : static_cast<float>((below - 1)->precision());
}

void SuspectList::addDetections(std::vector<Suspect>& suspects, float least) const {
    for (std::size_t image = 0; image < m_split.imageCount(); ++image) {
        const std::size_t first = m_split.first_detection[image];
        for (std::size_t i = first; i < m_split.first_detection[image + 1]; ++i) {
            const Outcome outcome = m_split.outcomes[i];
            if (outcome != Outcome::background &&
                (outcome != Outcome::classification || !isOfUnfound(image, i))) {
                continue;
            }
            const float suspicion = precisionAt(m_split.labels[i], m_split.scores[i]);
            if (suspicion >= least) {
                suspects.push_back({detectionItem(m_kept, m_split, image, i - first), suspicion});
            }
        }
    }
}

template <class Visit>
void SuspectList::visitObjects(const Visit& visit) const {
    for (std::size_t image = 0; image < m_split.imageCount(); ++image) {
        const std::size_t first = m_split.first_object[image];
        for (std::size_t i = first; i < m_split.first_object[image + 1]; ++i) {
            const int bin = m_slices.ofObject(SliceKind::area, image, i - first);
            if (m_split.counts[i] && bin >= 0) {
                visit(image, i, static_cast<std::size_t>(bin));
            }
        }
    }
}

void SuspectList::addObjects(std::vector<Suspect>& suspects, float least) const {
    const auto bins = static_cast<std::size_t>(m_slices.bins(SliceKind::area));
    std::vector<Reached> groups((static_cast<std::size_t>(m_split.maxLabel()) + 1) * bins);
    const auto groupOf = [&](std::size_t object, std::size_t bin) -> Reached& {
        return groups[m_split.object_labels[object] * bins + bin];
    };
    visitObjects([&](std::size_t, std::size_t object, std::size_t bin) {
        Reached& group = groupOf(object, bin);
        ++group.objects;
        group.reached += isReached(object) ? 1 : 0;
    });
    visitObjects([&](std::size_t image, std::size_t object, std::size_t bin) {
        const Reached& group = groupOf(object, bin);
        const float suspicion = static_cast<float>(group.reached) / static_cast<float>(group.objects);
        if (!isReached(object) && suspicion >= least) {
            suspects.push_back(
                {missedItem(m_split, m_prospects, 0.0F, image, object - m_split.first_object[image]),
                 suspicion});
        }
    });
}

}  // namespace

std::vector<Suspect> suspectedLabels(const KeptCandidates& kept, const JudgedSplit& split,
                                     std::span<const ObjectProspects> prospects, const SplitCurves& curves,
                                     const SplitSlices& slices, float least) {
    std::vector<Suspect> suspects;
    const SuspectList list(kept, split, prospects, curves, slices);
    list.addDetections(suspects, least);
    list.addObjects(suspects, least);
    std::stable_sort(suspects.begin(), suspects.end(), [](const Suspect& a, const Suspect& b) {
        return a.suspicion != b.suspicion ? a.suspicion > b.suspicion : a.item.score > b.item.score;
    });
    return suspects;
}

}  // namespace priorscope
