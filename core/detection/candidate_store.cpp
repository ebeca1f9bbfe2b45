#include "core/detection/candidate_store.hpp"

#include <algorithm>
#include <limits>

namespace priorscope {

void CandidateStore::add(const Candidates& candidates) {
    std::vector<Candidate> sorted = candidates.items;
    std::sort(sorted.begin(), sorted.end(), isBetter);
    Image image{.floor = candidates.floor};
    image.scores.reserve(sorted.size());
    image.labels.reserve(sorted.size());
    image.boxes.reserve(sorted.size());
    image.priors.reserve(sorted.size());
    for (const Candidate& each : sorted) {
        if (each.label < 1 || each.label > std::numeric_limits<std::uint16_t>::max()) {
            throw Error({.action = Core::tr("keeping candidates"),
                         .reason = Core::tr("label %1 is not in [1, 65535]").arg(each.label)});
        }
        image.scores.push_back(each.score);
        image.labels.push_back(static_cast<std::uint16_t>(each.label));
        image.boxes.push_back(each.box);
        image.priors.push_back(each.prior);
    }
    m_count += sorted.size();
    m_images.push_back(std::move(image));
}

StoredCandidates CandidateStore::image(std::size_t index) const {
    const Image& image = m_images.at(index);
    return {image.scores, image.labels, image.boxes, image.priors};
}

Candidates CandidateStore::candidatesOf(std::size_t index) const {
    const StoredCandidates stored = image(index);
    Candidates result{.floor = m_images[index].floor, .items = {}};
    result.items.reserve(stored.count());
    for (std::size_t i = 0; i < stored.count(); ++i) {
        result.items.push_back(stored.at(i));
    }
    std::stable_sort(result.items.begin(), result.items.end(),
                     [](const Candidate& a, const Candidate& b) { return a.label < b.label; });
    return result;
}

}  // namespace priorscope
