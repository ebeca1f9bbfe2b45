#include "core/augmentation/upright_sampling.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

#include "core/base/wide_vectors.hpp"

namespace priorscope {
namespace {

constexpr std::size_t kChannels = 3;
/// The second of two pixels has a weight of 0 to this, the first the rest.
constexpr int kWeights = 128;
constexpr int kWeightBits = 7;
/// Places are added up in whole numbers of 2⁻⁴⁰ pixels, so that nothing depends on where the source begins.
constexpr int kPlaceBits = 40;
/// Rows that are blended have one bit more than a pixel.
constexpr int kBlendShift = kWeightBits - 1;

/// For each pixel of the target: the first of the two of the source, and the weight of the second.
struct Taps {
    std::vector<int> first;
    std::vector<int> weight;
};

Taps tapsAlong(const AxisMap& map, int count, int length) {
    const auto place = [](double pixels) { return std::llround(std::ldexp(pixels, kPlaceBits)); };
    const std::int64_t start = place(map.start);
    const std::int64_t step = place(map.step);
    const std::int64_t last = (static_cast<std::int64_t>(length) - 1) * kWeights;
    constexpr int kUnused = kPlaceBits - kWeightBits;
    Taps taps;
    for (int i = 0; i < count; ++i) {
        const std::int64_t rounded = (start + step * i + (std::int64_t{1} << (kUnused - 1))) >> kUnused;
        const auto at = static_cast<int>(std::clamp<std::int64_t>(rounded, 0, last));
        taps.first.push_back(at / kWeights);
        taps.weight.push_back(at % kWeights);
    }
    return taps;
}

/// Two rows of the source, of which the second has the weight: twice their values.
PRIORSCOPE_WIDE void blendRows(const std::uint8_t* __restrict first, const std::uint8_t* __restrict second,
                               int weight, std::size_t count, std::uint16_t* __restrict to) {
    const int rest = kWeights - weight;
    for (std::size_t i = 0; i < count; ++i) {
        const int sum = first[i] * rest + second[i] * weight + (1 << (kBlendShift - 1));
        to[i] = static_cast<std::uint16_t>(static_cast<std::uint16_t>(sum) >> kBlendShift);
    }
}

/// The three channels at once, as 16-bit parts of a word: 510 · 128 and the half for rounding fit into one.
void pickPixels(const std::uint16_t* __restrict row, const int* __restrict first_of,
                const int* __restrict weight_of, std::size_t count, std::uint8_t* __restrict to) {
    constexpr std::uint64_t kHalves = 0x0080'0080'0080'0080U;
    static_assert(2 * 255 * kWeights + 0x80 <= UINT16_MAX);
    static_assert(std::endian::native == std::endian::little);
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint16_t* from = row + kChannels * static_cast<std::size_t>(first_of[i]);
        const auto weight = static_cast<std::uint64_t>(weight_of[i]);
        std::uint64_t first = 0;
        std::uint64_t second = 0;
        std::memcpy(&first, from, sizeof first);
        std::memcpy(&second, from + kChannels, sizeof second);
        const std::uint64_t sums = first * (kWeights - weight) + second * weight + kHalves;
        to[0] = static_cast<std::uint8_t>(sums >> 8U);
        to[1] = static_cast<std::uint8_t>(sums >> 24U);
        to[2] = static_cast<std::uint8_t>(sums >> 40U);
        to += kChannels;
    }
}

}  // namespace

void sampleUpright(const Image& source, const AxisMap& along_x, const AxisMap& along_y, Image& target,
                   const PixelBlock& block) {
    if (block.width <= 0 || block.height <= 0) {
        return;
    }
    Taps columns = tapsAlong(along_x, block.width, source.width);
    const Taps rows = tapsAlong(along_y, block.height, source.height);
    // Only the columns that are read are blended.
    // Copied: the list changes.
    const auto [least, most] = std::pair<int, int>(std::minmax(columns.first.front(), columns.first.back()));
    for (int& first : columns.first) {
        first -= least;
    }
    const std::size_t read = kChannels * static_cast<std::size_t>(std::min(most + 2, source.width) - least);
    // A pixel beyond the end is read with the weight 0, and a word is longer than a pixel.
    std::vector<std::uint16_t> blended(read + 2 * sizeof(std::uint64_t));
    const auto pixelOf = [](const Image& image, int x, int y) {
        return kChannels * (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) +
                            static_cast<std::size_t>(x));
    };
    for (std::size_t y = 0; y < rows.first.size(); ++y) {
        const int first = rows.first[y];
        const int second = std::min(first + 1, source.height - 1);
        blendRows(source.rgb.data() + pixelOf(source, least, first),
                  source.rgb.data() + pixelOf(source, least, second), rows.weight[y], read, blended.data());
        pickPixels(blended.data(), columns.first.data(), columns.weight.data(), columns.first.size(),
                   target.rgb.data() + pixelOf(target, block.x, block.y + static_cast<int>(y)));
    }
}

}  // namespace priorscope
