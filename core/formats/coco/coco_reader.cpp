#include "core/formats/coco/coco_reader.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <unordered_map>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/json/json_values.hpp"
#include "core/base/text/number_text.hpp"
#include "core/base/text/text_encoding.hpp"
#include "core/dataset/issue_kind.hpp"
#include "core/formats/coco/coco_files.hpp"
#include "core/formats/gathered/gathering.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;
using simdjson::dom::element;

std::string boxText(const VocBox& box, int, int) {
    return "[" + significantText(box.xmin - 1.0, 8) + ", " + significantText(box.ymin - 1.0, 8) + ", " +
           significantText(box.xmax - box.xmin + 1.0, 8) + ", " +
           significantText(box.ymax - box.ymin + 1.0, 8) + "]";
}

/// Ids are numbers; some tools write them as texts.
std::optional<std::string> idAt(element value, const char* key) {
    element id;
    if (value.at_key(key).get(id) != simdjson::SUCCESS) {
        return std::nullopt;
    }
    if (const auto number = wholeNumber(id)) {
        return std::to_string(*number);
    }
    std::string_view text;
    return id.get(text) == simdjson::SUCCESS ? std::optional(std::string(text)) : std::nullopt;
}

constexpr std::int64_t kNoNumber = std::numeric_limits<std::int64_t>::min();

std::int64_t numberAtKey(element value, const char* key) {
    element member;
    return value.at_key(key).get(member) == simdjson::SUCCESS ? wholeNumber(member).value_or(kNoNumber)
                                                              : kNoNumber;
}

int sideAt(element value, const char* key) {
    constexpr double kLargest = 1e6;
    const auto number = numberAt(value, key);
    return number && *number >= 1.0 && *number <= kLargest ? static_cast<int>(std::lround(*number)) : 0;
}

/// The smallest box around polygons: [[x, y, x, y, …], …].
std::optional<std::array<double, 4>> boxAroundPolygons(element value) {
    const auto polygons = arrayAt(value, "segmentation");
    std::optional<std::array<double, 4>> edges;
    if (!polygons) {
        return edges;
    }
    for (const element polygon : *polygons) {
        simdjson::dom::array points;
        if (polygon.get(points) != simdjson::SUCCESS) {
            continue;
        }
        std::size_t i = 0;
        double x = 0.0;
        for (const element coordinate : points) {
            double number = 0.0;
            if (coordinate.get(number) != simdjson::SUCCESS) {
                return std::nullopt;
            }
            if (i++ % 2 == 0) {
                x = number;
                continue;
            }
            auto& around = edges ? *edges : edges.emplace(std::array{x, number, x, number});
            around = {std::min(around[0], x), std::min(around[1], number), std::max(around[2], x),
                      std::max(around[3], number)};
        }
    }
    return edges ? std::optional(std::array{(*edges)[0], (*edges)[1], (*edges)[2] - (*edges)[0],
                                            (*edges)[3] - (*edges)[1]})
                 : std::nullopt;
}

/// Reads one file into a gathering.
class CocoFileReader {
  public:
    CocoFileReader(const CocoFile& file, std::size_t source, Gathering& gathering)
        : m_file(file), m_source(source), m_gathering(gathering) {}

    /// @return false if it is no COCO file, which is reported
    bool read() {
        const LenientJson json(m_file.file, Core::tr("reading the annotations"));
        if (!json.fault().empty()) {
            report(IssueKind::cut_off, {},
                   Core::tr("The file is not valid JSON: %1. It is left out.").arg(json.fault()));
            return false;
        }
        const auto images = arrayAt(json.root(), "images");
        if (!images) {
            report(IssueKind::unusual_element, {},
                   Core::tr("The file has no list of \"images\"; it is left out."));
            return false;
        }
        m_gathering.reportEncoding(m_file.file, json.encoding());
        if (json.replaced() > 0) {
            report(IssueKind::unusual_element, {},
                   Core::tr("NaN and Infinity are not JSON and count as missing numbers: %1.")
                       .arg(json.replaced()));
        }
        readCategories(json.root());
        readImages(*images);
        readAnnotations(json.root());
        return true;
    }

    /// Categories of this file by their ids.
    const std::map<std::int64_t, int>& categories() const { return m_categories; }

  private:
    void report(IssueKind kind, std::string object, Sentence detail) {
        m_gathering.report(kind, m_file.file, 0, std::move(object), std::move(detail));
    }

    void readCategories(element root) {
        const auto categories = arrayAt(root, "categories");
        if (!categories) {
            report(IssueKind::no_name, {}, Core::tr("The file has no list of \"categories\"."));
            return;
        }
        std::size_t index = 0;
        for (const element category : *categories) {
            const std::string place = "categories[" + std::to_string(index++) + "]";
            const std::int64_t number = numberAtKey(category, "id");
            const std::string name = cleanedClassName(textAt(category, "name").value_or(""));
            if (number == kNoNumber || name.empty()) {
                report(IssueKind::no_name, place,
                       Core::tr("The category has no id or no name; it is left out."));
            } else if (!m_categories.emplace(number, m_gathering.names.idOf(name)).second) {
                report(IssueKind::repeated_id, place,
                       Core::tr("The id of the category is that of another; it is left out."));
            }
        }
    }

    void readImages(const simdjson::dom::array& images) {
        std::size_t index = 0;
        GatheredSplit* split = m_file.split.empty() ? nullptr : &m_gathering.split(m_file.split);
        for (const element image : images) {
            const std::string place = "images[" + std::to_string(index++) + "]";
            const auto id = idAt(image, "id");
            auto name = textAt(image, "file_name");
            if (!name || name->empty()) {
                name = textAt(image, "coco_url");
            }
            const std::string plain = plainImageName(name.value_or(""));
            if (!id || plain.empty()) {
                report(IssueKind::missing_image, place,
                       Core::tr("The entry has no id or no file_name; it is left out."));
                continue;
            }
            if (!m_images.emplace(*id, m_gathering.images.size()).second) {
                report(IssueKind::repeated_id, place,
                       Core::tr("The id %1 is that of another image; the entry is left out.").arg(*id));
                continue;
            }
            if (split != nullptr) {
                split->images.push_back(m_gathering.images.size());
            }
            m_gathering.images.push_back({.name = plain,
                                          .source = m_source,
                                          .said_width = sideAt(image, "width"),
                                          .said_height = sideAt(image, "height")});
        }
    }

    void readAnnotations(element root) {
        const auto annotations = arrayAt(root, "annotations");
        if (!annotations) {
            report(IssueKind::missing_annotation, {},
                   Core::tr("The file has no list of \"annotations\": its images have no objects."));
            return;
        }
        std::size_t index = 0;
        for (const element annotation : *annotations) {
            readAnnotation(annotation, index++);
        }
        m_gathering.reportCrowds(m_file.file, m_crowds);
        if (m_lost > kTold) {
            report(IssueKind::missing_image, {},
                   Core::tr("%1 more annotations are of images that the file does not list.")
                       .arg(m_lost - kTold));
        }
        if (m_polygons > 0) {
            report(IssueKind::unusual_element, {},
                   Core::tr("Objects without bbox: %1. The boxes around their polygons are taken.")
                       .arg(m_polygons));
        }
    }

    void readAnnotation(element value, std::size_t index) {
        const auto own_id = idAt(value, "id");
        const std::string place = own_id ? "id " + *own_id : "annotations[" + std::to_string(index) + "]";
        const auto image_id = idAt(value, "image_id");
        const auto image = image_id ? m_images.find(*image_id) : m_images.end();
        if (image == m_images.end()) {
            if (++m_lost <= kTold) {
                report(
                    IssueKind::missing_image, place,
                    Core::tr("The annotation is of image %1, which the file does not list; it is left out.")
                        .arg(image_id.value_or("?")));
            }
            return;
        }
        const std::int64_t number = numberAtKey(value, "category_id");
        const auto category = m_categories.find(number);
        if (category == m_categories.end()) {
            report(IssueKind::unknown_class, place,
                   Core::tr("The category %1 of the annotation is not listed; the object is left out.")
                       .arg(number == kNoNumber ? "?" : std::to_string(number)));
            return;
        }
        const auto box = boxOf(value);
        if (!box || !((*box)[2] > 0.0) || !((*box)[3] > 0.0)) {
            report(IssueKind::empty_box, place,
                   box ? Core::tr("The box %1 has no area; the object is left out.")
                             .arg(boxText({(*box)[0] + 1.0, (*box)[1] + 1.0, (*box)[0] + (*box)[2],
                                           (*box)[1] + (*box)[3]},
                                          0, 0))
                       : Core::tr("bbox is not a list of four numbers; the object is left out."));
            return;
        }
        add(m_gathering.images[image->second], value, category->second, *box,
            own_id ? numberFromText(*own_id).value_or(0.0) : 0.0);
    }

    std::optional<std::array<double, 4>> boxOf(element value) {
        const auto values = arrayAt(value, "bbox");
        if (values) {
            return fourNumbers(*values);
        }
        auto around = boxAroundPolygons(value);
        m_polygons += around ? 1 : 0;
        return around;
    }

    void add(GatheredImage& image, element value, int name, const std::array<double, 4>& box, double id) {
        const auto [x, y, width, height] = box;
        element attributes;
        const bool has_attributes = value.at_key("attributes").get(attributes) == simdjson::SUCCESS;
        const auto flag = [&](const char* key) {
            return flagAt(value, key) || (has_attributes && flagAt(attributes, key));
        };
        Annotation object{.label = name, .voc = {x + 1.0, y + 1.0, x + width, y + height}};
        object.crowd = flagAt(value, "iscrowd");
        object.difficult = object.crowd || flag("ignore") || flag("difficult");
        object.truncated = flag("truncated");
        object.occluded = flag("occluded");
        object.pose = shownName(textAt(value, "pose").value_or(""));
        m_crowds += object.crowd ? 1 : 0;
        image.record.objects.push_back(std::move(object));
        image.object_ids.push_back(static_cast<std::int64_t>(id));
    }

    static constexpr std::size_t kTold = 20;

    const CocoFile& m_file;
    std::size_t m_source;
    Gathering& m_gathering;
    std::map<std::int64_t, int> m_categories;
    std::unordered_map<std::string, std::size_t> m_images;
    std::size_t m_crowds = 0;
    std::size_t m_lost = 0;
    std::size_t m_polygons = 0;
};

}  // namespace

bool isCocoDataset(const fs::path& path) {
    return !cocoFiles(path).empty();
}

std::optional<Dataset> readCocoDataset(const fs::path& path, const ReadOptions& options,
                                       const std::stop_token& stop, const ProgressFn& progress) {
    const std::vector<CocoFile> files = cocoFiles(path);
    if (files.empty()) {
        throw Error({.action = Core::tr("opening the dataset"),
                     .file = path.string(),
                     .reason = Core::tr("it holds no COCO file of instances")});
    }
    std::error_code ignored;
    Gathering gathering{.root = files.front().root,
                        .orientation = options.orientation,
                        .size_name = Core::tr("the entry in \"images\""),
                        .box_text = boxText,
                        .reports_other_images = fs::is_directory(path, ignored)};
    std::size_t read = 0;
    for (const CocoFile& file : files) {
        if (stop.stop_requested()) {
            return std::nullopt;
        }
        gathering.sources.push_back({.file = file.file, .folders = file.folders, .split = file.split});
        CocoFileReader reader(file, gathering.sources.size() - 1, gathering);
        read += reader.read() ? 1 : 0;
        for (const auto& [id, name] : reader.categories()) {
            const std::string& text = gathering.names.names()[static_cast<std::size_t>(name)];
            if (std::find(gathering.classes.begin(), gathering.classes.end(), text) ==
                gathering.classes.end()) {
                gathering.classes.push_back(text);
            }
        }
    }
    if (read == 0) {
        throw Error({.action = Core::tr("opening the dataset"),
                     .file = gathering.issues.front().file.string(),
                     .reason = gathering.issues.front().detail});
    }
    return datasetFrom(std::move(gathering), options, stop, progress);
}

}  // namespace priorscope
