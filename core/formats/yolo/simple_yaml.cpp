#include "core/formats/yolo/simple_yaml.hpp"

#include <algorithm>

namespace priorscope {
namespace {

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\r");
    const std::size_t end = text.find_last_not_of(" \t\r");
    return begin == std::string_view::npos ? std::string_view() : text.substr(begin, end - begin + 1);
}

/// Calls visit(index) for each character outside quotes, until it returns false.
template <typename Visit>
void outsideQuotes(std::string_view text, const Visit& visit) {
    char quote = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quote != 0) {
            i += quote == '"' && c == '\\' ? 1 : 0;
            quote = c == quote ? '\0' : quote;
        } else if ((c == '"' || c == '\'') &&
                   (i == 0 || std::string_view(" \t[{,:-").find(text[i - 1]) != std::string_view::npos)) {
            quote = c;  // elsewhere it is an apostrophe
        } else if (!visit(i)) {
            return;
        }
    }
}

std::string_view withoutComment(std::string_view line) {
    std::size_t end = line.size();
    outsideQuotes(line, [&](std::size_t i) {
        const bool is_comment = line[i] == '#' && (i == 0 || line[i - 1] == ' ' || line[i - 1] == '\t');
        end = is_comment ? i : end;
        return !is_comment;
    });
    return line.substr(0, end);
}

std::string unquoted(std::string_view text) {
    text = trimmed(text);
    if (text.size() < 2 || text.front() != text.back() || (text.front() != '"' && text.front() != '\'')) {
        return std::string(text);
    }
    const bool is_single = text.front() == '\'';
    const std::string_view inner = text.substr(1, text.size() - 2);
    std::string plain;
    for (std::size_t i = 0; i < inner.size(); ++i) {
        const bool is_escape =
            i + 1 < inner.size() && (is_single ? inner[i] == '\'' && inner[i + 1] == '\'' : inner[i] == '\\');
        if (!is_escape) {
            plain += inner[i];
            continue;
        }
        ++i;
        plain += !is_single && inner[i] == 'n' ? '\n' : !is_single && inner[i] == 't' ? '\t' : inner[i];
    }
    return plain;
}

/// "key: value"; the position of the colon, or npos.
std::size_t colonIn(std::string_view line) {
    std::size_t colon = std::string_view::npos;
    outsideQuotes(line, [&](std::size_t i) {
        const bool ends =
            line[i] == ':' && (i + 1 == line.size() || line[i + 1] == ' ' || line[i + 1] == '\t');
        colon = ends ? i : colon;
        return !ends;
    });
    return colon;
}

/// The parts of "[a, b]" or "{a: b}" without their brackets.
std::vector<std::string_view> partsOf(std::string_view flow) {
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    outsideQuotes(flow, [&](std::size_t i) {
        if (flow[i] == ',') {
            parts.push_back(trimmed(flow.substr(begin, i - begin)));
            begin = i + 1;
        }
        return true;
    });
    parts.push_back(trimmed(flow.substr(begin)));
    std::erase_if(parts, [](std::string_view part) { return part.empty(); });
    return parts;
}

void addEntry(YamlValue& value, std::string_view text) {
    const std::size_t colon = colonIn(text);
    if (colon != std::string_view::npos) {
        value.entries.emplace_back(unquoted(text.substr(0, colon)), unquoted(text.substr(colon + 1)));
    }
}

class YamlReader {
  public:
    explicit YamlReader(std::string_view text) {
        while (!text.empty()) {
            const std::size_t end = std::min(text.find('\n'), text.size());
            m_lines.push_back(withoutComment(text.substr(0, end)));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
    }

    std::map<std::string, YamlValue> run() {
        std::map<std::string, YamlValue> keys;
        for (m_at = 0; m_at < m_lines.size();) {
            const std::string_view line = m_lines[m_at++];
            const std::size_t colon = colonIn(line);
            if (trimmed(line).empty() || line.front() == ' ' || line.front() == '\t' ||
                colon == std::string_view::npos || colon == 0) {
                continue;
            }
            keys[unquoted(line.substr(0, colon))] = valueOf(trimmed(line.substr(colon + 1)));
        }
        return keys;
    }

  private:
    YamlValue valueOf(std::string_view rest) {
        YamlValue value;
        if (rest.empty()) {
            readBlock(value);
        } else if (rest.front() == '[' || rest.front() == '{') {
            readFlow(value, std::string(rest));
        } else if (rest.front() != '|' && rest.front() != '>') {
            value.text = unquoted(rest);
        }
        return value;
    }

    /// Lines "- item" or indented "key: value".
    void readBlock(YamlValue& value) {
        std::size_t indent = std::string_view::npos;
        for (; m_at < m_lines.size(); ++m_at) {
            const std::string_view line = m_lines[m_at];
            const std::string_view content = trimmed(line);
            if (content.empty()) {
                continue;
            }
            const std::size_t own = line.find_first_not_of(" \t");
            const bool is_item = content.front() == '-' && (content.size() == 1 || content[1] == ' ');
            if (own == 0 && !is_item) {
                return;
            }
            indent = indent == std::string_view::npos ? own : indent;
            if (own != indent) {
                continue;  // nested deeper
            }
            if (is_item) {
                value.items.push_back(unquoted(content.substr(1)));
            } else {
                addEntry(value, content);
            }
        }
    }

    void readFlow(YamlValue& value, std::string flow) {
        const char end = flow.front() == '[' ? ']' : '}';
        while (flow.find(end) == std::string::npos && m_at < m_lines.size()) {
            flow += " " + std::string(trimmed(m_lines[m_at++]));
        }
        const std::size_t close = flow.rfind(end);
        const std::string inner = flow.substr(1, close == std::string::npos ? close : close - 1);
        for (const std::string_view part : partsOf(inner)) {
            if (end == ']') {
                value.items.push_back(unquoted(part));
            } else {
                addEntry(value, part);
            }
        }
    }

    std::vector<std::string_view> m_lines;
    std::size_t m_at = 0;
};

}  // namespace

std::map<std::string, YamlValue> yamlKeys(std::string_view text) {
    return YamlReader(text).run();
}

}  // namespace priorscope
