// The classes of a detector as those of a dataset.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/detection/detection.hpp"

namespace priorscope {

/// How the classes of a detector become those of a dataset, by name.
struct ClassMapping {
    std::vector<std::string> names;  ///< the dataset's, then those that only the detector knows
    std::vector<std::int32_t>
        label_of;    ///< [detector's classes + 1]: label in `names` for each of the detector's
    int judged = 0;  ///< number of the dataset's classes
    int shared = 0;  ///< number of classes that both know
};
ClassMapping mapClasses(const std::vector<std::string>& detector, const std::vector<std::string>& dataset);

/// The same candidates with the labels of ClassMapping::names, still grouped by label, highest score first.
Candidates relabelled(Candidates candidates, const ClassMapping& mapping);

}  // namespace priorscope
