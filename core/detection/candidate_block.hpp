// The candidates of one image in one piece of memory, which may lie in a file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>

#include "core/detection/detection.hpp"

namespace priorscope {

/// The candidates of one image by falling score, ties as isBetter() has them. All spans have one length.
struct StoredCandidates {
    std::span<const float> scores;
    std::span<const std::uint16_t> labels;  ///< 1-based classes
    std::span<const Box> boxes;             ///< fractions of the image
    std::span<const std::int32_t> priors;

    std::size_t count() const { return scores.size(); }
    Candidate at(std::size_t index) const {
        return {labels[index], scores[index], boxes[index], priors[index]};
    }
};

/// 26 bytes a candidate: the boxes, then scores, priors and labels, then zeros up to a multiple of eight
/// bytes. Copies share them.
class CandidateBlock {
  public:
    /// Where the bytes lie.
    enum class Place { memory, disk };

    /// @throws Error if a label is not in [1, 65535]
    static CandidateBlock of(const Candidates& candidates);
    /// @param bytes  [bytesOf(count)] aligned to 8
    CandidateBlock(float floor, std::uint32_t count, std::shared_ptr<const std::byte> bytes, Place place)
        : m_bytes(std::move(bytes)), m_count(count), m_floor(floor), m_place(place) {}

    static constexpr std::size_t bytesOf(std::size_t count) { return (count * 26 + 7) / 8 * 8; }

    float floor() const { return m_floor; }
    std::uint32_t count() const { return m_count; }
    Place place() const { return m_place; }
    std::span<const std::byte> bytes() const { return {m_bytes.get(), bytesOf(m_count)}; }
    StoredCandidates candidates() const;
    /// In the form that selectDetections() takes: grouped by label.
    Candidates grouped() const;
    /// The same bytes in memory of their own.
    CandidateBlock inMemory() const;

  private:
    std::shared_ptr<const std::byte> m_bytes;
    std::uint32_t m_count;
    float m_floor;
    Place m_place;
};

}  // namespace priorscope
