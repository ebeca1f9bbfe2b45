#include "core/formats/voc/annotation_writer.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/text/number_text.hpp"
#include "core/base/text/xml_text.hpp"

namespace priorscope {
namespace {

struct PixelRange {
    int first = 1;  ///< 1-based, inclusive
    int last = 1;
};

/// @param begin, end  fractions of the side
PixelRange pixelRange(float begin, float end, int side) {
    const auto edge = [side](float fraction) {
        return static_cast<int>(std::lround(std::clamp(fraction, 0.0F, 1.0F) * static_cast<double>(side)));
    };
    const int first = std::min(edge(begin) + 1, side);
    return {first, std::max(edge(end), first)};
}

std::string element(const char* name, const std::string& content) {
    return std::string("<") + name + ">" + content + "</" + name + ">";
}

std::string objectText(const ProposedObject& object, const Box& box, int width, int height) {
    const PixelRange x = pixelRange(box.x_min, box.x_max, width);
    const PixelRange y = pixelRange(box.y_min, box.y_max, height);
    const auto corner = [](const char* name, int value) {
        return "\t\t\t" + element(name, std::to_string(value)) + "\n";
    };
    return "\t<object>\n\t\t" + element("name", xmlText(object.name)) + "\n\t\t" +
           element("pose", "Unspecified") + "\n\t\t" + element("truncated", "0") + "\n\t\t" +
           element("difficult", "0") + "\n\t\t" + element("score", numberText(object.score)) +
           "\n\t\t<bndbox>\n" + corner("xmin", x.first) + corner("ymin", y.first) + corner("xmax", x.last) +
           corner("ymax", y.last) + "\t\t</bndbox>\n\t</object>\n";
}

/// @param source  lines within <source>
std::string headText(const std::string& root, const std::string& folder, const std::string& file_name,
                     const std::string& source, int width, int height) {
    return "<" + root + ">\n\t" + element("folder", xmlText(folder)) + "\n\t" +
           element("filename", xmlText(file_name)) + "\n\t<source>\n" + source +
           "\t</source>\n\t<size>\n\t\t" + element("width", std::to_string(width)) + "\n\t\t" +
           element("height", std::to_string(height)) + "\n\t\t" + element("depth", "3") + "\n\t</size>\n\t" +
           element("segmented", "0") + "\n";
}

std::string objectText(const WrittenObject& object) {
    const auto corner = [](const char* name, double value) {
        return "\t\t\t" + element(name, std::to_string(std::lround(value))) + "\n";
    };
    const auto flag = [](const char* name, bool value) {
        return "\t\t" + element(name, value ? "1" : "0") + "\n";
    };
    return "\t<object>\n\t\t" + element("name", xmlText(object.name)) + "\n\t\t" +
           element("pose", object.pose.empty() ? "Unspecified" : xmlText(object.pose)) + "\n" +
           flag("truncated", object.truncated) + (object.occluded ? flag("occluded", true) : "") +
           flag("difficult", object.difficult) + "\t\t<bndbox>\n" + corner("xmin", object.box.xmin) +
           corner("ymin", object.box.ymin) + corner("xmax", object.box.xmax) +
           corner("ymax", object.box.ymax) + "\t\t</bndbox>\n\t</object>\n";
}

}  // namespace

std::string annotationText(const WrittenAnnotation& annotation) {
    std::string text =
        headText(annotation.verified ? "annotation verified=\"yes\"" : "annotation", annotation.folder,
                 annotation.file_name, "\t\t" + element("database", xmlText(annotation.database)) + "\n",
                 annotation.width, annotation.height);
    for (const WrittenObject& object : annotation.objects) {
        text += objectText(object);
    }
    return text + "</annotation>\n";
}

Box boxAsStored(const Box& shown, int orientation) {
    Box box = shown;
    const bool is_turned = orientation >= 5 && orientation <= 8;
    // Shown is the stored picture, transposed from 5 on, then mirrored: taken back in the opposite order.
    if (orientation == 2 || orientation == 6 || orientation == 3 || orientation == 7) {
        box.x_min = 1.0F - shown.x_max;
        box.x_max = 1.0F - shown.x_min;
    }
    if (orientation == 4 || orientation == 8 || orientation == 3 || orientation == 7) {
        box.y_min = 1.0F - shown.y_max;
        box.y_max = 1.0F - shown.y_min;
    }
    return is_turned ? Box{box.y_min, box.x_min, box.y_max, box.x_max} : box;
}

std::string proposedAnnotationText(const ProposedAnnotation& annotation) {
    int width = annotation.width;
    int height = annotation.height;
    if (annotation.orientation >= 5) {
        std::swap(width, height);
    }
    std::string text = headText("annotation verified=\"no\"", annotation.folder, annotation.file_name,
                                "\t\t" + element("database", "Unknown") + "\n\t\t" +
                                    element("annotation", "Priorscope, detections") + "\n",
                                width, height);
    for (const ProposedObject& object : annotation.objects) {
        text += objectText(object, boxAsStored(object.box, annotation.orientation), width, height);
    }
    return text + "</annotation>\n";
}

}  // namespace priorscope
