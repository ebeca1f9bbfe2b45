#include "core/compute/torch_half.hpp"

#include "core/base/second_library.hpp"
#include "core/compute/compute_settings.hpp"

namespace priorscope {
namespace {

const TorchHalf& load() {
    setComputeEnvironment();  // for programs whose main does not call it
    return reinterpret_cast<const TorchHalf& (*)()>(secondLibrary(
        Core::tr("loading the torch library"), "libpriorscope_torch.so", "priorscopeTorchHalf"))();
}

}  // namespace

const TorchHalf& torchHalf() {
    static const TorchHalf& half = load();
    return half;
}

}  // namespace priorscope
