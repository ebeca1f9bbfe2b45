#include "core/detection/candidate_store.hpp"

#include <utility>

namespace priorscope {

std::size_t& CandidateStore::bytesAt(CandidateBlock::Place place) {
    return place == CandidateBlock::Place::memory ? m_in_memory : m_on_disk;
}

void CandidateStore::add(CandidateBlock image) {
    m_count += image.count();
    bytesAt(image.place()) += image.bytes().size();
    m_images.push_back(std::move(image));
}

void CandidateStore::move(std::size_t index, CandidateBlock image) {
    CandidateBlock& there = m_images.at(index);
    bytesAt(there.place()) -= there.bytes().size();
    bytesAt(image.place()) += image.bytes().size();
    there = std::move(image);
}

}  // namespace priorscope
