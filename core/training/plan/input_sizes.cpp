#include "core/training/plan/input_sizes.hpp"

#include <cmath>

#include "core/augmentation/sample_random.hpp"
#include "core/base/error.hpp"

namespace priorscope {
namespace {

constexpr int kStep = 32;  // of the deepest maps that backbones share
/// Separates these numbers from those that augment samples.
constexpr std::uint64_t kSizes = 0x696E70757473ULL;

bool isSupported(const DetectorSpec& spec, int size) {
    try {
        const DetectorSpec other = withInputSize(spec, size);
        return other.family->validate(other).empty();
    } catch (const Error&) {  // says which sizes there are
        return false;
    }
}

}  // namespace

std::vector<int> trainingSizes(const DetectorSpec& spec, double share) {
    constexpr double kRounding = 1e-9;
    const int own = spec.inputSize();
    const double least = own * (1.0 - share) - kRounding;
    const double most = own * (1.0 + share) + kRounding;
    std::vector<int> sizes;
    bool has_own = false;
    const auto addOwn = [&] {
        sizes.push_back(own);
        has_own = true;
    };
    for (int size = static_cast<int>(std::ceil(least / kStep)) * kStep; size <= most; size += kStep) {
        if (!has_own && size >= own) {
            addOwn();
        }
        if (size != own && share > 0.0 && isSupported(spec, size)) {
            sizes.push_back(size);
        }
    }
    if (!has_own) {
        addOwn();
    }
    return sizes;
}

int inputSizeOf(const std::vector<int>& sizes, std::uint64_t seed, std::int64_t batch) {
    if (sizes.size() == 1) {
        return sizes.front();
    }
    SampleRandom random(seed, static_cast<std::uint64_t>(batch), 0, 0, kSizes);
    return sizes[random.below(sizes.size())];
}

}  // namespace priorscope
