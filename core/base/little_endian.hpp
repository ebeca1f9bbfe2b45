// Little-endian numbers in files.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace priorscope {

/// The number stored in the first eight bytes.
inline std::uint64_t littleEndian64(std::string_view bytes) {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < 8; ++i) {
        number |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
    }
    return number;
}

}  // namespace priorscope
