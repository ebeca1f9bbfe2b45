// Two detectors on the same images: whether one is better than the other, or only luckier.
#pragma once

#include <optional>
#include <stop_token>
#include <vector>

#include "core/evaluation/comparison/bootstrap.hpp"

namespace priorscope {

/// A figure of A and of B.
struct FigureDifference {
    std::optional<double> a{};
    std::optional<double> b{};
    std::optional<double> difference{};            ///< b - a
    std::optional<ConfidenceInterval> interval{};  ///< of the difference
    /// Share of the draws in which B is greater; draws in which both are equal count half.
    std::optional<double> p_b_better{};
};

struct PrecisionDifference {
    struct OfClass {
        int label = 0;
        std::int64_t positives = 0;  ///< objects that count
        FigureDifference ap_voc07{};
        FigureDifference ap_voc10{};
    };
    FigureDifference map_voc07{};  ///< over the classes that both know and that have objects
    FigureDifference map_voc10{};
    std::vector<OfClass> classes{};  ///< those that both know, by rising label
};

/// Both judged on the same images, in the same order, with the same classes asked for.
/// @param known  [labels + 1] these classes; empty: all
/// @return nothing if stopped
/// @throws Error if an option is out of range
std::optional<PrecisionDifference> comparePrecision(const WeighedSplit& a, const WeighedSplit& b,
                                                    const std::vector<bool>& known,
                                                    const BootstrapOptions& options,
                                                    std::stop_token stop = {},
                                                    const ProgressFn& progress = {});

}  // namespace priorscope
