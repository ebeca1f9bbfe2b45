#include "core/base/json/json_values.hpp"

#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/base/files/files.hpp"
#include "core/base/text/text_encoding.hpp"
#include "core/base/text/unicode.hpp"

namespace priorscope {
namespace {

/// NaN, Infinity and -Infinity outside texts become empty lists, which have room there and are no numbers.
std::size_t replaceNonNumbers(std::string& bytes) {
    constexpr std::array<std::string_view, 3> kWords{"-Infinity", "Infinity", "NaN"};
    std::size_t count = 0;
    bool in_text = false;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (in_text && bytes[i] == '\\') {
            ++i;  // whatever follows belongs to the text
        } else if (bytes[i] == '"') {
            in_text = !in_text;
        } else if (!in_text && (bytes[i] == '-' || bytes[i] == 'I' || bytes[i] == 'N')) {
            for (const std::string_view word : kWords) {
                if (bytes.compare(i, word.size(), word) == 0) {
                    bytes.replace(i, word.size(),
                                  word == "NaN" ? "[] " : "[]" + std::string(word.size() - 2, ' '));
                    ++count;
                    break;
                }
            }
        }
    }
    return count;
}

}  // namespace

std::optional<std::int64_t> wholeNumber(simdjson::dom::element value) {
    std::int64_t whole = 0;
    double number = 0.0;
    constexpr double kMost = 9007199254740992.0;  // above, doubles skip whole numbers
    if (value.get(whole) == simdjson::SUCCESS) {
        return whole;
    }
    const bool is_whole =
        value.get(number) == simdjson::SUCCESS && std::abs(number) <= kMost && number == std::floor(number);
    return is_whole ? std::optional(static_cast<std::int64_t>(number)) : std::nullopt;
}

std::optional<std::array<double, 4>> fourNumbers(simdjson::dom::array values) {
    std::array<double, 4> numbers{};
    std::size_t count = 0;
    for (const simdjson::dom::element value : values) {
        if (count == numbers.size() || value.get(numbers[count]) != simdjson::SUCCESS) {
            return std::nullopt;
        }
        ++count;
    }
    return count == numbers.size() ? std::optional(numbers) : std::nullopt;
}

std::optional<simdjson::dom::array> arrayAt(simdjson::dom::element value, std::string_view key) {
    simdjson::dom::array values;
    return value.at_key(key).get(values) == simdjson::SUCCESS ? std::optional(values) : std::nullopt;
}

std::optional<std::string_view> textAt(simdjson::dom::element value, std::string_view key) {
    std::string_view text;
    return value.at_key(key).get(text) == simdjson::SUCCESS ? std::optional(text) : std::nullopt;
}

std::optional<double> numberAt(simdjson::dom::element value, std::string_view key) {
    double number = 0.0;
    return value.at_key(key).get(number) == simdjson::SUCCESS ? std::optional(number) : std::nullopt;
}

bool flagAt(simdjson::dom::element value, std::string_view key) {
    simdjson::dom::element member;
    bool truth = false;
    return value.at_key(key).get(member) == simdjson::SUCCESS &&
           (wholeNumber(member) == 1 || (member.get(truth) == simdjson::SUCCESS && truth));
}

LenientJson::LenientJson(const std::filesystem::path& file, const Sentence& action)
    : m_bytes(readFile(file, action)) {
    if (m_bytes.starts_with("\xEF\xBB\xBF")) {
        m_bytes.erase(0, 3);
    }
    if (m_bytes.size() <= kLargestTextFile && !isUtf8(m_bytes)) {
        DecodedText decoded = decodeText(m_bytes);
        m_bytes = std::move(decoded.text);
        m_encoding = std::move(decoded.encoding);
    }
    if (!parse()) {
        m_replaced = replaceNonNumbers(m_bytes);
        if (m_replaced > 0) {
            parse();
        }
    }
}

bool LenientJson::parse() {
    m_bytes.reserve(m_bytes.size() + simdjson::SIMDJSON_PADDING);  // otherwise it is copied
    const auto fault = m_parser.parse(m_bytes).get(m_root);
    m_fault = fault == simdjson::SUCCESS ? Sentence() : Sentence(simdjson::error_message(fault));
    return m_fault.empty();
}

std::string jsonText(std::string_view text) {
    return nlohmann::json(std::string(text)).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace priorscope
