// Maps a detector's classes to those of a dataset.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/detection/detection.hpp"

namespace priorscope {

/// Maps the classes of a detector to those of a dataset, by name.
struct ClassMapping {
    std::vector<std::string> names;  ///< the dataset's, then those only the detector has
    std::vector<std::int32_t>
        label_of;    ///< [detector's classes + 1]: label in `names` for each of the detector's
    int judged = 0;  ///< number of classes of the dataset
    int shared = 0;  ///< number of classes that both have
};
/// A dataset without any class has no object: every class of the detector is judged on it.
ClassMapping mapClasses(const std::vector<std::string>& detector, const std::vector<std::string>& dataset);

/// Names of the judged classes.
std::vector<std::string> judgedNames(const ClassMapping& mapping);

/// [judged + 1] whether the detector knows a class of the dataset: objects of others are not asked for.
std::vector<bool> knownLabels(const ClassMapping& mapping);

/// The same candidates with the labels of ClassMapping::names, still grouped by label, by descending score.
Candidates relabelled(Candidates candidates, const ClassMapping& mapping);

}  // namespace priorscope
