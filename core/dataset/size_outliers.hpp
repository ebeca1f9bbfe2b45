// Objects of a size that is unusual for their class.
#pragma once

#include <cstddef>
#include <vector>

#include "core/dataset/dataset.hpp"
#include "core/dataset/found_images.hpp"

namespace priorscope {

struct SizeOutlierOptions {
    std::size_t least_objects = 30;  ///< classes with fewer are not looked at
    double deviations = 4.0;         ///< beyond the median, in robust standard deviations
    std::size_t most_told = 1000;    ///< the first are told one by one, the rest as a number
};

/// size_outlier findings: of the objects of a class that are not difficult and lie in the image, those whose
/// side (the root of the share of the image's area) differs from the median, as a logarithm, by more than so
/// many times 1.4826 times the median absolute deviation. In the order of the images.
/// @param images  if given, gets the images of all of them
std::vector<DatasetIssue> sizeOutliers(const Dataset& dataset, const SizeOutlierOptions& options = {},
                                       FoundImages* images = nullptr);

}  // namespace priorscope
