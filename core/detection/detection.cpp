#include "core/detection/detection.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstring>
#include <limits>
#include <numeric>

#include "core/base/wide_vectors.hpp"
#include "core/detection/candidates_of_labels.hpp"
#include "core/detection/kept_boxes.hpp"
#include "core/detection/score_columns.hpp"
#include "core/image/image.hpp"

namespace priorscope {
namespace {

using Key = ScoreKey;

/// Leaves the best `count` keys, in order.
void keepBest(std::vector<Key>& keys, std::size_t count) {
    if (keys.size() > count) {
        std::nth_element(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(count), keys.end());
        keys.resize(count);
    }
    std::sort(keys.begin(), keys.end());
}

/// Marks the scores of one prior that reach their label's bound.
/// @param hits  [columns], 1 or 0
PRIORSCOPE_WIDE
void markReaching(const float* __restrict row, const float* __restrict bounds, std::size_t columns,
                  std::uint8_t* __restrict hits) {
    for (std::size_t label = 0; label < columns; ++label) {
        hits[label] = row[label] >= bounds[label] ? 1 : 0;
    }
}

/// Calls take(prior, label, score) for the scores that reach their label's bound, prior by prior.
/// @param bounds  [columns] of background: infinity
template <class Take>
void forEachReaching(std::span<const float> scores, std::span<const float> bounds, const Take& take) {
    // Eight marks are looked at together: most priors have none.
    constexpr std::size_t kTogether = sizeof(std::uint64_t);
    const std::size_t columns = bounds.size();
    std::vector<std::uint8_t> hits((columns + kTogether - 1) / kTogether * kTogether, 0);
    for (std::size_t p = 0; p * columns < scores.size(); ++p) {
        const float* row = scores.data() + p * columns;
        markReaching(row, bounds.data(), columns, hits.data());
        for (std::size_t from = 0; from < columns; from += kTogether) {
            std::uint64_t marks = 0;
            std::memcpy(&marks, hits.data() + from, kTogether);
            if (marks == 0) {
                continue;
            }
            for (std::size_t label = from; label < std::min(columns, from + kTogether); ++label) {
                if (hits[label] != 0) {
                    take(p, label, row[label]);
                }
            }
        }
    }
}

/// How many scores a label has at which height, in 128 steps from each power of two to the next.
class ScoreHistogramOfLabel {
  public:
    static constexpr std::size_t kBins = 1024;

    static std::size_t binOf(float score) {
        const std::uint32_t bits = std::bit_cast<std::uint32_t>(score);
        return bits >= kOne ? 0 : std::min<std::size_t>((kOne - bits) >> kShift, kBins - 1);
    }
    /// The lowest score of a bin that is not the last.
    static float lowestOf(std::size_t bin) {
        return std::bit_cast<float>(kOne - static_cast<std::uint32_t>(((bin + 1) << kShift) - 1));
    }

  private:
    static constexpr std::uint32_t kOne = std::bit_cast<std::uint32_t>(1.0F);
    static constexpr unsigned kShift = 16;
};

/// For each label a bound that at least its best `count` scores reach, and few more: most scores are small,
/// and need not be collected.
std::vector<float> boundsOf(std::span<const float> scores, std::size_t columns,
                            const CandidateOptions& options, const LabelRange& labels) {
    using Histogram = ScoreHistogramOfLabel;
    std::vector<float> bounds(columns, std::numeric_limits<float>::infinity());
    std::fill(bounds.begin() + labels.first, bounds.begin() + labels.last,
              std::nextafter(options.floor, 2.0F));  // scores must be above the floor
    const std::size_t priors = scores.size() / columns;
    const auto count = static_cast<std::size_t>(options.per_class);
    if (priors <= count) {
        return bounds;
    }
    std::vector<std::uint32_t> bins(columns * Histogram::kBins, 0);
    forEachReaching(scores, bounds, [&](std::size_t /*prior*/, std::size_t label, float score) {
        ++bins[label * Histogram::kBins + Histogram::binOf(score)];
    });
    for (auto label = static_cast<std::size_t>(labels.first); label < static_cast<std::size_t>(labels.last);
         ++label) {
        std::size_t reached = 0;
        for (std::size_t bin = 0; bin + 1 < Histogram::kBins; ++bin) {
            reached += bins[label * Histogram::kBins + bin];
            if (reached >= count) {
                bounds[label] = std::max(bounds[label], Histogram::lowestOf(bin));
                break;
            }
        }
    }
    return bounds;
}

/// The best scores of each label, in order; none of labels beyond the range.
std::vector<std::vector<Key>> bestOfLabels(std::span<const float> scores, std::size_t columns,
                                           const CandidateOptions& options, const LabelRange& labels) {
    const auto first = static_cast<std::size_t>(labels.first);
    const auto last = static_cast<std::size_t>(labels.last);
    const auto count = static_cast<std::size_t>(options.per_class);
    const std::vector<std::size_t> above = countsAbove(scores, columns, options.floor);
    const std::size_t reaching =
        std::accumulate(above.begin() + labels.first, above.begin() + labels.last, std::size_t{0});
    std::vector<std::vector<Key>> of_label(columns);
    constexpr std::size_t kFew = 8;  // one score in so many
    if (reaching * kFew > scores.size() / columns * (last - first)) {
        const ScoreColumns of_columns(scores, columns, first, last);
        for (std::size_t label = first; label < last; ++label) {
            of_label[label] = of_columns.best(label, options.floor, count);
        }
        return of_label;
    }
    // Scores are stored prior by prior, so one pass over them serves all classes.
    const std::vector<float> bounds = boundsOf(scores, columns, options, labels);
    forEachReaching(scores, bounds, [&](std::size_t prior, std::size_t label, float score) {
        of_label[label].push_back(scoreKey(score, prior));
    });
    for (std::size_t label = first; label < last; ++label) {
        keepBest(of_label[label], count);
    }
    return of_label;
}

/// @param box_of  returns the box of a prior; called for the kept ones only
template <class BoxOf>
Candidates bestCandidates(std::span<const float> scores, std::size_t priors, const CandidateOptions& options,
                          const LabelRange& labels, const BoxOf& box_of) {
    const std::size_t columns = scores.size() / priors;
    const std::vector<std::vector<Key>> of_class = bestOfLabels(scores, columns, options, labels);
    Candidates result;
    result.floor = options.floor;
    for (auto label = static_cast<std::size_t>(labels.first); label < static_cast<std::size_t>(labels.last);
         ++label) {
        for (const Key key : of_class[label]) {
            const Candidate candidate{.label = static_cast<std::int32_t>(label),
                                      .score = scoreOf(key),
                                      .box = box_of(priorOf(key)),
                                      .prior = static_cast<std::int32_t>(priorOf(key))};
            if (isFinite(candidate.box)) {  // offsets of a diverged network give no valid box
                result.items.push_back(candidate);
            }
        }
    }
    return result;
}

LabelRange allLabels(std::size_t scores, std::size_t priors) {
    return {1, priors == 0 ? 1 : static_cast<std::int32_t>(scores / priors)};
}

/// Candidates of all classes, best first, of a list that is sorted class by class.
class MergedCandidates {
    /// The candidates of a class that are still to come.
    struct ClassCursor {
        std::size_t next = 0;
        std::size_t end = 0;
    };

    auto order() const {
        return [this](const ClassCursor& a, const ClassCursor& b) {
            return isBetter(m_items[b.next], m_items[a.next]);
        };
    }

  public:
    explicit MergedCandidates(const std::vector<Candidate>& items) : m_items(items) {
        for (std::size_t from = 0; from < items.size();) {
            std::size_t end = from + 1;
            while (end < items.size() && items[end].label == items[from].label) {
                ++end;
            }
            m_heap.push_back({from, end});
            from = end;
        }
        std::make_heap(m_heap.begin(), m_heap.end(), order());
    }

    /// Null at the end.
    const Candidate* next() {
        if (m_heap.empty()) {
            return nullptr;
        }
        std::pop_heap(m_heap.begin(), m_heap.end(), order());
        ClassCursor& cursor = m_heap.back();
        const Candidate* candidate = &m_items[cursor.next++];
        if (cursor.next == cursor.end) {
            m_heap.pop_back();
        } else {
            std::push_heap(m_heap.begin(), m_heap.end(), order());
        }
        return candidate;
    }

  private:
    const std::vector<Candidate>& m_items;
    std::vector<ClassCursor> m_heap;  ///< the class with the best next one on top
};

}  // namespace

std::vector<Problem> CandidateOptions::validate() const {
    std::vector<Problem> problems;
    if (!(floor >= 0.0F && floor < 1.0F)) {
        problems.push_back({"floor", Core::tr("must be in [0, 1)")});
    }
    if (per_class <= 0) {
        problems.push_back({"per_class", Core::tr("must be above 0")});
    }
    return problems;
}

std::vector<Problem> DetectionOptions::validate() const {
    std::vector<Problem> problems;
    if (!(min_score >= 0.0F && min_score <= 1.0F)) {
        problems.push_back({"min_score", Core::tr("must be in [0, 1]")});
    }
    if (!(nms_iou >= 0.0F && nms_iou <= 1.0F)) {
        problems.push_back({"nms_iou", Core::tr("must be in [0, 1]")});
    }
    if (top_k <= 0) {
        problems.push_back({"top_k", Core::tr("must be above 0")});
    }
    return problems;
}

Candidates candidatesFromPredictions(std::span<const float> scores, std::span<const float> offsets,
                                     std::span<const CenterBox> priors, const Variances& variances,
                                     const ResizeMapping& mapping, const CandidateOptions& options) {
    return candidatesOfLabels(scores, offsets, priors, variances, mapping, options,
                              allLabels(scores.size(), priors.size()));
}

Candidates candidatesOfLabels(std::span<const float> scores, std::span<const float> offsets,
                              std::span<const CenterBox> priors, const Variances& variances,
                              const ResizeMapping& mapping, const CandidateOptions& options,
                              const LabelRange& labels) {
    throwOnProblems(Core::tr("reading predictions"), options.validate());
    if (priors.empty() || offsets.size() != 4 * priors.size() || scores.size() % priors.size() != 0) {
        throw Error({.action = Core::tr("reading predictions"),
                     .reason = Core::tr("scores must be [priors × (classes + 1)] and offsets [priors × 4] "
                                        "for %1 priors, got %2 and %3 values")
                                   .arg(priors.size())
                                   .arg(scores.size())
                                   .arg(offsets.size())});
    }
    // A prior may be among the best of several classes.
    std::vector<Box> boxes(priors.size());
    std::vector<bool> is_decoded(priors.size(), false);
    return bestCandidates(scores, priors.size(), options, labels, [&](std::size_t p) {
        if (!is_decoded[p]) {
            is_decoded[p] = true;
            const std::array<float, 4> four{offsets[4 * p], offsets[4 * p + 1], offsets[4 * p + 2],
                                            offsets[4 * p + 3]};
            boxes[p] = clippedToImage(mapping.imageFromInput(decodeOffsets(four, priors[p], variances)));
        }
        return boxes[p];
    });
}

Candidates candidatesFromBoxes(std::span<const float> scores, std::span<const Box> boxes,
                               const CandidateOptions& options) {
    throwOnProblems(Core::tr("reading predictions"), options.validate());
    if (boxes.empty() || scores.size() % boxes.size() != 0) {
        throw Error({.action = Core::tr("reading predictions"),
                     .reason = Core::tr("scores must be [boxes × (classes + 1)] for %1 boxes, got %2 values")
                                   .arg(boxes.size())
                                   .arg(scores.size())});
    }
    return bestCandidates(scores, boxes.size(), options, allLabels(scores.size(), boxes.size()),
                          [&](std::size_t p) { return boxes[p]; });
}

bool isBetter(const Candidate& a, const Candidate& b) {
    if (a.score != b.score) {
        return a.score > b.score;
    }
    return a.label != b.label ? a.label < b.label : a.prior < b.prior;
}

std::vector<Detection> selectDetections(const Candidates& candidates, const DetectionOptions& options) {
    throwOnProblems(Core::tr("selecting detections"), options.validate());
    // By falling score over all classes, up to top_k: what suppresses a candidate comes before it.
    MergedCandidates merged(candidates.items);
    KeptBoxes kept(options);
    std::vector<Detection> detections;
    while (detections.size() < static_cast<std::size_t>(options.top_k)) {
        const Candidate* candidate = merged.next();
        if (candidate == nullptr || candidate->score < options.min_score) {
            break;
        }
        if (kept.add(candidate->box, candidate->label)) {
            detections.push_back(*candidate);
        }
    }
    return detections;
}

}  // namespace priorscope
