#include "core/formats/labelme/labelme_file.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/json/json_values.hpp"
#include "core/base/text/text_encoding.hpp"
#include "core/dataset/class_names.hpp"
#include "core/dataset/issue_kind.hpp"

namespace priorscope {
namespace {

using simdjson::dom::element;
using Point = std::pair<double, double>;

std::optional<std::vector<Point>> pointsOf(element shape) {
    const auto values = arrayAt(shape, "points");
    if (!values) {
        return std::nullopt;
    }
    std::vector<Point> points;
    for (const element value : *values) {
        simdjson::dom::array pair;
        double x = 0.0;
        double y = 0.0;
        if (value.get(pair) != simdjson::SUCCESS || pair.at(0).get(x) != simdjson::SUCCESS ||
            pair.at(1).get(y) != simdjson::SUCCESS) {
            return std::nullopt;
        }
        points.emplace_back(x, y);
    }
    return points;
}

/// Edges from 0 around a shape.
VocBox surrounding(std::string_view type, const std::vector<Point>& points) {
    if (type == "circle" && points.size() == 2) {
        const auto [x, y] = points[0];
        const double radius = std::hypot(points[1].first - x, points[1].second - y);
        return {x - radius, y - radius, x + radius, y + radius};
    }
    VocBox edges{points[0].first, points[0].second, points[0].first, points[0].second};
    for (const auto& [x, y] : points) {
        edges = {std::min(edges.xmin, x), std::min(edges.ymin, y), std::max(edges.xmax, x),
                 std::max(edges.ymax, y)};
    }
    if (type == "mask") {  // its corners are its first and last pixels
        edges.xmax += 1.0;
        edges.ymax += 1.0;
    }
    return edges;
}

int sideAt(element root, const char* key) {
    constexpr double kLargest = 1e6;
    const auto side = numberAt(root, key);
    return side && *side >= 1.0 && *side <= kLargest ? static_cast<int>(std::lround(*side)) : 0;
}

class LabelmeShapes {
  public:
    LabelmeShapes(const std::filesystem::path& file, LabelmeFile& result) : m_file(file), m_result(result) {}

    void report(IssueKind kind, std::string object, Sentence detail) {
        m_result.issues.push_back(
            {.kind = kind, .file = m_file, .object = std::move(object), .detail = std::move(detail)});
    }

    void read(const simdjson::dom::array& shapes) {
        std::size_t index = 0;
        for (const element shape : shapes) {
            readShape(shape, "shapes[" + std::to_string(index++) + "]");
        }
        if (m_surrounded > 0) {
            report(IssueKind::unusual_element, {},
                   Core::tr("Polygons, circles, lines and masks: %1. The boxes around them are taken.")
                       .arg(m_surrounded));
        }
        if (m_points > 0) {
            report(IssueKind::unusual_element, {},
                   Core::tr("Single points: %1. They have no box and are not read.").arg(m_points));
        }
    }

  private:
    void readShape(element shape, const std::string& place) {
        const std::string label = cleanedClassName(textAt(shape, "label").value_or(""));
        const std::string_view type = textAt(shape, "shape_type").value_or("polygon");
        const auto points = pointsOf(shape);
        if (label.empty()) {
            report(IssueKind::no_name, place, Core::tr("The shape has no label; it is left out."));
        } else if (!points) {
            report(IssueKind::empty_box, place + " " + label,
                   Core::tr("The shape lacks coordinates, or they are no numbers; it is left out."));
        } else if (points->size() < 2) {
            ++m_points;
        } else {
            add(shape, label, type, surrounding(type, *points), place);
        }
    }

    void add(element shape, const std::string& label, std::string_view type, const VocBox& edges,
             const std::string& place) {
        if (!(edges.xmax > edges.xmin) || !(edges.ymax > edges.ymin)) {
            report(IssueKind::empty_box, place + " " + label,
                   Core::tr("The box has no area; the object is left out."));
            return;
        }
        m_surrounded += type == "rectangle" ? 0 : 1;
        element flags;
        const bool has_flags = shape.at_key("flags").get(flags) == simdjson::SUCCESS;
        const auto flag = [&](const char* key) {
            return flagAt(shape, key) || (has_flags && flagAt(flags, key));
        };
        Annotation object{.voc = {edges.xmin + 1.0, edges.ymin + 1.0, edges.xmax, edges.ymax}};
        object.crowd = flag("iscrowd");
        object.difficult = object.crowd || flag("difficult");
        object.truncated = flag("truncated");
        object.occluded = flag("occluded");
        object.pose = shownName(textAt(shape, "pose").value_or(""));
        m_result.crowds += object.crowd ? 1 : 0;
        m_result.objects.push_back(std::move(object));
        m_result.labels.push_back(label);
    }

    const std::filesystem::path& m_file;
    LabelmeFile& m_result;
    std::size_t m_surrounded = 0;
    std::size_t m_points = 0;
};

}  // namespace

LabelmeFile readLabelmeFile(const std::filesystem::path& file) {
    LabelmeFile result;
    LabelmeShapes reader(file, result);
    try {
        const LenientJson json(file, Core::tr("reading the annotations"));
        const auto shapes = json.fault().empty() ? arrayAt(json.root(), "shapes") : std::nullopt;
        if (!shapes) {
            reader.report(
                json.fault().empty() ? IssueKind::unusual_element : IssueKind::cut_off, {},
                json.fault().empty()
                    ? Core::tr("The file has no list of \"shapes\"; it is left out.")
                    : Core::tr("The file is not valid JSON: %1. It is left out.").arg(json.fault()));
            return result;
        }
        if (!json.encoding().empty()) {
            reader.report(IssueKind::encoding, {},
                          Core::tr("The file is read as %1. Save it as UTF-8.").arg(json.encoding()));
        }
        result.usable = true;
        result.image_path = textAt(json.root(), "imagePath").value_or("");
        result.width = sideAt(json.root(), "imageWidth");
        result.height = sideAt(json.root(), "imageHeight");
        reader.read(*shapes);
    } catch (const Error& error) {
        reader.report(IssueKind::cut_off, {}, error.parts().reason);
    }
    return result;
}

}  // namespace priorscope
