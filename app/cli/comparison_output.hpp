// How a comparison of two detectors is shown.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "app/cli/compared_sides.hpp"
#include "core/evaluation/comparison/precision_difference.hpp"
#include "core/evaluation/comparison/verdict_difference.hpp"

namespace priorscope::cli {

struct Comparison {
    const ScoringTruth& truth;
    const ChosenImages& chosen;
    std::array<const ComparedSide*, 2> sides{};  ///< A, B
    std::vector<std::size_t> images;             ///< of the truth, that are compared
    std::int64_t left_out = 0;                   ///< images that either was trained on
    /// [images] as A's are: for the objects in the lists
    std::vector<const ScoredImage*> objects;
    PrecisionDifference precision;
    VerdictDifference verdicts;
    BootstrapOptions bootstrap;
    std::string protocol;
    std::vector<std::string> notes;
};

/// As the JSON document that the command line promises, or as tables.
void show(const Comparison& comparison, Console& console);

}  // namespace priorscope::cli
