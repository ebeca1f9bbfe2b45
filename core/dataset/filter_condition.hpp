// Conditions on figures of images and objects, of which filters consist.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "core/base/text/sentence.hpp"
#include "core/dataset/image_table.hpp"
#include "core/image/image.hpp"

namespace priorscope {

/// What a condition is about. Pixels are those of the image, but for input_side.
enum class FilterField {
    width,         ///< of an object's box, px
    height,        ///< px
    side,          ///< the shorter one, px
    area,          ///< px²
    share,         ///< of the image's area that the box takes, %
    input_side,    ///< the shorter side in the network's input, px; needs a NetworkInput
    aspect,        ///< width : height
    x,             ///< of the box's centre; 0 to 1 from the left
    y,             ///< from the top
    overlap,       ///< the highest IoU with another object of the image
    neighbours,    ///< other objects of the image that the box touches
    objects,       ///< shown objects of an image
    classes,       ///< classes of these
    image_width,   ///< px
    image_height,  ///< px
    brightness,    ///< mean luma of an image, 0 to 1; takes its pixels
};

/// What a network makes of an image.
struct NetworkInput {
    int size = 0;  ///< side, pixels; 0: it is not known
    ResizeMode resize = ResizeMode::stretch;
    bool operator==(const NetworkInput&) const = default;
};

struct FilterFieldInfo {
    FilterField field{};
    std::string name{};  ///< as text has it: "width"
    Sentence title{};    ///< "object width, px"
    bool of_image = false;
};

/// In the order of FilterField.
const std::vector<FilterFieldInfo>& filterFields();
const FilterFieldInfo& filterFieldInfo(FilterField field);

/// A range of a figure. Of several conditions all have to hold.
struct FilterCondition {
    FilterField field{};
    double least = -std::numeric_limits<double>::infinity();
    double most = std::numeric_limits<double>::infinity();
    bool is_above = false;  ///< least itself does not count
    bool is_below = false;  ///< most itself does not count

    bool contains(double value) const {
        return (is_above ? value > least : value >= least) && (is_below ? value < most : value <= most);
    }
    bool operator==(const FilterCondition&) const = default;
};

/// "width<32", "objects>=5", "aspect=0.5..2", "aspect>0.5 aspect<2", "objects=3".
std::string conditionText(const FilterCondition& condition);

/// @param field  one of objects
/// @return NaN where it is not known: the input's side without an input
double objectFigure(FilterField field, const ImageRow& image, const Annotation& object,
                    const NetworkInput& input = {});

}  // namespace priorscope
