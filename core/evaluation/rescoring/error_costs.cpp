#include "core/evaluation/rescoring/error_costs.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "core/base/parallel.hpp"
#include "core/evaluation/score_order.hpp"

namespace priorscope {
namespace {

/// Values that never rise, with their sums.
class Falling {
  public:
    Falling() = default;
    /// The envelope: each value becomes the largest at its place or behind it.
    explicit Falling(std::vector<double> values) : m_values(std::move(values)), m_sums(m_values.size() + 1) {
        for (std::size_t i = m_values.size(); i-- > 1;) {
            m_values[i - 1] = std::max(m_values[i - 1], m_values[i]);
        }
        for (std::size_t i = 0; i < m_values.size(); ++i) {
            m_sums[i + 1] = m_sums[i] + m_values[i];
        }
    }

    /// 0 behind the last.
    double at(std::size_t index) const { return index < m_values.size() ? m_values[index] : 0.0; }
    double sumFrom(std::size_t index) const {
        return m_sums.back() - m_sums[std::min(index, m_values.size())];
    }
    /// What the first so many gain if none may be below a floor.
    double gainBelow(std::size_t count, double floor) const {
        const auto first = m_values.begin();
        const auto end = first + static_cast<std::ptrdiff_t>(count);
        const auto low = std::partition_point(first, end, [&](double value) { return value >= floor; });
        const auto from = static_cast<std::size_t>(low - first);
        return static_cast<double>(count - from) * floor - (m_sums[count] - m_sums[from]);
    }

  private:
    std::vector<double> m_values;
    std::vector<double> m_sums{0.0};
};

/// Sums of max(largest of values[k … end), floor) over k, while the end moves on.
class RunningMaxima {
  public:
    void push(double value) {
        std::size_t count = 1;
        while (!m_steps.empty() && m_steps.back().value <= value) {
            count += m_steps.back().count;
            m_steps.pop_back();
        }
        const Step before = m_steps.empty() ? Step{} : m_steps.back();
        m_steps.push_back(
            {value, count, before.items + count, before.sum + value * static_cast<double>(count)});
    }
    double sumAbove(double floor) const {
        const auto low = std::partition_point(m_steps.begin(), m_steps.end(),
                                              [&](const Step& step) { return step.value >= floor; });
        const Step kept = low == m_steps.begin() ? Step{} : *(low - 1);
        const std::size_t all = m_steps.empty() ? 0 : m_steps.back().items;
        return kept.sum + static_cast<double>(all - kept.items) * floor;
    }

  private:
    struct Step {
        double value = 0.0;
        std::size_t count = 0;
        std::size_t items = 0;  ///< of this step and those before
        double sum = 0.0;       ///< the same
    };
    std::vector<Step> m_steps;  ///< falling
};

/// The judged detections of one class by falling score. Between two right ones precision falls and recall
/// stays, so that AP times the objects is the sum of the envelope over the right ones.
class ClassRanking {
  public:
    void add(float score, std::size_t detection, bool is_right) {
        m_items.push_back({static_cast<double>(score), detection, is_right});
    }
    void addPositive() { ++m_positives; }
    std::int64_t positives() const { return m_positives; }

    /// @param ranks  [detections of the split] receives the place in the ranking of each that is in it
    void rank(std::vector<std::uint32_t>& ranks);

    /// Gains in the sum of the envelope.
    /// @param rank  of a detection of this class
    double ifRemoved(std::size_t rank) const { return m_removal[m_right_before[rank]]; }
    double ifRight(std::size_t rank) const { return gainOfNew({rank, m_right_before[rank]}, m_righted); }
    /// A detection of another class comes in as a right one.
    double ifAdded(std::size_t detection, float score) const {
        return gainOfNew(placeOf(detection, score), m_pushed);
    }
    /// An object without a detection is found first.
    double ifFoundFirst() const { return 1.0 + m_pushed.sumFrom(0) - m_envelope.sumFrom(0); }
    /// The object of a right detection is.
    double ifFirst(std::size_t rank) const { return m_first[m_right_before[rank]]; }

  private:
    struct Item {
        double score = 0.0;
        std::size_t detection = 0;
        bool is_right = false;
    };
    struct Place {
        std::size_t items = 0;  ///< before it
        std::size_t right = 0;  ///< right ones among them
    };

    Place placeOf(std::size_t detection, float score) const {
        const auto at = std::partition_point(m_items.begin(), m_items.end(), [&](const Item& item) {
            return item.score > static_cast<double>(score) ||
                   (item.score == static_cast<double>(score) && item.detection < detection);
        });
        const auto items = static_cast<std::size_t>(at - m_items.begin());
        return {items, m_right_before[items]};
    }
    /// @param next   the envelope at the first place that changes; no lower than it was
    /// @param after  what the right ones from there on become
    double gain(std::size_t right, double next, const Falling& after) const {
        return m_envelope.gainBelow(right, next) + after.sumFrom(right) - m_envelope.sumFrom(right);
    }
    double gainOfNew(const Place& place, const Falling& after) const {
        const double own = static_cast<double>(place.right + 1) / static_cast<double>(place.items + 1);
        const double next = std::max(own, after.at(place.right));
        return next + gain(place.right, next, after);
    }
    void rankFirst(const std::vector<double>& pushed);

    std::vector<Item> m_items;
    std::int64_t m_positives = 0;
    std::vector<std::size_t> m_right_before;  ///< [items + 1]
    // [right ones], from any of them on:
    Falling m_envelope;
    Falling m_removed;  ///< with a wrong one less before them
    Falling m_righted;  ///< with a wrong one turned right before them
    Falling m_pushed;   ///< with one right one more before them
    std::vector<double>
        m_removal;  ///< [right ones + 1] what is gained if a wrong one behind so many is removed
    std::vector<double> m_first;  ///< [right ones] what is gained if this one comes first
};

void ClassRanking::rank(std::vector<std::uint32_t>& ranks) {
    std::vector<Item> sorted;
    sorted.reserve(m_items.size());
    for (const RankedItem& item : orderByFallingScore(m_items)) {
        ranks[m_items[item.index].detection] = static_cast<std::uint32_t>(sorted.size());
        sorted.push_back(m_items[item.index]);
    }
    m_items = std::move(sorted);
    m_right_before.assign(1, 0);
    std::vector<double> precision;
    std::vector<double> removed;
    std::vector<double> righted;
    std::vector<double> pushed;
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        if (m_items[i].is_right) {
            const auto right = static_cast<double>(precision.size() + 1);
            const auto all = static_cast<double>(i + 1);
            precision.push_back(right / all);
            removed.push_back(right < all ? right / (all - 1.0) : 1.0);  // none is before the first
            righted.push_back(right < all ? (right + 1.0) / all : 1.0);
            pushed.push_back((right + 1.0) / (all + 1.0));
        }
        m_right_before.push_back(precision.size());
    }
    m_envelope = Falling(std::move(precision));
    rankFirst(pushed);
    m_removed = Falling(std::move(removed));
    m_righted = Falling(std::move(righted));
    m_pushed = Falling(std::move(pushed));
    for (std::size_t right = 0; right <= m_right_before.back(); ++right) {
        m_removal.push_back(gain(right, m_removed.at(right), m_removed));
    }
}

void ClassRanking::rankFirst(const std::vector<double>& pushed) {
    RunningMaxima before;
    for (std::size_t i = 0; i < pushed.size(); ++i) {
        m_first.push_back(1.0 + before.sumAbove(m_envelope.at(i + 1)) + m_envelope.sumFrom(i + 1) -
                          m_envelope.sumFrom(0));
        before.push(pushed[i]);
    }
}

/// All classes of a split.
class CostTable {
  public:
    CostTable(const JudgedSplit& split, int classes)
        : m_split(split),
          m_classes(static_cast<std::size_t>(classes) + 1),
          m_finder(split.counts.size(), kNone) {
        for (std::size_t image = 0; image < split.imageCount(); ++image) {
            for (std::size_t i = split.first_detection[image]; i < split.first_detection[image + 1]; ++i) {
                addDetection(image, i);
            }
        }
        for (std::size_t i = 0; i < split.counts.size(); ++i) {
            if (split.counts[i] && split.object_labels[i] < m_classes.size()) {
                m_classes[split.object_labels[i]].addPositive();
            }
        }
        m_ranks.resize(split.scores.size());
        parallelChunks(m_classes.size(), {.chunk = 1}, {}, {},
                       [&](std::size_t begin, std::size_t, int) { m_classes[begin].rank(m_ranks); });
        m_averaged = std::count_if(m_classes.begin(), m_classes.end(),
                                   [](const ClassRanking& each) { return each.positives() > 0; });
    }

    double ofDetection(std::size_t image, std::size_t detection) const;
    double ofObject(std::size_t object) const;

  private:
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

    void addDetection(std::size_t image, std::size_t detection) {
        const bool is_right = m_split.outcomes[detection] == Outcome::true_positive;
        if (is_right) {
            m_finder[objectOf(image, detection)] = detection;
        }
        if ((is_right || isFalsePositive(m_split.outcomes[detection])) &&
            m_split.labels[detection] < m_classes.size()) {
            m_classes[m_split.labels[detection]].add(m_split.scores[detection], detection, is_right);
        }
    }
    std::size_t objectOf(std::size_t image, std::size_t detection) const {
        return m_split.first_object[image] + static_cast<std::size_t>(m_split.objects[detection]);
    }
    /// In mean AP.
    double share(const ClassRanking& ranking, double gain) const {
        return ranking.positives() > 0
                   ? gain / (static_cast<double>(ranking.positives()) * static_cast<double>(m_averaged))
                   : 0.0;
    }

    const JudgedSplit& m_split;
    std::vector<ClassRanking> m_classes;  ///< [classes + 1]
    std::vector<std::size_t> m_finder;    ///< [objects] the detection that finds it
    std::vector<std::uint32_t> m_ranks;   ///< [detections] in its class
    std::int64_t m_averaged = 0;
};

double CostTable::ofDetection(std::size_t image, std::size_t detection) const {
    const Outcome outcome = m_split.outcomes[detection];
    const std::uint16_t label = m_split.labels[detection];
    if (!isFalsePositive(outcome) || label >= m_classes.size()) {
        return 0.0;
    }
    const ClassRanking& own = m_classes[label];
    if (outcome == Outcome::localization || outcome == Outcome::classification) {
        const std::size_t object = objectOf(image, detection);
        const std::uint16_t wanted = m_split.object_labels[object];
        if (m_split.counts[object] && m_finder[object] == kNone && wanted < m_classes.size()) {
            const ClassRanking& right = m_classes[wanted];
            return wanted == label ? share(own, own.ifRight(m_ranks[detection]))
                                   : share(own, own.ifRemoved(m_ranks[detection])) +
                                         share(right, right.ifAdded(detection, m_split.scores[detection]));
        }
    }
    return share(own, own.ifRemoved(m_ranks[detection]));
}

double CostTable::ofObject(std::size_t object) const {
    const std::uint16_t label = m_split.object_labels[object];
    if (!m_split.counts[object] || label >= m_classes.size()) {
        return 0.0;
    }
    const ClassRanking& own = m_classes[label];
    const std::size_t finder = m_finder[object];
    return share(own, finder == kNone ? own.ifFoundFirst() : own.ifFirst(m_ranks[finder]));
}

}  // namespace

ErrorCosts errorCosts(const JudgedSplit& split, int classes) {
    const CostTable table(split, classes);
    ErrorCosts costs{.detections = std::vector<float>(split.scores.size()),
                     .objects = std::vector<float>(split.counts.size())};
    constexpr std::size_t kChunk = 256;
    parallelChunks(
        split.imageCount(), {.chunk = kChunk}, {}, {}, [&](std::size_t begin, std::size_t end, int) {
            for (std::size_t image = begin; image < end; ++image) {
                for (std::size_t i = split.first_detection[image]; i < split.first_detection[image + 1];
                     ++i) {
                    costs.detections[i] = static_cast<float>(table.ofDetection(image, i));
                }
                for (std::size_t i = split.first_object[image]; i < split.first_object[image + 1]; ++i) {
                    costs.objects[i] = static_cast<float>(table.ofObject(i));
                }
            }
        });
    return costs;
}

}  // namespace priorscope
