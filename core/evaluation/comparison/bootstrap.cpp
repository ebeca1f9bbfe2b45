#include "core/evaluation/comparison/bootstrap.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/parallel.hpp"
#include "core/base/random.hpp"

namespace priorscope {
namespace {

/// @param sorted  not empty, rising
double quantile(const std::vector<double>& sorted, double share) {
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const double low = sorted[below];
    const double high = sorted[std::min(below + 1, sorted.size() - 1)];
    return low + (high - low) * (place - std::floor(place));
}

/// What one of the figures was in the draws that have it.
template <class FigureOf>
std::optional<ConfidenceInterval> intervalOf(const DrawnPrecisions& drawn, const FigureOf& figureOf) {
    std::vector<double> values;
    values.reserve(drawn.draws);
    for (std::size_t draw = 0; draw < drawn.draws; ++draw) {
        if (const std::optional<double> value = figureOf(drawn.ofDraw(draw))) {
            values.push_back(*value);
        }
    }
    return middleOf(std::move(values));
}

}  // namespace

std::vector<Problem> BootstrapOptions::validate() const {
    constexpr int kMostDraws = 1000000;
    if (draws < 1 || draws > kMostDraws) {
        return {{"draws", Core::tr("must be from 1 to %1").arg(kMostDraws)}};
    }
    return {};
}

std::vector<Sentence> doubtsOf(std::size_t images, const BootstrapOptions& options) {
    constexpr std::size_t kFewImages = 30;
    constexpr int kFewDraws = 200;
    std::vector<Sentence> doubts;
    if (images < kFewImages) {
        doubts.push_back(
            Core::tr("The intervals rest on %1 images only: they are narrower than what is not known")
                .arg(images));
    }
    if (options.draws < kFewDraws) {
        doubts.push_back(
            Core::tr("The intervals rest on %1 draws only: with others their ends would be elsewhere")
                .arg(options.draws));
    }
    return doubts;
}

std::optional<ConfidenceInterval> middleOf(std::vector<double> values) {
    constexpr double kBelow = 0.025;
    if (values.empty()) {
        return std::nullopt;
    }
    std::ranges::sort(values);
    return ConfidenceInterval{quantile(values, kBelow), quantile(values, 1.0 - kBelow)};
}

ClassPrecision meanOf(std::span<const ClassPrecision> classes) {
    double voc07 = 0.0;
    double voc10 = 0.0;
    int count = 0;
    for (const ClassPrecision& each : classes) {
        if (each.ap_voc07) {  // a class has both or none
            voc07 += *each.ap_voc07;
            voc10 += *each.ap_voc10;
            ++count;
        }
    }
    return count == 0 ? ClassPrecision{} : ClassPrecision{voc07 / count, voc10 / count};
}

ImageTimes drawnTimes(std::size_t images, std::uint64_t seed, std::size_t draw) {
    ImageTimes times(images, 0);
    SplitMix64 random(seed, draw);
    const int last = static_cast<int>(images) - 1;
    for (std::size_t i = 0; i < images; ++i) {
        ++times[static_cast<std::size_t>(random.whole(0, last))];
    }
    return times;
}

std::optional<std::vector<DrawnPrecisions>> drawPrecisions(std::span<const WeighedSplit* const> splits,
                                                           const BootstrapOptions& options,
                                                           std::stop_token stop, const ProgressFn& progress) {
    constexpr std::size_t kChunk = 4;
    throwOnProblems(Core::tr("drawing images anew"), options.validate());
    const auto draws = static_cast<std::size_t>(options.draws);
    std::vector<DrawnPrecisions> result;
    for (const WeighedSplit* split : splits) {
        result.push_back({draws, split->classCount(), {}});
        result.back().figures.resize(draws * split->classCount());
    }
    const bool complete = parallelChunks(
        draws, {.chunk = kChunk, .workers = options.workers, .unit = "draws"}, std::move(stop), progress,
        [&](std::size_t begin, std::size_t end, int) {
            std::vector<double> scratch;
            for (std::size_t draw = begin; draw < end; ++draw) {
                const ImageTimes times = drawnTimes(splits.front()->imageCount(), options.seed, draw);
                for (std::size_t i = 0; i < splits.size(); ++i) {
                    const std::size_t classes = result[i].classes;
                    splits[i]->precisions(
                        times, std::span(result[i].figures).subspan(draw * classes, classes), scratch);
                }
            }
        });
    return complete ? std::optional(std::move(result)) : std::nullopt;
}

PrecisionIntervals intervalsOf(const DrawnPrecisions& drawn) {
    PrecisionIntervals intervals;
    intervals.map_voc07 = intervalOf(drawn, [](const auto& classes) { return meanOf(classes).ap_voc07; });
    intervals.map_voc10 = intervalOf(drawn, [](const auto& classes) { return meanOf(classes).ap_voc10; });
    for (std::size_t c = 0; c < drawn.classes; ++c) {
        intervals.classes.push_back(
            {intervalOf(drawn, [c](const auto& classes) { return classes[c].ap_voc07; }),
             intervalOf(drawn, [c](const auto& classes) { return classes[c].ap_voc10; })});
    }
    return intervals;
}

}  // namespace priorscope
