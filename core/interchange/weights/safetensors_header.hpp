// The JSON header of a safetensors file. Private to core's interchange.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/text/sentence.hpp"

namespace priorscope {

struct SafetensorsEntry {
    std::string name;
    std::string type;                 ///< as spelt in the file: "F32"
    std::vector<std::int64_t> shape;  ///< no negative sizes
    std::uint64_t begin = 0;          ///< bytes from the end of the header
    std::uint64_t end = 0;
};

struct SafetensorsHeader {
    std::vector<SafetensorsEntry> entries;  ///< in file order
    std::map<std::string, std::string> metadata;
};

/// Parses with events rather than into a document, so that a hostile header costs at most a small multiple of
/// its length in memory; offsets and types are not validated.
/// @throws Error if it is not JSON of this form, or a name occurs twice
SafetensorsHeader parseSafetensorsHeader(std::string_view text, const Sentence& action,
                                         const std::filesystem::path& file);

}  // namespace priorscope
