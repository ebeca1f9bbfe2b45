#include "core/formats/voc/voc_annotation.hpp"

#include <algorithm>
#include <cstring>
#include <functional>
#include <iterator>
#include <pugixml.hpp>
#include <unordered_map>

#include "core/base/text/text_encoding.hpp"
#include "core/base/text/unicode.hpp"
#include "core/dataset/issue_kind.hpp"
#include "core/formats/voc/xml_fields.hpp"

namespace priorscope {
namespace {

/// Maximum nesting of elements: real annotations are never deeper.
constexpr int kDeepest = 16;

/// The elements of one <object>.
struct ObjectFields {
    std::vector<std::string> names;  ///< one, in all valid files
    std::vector<pugi::xml_node> boxes;
    Annotation object;
    std::string other_shape;  ///< <polygon>, <robndbox>: shapes other than boxes
};

/// Whether an element contains box corners, whatever its name.
bool holdsBox(const pugi::xml_node& node) {
    return xml::isNamed(node.name(), "bndbox") || xml::holdsField(node, "xmin");
}

bool isShape(const pugi::xml_node& node) {
    return xml::isNamed(node.name(), "robndbox") || xml::isNamed(node.name(), "polygon") ||
           xml::isNamed(node.name(), "segmentation") || xml::isNamed(node.name(), "points");
}

ObjectFields fieldsOf(const pugi::xml_node& node) {
    ObjectFields fields;
    for (const pugi::xml_node& field : node.children()) {
        if (field.type() != pugi::node_element || xml::isNamed(field.name(), "part")) {
            continue;  // body parts have boxes of their own
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
        fields.boxes.push_back(node);  // the corners are directly in the object
    }
    return fields;
}

/// Boxes of other formats, from 0 to 1: in pixels they would all be inside the first pixel.
bool isInFractions(const VocBox& box) {
    const double values[] = {box.xmin, box.ymin, box.xmax, box.ymax};
    const auto within = [](double value) { return value >= 0.0 && value <= 1.0; };
    const auto whole = [](double value) { return value == 0.0 || value == 1.0; };
    return std::all_of(std::begin(values), std::end(values), within) &&
           !std::all_of(std::begin(values), std::end(values), whole);
}

/// Compares names, attributes and texts of two elements, recursively.
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

/// Collects the objects of one annotation and reports unusable ones.
class ObjectCollector {
  public:
    ObjectCollector(ParsedAnnotation& result, NameTable& names, const std::string& path)
        : m_result(result), m_names(names), m_path(path) {}

    void take(const pugi::xml_node& node, int line) {
        ObjectFields fields = fieldsOf(node);
        m_start = node.offset_debug();
        fields.object.line = line;
        fields.object.label = m_names.idOf(fields.names.front());
        const std::string name = nameOf(fields.object.label);
        if (name.empty()) {
            report(IssueKind::no_name, line, {}, Core::tr("The object has no class name; it is left out."),
                   false);
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

    void report(IssueKind kind, int line, std::string object, Sentence detail, bool fixable) {
        m_result.issues.push_back({.kind = kind,
                                   .file = m_path,
                                   .line = line,
                                   .object = std::move(object),
                                   .detail = std::move(detail),
                                   .fixable = fixable});
    }

  private:
    const std::string& nameOf(int label) const { return m_names.names()[static_cast<std::size_t>(label)]; }

    /// An object should have one name, one box and four corners.
    void reportSeveral(const ObjectFields& fields, const std::string& name, int line, bool each_named) {
        const auto described = [&] { return describe(name, m_counts[fields.object.label] + 1); };
        if (fields.boxes.size() > 1) {
            report(IssueKind::several_boxes, line, described(),
                   (each_named ? Core::tr("The object has %1 boxes; each is taken as an object of its own, "
                                          "with the name in front of it.")
                               : Core::tr("The object has %1 boxes; each is taken as an object of its own."))
                       .arg(fields.boxes.size()),
                   true);
        }
        if (fields.names.size() > 1 && !each_named) {
            report(IssueKind::several_boxes, line, described(),
                   Core::tr("The object has %1 names; the first is taken. Write an object for each.")
                       .arg(fields.names.size()),
                   false);
        }
        for (const pugi::xml_node& box : fields.boxes) {
            const auto corners = std::count_if(box.begin(), box.end(), [](const pugi::xml_node& corner) {
                return xml::isNamed(corner.name(), "xmin");
            });
            if (corners > 1) {
                report(IssueKind::several_boxes, line, described(),
                       Core::tr("The box has %1 times four corners; the first four are taken. Write an "
                                "object for each.")
                           .arg(corners),
                       false);
            }
        }
        if (const std::size_t entity = name.find('&'); entity != std::string::npos &&
                                                       name.find(';', entity) != std::string::npos &&
                                                       name.find(' ', entity) > name.find(';', entity)) {
            report(IssueKind::unusual_element, line, described(),
                   Core::tr("The class name holds an entity that XML does not know; it is read as it stands. "
                            "Write the character itself."),
                   false);
        }
    }

    static std::string describe(const std::string& name, int count) {
        return name + " " + std::to_string(count);
    }

    void noBox(const ObjectFields& fields, const std::string& name, int line) {
        const Sentence detail = fields.other_shape.empty()
                                    ? Core::tr("The object has no box (<bndbox>); it is left out.")
                                    : Core::tr(
                                          "The object has a <%1> and no box (<bndbox>): rotated boxes and "
                                          "outlines are not read; it is left out.")
                                          .arg(escapedText(fields.other_shape));
        report(IssueKind::empty_box, line, describe(name, ++m_counts[fields.object.label]), detail, false);
    }

    void takeBox(const Annotation& object, const std::string& name, const pugi::xml_node& node) {
        const int number = ++m_counts[object.label];
        const auto described = [&] { return describe(name, number); };
        const auto written = [&] { return cleanedClassName(xml::boxAsWritten(node)); };
        const xml::BoxFields fields = xml::boxFrom(node);
        if (!fields.box) {
            report(IssueKind::empty_box, object.line, described(),
                   Core::tr("A coordinate is no usable number (%1); the object is left out.").arg(written()),
                   false);
            return;
        }
        if (isInFractions(*fields.box)) {
            report(IssueKind::box_in_fractions, object.line, described(),
                   Core::tr("The coordinates are fractions of the image, not pixels (%1); the object is left "
                            "out. Multiply them by the image's width and height.")
                       .arg(written()),
                   true);
            return;
        }
        if (fields.box->xmax < fields.box->xmin || fields.box->ymax < fields.box->ymin) {
            report(IssueKind::empty_box, object.line, described(),
                   Core::tr("The box is inverted (%1); the object is left out.").arg(written()), true);
            return;
        }
        if (fields.comma) {
            report(IssueKind::decimal_comma, object.line, described(),
                   Core::tr("A coordinate is written with a comma (%1), which is read as a point.")
                       .arg(written()),
                   true);
        }
        m_result.objects.push_back(object);
        m_result.objects.back().voc = *fields.box;
        m_result.starts.push_back(m_start);
    }

    ParsedAnnotation& m_result;
    NameTable& m_names;
    const std::string& m_path;
    std::unordered_map<int, int> m_counts;  // boxes seen per class, for messages
    std::ptrdiff_t m_start = 0;             // of the object that is being taken
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

/// Programs write yes; some write a flag.
bool isVerified(const pugi::xml_node& annotation) {
    const auto attribute =
        std::find_if(annotation.attributes_begin(), annotation.attributes_end(),
                     [](const pugi::xml_attribute& each) { return xml::isNamed(each.name(), "verified"); });
    return attribute != annotation.attributes_end() && xml::saysVerified(attribute->value());
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

    /// Objects may be under <objects>, and may have other names.
    void takeOther(const pugi::xml_node& node, int depth) {
        const bool is_box = holdsBox(node);
        if (!is_box && !xml::child(node, "bndbox")) {
            walk(node, depth + 1);
            return;
        }
        const std::string element = "<" + escapedText(node.name()) + ">";
        if (!is_box && !xml::fieldText(node, "name").empty()) {
            m_collector.report(IssueKind::unusual_element, m_line_of(node), {},
                               Core::tr("A %1 with a name and a box is read as an object.").arg(element),
                               true);
            m_collector.take(node, m_line_of(node));
        } else {
            m_collector.report(
                IssueKind::unusual_element, m_line_of(node), {},
                Core::tr("The box in %1 lies outside any <object> and has no class name; it is not read.")
                    .arg(element),
                false);
        }
    }

    ParsedAnnotation& m_result;
    ObjectCollector& m_collector;
    LineOf m_line_of;
};

/// Objects beside <annotation>, where hand-made files have them.
void takeObjectsBehind(const pugi::xml_document& document, ObjectCollector& collector,
                       const LineOf& line_of) {
    for (const pugi::xml_node& root : document.children()) {
        if (xml::isNamed(root.name(), "object")) {
            collector.report(
                IssueKind::unusual_element, line_of(root), {},
                Core::tr("The object stands behind the end of <annotation>; it is read as part of it."),
                true);
            collector.take(root, line_of(root));
        }
    }
}

}  // namespace

ParsedAnnotation VocAnnotationParser::parse(const std::string& path, NameTable& names) {
    return parseLoaded(path, names, m_text.load(path), true);
}

ParsedAnnotation VocAnnotationParser::parseBytes(std::string_view bytes, const std::string& path,
                                                 NameTable& names) {
    return parseLoaded(path, names, m_text.take(bytes), false);
}

/// @param fault    why the text cannot be read; empty if it can
/// @param repairs  reads the file again if it is not well-formed, mended
ParsedAnnotation VocAnnotationParser::parseLoaded(const std::string& path, NameTable& names, Sentence fault,
                                                  bool repairs) {
    ParsedAnnotation result;
    ObjectCollector collector(result, names, path);
    const auto unusable = [&](int line, Sentence detail) {
        collector.report(IssueKind::cut_off, line, {}, std::move(detail), false);
        return std::move(result);
    };
    if (!fault.empty()) {
        return unusable(0, std::move(fault));
    }
    if (!m_text.doubt().empty()) {
        collector.report(IssueKind::encoding, 0, {}, m_text.doubt(), m_text.isRecognised());
    }
    pugi::xml_document document;
    if (const pugi::xml_parse_result parsed = m_text.parseInto(document); !parsed) {
        const int line = m_text.lineOf(parsed.offset);
        const auto stray = repairs ? m_text.loadRepaired(path) : std::nullopt;
        if (!stray || !m_text.parseInto(document)) {
            return unusable(
                line,
                Core::tr("The XML is cut off or malformed: %1; the image is left out. Correct the file.")
                    .arg(parsed.description()));
        }
        collector.report(IssueKind::unusual_element, m_text.lineOf(*stray), {},
                         Core::tr("A < that starts no element is read as text. Write &lt; instead."), true);
    }
    const std::vector<pugi::xml_node> annotations = annotationsOf(document);
    if (annotations.empty()) {
        return unusable(
            0, Core::tr("The XML is not a VOC annotation: it has no <annotation>; the image is left out."));
    }
    result.usable = true;
    result.filename = filenameOf(annotations.front());
    result.verified = isVerified(annotations.front());
    const auto line_of = [this](const pugi::xml_node& node) { return m_text.lineOf(node.offset_debug()); };
    AnnotationWalk walk(result, collector, line_of);
    for (const pugi::xml_node& annotation : annotations) {
        const std::string filename = filenameOf(annotation);
        if (annotation != annotations.front() && isSameElement(annotation, annotations.front())) {
            collector.report(
                IssueKind::repeated_object, line_of(annotation), {},
                Core::tr("The annotation is an exact duplicate; it is read once. Remove this one."), true);
        } else if (filename == result.filename || filename.empty()) {
            walk.walk(annotation);
        } else {
            collector.report(IssueKind::unusual_element, line_of(annotation), {},
                             Core::tr("The file holds a second <annotation>, of %1, which is not read: write "
                                      "one file for each image.")
                                 .arg(filename),
                             false);
        }
    }
    takeObjectsBehind(document, collector, line_of);
    return result;
}

}  // namespace priorscope
