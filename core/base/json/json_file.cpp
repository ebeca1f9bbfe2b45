#include "core/base/json/json_file.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/files/files.hpp"

namespace priorscope {
namespace {

using Json = nlohmann::json;

/// Builds the document and stops at the first error: `reason` describes it, `position` locates it
/// if known. The library's own builder has no depth limit and keeps the last of two equal keys.
class DocumentBuilder : public nlohmann::json_sax<Json> {
  public:
    Json document;
    Sentence reason;
    std::size_t position = 0;  ///< bytes read so far; 0: unknown
    bool is_syntax = false;    ///< the text is not JSON, as opposed to a document that we refuse

    bool null() override { return put(nullptr); }
    bool boolean(bool value) override { return put(value); }
    bool number_integer(number_integer_t value) override { return put(value); }
    bool number_unsigned(number_unsigned_t value) override { return put(value); }
    bool number_float(number_float_t value, const string_t& /*text*/) override { return put(value); }
    bool string(string_t& value) override { return put(std::move(value)); }
    bool binary(binary_t& value) override { return put(std::move(value)); }
    bool start_object(std::size_t /*elements*/) override { return open(Json::object()); }
    bool start_array(std::size_t /*elements*/) override { return open(Json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }

    bool key(string_t& name) override {
        if (m_open.back()->contains(name)) {
            reason = Core::tr("the key \"%1\" occurs twice in one object").arg(name);
            return false;
        }
        m_key = std::move(name);
        return true;
    }

    bool parse_error(std::size_t at, const std::string& /*token*/,
                     const nlohmann::detail::exception& error) override {
        position = at;
        // 406: a number outside the range of doubles. All others are syntax errors, whose texts mention
        // library internals.
        constexpr int kOutOfRange = 406;
        is_syntax = error.id != kOutOfRange;
        reason = is_syntax ? Sentence() : Core::tr("a number is beyond the range of double precision");
        return false;
    }

  private:
    Json* place(Json&& value) {
        if (m_open.empty()) {
            document = std::move(value);
            return &document;
        }
        Json& parent = *m_open.back();
        if (parent.is_array()) {
            parent.push_back(std::move(value));
            return &parent.back();
        }
        return &(parent[m_key] = std::move(value));
    }

    bool put(Json&& value) {
        place(std::move(value));
        return true;
    }

    bool open(Json&& value) {
        if (m_open.size() >= static_cast<std::size_t>(kMaxJsonDepth)) {
            reason = Core::tr("objects and lists are nested more than %1 deep").arg(kMaxJsonDepth);
            return false;
        }
        m_open.push_back(place(std::move(value)));
        return true;
    }

    bool close() {
        m_open.pop_back();
        return true;
    }

    std::vector<Json*> m_open;  ///< open containers, the outermost first
    std::string m_key;          ///< key of the value that follows
};

/// The byte as shown in a message.
Sentence shown(char c) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > 0x20U && byte < 0x7FU) {
        return "\"" + std::string(1, c) + "\"";
    }
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        return Core::tr("a blank or the end of the line");
    }
    constexpr std::string_view kDigits = "0123456789abcdef";
    return Core::tr("byte 0x%1").arg(std::string{kDigits[byte >> 4U], kDigits[byte & 0xFU]});
}

[[noreturn]] void failSyntax(std::string_view text, std::size_t position, const Sentence& action,
                             const std::string& source) {
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
        throw Error({.action = action,
                     .file = source,
                     .reason = Core::tr("the text is UTF-16, JSON is UTF-8"),
                     .remedy = Core::tr("Save it as UTF-8")});
    }
    if (text.starts_with("PK\x03\x04")) {
        throw Error(
            {.action = action,
             .file = source,
             .reason = Core::tr("the file is a zip archive, such as a checkpoint, and not JSON"),
             .remedy = Core::tr("Name a preset or a JSON file; a checkpoint is given with --weights")});
    }
    // The position includes the byte at which reading stopped; the end of the text counts as one more.
    const std::size_t at = std::min(position > 0 ? position - 1 : 0, text.size());
    const std::string_view before = text.substr(0, at);
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::size_t line_begin = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    const bool ended =
        position > text.size() || text.find_first_not_of(" \t\r\n", at) == std::string_view::npos;
    throw Error({.action = action,
                 .file = source,
                 .line = static_cast<int>(line),
                 .reason = ended ? Core::tr("the text ends before the JSON document does")
                                 : Core::tr("not valid JSON at column %1, at %2")
                                       .arg(at - line_begin + 1)
                                       .arg(shown(text[at])),
                 .remedy = Core::tr("Correct the file, or write it again")});
}

}  // namespace

nlohmann::json parseJson(std::string_view text, const Sentence& action, const std::string& source) {
    DocumentBuilder builder;
    if (Json::sax_parse(text.begin(), text.end(), &builder)) {
        return std::move(builder.document);
    }
    if (builder.is_syntax) {
        failSyntax(text, builder.position, action, source);
    }
    throw Error({.action = action, .file = source, .reason = builder.reason});
}

nlohmann::json readJsonFile(const std::filesystem::path& file, const Sentence& action,
                            std::uintmax_t max_bytes) {
    return parseJson(readFile(file, action, max_bytes), action, file.string());
}

}  // namespace priorscope
