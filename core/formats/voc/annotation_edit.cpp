#include "core/formats/voc/annotation_edit.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "core/base/text/number_text.hpp"
#include "core/base/text/xml_text.hpp"
#include "core/formats/voc/annotation_surgery.hpp"
#include "core/formats/voc/edited_reading.hpp"

namespace priorscope {

using edited::boxText;
using edited::Decoded;
using edited::decoded;
using edited::isSameObject;
using edited::Reading;
using edited::readingOf;
using edited::refuse;

namespace {

/// With a character reference for each character beyond ASCII.
/// @param text  UTF-8
std::string asAscii(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto lead = static_cast<unsigned char>(text[i]);
        if (lead < 0x80U) {
            result += text[i];
            continue;
        }
        const int more = lead >= 0xF0U ? 3 : lead >= 0xE0U ? 2 : 1;
        unsigned code = lead & (0x3FU >> static_cast<unsigned>(more));
        for (int next = 0; next < more; ++next) {
            code = (code << 6U) | (static_cast<unsigned char>(text[++i]) & 0x3FU);
        }
        result += "&#" + std::to_string(code) + ";";
    }
    return result;
}

/// Whether the box is not inverted, and each edge a whole pixel, or that of the box as it is.
bool isWhole(const VocBox& box, const VocBox& as_is) {
    const std::pair<double, double> edges[] = {
        {box.xmin, as_is.xmin}, {box.ymin, as_is.ymin}, {box.xmax, as_is.xmax}, {box.ymax, as_is.ymax}};
    return box.xmin <= box.xmax && box.ymin <= box.ymax &&
           std::all_of(std::begin(edges), std::end(edges), [](const auto& edge) {
               return edge.first == edge.second ||
                      (std::abs(edge.first) < 1e9 && edge.first == std::round(edge.first));
           });
}

/// The new box of an edit. @throws Error if it is not in whole pixels, or inverted
const VocBox& wholeBox(const AnnotationEdit& edit, const std::string& file) {
    if (!isWhole(edit.new_box, edit.object.box)) {
        refuse(file, Core::tr("the new box (%1) is not in whole pixels").arg(boxText(edit.new_box)),
               Core::tr("Remove this change"));
    }
    return edit.new_box;
}

/// Changes that are made in this order after those of objects that are read, each on the result before it.
constexpr std::array kOneByOne{LabelChange::swap, LabelChange::set_size, LabelChange::recode,
                               LabelChange::add, LabelChange::verify};

}  // namespace

bool& flagOf(Annotation& object, ObjectFlag flag) {
    return flag == ObjectFlag::difficult   ? object.difficult
           : flag == ObjectFlag::truncated ? object.truncated
                                           : object.occluded;
}

bool flagOf(const Annotation& object, ObjectFlag flag) {
    Annotation copy = object;
    return flagOf(copy, flag);
}

VocBox inOrder(const VocBox& box) {
    return {std::min(box.xmin, box.xmax), std::min(box.ymin, box.ymax), std::max(box.xmin, box.xmax),
            std::max(box.ymin, box.ymax)};
}

EditableAnnotation::EditableAnnotation(std::string bytes, std::string file)
    : m_bytes(std::move(bytes)), m_file(std::move(file)) {
    const Decoded text = decoded(m_bytes, m_file);
    m_takes_utf8 = text.takes_utf8;
    const Reading reading = readingOf(m_bytes, m_file);
    m_is_verified = reading.parsed.verified;
    const auto elements = xml::elementsOf(m_bytes);
    const auto decoded_elements = xml::elementsOf(text.text);
    if (!reading.parsed.usable || !elements || !decoded_elements ||
        elements->size() != decoded_elements->size()) {
        refuse(m_file, Core::tr("it is no well-formed VOC annotation"), Core::tr("Correct the file first"));
    }
    for (std::size_t i = 0; i < reading.names.size(); ++i) {
        const auto start = static_cast<std::size_t>(reading.parsed.starts[i]) - 1;
        const auto found =
            std::find_if(decoded_elements->begin(), decoded_elements->end(),
                         [start](const xml::Element& element) { return element.begin == start; });
        if (found == decoded_elements->end()) {
            refuse(m_file, Core::tr("the place of an object in it is not found"),
                   Core::tr("Change this object by hand"));
        }
        m_elements.push_back(static_cast<int>(found - decoded_elements->begin()));
        m_read.push_back(reading.parsed.objects[i]);
        m_objects.push_back({.place = static_cast<int>(i),
                             .class_name = reading.names[i],
                             .box = reading.parsed.objects[i].voc});
    }
}

bool EditableAnnotation::isAtPlace(const FiledObject& object) const {
    const auto place = static_cast<std::size_t>(object.place);
    return object.place >= 0 && place < m_objects.size() && m_objects[place] == object;
}

int EditableAnnotation::find(const FiledObject& object) const {
    const auto is_it = [&](const FiledObject& other) { return isAlike(other, object); };
    if (isAtPlace(object)) {
        return object.place;
    }
    const auto found = std::find_if(m_objects.begin(), m_objects.end(), is_it);
    const bool is_alone = found != m_objects.end() && std::none_of(found + 1, m_objects.end(), is_it);
    return is_alone ? static_cast<int>(found - m_objects.begin()) : -1;
}

/// Whether an object of that class is in about that place: one that was not removed but moved a little.
bool EditableAnnotation::resembles(const FiledObject& object) const {
    constexpr float kSamePlace = 0.5F;
    const auto boxOf = [](const VocBox& box) {
        return Box{static_cast<float>(box.xmin - 1.0), static_cast<float>(box.ymin - 1.0),
                   static_cast<float>(box.xmax), static_cast<float>(box.ymax)};
    };
    return std::any_of(m_objects.begin(), m_objects.end(), [&](const FiledObject& other) {
        return other.class_name == object.class_name &&
               (other.box == object.box ||
                intersectionOverUnion(boxOf(other.box), boxOf(object.box)) >= kSamePlace);
    });
}

EditState EditableAnnotation::stateOf(const AnnotationEdit& edit) const {
    const auto has = [this](const std::string& class_name, const VocBox& box) {
        return std::any_of(m_objects.begin(), m_objects.end(), [&](const FiledObject& object) {
            return object.class_name == class_name && object.box == box;
        });
    };
    if (edit.change == LabelChange::add) {
        return has(edit.new_class, edit.new_box) ? EditState::done : EditState::open;
    }
    if (edit.change == LabelChange::swap) {
        const std::vector<FiledObject> all = inverted();
        const bool is_there = std::find(all.begin(), all.end(), edit.object) != all.end();
        return is_there                                                ? EditState::open
               : has(edit.object.class_name, inOrder(edit.object.box)) ? EditState::done
                                                                       : EditState::lost;
    }
    if (edit.change == LabelChange::set_size || edit.change == LabelChange::recode ||
        edit.change == LabelChange::verify) {
        return stateOfFile(edit);
    }
    if (edit.twin.place >= 0) {
        return stateOfTwins(edit);
    }
    if (const int found = find(edit.object); found >= 0) {
        const bool has_flag = edit.change == LabelChange::flag &&
                              flagOf(m_read[static_cast<std::size_t>(found)], edit.flag) == edit.is_set;
        return has_flag ? EditState::done : EditState::open;
    }
    const bool is_done = edit.change == LabelChange::flag     ? false
                         : edit.change == LabelChange::move   ? has(edit.object.class_name, edit.new_box)
                         : edit.change == LabelChange::rename ? has(edit.new_class, edit.object.box)
                                                              : !resembles(edit.object);
    return is_done ? EditState::done : EditState::lost;
}

EditState EditableAnnotation::stateOfTwins(const AnnotationEdit& edit) const {
    if (isAtPlace(edit.object) && isAtPlace(edit.twin)) {
        return EditState::open;
    }
    const auto countOf = [this](const FiledObject& object) {
        return std::count_if(m_objects.begin(), m_objects.end(), [&](const FiledObject& other) {
            return other.class_name == object.class_name && other.box == object.box;
        });
    };
    const std::ptrdiff_t left = edit.object.box == edit.twin.box ? 1 : 0;
    return countOf(edit.twin) == 1 && countOf(edit.object) == left ? EditState::done : EditState::lost;
}

std::string EditableAnnotation::edited(std::span<const AnnotationEdit> edits) const {
    // Places are those of the objects that are read, so that what is read besides comes later.
    std::string result = withChanges(edits);
    for (const LabelChange change : kOneByOne) {
        for (const AnnotationEdit& edit : edits) {
            if (edit.change == change) {
                result = EditableAnnotation(std::move(result), m_file).withOne(edit);
            }
        }
    }
    return result;
}

std::string EditableAnnotation::withOne(const AnnotationEdit& edit) const {
    switch (edit.change) {
        case LabelChange::swap:
            return withOrder(edit);
        case LabelChange::set_size:
            return withSize(edit);
        case LabelChange::recode:
            return asUtf8();
        case LabelChange::verify:
            return withVerified(edit);
        default:
            return withObject(edit);
    }
}

/// The object of an edit that can be carried out.
std::size_t EditableAnnotation::openObject(const AnnotationEdit& edit) const {
    const bool is_alone = edit.twin.place >= 0 && stateOfTwins(edit) != EditState::open;
    const int found = is_alone ? -1 : find(edit.object);
    if (found < 0) {
        refuse(m_file,
               Core::tr("it no longer has a single %1 at %2")
                   .arg(edit.object.class_name)
                   .arg(boxText(edit.object.box)),
               Core::tr("It was changed meanwhile: look at the image again"));
    }
    const auto object = static_cast<std::size_t>(found);
    if (std::count(m_elements.begin(), m_elements.end(), m_elements[object]) > 1) {
        refuse(m_file, Core::tr("the object has several boxes"), Core::tr("Change this object by hand"));
    }
    return object;
}

std::string EditableAnnotation::written(const std::string& class_name) const {
    return m_takes_utf8 ? xmlText(class_name) : asAscii(xmlText(class_name));
}

/// Everything but new objects.
std::string EditableAnnotation::withChanges(std::span<const AnnotationEdit> edits) const {
    const auto elements = xml::elementsOf(m_bytes);
    const AnnotationSurgery surgery(m_bytes, *elements, m_file);
    std::vector<std::string> names;
    for (const FiledObject& object : m_objects) {
        names.push_back(object.class_name);
    }
    std::vector<Annotation> objects = m_read;
    std::vector<Cut> cuts;
    std::map<std::size_t, std::set<LabelChange>> changes;
    for (const AnnotationEdit& edit : edits) {
        if (std::find(kOneByOne.begin(), kOneByOne.end(), edit.change) != kOneByOne.end()) {
            continue;
        }
        const std::size_t object = openObject(edit);
        const int element = m_elements[object];
        std::set<LabelChange>& of_object = changes[object];
        const bool is_first = of_object.insert(edit.change).second;
        if (!is_first || (of_object.contains(LabelChange::remove) && of_object.size() > 1)) {
            refuse(m_file,
                   Core::tr("two changes of the %1 at %2 contradict each other")
                       .arg(edit.object.class_name)
                       .arg(boxText(edit.object.box)),
                   Core::tr("Remove one of them"));
        }
        const std::vector<Cut> more = cutsOf(edit, surgery, element);
        cuts.insert(cuts.end(), more.begin(), more.end());
        if (edit.change == LabelChange::rename) {
            names[object] = edit.new_class;
        } else if (edit.change == LabelChange::flag) {
            flagOf(objects[object], edit.flag) = edit.is_set;
        } else if (edit.change == LabelChange::move) {
            objects[object].voc = edit.new_box;
        }
    }
    for (auto each = changes.rbegin(); each != changes.rend(); ++each) {
        if (each->second.contains(LabelChange::remove)) {
            names.erase(names.begin() + static_cast<std::ptrdiff_t>(each->first));
            objects.erase(objects.begin() + static_cast<std::ptrdiff_t>(each->first));
        }
    }
    std::string result = withCuts(m_bytes, std::move(cuts));
    check(result, names, objects);
    return result;
}

/// @param element  of the edit's object
std::vector<Cut> EditableAnnotation::cutsOf(const AnnotationEdit& edit, const AnnotationSurgery& surgery,
                                            int element) const {
    switch (edit.change) {
        case LabelChange::remove:
            return {surgery.remove(element)};
        case LabelChange::rename:
            return {surgery.rename(element, written(edit.new_class))};
        case LabelChange::flag:
            return {surgery.flag(element, kObjectFlags[static_cast<std::size_t>(edit.flag)], edit.is_set)};
        case LabelChange::move:
            return surgery.move(element, edit.object.box, wholeBox(edit, m_file));
        default:
            return {};  // of kOneByOne
    }
}

std::string EditableAnnotation::withObject(const AnnotationEdit& edit) const {
    const auto elements = xml::elementsOf(m_bytes);
    const AnnotationSurgery surgery(m_bytes, *elements, m_file);
    const auto last = std::max_element(m_elements.begin(), m_elements.end());
    std::vector<std::string> names;
    for (const FiledObject& object : m_objects) {
        names.push_back(object.class_name);
    }
    std::vector<Annotation> objects = m_read;
    names.push_back(edit.new_class);
    objects.push_back({.voc = wholeBox(edit, m_file), .pose = "Unspecified"});
    std::string result = withCuts(
        m_bytes, {surgery.add(last == m_elements.end() ? -1 : *last, written(edit.new_class), edit.new_box)});
    check(result, names, objects);
    return result;
}

/// @throws Error unless the reader finds exactly these objects in the result
void EditableAnnotation::check(const std::string& result, const std::vector<std::string>& names,
                               const std::vector<Annotation>& objects) const {
    const Reading before = readingOf(m_bytes, m_file);
    const Reading after = readingOf(result, m_file);
    const bool is_same =
        after.parsed.usable && after.names == names && after.parsed.filename == before.parsed.filename &&
        after.parsed.width == before.parsed.width && after.parsed.height == before.parsed.height &&
        after.parsed.verified == before.parsed.verified &&
        std::equal(after.parsed.objects.begin(), after.parsed.objects.end(), objects.begin(), objects.end(),
                   isSameObject);
    if (!is_same) {
        refuseForm();
    }
}

VocBox wholePixels(const Box& box, int width, int height) {
    const auto range = [](float begin, float end, int side) {
        const auto edge = [side](float fraction) {
            return std::round(static_cast<double>(std::clamp(fraction, 0.0F, 1.0F)) * side);
        };
        const double first = std::min(edge(begin) + 1.0, static_cast<double>(side));
        return std::pair(first, std::max(edge(end), first));
    };
    const auto [xmin, xmax] = range(box.x_min, box.x_max, width);
    const auto [ymin, ymax] = range(box.y_min, box.y_max, height);
    return {xmin, ymin, xmax, ymax};
}

}  // namespace priorscope
