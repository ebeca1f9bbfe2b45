#include "core/evaluation/comparison/rate_intervals.hpp"

#include <cmath>
#include <limits>
#include <utility>

#include "core/base/parallel.hpp"

namespace priorscope {
namespace {

constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();

struct Counts {
    std::int64_t right = 0;
    std::int64_t wrong = 0;
    std::int64_t objects = 0;

    void add(const Counts& other, std::int64_t times) {
        right += times * other.right;
        wrong += times * other.wrong;
        objects += times * other.objects;
    }
    bool isEmpty() const { return right + wrong + objects == 0; }
};

/// One class in one image.
struct ImageCounts {
    std::size_t image = 0;
    std::size_t label = 0;
    Counts counts{};
};

struct Rates {
    double precision = kUndefined;
    double recall = kUndefined;
    double f1 = kUndefined;
};

double share(std::int64_t part, std::int64_t whole) {
    return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : kUndefined;
}

Rates ratesOf(const Counts& counts) {
    return {share(counts.right, counts.right + counts.wrong), share(counts.right, counts.objects),
            share(2 * counts.right, counts.right + counts.wrong + counts.objects)};
}

/// Those that are not empty.
std::vector<ImageCounts> countsOf(const JudgedSplit& split, float min_score, std::size_t labels) {
    std::vector<ImageCounts> all;
    std::vector<Counts> of_image(labels);
    for (std::size_t image = 0; image < split.imageCount(); ++image) {
        for (std::size_t i = split.first_detection[image];
             i < split.first_detection[image + 1] && split.scores[i] >= min_score; ++i) {
            if (split.labels[i] < labels) {
                Counts& counts = of_image[split.labels[i]];
                counts.right += split.outcomes[i] == Outcome::true_positive ? 1 : 0;
                counts.wrong += isFalsePositive(split.outcomes[i]) ? 1 : 0;
            }
        }
        for (std::size_t i = split.first_object[image]; i < split.first_object[image + 1]; ++i) {
            if (split.counts[i] && split.object_labels[i] < labels) {
                ++of_image[split.object_labels[i]].objects;
            }
        }
        for (std::size_t label = 1; label < labels; ++label) {
            if (!of_image[label].isEmpty()) {
                all.push_back({image, label, std::exchange(of_image[label], {})});
            }
        }
    }
    return all;
}

template <class RateOf>
std::optional<ConfidenceInterval> intervalOf(const std::vector<Rates>& drawn, std::size_t label,
                                             std::size_t labels, const RateOf& rateOf) {
    std::vector<double> values;
    for (std::size_t at = label; at < drawn.size(); at += labels) {
        if (const double value = rateOf(drawn[at]); !std::isnan(value)) {
            values.push_back(value);
        }
    }
    return middleOf(std::move(values));
}

}  // namespace

std::optional<SplitRateIntervals> rateIntervalsOf(const JudgedSplit& split, float min_score, int classes,
                                                  const BootstrapOptions& options, std::stop_token stop) {
    constexpr std::size_t kChunk = 16;
    throwOnProblems(Core::tr("drawing images anew"), options.validate());
    const std::size_t labels = static_cast<std::size_t>(classes) + 1;  // 0: all together
    const std::vector<ImageCounts> counts = countsOf(split, min_score, labels);
    const auto draws = static_cast<std::size_t>(options.draws);
    std::vector<Rates> drawn(draws * labels);
    const bool complete = parallelChunks(draws, {.chunk = kChunk, .workers = options.workers},
                                         std::move(stop), {}, [&](std::size_t begin, std::size_t end, int) {
                                             for (std::size_t draw = begin; draw < end; ++draw) {
                                                 const ImageTimes times =
                                                     drawnTimes(split.imageCount(), options.seed, draw);
                                                 std::vector<Counts> sums(labels);
                                                 for (const ImageCounts& each : counts) {
                                                     sums[each.label].add(each.counts, times[each.image]);
                                                 }
                                                 for (std::size_t label = 1; label < labels; ++label) {
                                                     sums.front().add(sums[label], 1);
                                                 }
                                                 for (std::size_t label = 0; label < labels; ++label) {
                                                     drawn[draw * labels + label] = ratesOf(sums[label]);
                                                 }
                                             }
                                         });
    if (!complete) {
        return std::nullopt;
    }
    const auto intervals = [&](std::size_t label) {
        return RateIntervals{
            intervalOf(drawn, label, labels, [](const Rates& rates) { return rates.precision; }),
            intervalOf(drawn, label, labels, [](const Rates& rates) { return rates.recall; }),
            intervalOf(drawn, label, labels, [](const Rates& rates) { return rates.f1; })};
    };
    SplitRateIntervals result{.all = intervals(0)};
    for (std::size_t label = 1; label < labels; ++label) {
        result.classes.push_back(intervals(label));
    }
    return result;
}

}  // namespace priorscope
