// Changes of annotation files as a whole, and of objects that are not read.
#include <algorithm>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/text/text_encoding.hpp"
#include "core/base/text/xml_text.hpp"
#include "core/dataset/class_names.hpp"
#include "core/formats/voc/annotation_edit.hpp"
#include "core/formats/voc/annotation_surgery.hpp"
#include "core/formats/voc/edited_reading.hpp"
#include "core/formats/voc/xml_fields.hpp"

namespace priorscope {

using edited::boxText;
using edited::decoded;
using edited::Decoded;
using edited::isSameObject;
using edited::Reading;
using edited::readingOf;
using edited::refuse;

bool saysVerified(std::string_view text) {
    return xml::saysVerified(text);
}

EditState EditableAnnotation::stateOfFile(const AnnotationEdit& edit) const {
    if (edit.change == LabelChange::recode) {
        return m_takes_utf8 ? EditState::done : EditState::open;
    }
    if (edit.change == LabelChange::verify) {
        return verifiedText() == edit.verified ? EditState::done : EditState::open;
    }
    const ParsedAnnotation parsed = readingOf(m_bytes, m_file).parsed;
    return parsed.width == edit.new_width && parsed.height == edit.new_height ? EditState::done
                                                                              : EditState::open;
}

void EditableAnnotation::refuseForm() const {
    refuse(m_file, Core::tr("it is written in a form that cannot be changed in place"),
           Core::tr("Change this object by hand"));
}

/// With the indices of their elements.
std::vector<std::pair<int, FiledObject>> EditableAnnotation::invertedElements() const {
    const Decoded text = decoded(m_bytes, m_file);
    const auto elements = xml::elementsOf(text.text);
    const AnnotationSurgery surgery(text.text, *elements, m_file);
    std::vector<std::pair<int, FiledObject>> found;
    for (std::size_t i = 0; i < elements->size(); ++i) {
        const bool is_read =
            std::find(m_elements.begin(), m_elements.end(), static_cast<int>(i)) != m_elements.end();
        if (is_read || !xml::isNamed((*elements)[i], "object")) {
            continue;
        }
        try {
            const VocBox box = surgery.boxTextOf(static_cast<int>(i));
            const std::string name = surgery.nameTextOf(static_cast<int>(i));
            const bool is_inverted = box.xmax < box.xmin || box.ymax < box.ymin;
            if (is_inverted && name.find_first_of("&<") == std::string::npos) {
                found.push_back(
                    {static_cast<int>(i), {.place = -1, .class_name = cleanedClassName(name), .box = box}});
            }
        } catch (const Error&) {  // of another form: it is not mended
        }
    }
    return found;
}

std::vector<FiledObject> EditableAnnotation::inverted() const {
    std::vector<FiledObject> objects;
    for (auto& [element, object] : invertedElements()) {
        objects.push_back(std::move(object));
    }
    return objects;
}

std::string EditableAnnotation::withOrder(const AnnotationEdit& edit) const {
    const auto all = invertedElements();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&edit](const auto& each) { return each.second == edit.object; });
    if (found == all.end()) {
        refuse(m_file,
               Core::tr("it no longer has a single %1 at %2")
                   .arg(edit.object.class_name)
                   .arg(boxText(edit.object.box)),
               Core::tr("It was changed meanwhile: look at the image again"));
    }
    const auto elements = xml::elementsOf(m_bytes);
    const AnnotationSurgery surgery(m_bytes, *elements, m_file);
    std::string result =
        withCuts(m_bytes, surgery.move(found->first, edit.object.box, inOrder(edit.object.box)));
    // One object more, and the others as they were.
    Reading after = readingOf(result, m_file);
    for (std::size_t i = 0; after.parsed.usable && i < after.names.size(); ++i) {
        std::vector<std::string> names = after.names;
        std::vector<Annotation> objects = after.parsed.objects;
        const bool is_it = names[i] == edit.object.class_name && objects[i].voc == inOrder(edit.object.box);
        names.erase(names.begin() + static_cast<std::ptrdiff_t>(i));
        objects.erase(objects.begin() + static_cast<std::ptrdiff_t>(i));
        const bool is_rest =
            names.size() == m_objects.size() &&
            std::equal(objects.begin(), objects.end(), m_read.begin(), m_read.end(), isSameObject) &&
            std::equal(names.begin(), names.end(), m_objects.begin(),
                       [](const std::string& name, const FiledObject& it) { return name == it.class_name; });
        if (is_it && is_rest) {
            return result;
        }
    }
    refuseForm();
}

std::string EditableAnnotation::withSize(const AnnotationEdit& edit) const {
    const auto elements = xml::elementsOf(m_bytes);
    const AnnotationSurgery surgery(m_bytes, *elements, m_file);
    std::string result = withCuts(m_bytes, surgery.setSize(edit.new_width, edit.new_height));
    const Reading after = readingOf(result, m_file);
    const bool is_right = after.parsed.usable && after.parsed.width == edit.new_width &&
                          after.parsed.height == edit.new_height &&
                          std::equal(after.parsed.objects.begin(), after.parsed.objects.end(), m_read.begin(),
                                     m_read.end(), isSameObject);
    if (!is_right) {
        refuseForm();
    }
    return result;
}

std::string EditableAnnotation::verifiedText() const {
    const auto elements = xml::elementsOf(m_bytes);
    return AnnotationSurgery(m_bytes, *elements, m_file).verifiedText();
}

std::string EditableAnnotation::withVerified(const AnnotationEdit& edit) const {
    const auto elements = xml::elementsOf(m_bytes);
    const AnnotationSurgery surgery(m_bytes, *elements, m_file);
    std::string result = withCuts(m_bytes, {surgery.setVerified(xmlText(edit.verified))});
    const EditableAnnotation after(result, m_file);
    const bool is_right =
        after.m_is_verified == saysVerified(edit.verified) && after.m_objects == m_objects &&
        std::equal(after.m_read.begin(), after.m_read.end(), m_read.begin(), m_read.end(), isSameObject);
    if (!is_right) {
        refuseForm();
    }
    return result;
}

std::string EditableAnnotation::asUtf8() const {
    std::string result = decodeText(m_bytes, declaredEncoding(m_bytes)).text;
    if (const std::string_view declared = declaredEncoding(result); !declared.empty()) {
        result.replace(static_cast<std::size_t>(declared.data() - result.data()), declared.size(), "UTF-8");
    }
    std::vector<std::string> names;
    for (const FiledObject& object : m_objects) {
        names.push_back(object.class_name);
    }
    check(result, names, m_read);
    return result;
}

}  // namespace priorscope
