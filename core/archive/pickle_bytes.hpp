// The raw bytes and the nesting of a pickle. Private to core's interchange: it uses torch types.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "core/archive/pickle.hpp"
#include "core/base/text/sentence.hpp"

namespace priorscope {

/// A cursor over bytes that never reads past their end.
class PickleBytes {
  public:
    PickleBytes(std::string_view bytes, std::string source) : m_bytes(bytes), m_source(std::move(source)) {}

    /// @throws Error if fewer are left
    std::string_view take(std::uint64_t count);
    /// Little-endian, up to 8 bytes.
    std::uint64_t number(std::size_t bytes);
    /// Up to the next line feed, which is consumed.
    std::string_view line();

    std::size_t size() const { return m_bytes.size(); }
    std::size_t position() const { return m_at; }

  private:
    [[noreturn]] void failEarly() const;

    std::string_view m_bytes;
    std::string m_source;
    std::size_t m_at = 0;
};

/// Little-endian two's complement, up to 8 bytes.
std::int64_t signedNumber(std::string_view bytes);

/// All containers reachable from a value, found without recursion.
/// @param problem  receives the reason if the value must be rejected (it contains itself, or is nested
///                 deeper than kDeepestPickle); otherwise unchanged
std::unordered_set<const std::vector<PickleValue>*> containersWithin(const PickleValue& value,
                                                                     Sentence& problem);

}  // namespace priorscope
