#include "core/formats/voc/xml_elements.hpp"

#include <string>

#include "core/formats/voc/xml_fields.hpp"

namespace priorscope::xml {
namespace {

constexpr std::string_view kBlank = " \t\r\n";

/// Reads one construct after the other; -1 or false: the text ends within it.
class Walk {
  public:
    explicit Walk(std::string_view text) : m_text(text) {}

    std::optional<std::vector<Element>> run() {
        for (m_at = m_text.find('<'); m_at != std::string_view::npos; m_at = m_text.find('<', m_at)) {
            const std::string_view rest = m_text.substr(m_at);
            const bool is_well = rest.starts_with("<!--")        ? skipTo("-->", 4)
                                 : rest.starts_with("<![CDATA[") ? skipTo("]]>", 9)
                                 : rest.starts_with("<?")        ? skipTo("?>", 2)
                                 : rest.starts_with("<!")        ? skipDeclaration()
                                 : rest.starts_with("</")        ? closeElement()
                                                                 : openElement();
            if (!is_well) {
                return std::nullopt;
            }
        }
        return m_open.empty() ? std::optional(std::move(m_elements)) : std::nullopt;
    }

  private:
    bool skipTo(std::string_view mark, std::size_t from) {
        const std::size_t found = m_text.find(mark, m_at + from);
        m_at = found == std::string_view::npos ? m_text.size() : found + mark.size();
        return found != std::string_view::npos;
    }

    /// <!DOCTYPE …>, with declarations in brackets or without.
    bool skipDeclaration() {
        int depth = 0;
        char quote = '\0';
        for (; m_at < m_text.size(); ++m_at) {
            const char c = m_text[m_at];
            if (quote != '\0') {
                quote = c == quote ? '\0' : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '<' || c == '>') {
                depth += c == '<' ? 1 : -1;
                if (depth == 0) {
                    ++m_at;
                    return true;
                }
            }
        }
        return false;
    }

    /// Behind the `>` of a tag; nothing: there is none.
    std::optional<std::size_t> tagEnd() const {
        char quote = '\0';
        for (std::size_t at = m_at + 1; at < m_text.size(); ++at) {
            const char c = m_text[at];
            if (quote != '\0') {
                quote = c == quote ? '\0' : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '<') {
                return std::nullopt;
            } else if (c == '>') {
                return at + 1;
            }
        }
        return std::nullopt;
    }

    bool openElement() {
        const auto end = tagEnd();
        if (!end) {
            return false;
        }
        const std::string_view tag = m_text.substr(m_at + 1, *end - m_at - 2);
        const std::string_view name = tag.substr(0, tag.find_first_of(" \t\r\n/"));
        if (name.empty()) {
            return false;
        }
        Element element{.name = name, .begin = m_at, .content = *end, .content_end = *end, .end = *end};
        element.parent = m_open.empty() ? -1 : m_open.back();
        element.is_self_closing = tag.ends_with('/');
        if (!element.is_self_closing) {
            m_open.push_back(static_cast<int>(m_elements.size()));
        }
        m_elements.push_back(element);
        m_at = *end;
        return true;
    }

    bool closeElement() {
        const auto end = tagEnd();
        if (!end || m_open.empty()) {
            return false;
        }
        std::string_view name = m_text.substr(m_at + 2, *end - m_at - 3);
        name = name.substr(0, name.find_last_not_of(kBlank) + 1);
        Element& element = m_elements[static_cast<std::size_t>(m_open.back())];
        element.content_end = m_at;
        element.end = *end;
        m_open.pop_back();
        m_at = *end;
        return name == element.name;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::vector<Element> m_elements;
    std::vector<int> m_open;  ///< indices, the innermost last
};

}  // namespace

std::optional<std::vector<Element>> elementsOf(std::string_view text) {
    return Walk(text).run();
}

bool isNamed(const Element& element, std::string_view name) {
    return isNamed(std::string(element.name).c_str(), name);
}

std::vector<int> childrenOf(const std::vector<Element>& elements, int parent) {
    std::vector<int> children;
    for (std::size_t i = static_cast<std::size_t>(parent) + 1; i < elements.size(); ++i) {
        if (elements[i].parent == parent) {
            children.push_back(static_cast<int>(i));
        } else if (elements[i].begin > elements[static_cast<std::size_t>(parent)].end) {
            break;
        }
    }
    return children;
}

}  // namespace priorscope::xml
