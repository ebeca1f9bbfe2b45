#include "core/compute/torch_device.hpp"

#include <c10/core/impl/DeviceGuardImplInterface.h>
#include <dlfcn.h>
#include <torch/cuda.h>
#include <torch/version.h>

#include <array>
#include <fstream>

#include "core/base/error.hpp"

namespace priorscope {
namespace {

/// A device type without kernels in LibTorch for CPU and CUDA, so that a test may register its own, and which
/// Module::to can move to: Tensor::set_data refuses PrivateUse1 and in 1.13 also HPU, and 2.x copies to XPU
/// itself.
#if TORCH_VERSION_MAJOR >= 2
constexpr torch::DeviceType kTestDevice = torch::DeviceType::HPU;
#else
constexpr torch::DeviceType kTestDevice = torch::DeviceType::XPU;
#endif

/// As reported by Linux; empty on processors for which it reports none.
std::string processorName() {
    std::ifstream info("/proc/cpuinfo");
    const std::string key = "model name";
    for (std::string line; std::getline(info, line);) {
        const std::size_t colon = line.find(": ");
        if (line.starts_with(key) && colon != std::string::npos) {
            return line.substr(colon + 2);
        }
    }
    return {};
}

/// From the CUDA driver, which numbers devices as the runtime does. Torch reports no name if built without
/// CUDA's headers. @return empty if the driver does not report it
std::string cudaDeviceName(int index) {
    void* driver = dlopen("libcuda.so.1", RTLD_NOW | RTLD_LOCAL);
    if (driver == nullptr) {
        return {};
    }
    const auto init = reinterpret_cast<int (*)(unsigned int)>(dlsym(driver, "cuInit"));
    const auto get = reinterpret_cast<int (*)(int*, int)>(dlsym(driver, "cuDeviceGet"));
    const auto name = reinterpret_cast<int (*)(char*, int, int)>(dlsym(driver, "cuDeviceGetName"));
    std::array<char, 256> text{};
    int handle = 0;
    const bool known = init != nullptr && get != nullptr && name != nullptr && init(0) == 0 &&
                       get(&handle, index) == 0 &&
                       name(text.data(), static_cast<int>(text.size()) - 1, handle) == 0;
    return known ? text.data() : std::string();
}

}  // namespace

torch::Device torchDevice(const Device& device) {
    switch (device.kind) {
        case DeviceKind::cpu:
            return {torch::kCPU};
        case DeviceKind::cuda:
            return {torch::kCUDA, static_cast<c10::DeviceIndex>(device.index)};
        case DeviceKind::test:
            break;
    }
    return {kTestDevice, static_cast<c10::DeviceIndex>(device.index)};
}

Device deviceFromTorch(const torch::Device& device) {
    const int index = device.has_index() ? device.index() : 0;
    if (device.is_cpu()) {
        return {};
    }
    if (device.is_cuda()) {
        return {DeviceKind::cuda, index};
    }
    if (device.type() == kTestDevice) {
        return {DeviceKind::test, index};
    }
    throw Error(
        {.action = Core::tr("running a network"), .reason = Core::tr("it lies on %1").arg(device.str())});
}

torch::Device deviceOf(const torch::nn::Module& module) {
    const std::vector<torch::Tensor> parameters = module.parameters();
    return parameters.empty() ? torch::Device(torch::kCPU) : parameters.front().device();
}

namespace torch_half {

AvailableDevices availableDevices() {
    AvailableDevices available;
    available.devices.push_back({Device{}, processorName()});
    const auto count = static_cast<int>(torch::cuda::device_count());
    for (int index = 0; index < count; ++index) {
        available.devices.push_back({{DeviceKind::cuda, index}, cudaDeviceName(index)});
    }
    if (count == 0) {
        const std::string torch = std::string("LibTorch ") + TORCH_VERSION;
        available.no_cuda =
            c10::impl::hasDeviceGuardImpl(torch::kCUDA)
                ? Core::tr("%1 finds none; `nvidia-smi` says whether the driver does").arg(torch)
                : Core::tr("%1 is built without CUDA; build with one that has it").arg(torch);
    }
    return available;
}

}  // namespace torch_half
}  // namespace priorscope
