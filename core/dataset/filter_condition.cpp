#include "core/dataset/filter_condition.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/text/number_text.hpp"

namespace priorscope {

const std::vector<FilterFieldInfo>& filterFields() {
    static const std::vector<FilterFieldInfo> fields{
        {FilterField::width, "width", Core::tr("object width, px"), false},
        {FilterField::height, "height", Core::tr("object height, px"), false},
        {FilterField::side, "side", Core::tr("shorter side, px"), false},
        {FilterField::area, "area", Core::tr("object area, px²"), false},
        {FilterField::share, "share", Core::tr("share of the image, %%"), false},
        {FilterField::input_side, "input", Core::tr("shorter side at the network's input, px"), false},
        {FilterField::aspect, "aspect", Core::tr("width : height"), false},
        {FilterField::x, "x", Core::tr("centre from the left, 0 to 1"), false},
        {FilterField::y, "y", Core::tr("centre from the top, 0 to 1"), false},
        {FilterField::overlap, "overlap", Core::tr("IoU with another object"), false},
        {FilterField::neighbours, "neighbours", Core::tr("objects that it touches"), false},
        {FilterField::objects, "objects", Core::tr("objects of an image"), true},
        {FilterField::classes, "classes", Core::tr("classes of an image"), true},
        {FilterField::image_width, "image_width", Core::tr("image width, px"), true},
        {FilterField::image_height, "image_height", Core::tr("image height, px"), true},
        {FilterField::brightness, "brightness", Core::tr("image brightness, 0 to 1"), true},
    };
    return fields;
}

const FilterFieldInfo& filterFieldInfo(FilterField field) {
    return filterFields().at(static_cast<std::size_t>(field));
}

std::string conditionText(const FilterCondition& condition) {
    const std::string& name = filterFieldInfo(condition.field).name;
    const bool has_least = std::isfinite(condition.least);
    const bool has_most = std::isfinite(condition.most);
    if (has_least && has_most && !condition.is_above && !condition.is_below) {
        return name + "=" + numberText(condition.least) +
               (condition.least == condition.most ? std::string() : ".." + numberText(condition.most));
    }
    std::string text;
    if (has_least) {
        text = name + (condition.is_above ? ">" : ">=") + numberText(condition.least);
    }
    if (has_most) {
        text +=
            (text.empty() ? "" : " ") + name + (condition.is_below ? "<" : "<=") + numberText(condition.most);
    }
    return text;
}

namespace {

/// Rounding of float fractions: a side of 8 px is not under 8.
constexpr double kRounding = 1e-3;

double inputSide(const ImageRow& image, const Annotation& object, const NetworkInput& input) {
    if (input.size <= 0 || image.width <= 0 || image.height <= 0) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    const Box box =
        resizeMapping(image.width, image.height, input.size, input.resize).inputFromImage(object.box);
    const double side = static_cast<double>(std::min(box.width(), box.height())) * input.size;
    return std::abs(side - std::round(side)) < kRounding ? std::round(side) : side;
}

}  // namespace

double objectFigure(FilterField field, const ImageRow& image, const Annotation& object,
                    const NetworkInput& input) {
    // Of the edges as written: fractions of the image would make 31.99998 px of 32.
    const double width = std::max(0.0, object.voc.xmax - object.voc.xmin + 1.0);
    const double height = std::max(0.0, object.voc.ymax - object.voc.ymin + 1.0);
    const auto others = [&](const auto& take) {
        for (const Annotation& other : image.objects) {
            if (&other != &object) {
                take(static_cast<double>(intersectionOverUnion(object.box, other.box)));
            }
        }
    };
    switch (field) {
        case FilterField::width:
            return width;
        case FilterField::height:
            return height;
        case FilterField::side:
            return std::min(width, height);
        case FilterField::area:
            return width * height;
        case FilterField::share:
            return 100.0 * static_cast<double>(object.box.area());
        case FilterField::input_side:
            return inputSide(image, object, input);
        case FilterField::aspect:
            return height > 0.0 ? width / height : 0.0;
        case FilterField::x:
            return (static_cast<double>(object.box.x_min) + static_cast<double>(object.box.x_max)) / 2.0;
        case FilterField::y:
            return (static_cast<double>(object.box.y_min) + static_cast<double>(object.box.y_max)) / 2.0;
        case FilterField::overlap: {
            double highest = 0.0;
            others([&](double iou) { highest = std::max(highest, iou); });
            return highest;
        }
        case FilterField::neighbours: {
            double touched = 0.0;
            others([&](double iou) { touched += iou > 0.0 ? 1.0 : 0.0; });
            return touched;
        }
        default:
            return 0.0;  // of images
    }
}

}  // namespace priorscope
