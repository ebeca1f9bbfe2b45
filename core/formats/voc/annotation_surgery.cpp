#include "core/formats/voc/annotation_surgery.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/text/number_text.hpp"
#include "core/formats/voc/xml_fields.hpp"

namespace priorscope {
namespace {

constexpr std::string_view kBlank = " \t";
constexpr std::string_view kSpace = " \t\r\n";
constexpr std::array<std::string_view, 4> kCorners{"xmin", "ymin", "xmax", "ymax"};

std::array<double, 4> valuesOf(const VocBox& box) {
    return {box.xmin, box.ymin, box.xmax, box.ymax};
}

std::string_view lineEndOf(std::string_view text) {
    const std::size_t at = text.find('\n');
    if (at == std::string_view::npos) {
        return {};
    }
    return at > 0 && text[at - 1] == '\r' ? "\r\n" : "\n";
}

/// Elements that are no box although they may hold corners: see ObjectFields.
bool isOther(const xml::Element& element) {
    constexpr std::array<std::string_view, 7> kOthers{"part",    "name",         "pose",  "robndbox",
                                                      "polygon", "segmentation", "points"};
    return xml::isNamed(element, "object") ||
           std::any_of(kOthers.begin(), kOthers.end(),
                       [&](std::string_view other) { return xml::isNamed(element, other); });
}

}  // namespace

/// How an object that is added is laid out.
struct AnnotationSurgery::Layout {
    std::size_t position = 0;
    bool own_line = false;  ///< it begins a line of its own
    bool before = false;    ///< it ends its line, too: something follows there
    bool many_lines = false;
    std::string indent{};  ///< of the object
    std::string child{};
    std::string corner{};
};

AnnotationSurgery::AnnotationSurgery(std::string_view text, const std::vector<xml::Element>& elements,
                                     std::string file)
    : m_text(text), m_elements(elements), m_file(std::move(file)), m_eol(lineEndOf(text)) {}

int AnnotationSurgery::lineOf(std::size_t position) const {
    const auto end = m_text.begin() + static_cast<std::ptrdiff_t>(position);
    return 1 + static_cast<int>(std::count(m_text.begin(), end, '\n'));
}

void AnnotationSurgery::refuse(int element, Sentence reason) const {
    throw Error({.action = Core::tr("changing the annotation"),
                 .file = m_file,
                 .line = lineOf(at(element).begin),
                 .reason = std::move(reason),
                 .remedy = Core::tr("Change this object by hand")});
}

/// The child of a name; -1: there is none. @param several  why more than one is refused, about `object`
int AnnotationSurgery::onlyChild(int parent, std::string_view name, int object,
                                 const Sentence& several) const {
    int only = -1;
    for (const int child : xml::childrenOf(m_elements, parent)) {
        if (xml::isNamed(at(child), name)) {
            if (only >= 0) {
                refuse(object, several);
            }
            only = child;
        }
    }
    return only;
}

int AnnotationSurgery::nameOf(int object) const {
    const int name = onlyChild(object, "name", object, Core::tr("the object has several names"));
    if (name < 0) {
        refuse(object, Core::tr("its name is not written as <name>"));
    }
    return name;
}

/// The element that has the corners, which may be the object itself.
int AnnotationSurgery::boxOf(int object) const {
    const auto holdsCorner = [this](int element) {
        const std::vector<int> children = xml::childrenOf(m_elements, element);
        return std::any_of(children.begin(), children.end(),
                           [this](int child) { return xml::isNamed(at(child), "xmin"); });
    };
    int box = -1;
    for (const int child : xml::childrenOf(m_elements, object)) {
        if (!isOther(at(child)) && (xml::isNamed(at(child), "bndbox") || holdsCorner(child))) {
            if (box >= 0) {
                refuse(object, Core::tr("the object has several boxes"));
            }
            box = child;
        }
    }
    return box < 0 ? object : box;
}

/// The element's text, without the white space around it.
Cut AnnotationSurgery::textOf(int element) const {
    constexpr std::string_view kOpen = "<![CDATA[";
    constexpr std::string_view kClose = "]]>";
    const xml::Element& found = at(element);
    const std::string_view content = m_text.substr(found.content, found.content_end - found.content);
    const std::size_t first = content.find_first_not_of(kSpace);
    if (first == std::string_view::npos) {
        refuse(element, Core::tr("<%1> has no text").arg(std::string(found.name)));
    }
    const std::string_view text = content.substr(first, content.find_last_not_of(kSpace) + 1 - first);
    const bool is_section = text.starts_with(kOpen) && text.find(kClose) + kClose.size() == text.size();
    if (text.find('<') != std::string_view::npos && !is_section) {
        refuse(element,
               Core::tr("<%1> holds more than text: a comment, or elements").arg(std::string(found.name)));
    }
    return {.begin = found.content + first, .end = found.content + first + text.size()};
}

/// @param box  boxOf(object)
int AnnotationSurgery::cornerOf(int object, int box, std::string_view name) const {
    const int corner = onlyChild(box, name, object, Core::tr("the box has several times four corners"));
    if (corner < 0) {
        refuse(object, Core::tr("its box is not written as <xmin>, <ymin>, <xmax>, <ymax>"));
    }
    return corner;
}

std::vector<Cut> AnnotationSurgery::move(int object, const VocBox& from, const VocBox& to) const {
    const int box = boxOf(object);
    std::vector<Cut> cuts;
    for (std::size_t i = 0; i < kCorners.size(); ++i) {
        const int corner = cornerOf(object, box, kCorners[i]);
        if (valuesOf(from)[i] != valuesOf(to)[i]) {
            Cut cut = textOf(corner);
            cut.text = numberText(valuesOf(to)[i]);
            cuts.push_back(std::move(cut));
        }
    }
    return cuts;
}

VocBox AnnotationSurgery::boxTextOf(int object) const {
    const int box = boxOf(object);
    std::array<double, 4> values{};
    for (std::size_t i = 0; i < kCorners.size(); ++i) {
        const Cut cut = textOf(cornerOf(object, box, kCorners[i]));
        const auto number = numberFromText(m_text.substr(cut.begin, cut.end - cut.begin));
        if (!number || !std::isfinite(*number)) {
            refuse(object, Core::tr("a corner of its box is no number"));
        }
        values[i] = *number;
    }
    return {values[0], values[1], values[2], values[3]};
}

std::string AnnotationSurgery::nameTextOf(int object) const {
    const Cut cut = textOf(nameOf(object));
    return std::string(m_text.substr(cut.begin, cut.end - cut.begin));
}

std::vector<Cut> AnnotationSurgery::setSize(int width, int height) const {
    const auto child = [this](int parent, std::string_view name) {
        const std::vector<int> children = xml::childrenOf(m_elements, parent);
        const auto found = std::find_if(children.begin(), children.end(),
                                        [&](int each) { return xml::isNamed(at(each), name); });
        return found == children.end() ? -1 : *found;
    };
    const int annotation = root();
    if (annotation < 0 || at(annotation).is_self_closing) {
        refuse(0, Core::tr("<annotation> is empty"));
    }
    if (const int size = child(annotation, "size"); size >= 0) {
        const int wide = child(size, "width");
        const int high = child(size, "height");
        if (wide < 0 || high < 0) {
            refuse(size, Core::tr("<size> is not written as <width> and <height>"));
        }
        std::vector<Cut> cuts{textOf(wide), textOf(high)};
        cuts[0].text = std::to_string(width);
        cuts[1].text = std::to_string(height);
        return cuts;
    }
    const int object = child(annotation, "object");
    const std::size_t position = object < 0 ? at(annotation).content_end : at(object).begin;
    std::string text = "<size><width>" + std::to_string(width) + "</width><height>" + std::to_string(height) +
                       "</height></size>";
    if (object >= 0 && beginsLine(position)) {
        text += m_eol + std::string(indentOf(object));
    }
    return {{.begin = position, .end = position, .text = std::move(text)}};
}

/// Where an attribute stands.
struct AnnotationSurgery::Attribute {
    std::size_t begin = 0;  ///< of the blanks in front of its name
    std::size_t value = 0;  ///< within the quotes
    std::size_t value_end = 0;
};

/// The first <annotation>; -1: there is none.
int AnnotationSurgery::root() const {
    const auto named = std::find_if(m_elements.begin(), m_elements.end(), [](const xml::Element& each) {
        return xml::isNamed(each, "annotation");
    });
    return named == m_elements.end() ? -1 : static_cast<int>(named - m_elements.begin());
}

/// Tags are well-formed, so that each name has a value in quotes.
std::optional<AnnotationSurgery::Attribute> AnnotationSurgery::verifiedOf(const xml::Element& element) const {
    std::size_t at = element.begin + 1 + element.name.size();
    while (at < element.content) {
        const std::size_t name = m_text.find_first_not_of(kSpace, at);
        const std::size_t name_end = m_text.find_first_of(" \t\r\n=/>", name);
        const std::size_t quote = m_text.find_first_of("\"'", name_end);
        if (name_end == name || quote == std::string_view::npos || quote >= element.content) {
            break;  // the end of the tag
        }
        const std::size_t end = m_text.find(m_text[quote], quote + 1);
        if (xml::isNamed(std::string(m_text.substr(name, name_end - name)).c_str(), "verified")) {
            return Attribute{.begin = at, .value = quote + 1, .value_end = end};
        }
        at = end + 1;
    }
    return std::nullopt;
}

std::string AnnotationSurgery::verifiedText() const {
    const auto attribute = root() < 0 ? std::nullopt : verifiedOf(at(root()));
    return attribute ? std::string(m_text.substr(attribute->value, attribute->value_end - attribute->value))
                     : std::string();
}

Cut AnnotationSurgery::setVerified(const std::string& text) const {
    if (root() < 0) {
        refuse(0, Core::tr("<annotation> is empty"));
    }
    const xml::Element& element = at(root());
    if (const auto attribute = verifiedOf(element)) {
        return text.empty() ? Cut{.begin = attribute->begin, .end = attribute->value_end + 1}
                            : Cut{.begin = attribute->value, .end = attribute->value_end, .text = text};
    }
    const std::size_t behind = element.begin + 1 + element.name.size();
    return {.begin = behind, .end = behind, .text = text.empty() ? text : " verified=\"" + text + "\""};
}

Cut AnnotationSurgery::rename(int object, const std::string& name) const {
    Cut cut = textOf(nameOf(object));
    cut.text = name;
    return cut;
}

Cut AnnotationSurgery::flag(int object, std::string_view tag, bool is_set) const {
    const std::string value = is_set ? "1" : "0";
    const int found =
        onlyChild(object, tag, object, Core::tr("the object has <%1> several times").arg(std::string(tag)));
    if (found >= 0) {
        Cut cut = textOf(found);
        cut.text = value;
        return cut;
    }
    const int box = boxOf(object);
    if (at(object).is_self_closing) {
        refuse(object, Core::tr("it is written in a form that cannot be changed in place"));
    }
    const std::size_t position = box == object ? at(object).content : at(box).begin;
    std::string text = "<" + std::string(tag) + ">" + value + "</" + std::string(tag) + ">";
    if (box != object && beginsLine(position)) {
        text += m_eol + std::string(indentOf(box));
    }
    return {.begin = position, .end = position, .text = std::move(text)};
}

bool AnnotationSurgery::beginsLine(std::size_t position) const {
    const std::size_t before =
        position == 0 ? std::string_view::npos : m_text.find_last_not_of(kBlank, position - 1);
    return before != std::string_view::npos && m_text[before] == '\n';
}

/// The white space in front of it on its line.
std::string_view AnnotationSurgery::indentOf(int element) const {
    const std::size_t begin = at(element).begin;
    const std::size_t line = begin == 0 ? std::string_view::npos : m_text.find_last_of('\n', begin - 1);
    return line != std::string_view::npos && beginsLine(begin) ? m_text.substr(line + 1, begin - line - 1)
                                                               : std::string_view();
}

Cut AnnotationSurgery::remove(int object) const {
    const xml::Element& element = at(object);
    Cut cut{.begin = element.begin, .end = element.end};
    const std::size_t behind = m_text.find_first_not_of(kBlank, element.end);
    const bool ends_text = behind == std::string_view::npos;
    const bool ends_line = ends_text || m_text[behind] == '\n' || m_text.substr(behind, 2) == "\r\n";
    if (!ends_line || element.begin == 0) {
        return cut;
    }
    cut.begin = m_text.find_last_not_of(kBlank, element.begin - 1) + 1;
    if (beginsLine(element.begin)) {
        cut.end = ends_text ? m_text.size() : m_text.find('\n', behind) + 1;
    }
    return cut;
}

/// The object behind which another is added: the last that is read, or that stands directly in <annotation>.
int AnnotationSurgery::anchorFrom(int last) const {
    int anchor = last;
    for (std::size_t i = 0; i < m_elements.size(); ++i) {
        const xml::Element& element = m_elements[i];
        if (xml::isNamed(element, "object") && element.parent >= 0 &&
            xml::isNamed(at(element.parent), "annotation")) {
            anchor = std::max(anchor, static_cast<int>(i));
        }
    }
    return anchor;
}

AnnotationSurgery::Layout AnnotationSurgery::layoutOf(int anchor) const {
    const xml::Element& object = at(anchor);
    Layout layout{.position = object.end};
    layout.own_line = beginsLine(object.begin);
    layout.indent = indentOf(anchor);
    const std::string_view content = m_text.substr(object.begin, object.end - object.begin);
    layout.many_lines = content.find('\n') != std::string_view::npos;
    layout.child = layout.indent + "\t";
    layout.corner = layout.child + "\t";
    const std::vector<int> children = xml::childrenOf(m_elements, anchor);
    if (!children.empty() && beginsLine(at(children.front()).begin)) {
        layout.child = indentOf(children.front());
        const std::string unit = layout.child.starts_with(layout.indent)
                                     ? layout.child.substr(layout.indent.size())
                                     : std::string("\t");
        layout.corner = layout.child + unit;
        const std::vector<int> corners = xml::childrenOf(m_elements, boxOf(anchor));
        if (boxOf(anchor) != anchor && !corners.empty() && beginsLine(at(corners.front()).begin)) {
            layout.corner = indentOf(corners.front());
        }
    }
    return layout;
}

/// In a file without objects: before </annotation>.
AnnotationSurgery::Layout AnnotationSurgery::layoutWithin(int annotation) const {
    const xml::Element& element = at(annotation);
    Layout layout{.position = element.content_end};
    const std::vector<int> children = xml::childrenOf(m_elements, annotation);
    layout.many_lines = beginsLine(element.content_end);
    if (!layout.many_lines) {
        return layout;
    }
    layout.own_line = true;
    layout.before = true;
    layout.position = m_text.find_last_of('\n', element.content_end - 1) + 1;
    const std::string outer(indentOf(annotation));
    layout.indent = outer + "\t";
    if (!children.empty() && beginsLine(at(children.front()).begin)) {
        layout.indent = indentOf(children.front());
    }
    const std::string unit = layout.indent.starts_with(outer) ? layout.indent.substr(outer.size()) : "\t";
    layout.child = layout.indent + unit;
    layout.corner = layout.child + unit;
    return layout;
}

Cut AnnotationSurgery::add(int last, const std::string& name, const VocBox& box) const {
    const int anchor = anchorFrom(last);
    const int annotation = root();
    if (anchor < 0 && (annotation < 0 || at(annotation).is_self_closing)) {
        refuse(0, Core::tr("<annotation> is empty"));
    }
    const Layout layout = anchor >= 0 ? layoutOf(anchor) : layoutWithin(annotation);
    const auto line = [&](const std::string& indent) { return layout.many_lines ? m_eol + indent : ""; };
    const auto field = [](std::string_view tag, const std::string& text) {
        return "<" + std::string(tag) + ">" + text + "</" + std::string(tag) + ">";
    };
    std::string text = "<object>" + line(layout.child) + field("name", name) + line(layout.child) +
                       field("pose", "Unspecified") + line(layout.child) + field("truncated", "0") +
                       line(layout.child) + field("difficult", "0") + line(layout.child) + "<bndbox>";
    for (std::size_t i = 0; i < kCorners.size(); ++i) {
        text += line(layout.corner) + field(kCorners[i], numberText(valuesOf(box)[i]));
    }
    text += line(layout.child) + "</bndbox>" + line(layout.indent) + "</object>";
    if (layout.own_line) {
        text = layout.before ? layout.indent + text + m_eol : m_eol + layout.indent + text;
    }
    return {.begin = layout.position, .end = layout.position, .text = std::move(text)};
}

std::string withCuts(std::string_view text, std::vector<Cut> cuts) {
    std::stable_sort(cuts.begin(), cuts.end(), [](const Cut& a, const Cut& b) { return a.begin < b.begin; });
    std::string result;
    std::size_t taken = 0;
    for (const Cut& cut : cuts) {
        result.append(text.substr(taken, cut.begin - taken)).append(cut.text);
        taken = cut.end;
    }
    return result.append(text.substr(taken));
}

}  // namespace priorscope
