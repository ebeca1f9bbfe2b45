// The images that findings are about.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "core/dataset/dataset.hpp"

namespace priorscope {

/// [findings] index of the image whose annotation or file a finding names; -1: it is in none of the
/// dataset's.
std::vector<int> imagesOfFindings(const Dataset& dataset, std::span<const DatasetIssue> findings);

/// By split, and "" for all images: the share of images that no finding is about. Findings about a network,
/// not the data, do not count: small_object, uncovered, suspected_label. Images listed twice count twice;
/// splits without images are left out.
std::map<std::string, double> soundShares(const Dataset& dataset, std::span<const DatasetIssue> findings);

}  // namespace priorscope
