// How sure average precision is: a bootstrap over the images of a split.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/progress.hpp"
#include "core/base/text/sentence.hpp"
#include "core/evaluation/comparison/weighed_split.hpp"

namespace priorscope {

struct BootstrapOptions {
    int draws = 1000;        ///< each as many images as the split has, with replacement; [1, 1000000]
    std::uint64_t seed = 1;  ///< a draw depends on it and on its own number alone
    int workers = 0;         ///< threads, which change nothing; 0: all cores
    std::vector<Problem> validate() const;
};

/// Why intervals of so many images and draws say little, if they do: of fewer than 30 images they are
/// narrower than the doubt, and of fewer than 200 draws their ends stand on five values or fewer.
std::vector<Sentence> doubtsOf(std::size_t images, const BootstrapOptions& options);

/// The middle 95 % of what the draws gave.
struct ConfidenceInterval {
    double low = 0.0;
    double high = 0.0;
    bool operator==(const ConfidenceInterval&) const = default;
};

/// From the 2.5th to the 97.5th percentile, between two values in proportion, as numpy has it; none without
/// values.
std::optional<ConfidenceInterval> middleOf(std::vector<double> values);

/// Average precision in every draw. A class of which no object counts in a draw has no figure there, and is
/// left out of that draw's mean, as Evaluator leaves it out of any mean.
struct DrawnPrecisions {
    std::size_t draws = 0;
    std::size_t classes = 0;
    std::vector<ClassPrecision> figures{};  ///< [draws × classes]

    std::span<const ClassPrecision> ofDraw(std::size_t draw) const {
        return std::span(figures).subspan(draw * classes, classes);
    }
};

/// Mean over the classes that have a figure; none without any.
ClassPrecision meanOf(std::span<const ClassPrecision> classes);

/// How often the images of one draw count: they sum to their number.
ImageTimes drawnTimes(std::size_t images, std::uint64_t seed, std::size_t draw);

/// The same draws for each of the splits, so that they can be compared draw by draw.
/// @param splits  of the same images, in the same order
/// @return [splits]; nothing if stopped
/// @throws Error if an option is out of range
/// Source: Efron, Tibshirani, "An Introduction to the Bootstrap" (1993), section 13.3
std::optional<std::vector<DrawnPrecisions>> drawPrecisions(std::span<const WeighedSplit* const> splits,
                                                           const BootstrapOptions& options,
                                                           std::stop_token stop = {},
                                                           const ProgressFn& progress = {});

struct PrecisionIntervals {
    struct OfClass {
        std::optional<ConfidenceInterval> ap_voc07{};  ///< over the draws in which an object of it counts
        std::optional<ConfidenceInterval> ap_voc10{};
    };
    std::optional<ConfidenceInterval> map_voc07{};
    std::optional<ConfidenceInterval> map_voc10{};
    std::vector<OfClass> classes{};  ///< [classes]
};
PrecisionIntervals intervalsOf(const DrawnPrecisions& drawn);

}  // namespace priorscope
