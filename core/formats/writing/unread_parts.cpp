#include "core/formats/writing/unread_parts.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdint>
#include <set>
#include <string_view>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/files/files.hpp"
#include "core/base/json/json_values.hpp"
#include "core/base/text/joined.hpp"
#include "core/base/text/text_encoding.hpp"
#include "core/formats/coco/coco_files.hpp"
#include "core/formats/dataset_format.hpp"
#include "core/formats/voc/voc_layout.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;
using simdjson::dom::element;

Sentence readingAnnotations() {
    return Core::tr("reading the annotations");
}

struct CocoCounts {
    std::size_t masks = 0;
    std::size_t keypoints = 0;
    std::size_t areas = 0;  ///< that are not their box's
    std::size_t other_ids = 0;
};

/// Whether there is a mask: a polygon with points, or a run-length code.
bool hasMask(element annotation) {
    element mask;
    simdjson::dom::array polygons;
    simdjson::dom::object code;
    if (annotation.at_key("segmentation").get(mask) != simdjson::SUCCESS) {
        return false;
    }
    if (mask.get(code) == simdjson::SUCCESS) {
        return code.size() > 0;
    }
    if (mask.get(polygons) == simdjson::SUCCESS) {
        for (const element polygon : polygons) {
            simdjson::dom::array points;
            if (polygon.get(points) == simdjson::SUCCESS && points.size() > 0) {
                return true;
            }
        }
    }
    return false;
}

/// COCO gives people without keypoints zeros.
bool hasKeypoints(element annotation) {
    if (const auto values = arrayAt(annotation, "keypoints")) {
        for (const element value : *values) {
            double number = 0.0;
            if (value.get(number) == simdjson::SUCCESS && number != 0.0) {
                return true;
            }
        }
    }
    return false;
}

void count(element annotation, CocoCounts& counts) {
    constexpr double kRounding = 1.0;  // px²: areas of boxes are rounded by some tools
    counts.masks += hasMask(annotation) ? 1 : 0;
    counts.keypoints += hasKeypoints(annotation) ? 1 : 0;
    const auto area = numberAt(annotation, "area");
    const auto box = arrayAt(annotation, "bbox");
    if (area && box && box->size() == 4) {
        double width = 0.0;
        double height = 0.0;
        const bool has_sides =
            box->at(2).get(width) == simdjson::SUCCESS && box->at(3).get(height) == simdjson::SUCCESS;
        counts.areas += has_sides && std::abs(*area - width * height) > kRounding ? 1 : 0;
    }
}

/// How many ids are not the numbers from 1 in the list's order.
std::size_t otherIds(element root, const char* key) {
    const auto list = arrayAt(root, key);
    std::size_t others = 0;
    std::int64_t expected = 0;
    if (!list) {
        return others;
    }
    for (const element entry : *list) {
        ++expected;
        element id;
        const bool is_expected =
            entry.at_key("id").get(id) == simdjson::SUCCESS && wholeNumber(id) == expected;
        others += is_expected ? 0 : 1;
    }
    return others;
}

std::vector<Sentence> unreadOfCoco(const fs::path& path, const std::string& to_format) {
    CocoCounts counts;
    for (const CocoFile& file : cocoFiles(path)) {
        const LenientJson json(file.file, readingAnnotations());
        if (!json.fault().empty()) {
            continue;  // reading the dataset has told of it
        }
        if (const auto annotations = arrayAt(json.root(), "annotations")) {
            for (const element annotation : *annotations) {
                count(annotation, counts);
            }
        }
        counts.other_ids += otherIds(json.root(), "categories") + otherIds(json.root(), "images");
    }
    std::vector<Sentence> sentences;
    const auto tell = [&](std::size_t number, Sentence sentence) {
        if (number > 0) {
            sentences.push_back(std::move(sentence).arg(number));
        }
    };
    tell(counts.masks, Core::tr("Objects with masks or polygons: %1. Only their boxes are read."));
    tell(counts.keypoints, Core::tr("Objects with keypoints: %1. They are not read."));
    if (to_format == "coco") {
        tell(counts.areas,
             Core::tr(
                 "Objects whose area is not that of their box: %1. What is written has the box's, so that "
                 "COCO's figures for small, medium and large objects change."));
        tell(counts.other_ids,
             Core::tr("Images and categories whose ids are not the numbers from 1: %1. They get such ids: "
                      "results made for the source do not fit what is written."));
    }
    return sentences;
}

/// Names that readers and writers of VOC's annotations know, or that tell where a picture is from.
bool isKnown(std::string_view name) {
    static constexpr std::array<std::string_view, 24> kKnown{
        "annotation", "folder", "filename", "path",  "source", "database",  "image",     "flickrid",
        "owner",      "name",   "size",     "width", "height", "depth",     "segmented", "object",
        "pose",       "xmin",   "ymin",     "xmax",  "ymax",   "truncated", "difficult", "occluded"};
    return name == "bndbox" || std::find(kKnown.begin(), kKnown.end(), name) != kKnown.end();
}

bool isOfName(char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return std::isalnum(byte) != 0 || byte >= 0x80 || letter == '_' || letter == '-' || letter == '.' ||
           letter == ':';
}

/// Names of elements that begin in a text and are not known. Comments and literal text have none.
std::set<std::string> otherElements(std::string_view xml) {
    std::set<std::string> names;
    for (std::size_t at = xml.find('<'); at != std::string_view::npos; at = xml.find('<', at + 1)) {
        const std::string_view rest = xml.substr(at);
        const bool is_comment = rest.starts_with("<!--");
        if (is_comment || rest.starts_with("<![CDATA[")) {
            at = xml.find(is_comment ? "-->" : "]]>", at);
            if (at == std::string_view::npos) {
                break;
            }
            continue;
        }
        std::size_t end = at + 1;
        while (end < xml.size() && isOfName(xml[end])) {
            ++end;
        }
        const std::string_view name = xml.substr(at + 1, end - at - 1);
        if (!name.empty() && !isKnown(name)) {
            names.emplace(name);
        }
    }
    return names;
}

/// Those of a file; none of one that cannot be read, which reading the dataset has told.
std::set<std::string> otherElementsOf(const fs::path& file) {
    try {
        return otherElements(decodeText(readFile(file, readingAnnotations(), kLargestTextFile)).text);
    } catch (const Error&) {
        return {};
    }
}

std::vector<Sentence> unreadOfVoc(const fs::path& path) {
    constexpr std::size_t kNamed = 8;
    std::vector<DatasetIssue> ignored;  // reading the dataset has told them
    std::set<std::string> names;
    std::size_t files = 0;
    for (const AnnotationFile& file : listAnnotations(findVocLayout(path), ignored)) {
        const std::set<std::string> others = otherElementsOf(file.path);
        files += others.empty() ? 0 : 1;
        names.insert(others.begin(), others.end());
    }
    if (files == 0) {
        return {};
    }
    std::vector<std::string> shown;
    for (const std::string& name : names) {
        if (shown.size() < kNamed) {
            shown.push_back("<" + name + ">");
        }
    }
    return {Core::tr("Annotations with elements that are not read: %1. Among these are %2.")
                .arg(files)
                .arg(joined(shown))};
}

}  // namespace

std::vector<Sentence> unreadParts(const fs::path& path, const std::string& to_format) {
    const std::string format = formatOf(path).name;
    return format == "coco"  ? unreadOfCoco(path, to_format)
           : format == "voc" ? unreadOfVoc(path)
                             : std::vector<Sentence>();
}

}  // namespace priorscope
