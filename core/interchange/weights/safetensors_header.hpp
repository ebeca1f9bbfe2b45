// The JSON header of a safetensors file. Private to core's interchange.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace priorscope {

struct SafetensorsEntry {
    std::string name;
    std::string type;                 ///< as spelt in the file: "F32"
    std::vector<std::int64_t> shape;  ///< none negative
    std::uint64_t begin = 0;          ///< bytes from the end of the header
    std::uint64_t end = 0;
};

struct SafetensorsHeader {
    std::vector<SafetensorsEntry> entries;  ///< as written
    std::map<std::string, std::string> metadata;
};

/// Reads event by event, without a document in between, so that a hostile header costs no more memory than a
/// small multiple of its length; whether offsets and types make sense is not looked at.
/// @throws Error where it is no JSON of this form, or a name occurs twice
SafetensorsHeader parseSafetensorsHeader(std::string_view text, const std::string& action,
                                         const std::filesystem::path& file);

}  // namespace priorscope
