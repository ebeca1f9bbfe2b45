#include "core/evaluation/saved/scoring_truth.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <map>
#include <utility>

#include "core/base/error.hpp"
#include "core/evaluation/saved/json_items.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

/// What an item's key refers to.
template <class Map>
auto referred(const Map& map, const JsonItem& item, const char* key) {
    const std::int64_t id = item.integer(key);
    const auto found = map.find(id);
    if (found == map.end()) {
        item.fail(Core::tr("there is no %1 %2").arg(Sentence(key)).arg(id));
    }
    return found->second;
}

/// Goes through a list of a COCO file.
template <class Work>
void forEachItem(const JsonFile& json, const char* key, const Sentence& kind, const Work& work) {
    simdjson::dom::array items;
    if (json.root().at_key(key).get(items) != simdjson::SUCCESS) {
        json.fail(Core::tr("it has no list \"%1\", as COCO's instances have").arg(Sentence(key)));
    }
    std::size_t index = 0;
    for (const simdjson::dom::element item : items) {
        work(JsonItem(json, kind, index++, item));
    }
}

ImageRecord recordOf(std::string name, const ScoringTruth::Size& size) {
    const auto side = [](std::int64_t pixels) {
        return static_cast<int>(std::clamp<std::int64_t>(pixels, 0, std::numeric_limits<int>::max()));
    };
    return {
        .id = std::move(name), .image_exists = true, .width = side(size.width), .height = side(size.height)};
}

/// Where the image's size is not known, in fractions of one pixel.
Annotation annotationOf(const TruthBox& object, const ImageRecord& image, bool is_truncated) {
    const PixelBox& box = object.box;
    const VocBox voc{box.x + 1.0, box.y + 1.0, box.x + box.width, box.y + box.height};
    return {.label = object.label,
            .box = fractionsFromVoc(voc, std::max(image.width, 1), std::max(image.height, 1)),
            .difficult = object.difficult,
            .truncated = is_truncated,
            .crowd = object.is_crowd,
            .voc = voc};
}

}  // namespace

std::optional<std::int64_t> spelledNumber(std::string id) {
    std::erase(id, '_');
    std::int64_t number = 0;
    const auto [end, fault] = std::from_chars(id.data(), id.data() + id.size(), number);
    const bool is_number = fault == std::errc() && end == id.data() + id.size() && number >= 0;
    return is_number ? std::optional(number) : std::nullopt;
}

ScoringTruth::ScoringTruth(const Dataset& dataset, const std::vector<std::size_t>& chosen)
    : m_classes(dataset.classes) {
    for (std::size_t label = 1; label <= m_classes.size(); ++label) {
        m_label_by_number.emplace(static_cast<std::int64_t>(label), static_cast<int>(label));
    }
    std::vector<bool> is_chosen(dataset.images.size(), false);
    for (const std::size_t index : chosen) {
        is_chosen[index] = true;
    }
    for (std::size_t i = 0; i < dataset.images.size(); ++i) {
        const ImageRow record = dataset.images[i];
        addImage(scoredImage(record, {}), record.id, {record.width, record.height}, is_chosen[i]);
        nameLast(record.id);
        nameLast(record.image_file.filename().string());
        if (const auto number = spelledNumber(record.id)) {
            numberLast(*number);
        }
    }
}

ScoringTruth::ScoringTruth(const fs::path& coco_file, Dataset* rows) {
    std::vector<ImageRecord> records;
    readCoco(coco_file, rows != nullptr ? &records : nullptr);
    if (rows != nullptr) {
        rows->root = coco_file;
        rows->classes = m_classes;
        rows->images = ImageTable(records);
    }
}

void ScoringTruth::lookAt(const Dataset& rows, std::span<const std::size_t> chosen,
                          const ImageFilter& filter) {
    m_is_scored.assign(m_images.size(), false);
    for (const std::size_t index : chosen) {
        m_is_scored[index] = true;
        const ImageRow row = rows.images.at(index);
        for (std::size_t i = 0; i < row.objects.size(); ++i) {
            if (!isObjectShown(row, row.objects[i], filter)) {
                TruthBox& object = m_images[index].objects[i];
                object.is_hidden = true;
                object.difficult = true;
            }
        }
    }
}

void ScoringTruth::addImage(ScoredImage image, std::string id, Size size, bool is_scored) {
    m_sizes.push_back(size);
    m_ids.push_back(std::move(id));
    m_images.push_back(std::move(image));
    m_is_scored.push_back(is_scored);
}

void ScoringTruth::nameLast(const std::string& name) {
    const std::size_t last = m_images.size() - 1;
    const auto [known, is_new] = m_image_by_name.emplace(name, last);
    if (!is_new && known->second != last) {
        known->second.reset();
    }
}

void ScoringTruth::numberLast(std::int64_t number) {
    const std::size_t last = m_images.size() - 1;
    const auto [known, is_new] = m_image_by_number.emplace(number, last);
    if (!is_new && known->second != last) {
        known->second.reset();
    }
}

std::optional<std::size_t> ScoringTruth::imageNumbered(std::int64_t number) const {
    const auto found = m_image_by_number.find(number);
    return found == m_image_by_number.end() ? std::nullopt : found->second;
}

std::optional<std::size_t> ScoringTruth::imageNamed(const std::string& name) const {
    for (std::string end = name;;) {
        for (const std::string& each : {end, fs::path(end).replace_extension().string()}) {
            if (const auto found = m_image_by_name.find(each); found != m_image_by_name.end()) {
                return found->second;
            }
        }
        const std::size_t slash = end.find('/');
        if (slash == std::string::npos) {
            return std::nullopt;
        }
        end.erase(0, slash + 1);
    }
}

std::optional<int> ScoringTruth::labelNumbered(std::int64_t number) const {
    const auto found = m_label_by_number.find(number);
    return found == m_label_by_number.end() ? std::nullopt : std::optional(found->second);
}

std::optional<int> ScoringTruth::labelNamed(std::string_view name) const {
    const auto found = std::ranges::find(m_classes, name);
    return found == m_classes.end() ? std::nullopt
                                    : std::optional(static_cast<int>(found - m_classes.begin()) + 1);
}

std::int64_t ScoringTruth::numberOfImage(std::size_t image) const {
    std::int64_t number = 0;
    const std::string& id = m_ids[image];
    std::from_chars(id.data(), id.data() + id.size(), number);
    return number;
}

std::int64_t ScoringTruth::numberOfLabel(int label) const {
    const auto found =
        std::ranges::find_if(m_label_by_number, [label](const auto& each) { return each.second == label; });
    return found == m_label_by_number.end() ? 0 : found->first;
}

void ScoringTruth::numberAs(const fs::path& names) {
    const JsonFile json(names, Core::tr("reading what the numbers of the detections mean"));
    m_image_by_number.clear();
    m_label_by_number.clear();
    forEachItem(json, "categories", Core::tr("category"), [&](const JsonItem& item) {
        if (const auto label = labelNamed(item.text("name"))) {
            m_label_by_number.emplace(item.integer("id"), *label);
        }
    });
    forEachItem(json, "images", Core::tr("image"), [&](const JsonItem& item) {
        if (const auto image = imageNamed(item.text("file_name"))) {
            m_image_by_number.emplace(item.integer("id"), image);
        }
    });
}

void ScoringTruth::readCoco(const fs::path& file, std::vector<ImageRecord>* records) {
    const JsonFile json(file, Core::tr("reading the ground truth"));
    const auto each = [&](const char* key, const Sentence& kind, const auto& work) {
        forEachItem(json, key, kind, work);
    };
    each("categories", Core::tr("category"), [&](const JsonItem& item) {
        m_classes.push_back(item.text("name"));
        if (std::ranges::count(m_classes, m_classes.back()) > 1) {
            item.fail(Core::tr("its name is that of another"));
        }
        if (!m_label_by_number.emplace(item.integer("id"), static_cast<int>(m_classes.size())).second) {
            item.fail(Core::tr("its id is that of another"));
        }
    });
    std::map<std::int64_t, JsonItem> listed;
    each("images", Core::tr("image"), [&](const JsonItem& item) {
        if (!listed.emplace(item.integer("id"), item).second) {
            item.fail(Core::tr("its id is that of another"));
        }
    });
    std::unordered_map<std::int64_t, std::size_t> image_of;
    for (const auto& [id, item] : listed) {
        const auto size = [&item = item](const char* key) {
            return item.isInteger(key) ? item.integer(key) : 0;
        };
        image_of.emplace(id, m_images.size());
        addImage({}, std::to_string(id), {size("width"), size("height")}, true);
        numberLast(id);
        nameLast(std::to_string(id));
        const fs::path name = item.has("file_name") ? item.text("file_name") : std::string();
        if (!name.empty()) {
            nameLast(name.string());
            nameLast(name.filename().string());
            nameLast(name.stem().string());
        }
        if (records != nullptr) {
            records->push_back(recordOf(name.empty() ? m_ids.back() : name.string(), m_sizes.back()));
        }
    }
    each("annotations", Core::tr("annotation"), [&](const JsonItem& item) {
        TruthBox object;
        object.label = referred(m_label_by_number, item, "category_id");
        object.box = item.box("bbox");
        object.is_crowd = item.flag("iscrowd");
        object.difficult = object.is_crowd || item.flag("ignore") || item.flag("difficult");
        if (item.has("area")) {
            object.annotated_area = item.number("area");
        }
        const std::size_t image = referred(image_of, item, "image_id");
        m_images[image].objects.push_back(object);
        if (records != nullptr) {
            ImageRecord& record = (*records)[image];
            record.objects.push_back(annotationOf(object, record, item.flag("truncated")));
        }
    });
}

}  // namespace priorscope
