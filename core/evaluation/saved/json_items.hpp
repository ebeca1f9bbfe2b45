// Values of large JSON files, whose errors name the file and the item. Private to core/evaluation/saved.
#pragma once

#include <simdjson.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "core/base/json/json_values.hpp"
#include "core/base/text/sentence.hpp"
#include "core/geometry/pixel_box.hpp"

namespace priorscope {

/// A JSON file in memory.
class JsonFile {
  public:
    /// @param action  "reading the detections"
    /// @throws Error if it cannot be read or is no JSON
    JsonFile(const std::filesystem::path& file, Sentence action);

    simdjson::dom::element root() const { return m_root; }
    [[noreturn]] void fail(Sentence reason) const;
    /// @param kind, index  the item concerned: "annotation", 0-based
    [[noreturn]] void fail(const Sentence& kind, std::size_t index, const Sentence& reason) const;

  private:
    std::filesystem::path m_file;
    Sentence m_action;
    simdjson::dom::parser m_parser;
    simdjson::dom::element m_root;
};

/// An item of an array of the file.
class JsonItem {
  public:
    JsonItem(const JsonFile& file, Sentence kind, std::size_t index, simdjson::dom::element value)
        : m_file(file), m_kind(std::move(kind)), m_index(index), m_value(value) {}

    bool has(const char* key) const;
    /// @throws Error if the key is missing or of another type, from each of these
    std::int64_t integer(const char* key) const;
    double number(const char* key) const;
    std::string text(const char* key) const;
    /// @return whether the key is there and 1 or true
    bool flag(const char* key) const;
    /// Also 7.0.
    bool isInteger(const char* key) const;
    /// Four finite numbers, [x, y, width, height], sizes not negative.
    PixelBox box(const char* key) const;
    /// Four finite numbers, [x_min, y_min, x_max, y_max].
    PixelBox corners(const char* key) const;
    simdjson::dom::array array(const char* key) const;
    [[noreturn]] void fail(const Sentence& reason) const { m_file.fail(m_kind, m_index, reason); }

  private:
    simdjson::dom::element at(const char* key) const;
    std::array<double, 4> four(const char* key) const;

    const JsonFile& m_file;
    Sentence m_kind;
    std::size_t m_index;
    simdjson::dom::element m_value;
};

}  // namespace priorscope
