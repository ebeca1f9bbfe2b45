#include "core/detection/candidate_block.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <type_traits>
#include <vector>

namespace priorscope {
namespace {

static_assert(sizeof(Box) == 16 && std::is_trivially_copyable_v<Box>);

constexpr std::size_t kScores = sizeof(Box);  ///< times the count: where the scores begin
constexpr std::size_t kPriors = kScores + sizeof(float);
constexpr std::size_t kLabels = kPriors + sizeof(std::int32_t);

/// Zeros, aligned for every type.
std::shared_ptr<std::byte> zeros(std::size_t size) {
    const std::shared_ptr<std::byte[]> owner(new std::byte[size]());
    return {owner, owner.get()};
}

template <class Value>
void put(std::byte* at, std::size_t index, Value value) {
    std::memcpy(at + index * sizeof(Value), &value, sizeof(Value));
}

}  // namespace

CandidateBlock CandidateBlock::of(const Candidates& candidates) {
    std::vector<Candidate> sorted = candidates.items;
    std::sort(sorted.begin(), sorted.end(), isBetter);
    const std::size_t count = sorted.size();
    const std::shared_ptr<std::byte> bytes = zeros(bytesOf(count));
    std::byte* const at = bytes.get();
    for (std::size_t i = 0; i < count; ++i) {
        const Candidate& each = sorted[i];
        if (each.label < 1 || each.label > std::numeric_limits<std::uint16_t>::max()) {
            throw Error({.action = Core::tr("keeping candidates"),
                         .reason = Core::tr("label %1 is not in [1, 65535]").arg(each.label)});
        }
        put(at, i, each.box);
        put(at + kScores * count, i, each.score);
        put(at + kPriors * count, i, each.prior);
        put(at + kLabels * count, i, static_cast<std::uint16_t>(each.label));
    }
    return {candidates.floor, static_cast<std::uint32_t>(count), bytes, Place::memory};
}

StoredCandidates CandidateBlock::candidates() const {
    const std::byte* const at = m_bytes.get();
    const std::size_t count = m_count;
    return {.scores = {reinterpret_cast<const float*>(at + kScores * count), count},
            .labels = {reinterpret_cast<const std::uint16_t*>(at + kLabels * count), count},
            .boxes = {reinterpret_cast<const Box*>(at), count},
            .priors = {reinterpret_cast<const std::int32_t*>(at + kPriors * count), count}};
}

Candidates CandidateBlock::grouped() const {
    const StoredCandidates stored = candidates();
    Candidates result{.floor = m_floor, .items = {}};
    result.items.reserve(stored.count());
    for (std::size_t i = 0; i < stored.count(); ++i) {
        result.items.push_back(stored.at(i));
    }
    std::stable_sort(result.items.begin(), result.items.end(),
                     [](const Candidate& a, const Candidate& b) { return a.label < b.label; });
    return result;
}

CandidateBlock CandidateBlock::inMemory() const {
    const std::span<const std::byte> own = bytes();
    const std::shared_ptr<std::byte> copy = zeros(own.size());
    std::copy(own.begin(), own.end(), copy.get());
    return {m_floor, m_count, copy, Place::memory};
}

}  // namespace priorscope
