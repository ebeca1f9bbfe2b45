// A short name for a sequence of texts, the same on every machine.
#pragma once

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

namespace priorscope {

/// FNV-1a over 64 bits. Each text ends with a byte that UTF-8 does not have, so that "ab", "c" is not
/// "a", "bc". To tell whether something has changed, not to withstand somebody who wants it to look the same.
/// Source: Fowler, Noll, Vo, "The FNV Non-Cryptographic Hash Algorithm" (IETF draft)
class Fingerprint {
  public:
    void add(std::string_view bytes) {
        for (const char byte : bytes) {
            addByte(static_cast<unsigned char>(byte));
        }
        addByte(0xFF);
    }
    /// Lower case, without leading zeros.
    std::string hex() const {
        char digits[16];
        const auto written = std::to_chars(digits, digits + sizeof digits, m_hash, 16);
        return {digits, written.ptr};
    }

  private:
    void addByte(unsigned char byte) { m_hash = (m_hash ^ byte) * 0x100000001B3ULL; }

    std::uint64_t m_hash = 0xCBF29CE484222325ULL;
};

}  // namespace priorscope
