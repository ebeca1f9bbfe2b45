// What two runs' average precisions say beside each other, and whether they may be subtracted at all.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/base/text/sentence.hpp"
#include "core/training/run/run_folder.hpp"

namespace priorscope {

/// Two runs are comparable if both were evaluated on the same images with the same objects, wherever these
/// lie and however they were chosen, and tell the same classes apart. Where that is not recorded, they are
/// not. What they were trained on does not matter: that is what runs are compared for.
/// @return why their figures must not be subtracted; none if they may be
std::optional<Sentence> whyNotComparable(const RunOverview& baseline, const RunOverview& run);

enum class EvaluationChoice {
    best,    ///< of the highest mAP@0.5 (VOC07), the first of several
    latest,  ///< of those that have a mAP
};
/// Null if no evaluation has a mAP. Points into the vector.
const EvaluationRow* chosenEvaluation(const std::vector<EvaluationRow>& evaluations, EvaluationChoice choice);
/// The same, of the highest mAP.
const EvaluationRow* bestEvaluation(const std::vector<EvaluationRow>& evaluations);

/// The average precisions of one evaluation.
struct ClassFigures {
    std::vector<std::string> classes{};               ///< of the run's detector
    std::vector<std::optional<double>> precisions{};  ///< in their order; empty: not recorded
};

struct PairedPrecision {
    std::string name{};
    std::size_t place = 0;           ///< among the classes of the run, which its colour follows from
    std::optional<double> before{};  ///< of the baseline; none: there is none, or it has no figure
    std::optional<double> after{};   ///< of the run; none: its validation images have no such object
    /// after - before; none if either is missing
    std::optional<double> change() const;
};

/// The classes of a run in their order, each with the baseline's figure of the same name.
/// @param baseline  none: there is none, or it must not be compared
std::vector<PairedPrecision> pairedPrecisions(const ClassFigures& run,
                                              const std::optional<ClassFigures>& baseline);

enum class PrecisionOrder { by_precision, by_change, by_name };
/// Lowest first: what is worst, or has become so, is what one looks for. Classes without that figure come
/// last; of equal ones, the order of names decides.
void sortPrecisions(std::vector<PairedPrecision>& classes, PrecisionOrder order);

}  // namespace priorscope
