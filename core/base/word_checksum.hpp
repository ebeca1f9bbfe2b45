// Whether the bytes of a file are those that were written.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace priorscope {

/// The sum of words that follow others: word by word, each step reversible, so that bytes that differ in one
/// word never have the same sum. Against damage, not against deliberate changes.
/// @param sum    of what comes before them
/// @param bytes  the last word is filled up with zeros
inline std::uint64_t sumWithWords(std::uint64_t sum, std::span<const std::byte> bytes) {
    for (std::size_t at = 0; at < bytes.size(); at += sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + at, std::min(sizeof word, bytes.size() - at));
        sum = (sum ^ word) * 0x9FB21C651E98DF25U;
        sum ^= sum >> 32U;
    }
    return sum;
}

/// Of a part by itself, or of one that follows another: where one part ends counts.
inline std::uint64_t wordChecksum(std::span<const std::byte> bytes, std::uint64_t before = 0) {
    return sumWithWords(before + 0x9E3779B97F4A7C15U, bytes);
}

}  // namespace priorscope
