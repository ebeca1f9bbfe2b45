#include "core/formats/cvat/cvat_shapes.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <numbers>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/text/number_text.hpp"

namespace priorscope {
namespace {

using Point = std::pair<double, double>;

std::optional<double> numberOf(std::string_view text) {
    const auto number = numberFromText(text);
    return number && std::isfinite(*number) ? number : std::nullopt;
}

/// All of the attributes as numbers; empty if one is none.
std::vector<double> numbersOf(const pugi::xml_node& element, std::initializer_list<const char*> names) {
    std::vector<double> numbers;
    for (const char* name : names) {
        const auto number = numberOf(element.attribute(name).value());
        if (!number) {
            return {};
        }
        numbers.push_back(*number);
    }
    return numbers;
}

/// "x,y;x,y"
std::vector<Point> pointsOf(std::string_view text) {
    std::vector<Point> points;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(';'), text.size());
        const std::string_view pair = text.substr(0, end);
        const std::size_t comma = pair.find(',');
        const auto x = numberOf(pair.substr(0, comma));
        const auto y = comma == std::string_view::npos ? std::nullopt : numberOf(pair.substr(comma + 1));
        if (!x || !y) {
            return {};
        }
        points.emplace_back(*x, *y);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return points;
}

bool surround(const std::vector<Point>& points, VocBox& edges) {
    if (points.size() < 2) {
        return false;
    }
    edges = {points[0].first, points[0].second, points[0].first, points[0].second};
    for (const auto& [x, y] : points) {
        edges = {std::min(edges.xmin, x), std::min(edges.ymin, y), std::max(edges.xmax, x),
                 std::max(edges.ymax, y)};
    }
    return true;
}

CvatShape boxShape(const pugi::xml_node& element, VocBox& edges) {
    const std::vector<double> corners = numbersOf(element, {"xtl", "ytl", "xbr", "ybr"});
    if (corners.empty()) {
        return CvatShape::faulty;
    }
    edges = {corners[0], corners[1], corners[2], corners[3]};
    const double degrees = numberOf(element.attribute("rotation").value()).value_or(0.0);
    if (degrees == 0.0) {
        return CvatShape::box;
    }
    const double angle = degrees * std::numbers::pi / 180.0;
    const double x = (edges.xmin + edges.xmax) / 2.0;
    const double y = (edges.ymin + edges.ymax) / 2.0;
    const double half_width = (edges.xmax - edges.xmin) / 2.0;
    const double half_height = (edges.ymax - edges.ymin) / 2.0;
    const double reach_x = std::abs(half_width * std::cos(angle)) + std::abs(half_height * std::sin(angle));
    const double reach_y = std::abs(half_width * std::sin(angle)) + std::abs(half_height * std::cos(angle));
    edges = {x - reach_x, y - reach_y, x + reach_x, y + reach_y};
    return CvatShape::surrounded;
}

CvatShape ellipseShape(const pugi::xml_node& element, VocBox& edges) {
    const std::vector<double> numbers = numbersOf(element, {"cx", "cy", "rx", "ry"});
    if (numbers.empty()) {
        return CvatShape::faulty;
    }
    const double angle =
        numberOf(element.attribute("rotation").value()).value_or(0.0) * std::numbers::pi / 180.0;
    const double reach_x = std::hypot(numbers[2] * std::cos(angle), numbers[3] * std::sin(angle));
    const double reach_y = std::hypot(numbers[2] * std::sin(angle), numbers[3] * std::cos(angle));
    edges = {numbers[0] - reach_x, numbers[1] - reach_y, numbers[0] + reach_x, numbers[1] + reach_y};
    return CvatShape::surrounded;
}

}  // namespace

CvatShape cvatShape(const pugi::xml_node& element, VocBox& edges) {
    const std::string_view name = element.name();
    if (name == "box") {
        return boxShape(element, edges);
    }
    if (name == "polygon" || name == "polyline") {
        return surround(pointsOf(element.attribute("points").value()), edges) ? CvatShape::surrounded
                                                                              : CvatShape::faulty;
    }
    if (name == "ellipse") {
        return ellipseShape(element, edges);
    }
    if (name == "mask") {
        const std::vector<double> numbers = numbersOf(element, {"left", "top", "width", "height"});
        if (numbers.empty()) {
            return CvatShape::faulty;
        }
        edges = {numbers[0], numbers[1], numbers[0] + numbers[2], numbers[1] + numbers[3]};
        return CvatShape::surrounded;
    }
    if (name == "cuboid") {
        std::vector<Point> points;
        for (const char* corner : {"tl1", "bl1", "tr1", "br1", "tl2", "bl2", "tr2", "br2"}) {
            const std::string end = corner;
            const auto x = numberOf(element.attribute(("x" + end).c_str()).value());
            const auto y = numberOf(element.attribute(("y" + end).c_str()).value());
            if (!x || !y) {
                return CvatShape::faulty;
            }
            points.emplace_back(*x, *y);
        }
        return surround(points, edges) ? CvatShape::surrounded : CvatShape::faulty;
    }
    return CvatShape::not_read;
}

}  // namespace priorscope
