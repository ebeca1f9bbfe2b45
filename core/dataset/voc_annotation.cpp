#include "core/dataset/voc_annotation.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstring>
#include <optional>
#include <pugixml.hpp>

namespace priorscope {
namespace {

std::string_view trimmed(const char* text) {
    std::string_view view(text);
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
    while (!view.empty() && blank(view.front())) {
        view.remove_prefix(1);
    }
    while (!view.empty() && blank(view.back())) {
        view.remove_suffix(1);
    }
    return view;
}

std::optional<double> numberFrom(std::string_view text) {
    if (text.starts_with('+')) {
        text.remove_prefix(1);
    }
    double value = 0.0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (result.ec != std::errc{} || result.ptr != text.data() + text.size() || !std::isfinite(value)) {
        return std::nullopt;
    }
    return value;
}

/// Flags are 0 and 1; some tools write words. What is missing or unreadable is 0.
bool flagFrom(std::string_view text) {
    if (text == "0" || text.empty()) {
        return false;
    }
    if (text == "true" || text == "True" || text == "yes") {
        return true;
    }
    return numberFrom(text).value_or(0.0) != 0.0;
}

int sideFrom(const pugi::xml_node& size, const char* name) {
    const double value = numberFrom(trimmed(size.child_value(name))).value_or(0.0);
    constexpr double kLargest = 1 << 20;
    return value >= 1.0 && value <= kLargest ? static_cast<int>(std::lround(value)) : 0;
}

/// The text of the four coordinates as written, for messages.
std::string coordinatesAsWritten(const pugi::xml_node& bndbox) {
    std::string text;
    for (const char* name : {"xmin", "ymin", "xmax", "ymax"}) {
        const std::string_view value = trimmed(bndbox.child_value(name));
        text += (text.empty() ? "" : ", ") + std::string(name) + " ";
        text += value.empty() ? "missing" : std::string(value);
    }
    return text;
}

/// No image is that large: beyond it fractions would overflow.
constexpr double kLargestCoordinate = 1e9;

std::optional<double> coordinateFrom(const pugi::xml_node& bndbox, const char* name) {
    const auto value = numberFrom(trimmed(bndbox.child_value(name)));
    return value && std::abs(*value) <= kLargestCoordinate ? value : std::nullopt;
}

/// @return nothing where a coordinate is no number, or one that no image has
std::optional<VocBox> boxFrom(const pugi::xml_node& bndbox) {
    const auto xmin = coordinateFrom(bndbox, "xmin");
    const auto ymin = coordinateFrom(bndbox, "ymin");
    const auto xmax = coordinateFrom(bndbox, "xmax");
    const auto ymax = coordinateFrom(bndbox, "ymax");
    if (!xmin || !ymin || !xmax || !ymax) {
        return std::nullopt;
    }
    return VocBox{*xmin, *ymin, *xmax, *ymax};
}

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
        if (static_cast<std::size_t>(got) < room) {
            break;  // a short read of a regular file is its end
        }
    }
    ::close(fd);
    return code;
}

}  // namespace

int NameTable::idOf(std::string_view name) {
    const auto found = m_ids.find(name);
    if (found != m_ids.end()) {
        return found->second;
    }
    const int id = static_cast<int>(m_names.size());
    m_names.emplace_back(name);
    m_ids.emplace(m_names.back(), id);
    return id;
}

namespace {

/// The elements of one <object>.
struct ObjectFields {
    std::string_view name;
    pugi::xml_node bndbox;
    Annotation object;
};

ObjectFields fieldsOf(const pugi::xml_node& node) {
    ObjectFields fields;
    for (const pugi::xml_node& field : node.children()) {
        const std::string_view key = field.name();
        const std::string_view value = trimmed(field.child_value());
        if (key == "name") {
            fields.name = value;
        } else if (key == "bndbox") {
            fields.bndbox = field;
        } else if (key == "difficult") {
            fields.object.difficult = flagFrom(value);
        } else if (key == "truncated") {
            fields.object.truncated = flagFrom(value);
        } else if (key == "occluded") {
            fields.object.occluded = flagFrom(value);
        } else if (key == "pose") {
            fields.object.pose = value;
        }
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
        if (fields.name.empty()) {
            report(IssueKind::no_name, line, {}, "The object has no class name; it is left out.", false);
            return;
        }
        fields.object.line = line;
        fields.object.label = m_names.idOf(fields.name);
        m_counts.resize(std::max(m_counts.size(), static_cast<std::size_t>(fields.object.label) + 1));
        const int count = ++m_counts[static_cast<std::size_t>(fields.object.label)];
        const auto described = [&] { return std::string(fields.name) + " " + std::to_string(count); };
        const auto box = boxFrom(fields.bndbox);
        if (!box) {
            report(IssueKind::empty_box, line, described(),
                   "A coordinate is no usable number (" + coordinatesAsWritten(fields.bndbox) +
                       "); the object is left out.",
                   false);
            return;
        }
        if (box->xmax < box->xmin || box->ymax < box->ymin) {
            report(
                IssueKind::empty_box, line, described(),
                "The box is inverted (" + coordinatesAsWritten(fields.bndbox) + "); the object is left out.",
                true);
            return;
        }
        fields.object.voc = *box;
        m_result.objects.push_back(std::move(fields.object));
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
    ParsedAnnotation& m_result;
    NameTable& m_names;
    const std::string& m_path;
    std::vector<int> m_counts;  // of each name, for messages
};

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
    noteNewlines(size);  // before parsing, which overwrites characters
    pugi::xml_document document;
    const pugi::xml_parse_result parsed =
        document.load_buffer_inplace(m_buffer.data(), size, pugi::parse_minimal | pugi::parse_escapes);
    if (!parsed) {
        return unusable(lineOf(parsed.offset),
                        std::string("The XML is cut off or malformed: ") + parsed.description() + ".");
    }
    const pugi::xml_node root = document.child("annotation");
    if (!root) {
        return unusable(0, "The XML is not a VOC annotation: it has no <annotation>.");
    }
    result.usable = true;
    const bool has_lines = parsed.encoding == pugi::encoding_utf8;
    for (const pugi::xml_node& node : root.children()) {
        const std::string_view tag = node.name();
        if (tag == "object") {
            collector.take(node, has_lines ? lineOf(node.offset_debug()) : 0);
        } else if (tag == "size") {
            result.width = sideFrom(node, "width");
            result.height = sideFrom(node, "height");
        } else if (tag == "filename") {
            const std::string_view name = trimmed(node.child_value());
            result.filename = name.substr(name.find_last_of("/\\") + 1);
        }
    }
    return result;
}

void VocAnnotationParser::noteNewlines(std::size_t size) {
    m_newlines.clear();
    const char* const begin = m_buffer.data();
    const char* const end = begin + size;
    for (const char* at = begin; at < end; ++at) {
        at = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
        if (at == nullptr) {
            break;
        }
        m_newlines.push_back(static_cast<std::size_t>(at - begin));
    }
}

int VocAnnotationParser::lineOf(std::ptrdiff_t offset) const {
    const auto before =
        std::lower_bound(m_newlines.begin(), m_newlines.end(), static_cast<std::size_t>(offset));
    return 1 + static_cast<int>(before - m_newlines.begin());
}

}  // namespace priorscope
