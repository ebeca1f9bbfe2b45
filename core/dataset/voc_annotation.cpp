#include "core/dataset/voc_annotation.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <functional>
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
    std::string name;
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
            if (fields.name.empty()) {
                fields.name = xml::text(field);
            }
        } else if (xml::isNamed(field.name(), "difficult")) {
            fields.object.difficult = xml::flagFrom(xml::text(field));
        } else if (xml::isNamed(field.name(), "truncated")) {
            fields.object.truncated = xml::flagFrom(xml::text(field));
        } else if (xml::isNamed(field.name(), "occluded")) {
            fields.object.occluded = xml::flagFrom(xml::text(field));
        } else if (xml::isNamed(field.name(), "pose")) {
            fields.object.pose = cleanedClassName(xml::text(field));
        } else if (isShape(field)) {
            fields.other_shape = field.name();
        } else if (!xml::isNamed(field.name(), "object") && holdsBox(field)) {
            fields.boxes.push_back(field);
        }
    }
    if (fields.name.empty()) {
        fields.name = xml::fieldText(node, "name");
    }
    if (fields.boxes.empty() && holdsBox(node)) {
        fields.boxes.push_back(node);  // the corners lie in the object itself
    }
    return fields;
}

/// Takes the objects of one annotation and reports those that cannot be used.
class ObjectCollector {
  public:
    ObjectCollector(ParsedAnnotation& result, NameTable& names, const std::string& path)
        : m_result(result), m_names(names), m_path(path) {}

    void take(const pugi::xml_node& node, int line) {
        ObjectFields fields = fieldsOf(node);
        fields.object.line = line;
        fields.object.label = m_names.idOf(fields.name);
        const std::string& name = m_names.names()[static_cast<std::size_t>(fields.object.label)];
        if (name.empty()) {
            report(IssueKind::no_name, line, {}, "The object has no class name; it is left out.", false);
            return;
        }
        if (fields.boxes.empty()) {
            noBox(fields, name, line);
            return;
        }
        if (fields.boxes.size() > 1) {
            report(IssueKind::several_boxes, line, describe(name, m_counts[fields.object.label] + 1),
                   "The object has " + std::to_string(fields.boxes.size()) +
                       " boxes; each is taken as an object of its own.",
                   true);
        }
        for (const pugi::xml_node& box : fields.boxes) {
            takeBox(fields.object, name, box);
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

}  // namespace

ParsedAnnotation VocAnnotationParser::parse(const std::string& path, NameTable& names) {
    ParsedAnnotation result;
    ObjectCollector collector(result, names, path);
    const auto unusable = [&](int line, std::string detail) {
        collector.report(IssueKind::cut_off, line, {}, std::move(detail), false);
        return std::move(result);
    };
    std::size_t size = 0;
    if (const int code = readInto(path.c_str(), m_buffer, size); code != 0) {
        return unusable(0, std::string("The file cannot be read: ") + std::strerror(code) + ".");
    }
    if (size == 0) {
        return unusable(0, "The file is empty.");
    }
    std::span<char> text(m_buffer.data(), size);
    const std::string_view bytes(m_buffer.data(), size);
    if (!isAscii(bytes) || bytes.find('\0') != std::string_view::npos) {
        const std::string declared(declaredEncoding(bytes));
        DecodedText decoded = decodeText(bytes, declared);
        const std::string doubt = doubtAboutText(decoded, declared);
        if (!doubt.empty()) {
            collector.report(IssueKind::encoding, 0, {}, doubt,
                             decoded.certainty != TextCertainty::unreadable);
        }
        m_decoded = std::move(decoded.text);
        text = m_decoded;
    }
    noteNewlines({text.data(), text.size()});  // before parsing, which overwrites characters
    pugi::xml_document document;
    const pugi::xml_parse_result parsed = document.load_buffer_inplace(
        text.data(), text.size(), pugi::parse_minimal | pugi::parse_escapes | pugi::parse_cdata,
        pugi::encoding_utf8);
    if (!parsed) {
        return unusable(lineOf(parsed.offset),
                        std::string("The XML is cut off or malformed: ") + parsed.description() + ".");
    }
    const std::vector<pugi::xml_node> annotations = annotationsOf(document);
    if (annotations.empty()) {
        return unusable(0, "The XML is not a VOC annotation: it has no <annotation>.");
    }
    result.usable = true;
    result.filename = filenameOf(annotations.front());
    const auto line_of = [this](const pugi::xml_node& node) { return lineOf(node.offset_debug()); };
    AnnotationWalk walk(result, collector, line_of);
    for (const pugi::xml_node& annotation : annotations) {
        const std::string filename = filenameOf(annotation);
        if (filename == result.filename || filename.empty()) {
            walk.walk(annotation);
        } else {
            collector.report(IssueKind::unusual_element, line_of(annotation), {},
                             "The file holds a second <annotation>, of " + filename +
                                 ", which is not read: write one file for each image.",
                             false);
        }
    }
    return result;
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
