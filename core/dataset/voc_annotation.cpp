#include "core/dataset/voc_annotation.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <functional>
#include <iterator>
#include <pugixml.hpp>
#include <span>
#include <unordered_map>

#include "core/base/text_encoding.hpp"
#include "core/base/unicode.hpp"
#include "core/dataset/xml_fields.hpp"

namespace priorscope {
namespace {

/// Elements within elements are followed this deep: below it lies no annotation that anybody wrote.
constexpr int kDeepest = 16;

/// Reads a file with one read where it fits the buffer. The file's end is at the returned size.
/// @return errno, or 0
int readInto(const char* path, std::vector<char>& buffer, std::size_t& size) {
    const int fd = ::open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return errno;
    }
    size = 0;
    int code = 0;
    for (;;) {
        if (size == buffer.size()) {
            buffer.resize(std::max<std::size_t>(16384, 2 * buffer.size()));
        }
        const std::size_t room = buffer.size() - size;
        const ssize_t got = ::read(fd, buffer.data() + size, room);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            code = errno;
            break;
        }
        size += static_cast<std::size_t>(got);
        if (size > kLargestTextFile) {
            code = EFBIG;
            break;
        }
        if (static_cast<std::size_t>(got) < room) {
            break;  // a short read of a regular file is its end
        }
    }
    ::close(fd);
    return code;
}

/// The elements of one <object>.
struct ObjectFields {
    std::vector<std::string> names;  ///< one, in all sound files
    std::vector<pugi::xml_node> boxes;
    Annotation object;
    std::string other_shape;  ///< <polygon>, <robndbox>: shapes that are no boxes
};

/// Whether an element holds the corners of a box, whatever it is called.
bool holdsBox(const pugi::xml_node& node) {
    return xml::isNamed(node.name(), "bndbox") || xml::child(node, "xmin") ||
           !xml::fieldText(node, "xmin").empty();
}

bool isShape(const pugi::xml_node& node) {
    return xml::isNamed(node.name(), "robndbox") || xml::isNamed(node.name(), "polygon") ||
           xml::isNamed(node.name(), "segmentation") || xml::isNamed(node.name(), "points");
}

ObjectFields fieldsOf(const pugi::xml_node& node) {
    ObjectFields fields;
    for (const pugi::xml_node& field : node.children()) {
        if (field.type() != pugi::node_element || xml::isNamed(field.name(), "part")) {
            continue;  // parts of a person have boxes of their own
        }
        if (xml::isNamed(field.name(), "name")) {
            if (std::string name = xml::text(field); !name.empty()) {
                fields.names.push_back(std::move(name));
            }
        } else if (xml::isNamed(field.name(), "pose")) {
            fields.object.pose = cleanedClassName(xml::text(field));
        } else if (isShape(field)) {
            fields.other_shape = field.name();
        } else if (!xml::isNamed(field.name(), "object") && holdsBox(field)) {
            fields.boxes.push_back(field);
        }
    }
    if (fields.names.empty()) {
        fields.names.push_back(xml::fieldText(node, "name"));
    }
    fields.object.difficult = xml::flagFrom(xml::fieldText(node, "difficult"));
    fields.object.truncated = xml::flagFrom(xml::fieldText(node, "truncated"));
    fields.object.occluded = xml::flagFrom(xml::fieldText(node, "occluded"));
    if (fields.boxes.empty() && holdsBox(node)) {
        fields.boxes.push_back(node);  // the corners lie in the object itself
    }
    return fields;
}

/// Boxes of other formats, from 0 to 1: as pixels each would lie within the first one.
bool isInFractions(const VocBox& box) {
    const double values[] = {box.xmin, box.ymin, box.xmax, box.ymax};
    const auto within = [](double value) { return value >= 0.0 && value <= 1.0; };
    const auto whole = [](double value) { return value == 0.0 || value == 1.0; };
    return std::all_of(std::begin(values), std::end(values), within) &&
           !std::all_of(std::begin(values), std::end(values), whole);
}

/// Names, attributes and texts of two elements, and of what lies in them.
bool isSameElement(const pugi::xml_node& a, const pugi::xml_node& b, int depth = 0) {
    const auto same_attributes = [](const pugi::xml_attribute& x, const pugi::xml_attribute& y) {
        return std::strcmp(x.name(), y.name()) == 0 && std::strcmp(x.value(), y.value()) == 0;
    };
    const auto same_children = [depth](const pugi::xml_node& x, const pugi::xml_node& y) {
        return depth == kDeepest || isSameElement(x, y, depth + 1);
    };
    return std::strcmp(a.name(), b.name()) == 0 && std::strcmp(a.value(), b.value()) == 0 &&
           std::equal(a.attributes_begin(), a.attributes_end(), b.attributes_begin(), b.attributes_end(),
                      same_attributes) &&
           std::equal(a.begin(), a.end(), b.begin(), b.end(), same_children);
}

/// Takes the objects of one annotation and reports those that cannot be used.
class ObjectCollector {
  public:
    ObjectCollector(ParsedAnnotation& result, NameTable& names, const std::string& path)
        : m_result(result), m_names(names), m_path(path) {}

    void take(const pugi::xml_node& node, int line) {
        ObjectFields fields = fieldsOf(node);
        fields.object.line = line;
        fields.object.label = m_names.idOf(fields.names.front());
        const std::string name = nameOf(fields.object.label);
        if (name.empty()) {
            report(IssueKind::no_name, line, {}, "The object has no class name; it is left out.", false);
            return;
        }
        if (fields.boxes.empty()) {
            noBox(fields, name, line);
            return;
        }
        const bool each_named = fields.names.size() > 1 && fields.names.size() == fields.boxes.size();
        reportSeveral(fields, name, line, each_named);
        for (std::size_t i = 0; i < fields.boxes.size(); ++i) {
            if (each_named) {
                fields.object.label = m_names.idOf(fields.names[i]);
            }
            takeBox(fields.object, nameOf(fields.object.label), fields.boxes[i]);
        }
    }

    void report(IssueKind kind, int line, std::string object, std::string detail, bool fixable) {
        m_result.issues.push_back({.kind = kind,
                                   .file = m_path,
                                   .line = line,
                                   .object = std::move(object),
                                   .detail = std::move(detail),
                                   .fixable = fixable});
    }

  private:
    std::string nameOf(int label) const { return m_names.names()[static_cast<std::size_t>(label)]; }

    /// One object is one name, one box and four corners.
    void reportSeveral(const ObjectFields& fields, const std::string& name, int line, bool each_named) {
        const std::string described = describe(name, m_counts[fields.object.label] + 1);
        if (fields.boxes.size() > 1) {
            report(IssueKind::several_boxes, line, described,
                   "The object has " + std::to_string(fields.boxes.size()) +
                       " boxes; each is taken as an object of its own" +
                       (each_named ? ", with the name in front of it." : "."),
                   true);
        }
        if (fields.names.size() > 1 && !each_named) {
            report(IssueKind::several_boxes, line, described,
                   "The object has " + std::to_string(fields.names.size()) +
                       " names; the first is taken. Write an object for each.",
                   false);
        }
        for (const pugi::xml_node& box : fields.boxes) {
            const auto corners = std::count_if(box.begin(), box.end(), [](const pugi::xml_node& corner) {
                return xml::isNamed(corner.name(), "xmin");
            });
            if (corners > 1) {
                report(IssueKind::several_boxes, line, described,
                       "The box has " + std::to_string(corners) +
                           " times four corners; the first four are taken. Write an object for each.",
                       false);
            }
        }
        if (const std::size_t entity = name.find('&'); entity != std::string::npos &&
                                                       name.find(';', entity) != std::string::npos &&
                                                       name.find(' ', entity) > name.find(';', entity)) {
            report(IssueKind::unusual_element, line, described,
                   "The class name holds an entity that XML does not know; it is read as it stands. Write "
                   "the character itself.",
                   false);
        }
    }

    static std::string describe(const std::string& name, int count) {
        return name + " " + std::to_string(count);
    }

    void noBox(const ObjectFields& fields, const std::string& name, int line) {
        const std::string shape =
            fields.other_shape.empty()
                ? "The object has no box (<bndbox>)"
                : "The object has a <" + escapedText(fields.other_shape) +
                      "> and no box (<bndbox>): rotated boxes and outlines are not read";
        report(IssueKind::empty_box, line, describe(name, ++m_counts[fields.object.label]),
               shape + "; it is left out.", false);
    }

    void takeBox(const Annotation& object, const std::string& name, const pugi::xml_node& node) {
        const std::string described = describe(name, ++m_counts[object.label]);
        const xml::BoxFields fields = xml::boxFrom(node);
        const std::string written = cleanedClassName(fields.as_written);
        if (!fields.box) {
            report(IssueKind::empty_box, object.line, described,
                   "A coordinate is no usable number (" + written + "); the object is left out.", false);
            return;
        }
        if (isInFractions(*fields.box)) {
            report(IssueKind::box_in_fractions, object.line, described,
                   "The coordinates are fractions of the image, not pixels (" + written +
                       "); the object is left out. Multiply them by the image's width and height.",
                   true);
            return;
        }
        if (fields.box->xmax < fields.box->xmin || fields.box->ymax < fields.box->ymin) {
            report(IssueKind::empty_box, object.line, described,
                   "The box is inverted (" + written + "); the object is left out.", true);
            return;
        }
        if (fields.comma) {
            report(IssueKind::decimal_comma, object.line, described,
                   "A coordinate is written with a comma (" + written + "), which is read as a point.", true);
        }
        m_result.objects.push_back(object);
        m_result.objects.back().voc = *fields.box;
    }

    ParsedAnnotation& m_result;
    NameTable& m_names;
    const std::string& m_path;
    std::unordered_map<int, int> m_counts;  // boxes seen of each class, for messages
};

/// The <annotation> elements of a document: usually its root, sometimes several, sometimes under another
/// root.
std::vector<pugi::xml_node> annotationsOf(const pugi::xml_document& document) {
    std::vector<pugi::xml_node> found;
    for (const pugi::xml_node& root : document.children()) {
        if (xml::isNamed(root.name(), "annotation")) {
            found.push_back(root);
        }
    }
    for (const pugi::xml_node& root : document.children()) {
        for (const pugi::xml_node& node : root.children()) {
            if (found.empty() || !xml::isNamed(root.name(), "annotation")) {
                if (xml::isNamed(node.name(), "annotation")) {
                    found.push_back(node);
                }
            }
        }
    }
    return found;
}

std::string filenameOf(const pugi::xml_node& annotation) {
    std::string name = cleanedClassName(xml::fieldText(annotation, "filename"));
    std::replace(name.begin(), name.end(), '\\', '/');
    return name;
}

using LineOf = std::function<int(const pugi::xml_node&)>;

/// Walks one <annotation>.
class AnnotationWalk {
  public:
    AnnotationWalk(ParsedAnnotation& result, ObjectCollector& collector, LineOf line_of)
        : m_result(result), m_collector(collector), m_line_of(std::move(line_of)) {}

    void walk(const pugi::xml_node& parent, int depth = 0) {
        if (depth > kDeepest) {
            return;
        }
        for (const pugi::xml_node& node : parent.children()) {
            if (node.type() != pugi::node_element || xml::isNamed(node.name(), "part")) {
                continue;
            }
            if (xml::isNamed(node.name(), "object")) {
                takeObject(node, depth);
            } else if (xml::isNamed(node.name(), "size")) {
                takeSize(node);
            } else {
                takeOther(node, depth);
            }
        }
    }

  private:
    void takeObject(const pugi::xml_node& node, int depth) {
        m_collector.take(node, m_line_of(node));
        for (const pugi::xml_node& inner : node.children()) {
            if (depth < kDeepest && xml::isNamed(inner.name(), "object")) {
                takeObject(inner, depth + 1);
            }
        }
    }

    void takeSize(const pugi::xml_node& node) {
        if (m_result.width == 0 || m_result.height == 0) {
            m_result.width = xml::sideFrom(node, "width");
            m_result.height = xml::sideFrom(node, "height");
        }
    }

    /// Objects may lie under <objects>, and may be called something else.
    void takeOther(const pugi::xml_node& node, int depth) {
        const bool is_box = holdsBox(node);
        if (!is_box && !xml::child(node, "bndbox")) {
            walk(node, depth + 1);
            return;
        }
        const std::string element = "<" + escapedText(node.name()) + ">";
        if (!is_box && !xml::fieldText(node, "name").empty()) {
            m_collector.report(IssueKind::unusual_element, m_line_of(node), {},
                               "A " + element + " with a name and a box is read as an object.", true);
            m_collector.take(node, m_line_of(node));
        } else {
            m_collector.report(
                IssueKind::unusual_element, m_line_of(node), {},
                "The box in " + element + " lies outside any <object> and has no class name; it is not read.",
                false);
        }
    }

    ParsedAnnotation& m_result;
    ObjectCollector& m_collector;
    LineOf m_line_of;
};

/// What is to be told of how the text was read; empty where nothing is.
std::string doubtAboutText(const DecodedText& text, std::string_view declared) {
    const std::string said = declared.empty() ? std::string("it declares no encoding")
                                              : "it declares \"" + escapedText(declared.substr(0, 40)) + "\"";
    switch (text.certainty) {
        case TextCertainty::sure:
            return {};
        case TextCertainty::recognised:
            return "The text is read as " + text.encoding + "; " + said +
                   (text.encoding == "UTF-8" ? ". Correct the declaration." : ". Save the file as UTF-8.");
        case TextCertainty::unreadable:
            break;
    }
    return "The text is no UTF-8 (" + said +
           "), and its encoding is not recognised: its other characters stand as \\xNN. Save the file as "
           "UTF-8.";
}

/// Text whose brackets all begin elements.
struct StrayBrackets {
    std::string text{};        ///< empty where there was nothing to repair
    std::ptrdiff_t first = 0;  ///< where the first of them stood
};

/// Writes `&lt;` for each `<` after which no name can begin, as templates that do not escape leave it in a
/// class name: "a < b".
StrayBrackets withoutStrayBrackets(std::string_view xml) {
    const auto beginsMarkup = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == ':' || c == '/' ||
               c == '!' || c == '?' || static_cast<unsigned char>(c) >= 0x80;
    };
    StrayBrackets result;
    std::size_t taken = 0;
    for (std::size_t at = xml.find('<'); at != std::string_view::npos; at = xml.find('<', at + 1)) {
        if (at + 1 < xml.size() && !beginsMarkup(xml[at + 1])) {
            if (taken == 0) {
                result.first = static_cast<std::ptrdiff_t>(at);
            }
            result.text.append(xml.substr(taken, at - taken)).append("&lt;");
            taken = at + 1;
        }
    }
    if (taken > 0) {
        result.text.append(xml.substr(taken));
    }
    return result;
}

}  // namespace

ParsedAnnotation VocAnnotationParser::parse(const std::string& path, NameTable& names) {
    ParsedAnnotation result;
    ObjectCollector collector(result, names, path);
    const auto unusable = [&](int line, std::string detail) {
        collector.report(IssueKind::cut_off, line, {}, std::move(detail), false);
        return std::move(result);
    };
    LoadedText loaded = load(path);
    if (!loaded.fault.empty()) {
        return unusable(0, loaded.fault);
    }
    if (!loaded.doubt.empty()) {
        collector.report(IssueKind::encoding, 0, {}, loaded.doubt, loaded.recognised);
    }
    pugi::xml_document document;
    pugi::xml_parse_result parsed = parseText(document, loaded.text);
    if (!parsed) {
        const std::string fault = std::string("The XML is cut off or malformed: ") + parsed.description() +
                                  "; the image is left out. Mend the file.";
        const int line = lineOf(parsed.offset);
        // Parsing overwrote the text: the file is read once more.
        loaded = load(path);
        const StrayBrackets repaired = withoutStrayBrackets({loaded.text.data(), loaded.text.size()});
        m_decoded = repaired.text;
        parsed = repaired.text.empty() ? parsed : parseText(document, m_decoded);
        if (!parsed) {
            return unusable(line, fault);
        }
        collector.report(IssueKind::unusual_element, lineOf(repaired.first), {},
                         "A < that begins no element is read as text. Write &lt; instead.", true);
    }
    const std::vector<pugi::xml_node> annotations = annotationsOf(document);
    if (annotations.empty()) {
        return unusable(0, "The XML is not a VOC annotation: it has no <annotation>; the image is left out.");
    }
    result.usable = true;
    result.filename = filenameOf(annotations.front());
    const auto line_of = [this](const pugi::xml_node& node) { return lineOf(node.offset_debug()); };
    AnnotationWalk walk(result, collector, line_of);
    for (const pugi::xml_node& annotation : annotations) {
        const std::string filename = filenameOf(annotation);
        if (annotation != annotations.front() && isSameElement(annotation, annotations.front())) {
            collector.report(
                IssueKind::repeated_object, line_of(annotation), {},
                "The annotation is written once more, to the letter; it is read once. Remove this one.",
                true);
        } else if (filename == result.filename || filename.empty()) {
            walk.walk(annotation);
        } else {
            collector.report(IssueKind::unusual_element, line_of(annotation), {},
                             "The file holds a second <annotation>, of " + filename +
                                 ", which is not read: write one file for each image.",
                             false);
        }
    }
    for (const pugi::xml_node& root : document.children()) {
        if (xml::isNamed(root.name(), "object")) {
            collector.report(IssueKind::unusual_element, line_of(root), {},
                             "The object stands behind the end of <annotation>; it is read as part of it.",
                             true);
            collector.take(root, line_of(root));
        }
    }
    return result;
}

VocAnnotationParser::LoadedText VocAnnotationParser::load(const std::string& path) {
    LoadedText loaded;
    std::size_t size = 0;
    if (const int code = readInto(path.c_str(), m_buffer, size); code != 0) {
        loaded.fault =
            std::string("The file cannot be read: ") + std::strerror(code) + "; the image is left out.";
        return loaded;
    }
    if (size == 0) {
        loaded.fault = "The file is empty; the image is left out.";
        return loaded;
    }
    loaded.text = {m_buffer.data(), size};
    const std::string_view bytes(m_buffer.data(), size);
    const std::string declared(declaredEncoding(bytes));
    const bool plain = isAscii(bytes) && bytes.find('\0') == std::string_view::npos;
    if (!plain ||
        declared.find_first_of("2Zz7") != std::string::npos) {  // some write all text in ASCII bytes
        DecodedText decoded = decodeText(bytes, declared);
        loaded.doubt = doubtAboutText(decoded, declared);
        loaded.recognised = decoded.certainty != TextCertainty::unreadable;
        m_decoded = std::move(decoded.text);
        loaded.text = m_decoded;
    }
    return loaded;
}

pugi::xml_parse_result VocAnnotationParser::parseText(pugi::xml_document& document, std::span<char> text) {
    noteNewlines({text.data(), text.size()});  // before parsing, which overwrites characters
    return document.load_buffer_inplace(text.data(), text.size(),
                                        pugi::parse_minimal | pugi::parse_escapes | pugi::parse_cdata,
                                        pugi::encoding_utf8);
}

void VocAnnotationParser::noteNewlines(std::string_view text) {
    m_newlines.clear();
    for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
        m_newlines.push_back(at);
    }
}

int VocAnnotationParser::lineOf(std::ptrdiff_t offset) const {
    const auto before =
        std::lower_bound(m_newlines.begin(), m_newlines.end(), static_cast<std::size_t>(offset));
    return 1 + static_cast<int>(before - m_newlines.begin());
}

}  // namespace priorscope
