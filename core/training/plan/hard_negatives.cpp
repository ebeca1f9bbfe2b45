#include "core/training/plan/hard_negatives.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "core/base/error.hpp"
#include "core/base/files/files.hpp"
#include "core/base/fingerprint.hpp"
#include "core/base/text/number_text.hpp"
#include "core/base/text/text_lines.hpp"

namespace priorscope {
namespace {

/// Of the smaller of a crop and an object.
constexpr double kMostOverlap = 0.1;

Sentence reading() {
    return Core::tr("reading the crops of false positives");
}

[[noreturn]] void refuseLine(const std::string& file, int line, const Sentence& reason) {
    throw Error(
        {.action = reading(),
         .file = file + ":" + std::to_string(line),
         .reason = reason,
         .remedy = Core::tr("Each line has an image's id or file, and the crop's left, top, right and "
                            "bottom edge in pixels")});
}

struct Line {
    std::string_view name;
    std::array<double, 4> edges{};
};

/// @return nothing if it does not end in four numbers
std::optional<Line> lineFrom(std::string_view text) {
    Line line;
    for (std::size_t i = line.edges.size(); i-- > 0;) {
        const std::size_t blank = text.find_last_of(" \t");
        if (blank == std::string_view::npos) {
            return std::nullopt;
        }
        const std::optional<double> edge = numberFromText(text.substr(blank + 1));
        if (!edge) {
            return std::nullopt;
        }
        line.edges[i] = *edge;
        text = withoutBlanksAtEnd(text.substr(0, blank));
    }
    line.name = text;
    return text.empty() ? std::nullopt : std::optional(line);
}

std::unordered_map<std::string, std::size_t> placesByName(const Dataset& dataset,
                                                          const std::vector<std::size_t>& images) {
    std::unordered_map<std::string, std::size_t> places;
    for (std::size_t place = 0; place < images.size(); ++place) {
        const ImageRow record = dataset.images.at(images[place]);
        places.emplace(record.id, place);
        places.emplace(record.image_file.native(), place);
    }
    return places;
}

/// @return nothing if it does not overlap the image
std::optional<Box> partOf(const Line& line, const ImageRow& record) {
    const auto fraction = [](double pixels, int side) { return static_cast<float>(pixels / side); };
    const Box box{fraction(line.edges[0], record.width), fraction(line.edges[1], record.height),
                  fraction(line.edges[2], record.width), fraction(line.edges[3], record.height)};
    return visiblePart(box);
}

}  // namespace

bool showsBackground(const ImageRow& record, const Box& part) {
    return std::none_of(record.objects.begin(), record.objects.end(), [&](const Annotation& object) {
        const std::optional<Box> box = visiblePart(object.box);
        if (!box) {
            return false;
        }
        const double width =
            static_cast<double>(std::min(part.x_max, box->x_max) - std::max(part.x_min, box->x_min));
        const double height =
            static_cast<double>(std::min(part.y_max, box->y_max) - std::max(part.y_min, box->y_min));
        const double smaller = static_cast<double>(std::min(part.area(), box->area()));
        return width > 0.0 && height > 0.0 && width * height > kMostOverlap * smaller;
    });
}

std::string hardNegativeLine(const std::string& name, const ImageRow& record, const Box& part) {
    std::string line = name;
    for (const auto& [fraction, side] : {std::pair{part.x_min, record.width},
                                         {part.y_min, record.height},
                                         {part.x_max, record.width},
                                         {part.y_max, record.height}}) {
        line += ' ' + fixedText(static_cast<double>(fraction) * side, 2);
    }
    return line;
}

HardNegatives hardNegatives(const Dataset& dataset, const std::vector<std::size_t>& images,
                            const std::string& file) {
    const auto places = placesByName(dataset, images);
    const std::string text = readFile(file, reading());
    HardNegatives result;
    std::size_t elsewhere = 0;
    std::size_t of_objects = 0;
    const std::vector<TextLine> lines = textLines(text);
    for (const TextLine& each : lines) {
        const std::optional<Line> line = lineFrom(each.text);
        if (!line) {
            refuseLine(file, each.number, Core::tr("there are no four numbers after a name"));
        }
        const auto place = places.find(std::string(line->name));
        if (place == places.end()) {
            ++elsewhere;
            continue;
        }
        const ImageRow record = dataset.images[images[place->second]];
        const std::optional<Box> part = partOf(*line, record);
        if (!part) {
            refuseLine(file, each.number,
                       Core::tr("the crop is empty, or outside of its image of %1 × %2 pixels")
                           .arg(record.width)
                           .arg(record.height));
        }
        if (showsBackground(record, *part)) {
            result.crops.push_back({.place = place->second, .part = *part});
        } else {
            ++of_objects;
        }
    }
    if (result.crops.empty()) {
        throw Error(
            {.action = reading(),
             .file = file,
             .reason = Core::tr("none of its crops (%1) is of the background of an image that is trained on")
                           .arg(lines.size()),
             .remedy = Core::tr("Name crops of training images or negatives, away from objects")});
    }
    if (elsewhere > 0) {
        result.notes.push_back(Core::tr("Crops of images that are not trained on are left out: %1 of %2")
                                   .arg(elsewhere)
                                   .arg(lines.size()));
    }
    if (of_objects > 0) {
        result.notes.push_back(
            Core::tr("Crops that show an object are left out: %1 of %2").arg(of_objects).arg(lines.size()));
    }
    return result;
}

std::string fingerprintOf(const std::vector<BackgroundCrop>& crops) {
    Fingerprint hash;
    for (const auto& [place, part] : crops) {
        hash.add(std::to_string(place));
        for (const float edge : {part.x_min, part.y_min, part.x_max, part.y_max}) {
            hash.add(numberText(edge));
        }
    }
    return crops.empty() ? std::string() : hash.hex();
}

}  // namespace priorscope
