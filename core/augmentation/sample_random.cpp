#include "core/augmentation/sample_random.hpp"

#include <numeric>
#include <utility>

namespace priorscope {

std::vector<std::size_t> epochOrder(std::uint64_t seed, std::uint64_t epoch, std::size_t count) {
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    SampleRandom random(seed, epoch, ~std::uint64_t{0} - 1);
    for (std::size_t i = count; i > 1; --i) {
        std::swap(order[i - 1], order[random.below(i)]);
    }
    return order;
}

}  // namespace priorscope
