// Values of large JSON files, which simdjson reads. Internal to core.
#pragma once

#include <simdjson.h>

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/text/sentence.hpp"

namespace priorscope {

/// 7 and 7.0, but not 7.5.
std::optional<std::int64_t> wholeNumber(simdjson::dom::element value);
/// What the array has, if that is four numbers.
std::optional<std::array<double, 4>> fourNumbers(simdjson::dom::array values);

/// Members of an object; nothing where the value is no object, the key is missing or of another type.
std::optional<simdjson::dom::array> arrayAt(simdjson::dom::element value, std::string_view key);
std::optional<std::string_view> textAt(simdjson::dom::element value, std::string_view key);
std::optional<double> numberAt(simdjson::dom::element value, std::string_view key);
/// 1, 1.0 and true.
bool flagAt(simdjson::dom::element value, std::string_view key);

/// A JSON file of any size in memory, in UTF-8 or another encoding that is recognised. Python's NaN and
/// Infinity, which JSON does not have, are read as empty lists.
class LenientJson {
  public:
    /// @throws Error if the file cannot be read
    LenientJson(const std::filesystem::path& file, const Sentence& action);

    /// Why it is not JSON; empty if it is.
    const Sentence& fault() const { return m_fault; }
    /// Of a file without fault.
    simdjson::dom::element root() const { return m_root; }
    /// How many NaN and Infinity there were.
    std::size_t replaced() const { return m_replaced; }
    /// What it was decoded from, if that was not UTF-8; else empty.
    const std::string& encoding() const { return m_encoding; }

  private:
    bool parse();

    std::string m_bytes;
    simdjson::dom::parser m_parser;
    simdjson::dom::element m_root;
    Sentence m_fault;
    std::size_t m_replaced = 0;
    std::string m_encoding;
};

/// A text as JSON writes it, within quotes.
std::string jsonText(std::string_view text);

}  // namespace priorscope
