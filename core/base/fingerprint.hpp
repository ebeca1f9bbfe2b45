// A short name for a sequence of texts, the same on every machine.
#pragma once

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

namespace priorscope {

/// 64-bit FNV-1a. Each text is terminated by a byte that cannot occur in UTF-8, so that "ab", "c" differs
/// from "a", "bc". Detects changes; it does not resist deliberate collisions.
/// Source: Fowler, Noll, Vo, "The FNV Non-Cryptographic Hash Algorithm" (IETF draft)
class Fingerprint {
  public:
    void add(std::string_view bytes) {
        for (const char byte : bytes) {
            addByte(static_cast<unsigned char>(byte));
        }
        addByte(0xFF);
    }
    std::uint64_t number() const { return m_hash; }
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
