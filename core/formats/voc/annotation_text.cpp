#include "core/formats/voc/annotation_text.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "core/base/text/text_encoding.hpp"
#include "core/base/text/unicode.hpp"

namespace priorscope {
namespace {

/// Reads a file in a single read if it fits the buffer. The data ends at the returned size.
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
            break;  // a short read of a regular file means its end
        }
    }
    ::close(fd);
    return code;
}

/// A remark about how the text was decoded; empty if none is needed.
Sentence encodingRemark(const DecodedText& text, std::string_view declared) {
    const Sentence said = declared.empty()
                              ? Core::tr("it declares no encoding")
                              : Core::tr("it declares \"%1\"").arg(escapedText(declared.substr(0, 40)));
    switch (text.certainty) {
        case TextCertainty::sure:
            return {};
        case TextCertainty::recognised:
            return (text.encoding == "UTF-8"
                        ? Core::tr("The text is read as %1; %2. Correct the declaration.")
                        : Core::tr("The text is read as %1; %2. Save the file as UTF-8."))
                .arg(text.encoding)
                .arg(said);
        case TextCertainty::unreadable:
            break;
    }
    return Core::tr(
               "The text is no UTF-8 (%1), and its encoding is not recognised: its other characters stand as "
               "\\xNN. Save the file as UTF-8.")
        .arg(said);
}

/// Replaces each `<` that cannot start a name by `&lt;`, which templates without escaping leave in
/// class names: "a < b".
/// @param first  position of the first of them
/// @return empty if there was none
std::string withoutStrayBrackets(std::string_view xml, std::ptrdiff_t& first) {
    const auto beginsMarkup = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == ':' || c == '/' ||
               c == '!' || c == '?' || static_cast<unsigned char>(c) >= 0x80;
    };
    std::string result;
    std::size_t taken = 0;
    for (std::size_t at = xml.find('<'); at != std::string_view::npos; at = xml.find('<', at + 1)) {
        if (at + 1 < xml.size() && !beginsMarkup(xml[at + 1])) {
            if (taken == 0) {
                first = static_cast<std::ptrdiff_t>(at);
            }
            result.append(xml.substr(taken, at - taken)).append("&lt;");
            taken = at + 1;
        }
    }
    if (taken > 0) {
        result.append(xml.substr(taken));
    }
    return result;
}

}  // namespace

Sentence AnnotationText::load(const std::string& path) {
    std::size_t size = 0;
    if (const int code = readInto(path.c_str(), m_buffer, size); code != 0) {
        return Core::tr("The file cannot be read: %1; the image is left out.").arg(std::strerror(code));
    }
    return decode(size);
}

Sentence AnnotationText::take(std::string_view bytes) {
    m_buffer.assign(bytes.begin(), bytes.end());
    return decode(bytes.size());
}

/// @param size  of what the buffer holds, bytes
Sentence AnnotationText::decode(std::size_t size) {
    m_doubt = {};
    if (size == 0) {
        return Core::tr("The file is empty; the image is left out.");
    }
    m_text = {m_buffer.data(), size};
    const std::string_view bytes(m_buffer.data(), size);
    const std::string declared(declaredEncoding(bytes));
    // ASCII bytes may be text in another encoding: ISO-2022-JP uses only such bytes.
    const bool plain = isAscii(bytes) && bytes.find('\0') == std::string_view::npos &&
                       (declared.empty() || caseFolded(escapedText(declared)) == "utf-8");
    if (!plain) {
        DecodedText decoded = decodeText(bytes, declared);
        m_doubt = encodingRemark(decoded, declared);
        m_recognised = decoded.certainty != TextCertainty::unreadable;
        m_decoded = std::move(decoded.text);
        m_text = m_decoded;
    }
    return {};
}

std::optional<std::ptrdiff_t> AnnotationText::loadRepaired(const std::string& path) {
    const Sentence fault = load(path);
    std::ptrdiff_t first = 0;
    std::string repaired =
        fault.empty() ? withoutStrayBrackets({m_text.data(), m_text.size()}, first) : std::string();
    if (repaired.empty()) {
        return std::nullopt;
    }
    m_decoded = std::move(repaired);
    m_text = m_decoded;
    return first;
}

pugi::xml_parse_result AnnotationText::parseInto(pugi::xml_document& document) {
    m_newlines.clear();  // recorded before parsing, which overwrites characters
    const std::string_view text(m_text.data(), m_text.size());
    for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
        m_newlines.push_back(at);
    }
    return document.load_buffer_inplace(m_text.data(), m_text.size(),
                                        pugi::parse_minimal | pugi::parse_escapes | pugi::parse_cdata,
                                        pugi::encoding_utf8);
}

int AnnotationText::lineOf(std::ptrdiff_t offset) const {
    const auto before =
        std::lower_bound(m_newlines.begin(), m_newlines.end(), static_cast<std::size_t>(offset));
    return 1 + static_cast<int>(before - m_newlines.begin());
}

}  // namespace priorscope
