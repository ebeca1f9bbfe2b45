#include "core/evaluation/object_matcher.hpp"

#include <algorithm>
#include <utility>

namespace priorscope {

ObjectMatcher::ObjectMatcher(MatchProtocol protocol, double threshold, std::vector<bool> ignored,
                             std::vector<bool> crowds)
    : m_protocol(protocol),
      m_threshold(threshold),
      m_ignored(std::move(ignored)),
      m_crowds(std::move(crowds)),
      m_taken(m_ignored.size(), false) {
    m_crowds.resize(m_ignored.size(), false);
}

DetectionMatch ObjectMatcher::matchNext(std::span<const double> iou) {
    std::int32_t object = -1;
    if (m_protocol == MatchProtocol::voc) {
        object = mostOverlapped(iou);
    } else {
        object = bestFree(iou, false);
        object = object >= 0 ? object : bestFree(iou, true);
    }
    if (object < 0) {
        return {};
    }
    const auto index = static_cast<std::size_t>(object);
    const bool was_taken = m_taken[index];
    m_taken[index] = !m_crowds[index];
    const MatchResult counted = was_taken ? MatchResult::taken : MatchResult::right;
    return {m_ignored[index] ? MatchResult::ignored : counted, object};
}

std::int32_t ObjectMatcher::mostOverlapped(std::span<const double> iou) const {
    // The first on ties. A crowd takes what no object of its own does.
    for (const bool is_crowd : {false, true}) {
        std::int32_t best = -1;
        for (std::size_t i = 0; i < iou.size(); ++i) {
            const bool is_more = best < 0 || iou[i] > iou[static_cast<std::size_t>(best)];
            best = m_crowds[i] == is_crowd && is_more ? static_cast<std::int32_t>(i) : best;
        }
        if (best >= 0 && iou[static_cast<std::size_t>(best)] >= m_threshold) {
            return best;
        }
    }
    return -1;
}

std::int32_t ObjectMatcher::bestFree(std::span<const double> iou, bool ignored) const {
    std::int32_t object = -1;
    double best = m_threshold;
    for (std::size_t i = 0; i < iou.size(); ++i) {
        if (m_ignored[i] == ignored && !m_taken[i] && iou[i] >= best) {
            best = iou[i];
            object = static_cast<std::int32_t>(i);
        }
    }
    return object;
}

}  // namespace priorscope
