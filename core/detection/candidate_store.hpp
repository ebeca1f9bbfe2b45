// The candidates of many images, kept in little memory and in the order in which thresholds act on them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/detection/candidate_block.hpp"

namespace priorscope {

/// Whatever a threshold on the score leaves is the beginning of an image's candidates: NMS, top-k and
/// matching all go by falling score, so that what they say of a candidate does not depend on those below it.
/// Copies share the candidates.
class CandidateStore {
  public:
    /// Appends an image, in memory.
    /// @throws Error if a label is not in [1, 65535]
    void add(const Candidates& candidates) { add(CandidateBlock::of(candidates)); }
    void add(CandidateBlock image);
    /// Puts the same candidates elsewhere.
    void move(std::size_t index, CandidateBlock image);

    std::size_t imageCount() const { return m_images.size(); }
    /// Over all images.
    std::size_t candidateCount() const { return m_count; }
    /// Of the candidates.
    std::size_t bytesInMemory() const { return m_in_memory; }
    std::size_t bytesOnDisk() const { return m_on_disk; }

    const CandidateBlock& block(std::size_t index) const { return m_images.at(index); }
    StoredCandidates image(std::size_t index) const { return m_images.at(index).candidates(); }
    /// In the form that selectDetections() takes: grouped by label.
    Candidates candidatesOf(std::size_t index) const { return m_images.at(index).grouped(); }

  private:
    std::size_t& bytesAt(CandidateBlock::Place place);

    std::vector<CandidateBlock> m_images;
    std::size_t m_count = 0;
    std::size_t m_in_memory = 0;
    std::size_t m_on_disk = 0;
};

}  // namespace priorscope
