// The bytes and the shape of a pickle. Private to core's interchange: it speaks of tensors.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "core/archive/pickle.hpp"

namespace priorscope {

/// Goes through bytes, never beyond their end.
class PickleBytes {
  public:
    PickleBytes(std::string_view bytes, std::string source) : m_bytes(bytes), m_source(std::move(source)) {}

    /// @throws Error where fewer are left
    std::string_view take(std::uint64_t count);
    /// Little-endian, of up to 8 bytes.
    std::uint64_t number(std::size_t bytes);
    /// To the next line feed, which is passed.
    std::string_view line();

    std::size_t size() const { return m_bytes.size(); }
    std::size_t position() const { return m_at; }

  private:
    [[noreturn]] void failEarly() const;

    std::string_view m_bytes;
    std::string m_source;
    std::size_t m_at = 0;
};

/// Little-endian two's complement of up to 8 bytes.
std::int64_t signedNumber(std::string_view bytes);

/// The containers of a value and of what it holds, found without recursion.
/// @param problem  receives why a value must not be used: it holds itself, or is nested beyond
///                 kDeepestPickle; else it stays as it is
std::unordered_set<const std::vector<PickleValue>*> containersWithin(const PickleValue& value,
                                                                     std::string& problem);

}  // namespace priorscope
