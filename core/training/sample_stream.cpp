#include "core/training/sample_stream.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <utility>

#include "core/augmentation/sample_random.hpp"

namespace priorscope {
namespace {

constexpr std::size_t kEpochsKept = 4;
/// Separates the random numbers that round the weights from those that shuffle.
constexpr std::uint64_t kRounding = ~std::uint64_t{0} - 2;

}  // namespace

SampleStream::SampleStream(std::uint64_t seed, std::size_t images, std::vector<double> weights)
    : m_seed(seed), m_images(images), m_weights(std::move(weights)) {}

SampleTurn SampleStream::at(std::uint64_t position) const {
    return (*turnsOf(position / m_images))[position % m_images];
}

std::shared_ptr<const SampleStream::Turns> SampleStream::turnsOf(std::uint64_t epoch) const {
    const std::lock_guard lock(m_mutex);
    std::shared_ptr<const Turns> turns = m_turns[epoch];
    if (turns == nullptr) {
        Turns made;
        if (m_weights.empty()) {
            for (const std::size_t place : epochOrder(m_seed, epoch, m_images)) {
                made.push_back({.epoch = epoch, .place = place});
            }
        } else {
            made = weightedTurns(epoch);
        }
        turns = std::make_shared<const Turns>(std::move(made));
        m_turns[epoch] = turns;
    }
    while (m_turns.size() > kEpochsKept) {
        m_turns.erase(m_turns.begin());
    }
    return turns;
}

SampleStream::Turns SampleStream::weightedTurns(std::uint64_t epoch) const {
    const double sum = std::accumulate(m_weights.begin(), m_weights.end(), 0.0);
    const double share = sum / static_cast<double>(m_images);
    SampleRandom random(m_seed, epoch, kRounding);
    const double offset = random.uniform();
    Turns turns;
    double reached = 0.0;
    for (std::size_t place = 0; place < m_images; ++place) {
        reached += m_weights[place] / share;
        std::uint64_t occurrence = 0;
        // The marks offset, offset + 1, … below what the weights add up to.
        while (turns.size() < m_images && static_cast<double>(turns.size()) + offset < reached) {
            turns.push_back({.epoch = epoch, .place = place, .occurrence = occurrence++});
        }
    }
    while (turns.size() < m_images) {  // the sum was rounded down
        turns.push_back(turns.back());
        ++turns.back().occurrence;
    }
    const std::vector<std::size_t> order = epochOrder(m_seed, epoch, m_images);
    Turns shuffled;
    shuffled.reserve(m_images);
    for (const std::size_t index : order) {
        shuffled.push_back(turns[index]);
    }
    return shuffled;
}

std::vector<double> repeatFactors(const std::vector<std::vector<int>>& classes_of_images, double threshold) {
    std::map<int, double> images_with;
    std::vector<std::set<int>> classes;
    for (const std::vector<int>& labels : classes_of_images) {
        classes.emplace_back(labels.begin(), labels.end());
        for (const int label : classes.back()) {
            images_with[label] += 1.0;
        }
    }
    std::vector<double> factors;
    for (const std::set<int>& of_image : classes) {
        double factor = 1.0;
        for (const int label : of_image) {
            const double share = images_with[label] / static_cast<double>(classes_of_images.size());
            factor = std::max(factor, std::sqrt(threshold / share));
        }
        factors.push_back(factor);
    }
    return factors;
}

}  // namespace priorscope
