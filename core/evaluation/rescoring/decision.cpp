#include "core/evaluation/rescoring/decision.hpp"

#include <algorithm>
#include <cmath>

namespace priorscope {

ExplainedImage::ExplainedImage(const Candidates& candidates, const ImageRow& truth,
                               const DetectionOptions& options, const MatchOptions& match,
                               const std::optional<ImageFilter>& filter)
    : m_options(options), m_truth{truthOf(truth, filter)} {
    m_store.add(candidates);
    m_kept = keepCandidates(m_store, withEveryScore(options), {}, 1).value();
    m_split = judgeKept(m_store, m_kept, m_truth, match, {}, 1).value();
    m_prospects = prospectsOf(m_store, m_kept, m_split, m_truth, {}, 1).value();
}

std::optional<std::uint32_t> ExplainedImage::indexOf(const Candidate& candidate) const {
    const StoredCandidates image = m_store.image(0);
    for (std::uint32_t i = 0; i < image.count(); ++i) {
        if (image.priors[i] == candidate.prior && image.labels[i] == candidate.label) {
            return i;
        }
    }
    return std::nullopt;
}

PixelBox ExplainedImage::pixelsOf(std::uint32_t candidate) const {
    return pixelsFromFractions(m_store.image(0).boxes[candidate], m_truth[0].width, m_truth[0].height);
}

double ExplainedImage::iouWith(std::uint32_t candidate, std::size_t object) const {
    return intersectionOverUnion(pixelsOf(candidate), m_truth[0].objects[object].box);
}

std::vector<ExplainedImage::ClassScore> ExplainedImage::scoresOf(const Candidate& detection) const {
    const StoredCandidates image = m_store.image(0);
    std::vector<ClassScore> scores;
    for (std::size_t i = 0; i < image.count(); ++i) {
        if (image.priors[i] == detection.prior) {
            scores.push_back({image.labels[i], image.scores[i]});
        }
    }
    return scores;
}

std::optional<float> ExplainedImage::keptFrom(const Candidate& candidate) const {
    constexpr int kSteps = 100;
    const std::optional<std::uint32_t> index = indexOf(candidate);
    const StoredCandidates image = m_store.image(0);
    const auto suppressor =
        index ? suppressorOf(image, m_kept.image(0), *index, m_kept.options) : std::nullopt;
    if (!suppressor) {
        return std::nullopt;
    }
    // Below the IoU with the one that suppresses it now, nothing changes.
    const float iou = intersectionOverUnion(image.boxes[*index], image.boxes[*suppressor]);
    DetectionOptions options = withEveryScore(m_options);
    for (int step = static_cast<int>(iou * kSteps); step <= kSteps; ++step) {
        options.nms_iou = static_cast<float>(step) / kSteps;
        const KeptCandidates kept = keepCandidates(m_store, options, {}, 1).value();
        const auto found = kept.image(0);
        if (options.nms_iou > m_options.nms_iou && std::binary_search(found.begin(), found.end(), *index)) {
            return options.nms_iou;
        }
    }
    return std::nullopt;
}

std::vector<ExplainedImage::Suppressed> ExplainedImage::suppressedBy(const Candidate& detection) const {
    std::vector<Suppressed> result;
    const std::optional<std::uint32_t> own = indexOf(detection);
    const StoredCandidates image = m_store.image(0);
    const auto kept = m_kept.image(0);
    for (std::uint32_t i = own ? *own + 1 : 0;
         own && i < image.count() && image.scores[i] >= m_options.min_score; ++i) {
        if (suppressorOf(image, kept, i, m_kept.options) != own ||
            std::binary_search(kept.begin(), kept.end(), i)) {
            continue;
        }
        Suppressed each{.candidate = image.at(i),
                        .iou = static_cast<double>(intersectionOverUnion(image.boxes[i], image.boxes[*own]))};
        for (std::size_t object = 0; object < m_truth[0].objects.size(); ++object) {
            const double iou = iouWith(i, object);
            if (m_truth[0].objects[object].label == image.labels[i] && iou >= m_split.options.match_iou &&
                iou > each.object_iou) {
                each.object = static_cast<std::int32_t>(object);
                each.object_iou = iou;
            }
        }
        result.push_back(each);
    }
    return result;
}

std::vector<Candidate> ExplainedImage::suppressed() const {
    const StoredCandidates image = m_store.image(0);
    const auto kept = m_kept.image(0);
    std::vector<Candidate> result;
    for (std::uint32_t i = 0; i < image.count() && image.scores[i] >= m_options.min_score; ++i) {
        if (!std::binary_search(kept.begin(), kept.end(), i) &&
            suppressorOf(image, kept, i, m_kept.options)) {
            result.push_back(image.at(i));
        }
    }
    return result;
}

ExplainedImage::Turning ExplainedImage::turningOf(const Candidate& detection) const {
    Turning turning;
    if (const auto own = indexOf(detection)) {
        findSuppressor(*own, turning);
        findOtherVerdicts(*own, turning);
    }
    return turning;
}

void ExplainedImage::findSuppressor(std::uint32_t own, Turning& turning) const {
    constexpr int kSteps = 100;
    if (m_options.nms == NmsMode::none) {
        return;
    }
    // Whether it is removed depends on those alone that are better and compete with it.
    const StoredCandidates image = m_store.image(0);
    Candidates competing;
    float highest = 0.0F;
    for (std::uint32_t i = 0; i <= own; ++i) {
        if (m_options.nms == NmsMode::agnostic || image.labels[i] == image.labels[own]) {
            competing.items.push_back(image.at(i));
            highest = i < own ? std::max(highest, intersectionOverUnion(image.boxes[i], image.boxes[own]))
                              : highest;
        }
    }
    CandidateStore store;
    store.add(competing);
    const auto last = static_cast<std::uint32_t>(competing.items.size() - 1);  // it scores least
    DetectionOptions options = withEveryScore(m_options);
    options.top_k = static_cast<int>(competing.items.size());
    const float from = std::min(highest, m_options.nms_iou);  // at a higher IoU nothing removes it
    for (int step = static_cast<int>(from * kSteps) + 1; step >= 0; --step) {
        options.nms_iou = static_cast<float>(step) / kSteps;
        if (options.nms_iou >= m_options.nms_iou) {
            continue;
        }
        const KeptCandidates kept = keepCandidates(store, options, {}, 1).value();
        if (const auto by = suppressorOf(store.image(0), kept.image(0), last, options)) {
            turning.suppressed_at = options.nms_iou;
            turning.suppressor = store.image(0).at(*by);
            return;
        }
    }
}

void ExplainedImage::findOtherVerdicts(std::uint32_t own, Turning& turning) const {
    constexpr int kSteps = 100;
    const auto kept = m_kept.image(0);
    const auto place = std::lower_bound(kept.begin(), kept.end(), own);
    if (place == kept.end() || *place != own) {
        return;
    }
    const auto better = kept.first(static_cast<std::size_t>(place - kept.begin()));
    const StoredCandidates image = m_store.image(0);
    const Outcome now = m_split.outcomes[better.size()];
    const double current = m_split.options.match_iou;
    for (int step = 1; step <= kSteps; ++step) {
        const double iou = static_cast<double>(step) / kSteps;
        if (std::abs(iou - current) < 1e-9 || (iou > current && turning.above)) {
            continue;
        }
        MatchOptions match = m_split.options;
        match.match_iou = iou;
        match.background_iou = MatchOptions::backgroundIouAt(iou);
        ImageJudge judge(match);
        judge.start(m_truth[0].objects);
        for (const std::uint32_t each : better) {
            judge.judgeNext(image.labels[each], pixelsOf(each));
        }
        const Outcome there = judge.judgeNext(image.labels[own], pixelsOf(own)).outcome;
        if (there != now) {
            (iou > current ? turning.above : turning.below) = std::pair(iou, there);  // the nearest counts
        }
    }
}

void ExplainedImage::findNearest(std::size_t object, Missed& missed) const {
    const StoredCandidates image = m_store.image(0);
    const auto kept = m_kept.image(0);
    const int judged = m_split.options.judged_classes;
    for (std::uint32_t i = 0; i < image.count(); ++i) {
        const bool is_same = image.labels[i] == m_truth[0].objects[object].label;
        // Of another class, or badly placed, are detections; what only might have been one is a candidate.
        const bool is_detection = image.scores[i] >= m_options.min_score &&
                                  std::binary_search(kept.begin(), kept.end(), i) &&
                                  (judged < 0 || image.labels[i] <= judged);
        const bool counts = missed.reason == MissedReason::other_class ? !is_same && is_detection
                            : missed.reason == MissedReason::misplaced ? is_same && is_detection
                                                                       : is_same;
        const double iou = counts ? iouWith(i, object) : 0.0;
        if (iou > missed.nearest_iou) {
            missed.nearest = image.at(i);
            missed.nearest_iou = iou;
        }
    }
}

std::optional<ExplainedImage::Missed> ExplainedImage::missed(std::size_t object) const {
    const ObjectProspects& prospects = m_prospects.at(object);
    const auto reason = missedReason(m_split, object, prospects, m_options.min_score);
    if (!reason) {
        return std::nullopt;
    }
    Missed missed{.reason = *reason};
    if (m_split.found_at[object] >= 0.0F) {
        missed.found_at = m_split.found_at[object];
    }
    if (prospects.best_candidate < 0) {
        findNearest(object, missed);
        return missed;
    }
    const StoredCandidates image = m_store.image(0);
    const auto best = static_cast<std::uint32_t>(prospects.best_candidate);
    missed.nearest = image.at(best);
    missed.nearest_iou = iouWith(best, object);
    if (prospects.suppressor >= 0) {
        missed.suppressor = image.at(static_cast<std::size_t>(prospects.suppressor));
    }
    return missed;
}

}  // namespace priorscope
