// Tells one state of a file from another.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace priorscope {

struct FileState {
    std::uint64_t bytes = 0;
    std::string fingerprint{};  ///< as Fingerprint::hex()
    bool operator==(const FileState&) const = default;
};
FileState stateOf(std::string_view bytes);

}  // namespace priorscope
