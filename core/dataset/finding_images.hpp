// The images that findings are about.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "core/dataset/dataset.hpp"
#include "core/dataset/found_images.hpp"

namespace priorscope {

/// [findings] index of the image whose annotation or file a finding names; -1: it is in none of the
/// dataset's.
std::vector<int> imagesOfFindings(const Dataset& dataset, std::span<const DatasetIssue> findings);

/// By split, and "" for all images: the share of images that no finding is about. An image whose file is
/// missing, or that two splits share which have to be apart, has one. Annotations and images that were left
/// out, and entries of a split's list, count as images with a finding, as far as they are told one by one.
/// Findings about a network or the choice of images, not the data, do not count: small_object, uncovered,
/// suspected_label, unlisted_image, channels. Images listed twice count twice; splits without images are left
/// out.
/// @param found  images of findings that are only counted
std::map<std::string, double> soundShares(const Dataset& dataset, std::span<const DatasetIssue> findings,
                                          const FoundImages& found = {});

}  // namespace priorscope
