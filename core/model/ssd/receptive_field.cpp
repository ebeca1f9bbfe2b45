#include "core/model/ssd/receptive_field.hpp"

#include "core/compute/torch_half.hpp"

namespace priorscope {

std::optional<std::vector<ReceptiveField>> receptiveFields(const std::string& backbone, int input_size,
                                                           std::uint64_t seed, std::stop_token stop,
                                                           const ProgressFn& progress) {
    return torchHalf().receptive_fields(backbone, input_size, seed, stop, progress);
}

}  // namespace priorscope
