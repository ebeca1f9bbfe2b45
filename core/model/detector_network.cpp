#include "core/model/detector_network.hpp"

#include <ATen/Parallel.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "core/base/compute_error.hpp"
#include "core/base/error.hpp"
#include "core/compute/side_by_side.hpp"
#include "core/compute/torch_device.hpp"
#include "core/model/initial_weights.hpp"
#include "core/model/network_constants.hpp"

namespace priorscope {

namespace {

std::shared_ptr<DetectorNetwork> build(const DetectorSpec& spec, InitialWeights initial) {
    throwOnProblems(Core::tr("building the detector %1").arg(spec.name), spec.validate());
    try {
        const auto network = spec.family->build(spec, initial);
        useChannelsLast(*network);
        network->eval();
        return network;
    } catch (const std::exception&) {
        rethrowAsError({.action = Core::tr("building the detector %1").arg(spec.name)});
    }
}

}  // namespace

std::shared_ptr<DetectorNetwork> buildNetwork(const DetectorSpec& spec, std::uint64_t seed) {
    return build(spec, InitialWeights(seed));
}

std::shared_ptr<DetectorNetwork> buildUnfilledNetwork(const DetectorSpec& spec) {
    return build(spec, InitialWeights::unset());
}

std::vector<std::pair<std::string, torch::Tensor>> namedState(const torch::nn::Module& network) {
    // Python's order: a module's parameters, its buffers, then its children.
    std::vector<std::pair<std::string, torch::Tensor>> state;
    const std::function<void(const torch::nn::Module&, const std::string&)> visit =
        [&](const torch::nn::Module& module, const std::string& prefix) {
            for (const auto& item : module.named_parameters(/*recurse=*/false)) {
                state.emplace_back(prefix + item.key(), item.value());
            }
            for (const auto& item : module.named_buffers(/*recurse=*/false)) {
                state.emplace_back(prefix + item.key(), item.value());
            }
            for (const auto& child : module.named_children()) {
                if (child.value()->as<NetworkConstants>() != nullptr) {
                    continue;
                }
                visit(*child.value(), prefix + child.key() + ".");
            }
        };
    visit(network, "");
    return state;
}

std::shared_ptr<DetectorNetwork> cloneNetwork(DetectorNetwork& network) {
    auto copy = buildUnfilledNetwork(network.spec());
    const torch::NoGradGuard no_grad;
    const auto source = namedState(network);
    const auto target = namedState(*copy);
    for (std::size_t i = 0; i < source.size(); ++i) {
        target[i].second.copy_(source[i].second);
    }
    return copy;
}

std::shared_ptr<DetectorNetwork> networkOn(const std::shared_ptr<DetectorNetwork>& network,
                                           const torch::Device& device) {
    if (deviceOf(*network) == device) {
        return network;
    }
    try {
        const std::lock_guard lock(network->mutex());
        auto copy = cloneNetwork(*network);
        copy->to(device);
        return copy;
    } catch (const std::exception&) {
        rethrowAsError(
            {.action = Core::tr("moving the detector %1 to %2").arg(network->spec().name).arg(device.str())});
    }
}

TraceableNetwork& requireTraceable(DetectorNetwork& network, const Sentence& action) {
    TraceableNetwork* traceable = network.traceable();
    if (traceable == nullptr) {
        throw Error({.action = action,
                     .reason = Core::tr("networks of the family %1 cannot be recorded as a graph")
                                   .arg(network.spec().family->title),
                     .remedy = Core::tr("Export the weights alone (state-dict or safetensors)")});
    }
    return *traceable;
}

void useChannelsLast(torch::nn::Module& network) {
    const torch::NoGradGuard no_grad;
    for (auto& parameter : network.parameters()) {
        if (parameter.dim() == 4) {
            parameter.set_data(parameter.contiguous(at::MemoryFormat::ChannelsLast));
        }
    }
}

namespace {

void requireInputSize(const Image& image, std::int64_t side) {
    if (image.width != side || image.height != side) {
        throw Error({.action = Core::tr("preparing a batch"),
                     .reason = Core::tr("images must be %1 × %2, got %3 × %4")
                                   .arg(side)
                                   .arg(side)
                                   .arg(image.width)
                                   .arg(image.height)});
    }
}

/// Channel c of the input is this channel of the image.
std::array<std::size_t, 3> channelsOf(const DetectorSpec& spec) {
    return spec.preprocessing.channels == ChannelOrder::rgb ? std::array<std::size_t, 3>{0, 1, 2}
                                                            : std::array<std::size_t, 3>{2, 1, 0};
}

torch::Tensor perChannel(const std::array<float, 3>& values, const torch::Device& device) {
    return torch::tensor({values[0], values[1], values[2]}, torch::kFloat32).view({1, 3, 1, 1}).to(device);
}

/// A quarter of the bytes of floats go up, while the caller goes on; they become floats there.
torch::Tensor imagesUploaded(const std::vector<const Image*>& images, const DetectorSpec& spec,
                             const torch::Device& device) {
    const std::int64_t side = spec.inputSize();
    const torch::Tensor bytes =
        torch::empty({static_cast<std::int64_t>(images.size()), side, side, 3},
                     torch::TensorOptions(torch::kUInt8).pinned_memory(device.is_cuda()));
    std::uint8_t* out = bytes.data_ptr<std::uint8_t>();
    for (const Image* image : images) {
        requireInputSize(*image, side);
        out = std::copy(image->rgb.begin(), image->rgb.end(), out);
    }
    torch::Tensor batch = bytes.to(device, /*non_blocking=*/true).permute({0, 3, 1, 2}).to(torch::kFloat32);
    if (spec.preprocessing.channels == ChannelOrder::bgr) {
        batch = batch.flip({1});
    }
    // Not by a number: CUDA would multiply by its reciprocal, which rounds otherwise.
    return batch.div_(perChannel({255.0F, 255.0F, 255.0F}, device))
        .sub_(perChannel(spec.preprocessing.mean, device))
        .div_(perChannel(spec.preprocessing.std, device))
        .contiguous(at::MemoryFormat::ChannelsLast);
}

}  // namespace

torch::Tensor imagesToTensor(const std::vector<const Image*>& images, const DetectorSpec& spec,
                             const torch::Device& device) {
    if (!device.is_cpu()) {
        return imagesUploaded(images, spec, device);
    }
    const std::int64_t side = spec.inputSize();
    torch::Tensor batch =
        torch::empty({static_cast<std::int64_t>(images.size()), side, side, 3}, torch::kFloat32);
    // Exactly the arithmetic of torchvision and of exported networks, so that inputs are bit-identical.
    std::array<std::array<float, 256>, 3> table{};
    for (std::size_t c = 0; c < 3; ++c) {
        for (std::size_t value = 0; value < 256; ++value) {
            table[c][value] =
                (static_cast<float>(value) / 255.0F - spec.preprocessing.mean[c]) / spec.preprocessing.std[c];
        }
    }
    for (const Image* image : images) {
        requireInputSize(*image, side);
    }
    const std::array<std::size_t, 3> from = channelsOf(spec);
    float* const values = batch.data_ptr<float>();
    const std::int64_t rows = batch.size(0) * side;
    constexpr std::int64_t kRowsAtOnce = 80;
    sideBySide((rows + kRowsAtOnce - 1) / kRowsAtOnce, at::get_num_threads(), [&](std::int64_t part) {
        for (std::int64_t row = part * kRowsAtOnce; row < std::min(rows, (part + 1) * kRowsAtOnce); ++row) {
            const Image& image = *images[static_cast<std::size_t>(row / side)];
            const std::uint8_t* in = image.rgb.data() + row % side * side * 3;
            float* out = values + row * side * 3;
            for (std::int64_t i = 0; i < side; ++i, in += 3, out += 3) {
                out[0] = table[0][in[from[0]]];
                out[1] = table[1][in[from[1]]];
                out[2] = table[2][in[from[2]]];
            }
        }
    });
    // [N, S, S, 3] in memory is [N, 3, S, S] in channels-last layout.
    return batch.permute({0, 3, 1, 2});
}

}  // namespace priorscope
