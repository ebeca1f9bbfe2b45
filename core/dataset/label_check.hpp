// What is conspicuous in the labels themselves, whatever the files are like.
#pragma once

#include <cstddef>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/dataset/dataset.hpp"
#include "core/dataset/found_images.hpp"
#include "core/image/image.hpp"

namespace priorscope {

struct LabelCheckOptions {
    double duplicate_iou = 0.9;   ///< boxes that overlap by this or more are taken for one
    double longest_ratio = 10.0;  ///< of the longer side to the shorter one, in pixels of the image
    int input_size = 0;  ///< side of the network's input, pixels; 0: small objects are not looked for
    ResizeMode resize = ResizeMode::stretch;
    double least_side = 8.0;          ///< pixels at the input: the step of SSD's first feature map
    std::size_t most_of_kind = 1000;  ///< of each kind the first are told one by one, the rest as a number
};

/// IoU of the parts within the image, which are what is trained on.
double overlapInImage(const Annotation& a, const Annotation& b);

/// duplicate_box, two_classes, sliver and small_object (of objects that are not difficult; of those that are,
/// a detector is not asked for); class_missing and class_once for each of the splits train, val, test, … that
/// has no or a single object of a class; unlisted_image where there are such splits. In the order of the
/// images, kind by kind.
/// @param images  if given, gets the images of all of them, also of those that are only counted
/// @return nothing if stopped
std::optional<std::vector<DatasetIssue>> checkLabels(const Dataset& dataset, const LabelCheckOptions& options,
                                                     const std::stop_token& stop = {},
                                                     FoundImages* images = nullptr);

}  // namespace priorscope
