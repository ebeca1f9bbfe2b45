#include "core/compute/compute_context.hpp"

#include <algorithm>
#include <charconv>

#include "core/base/error.hpp"
#include "core/base/text/joined.hpp"
#include "core/compute/torch_half.hpp"

namespace priorscope {
namespace {

constexpr const char* kAuto = "auto";

Sentence choosing() {
    return Core::tr("choosing the device");
}

bool isCuda(const DeviceInfo& info) {
    return info.device.kind == DeviceKind::cuda;
}

std::string listText(const std::vector<DeviceInfo>& devices) {
    std::string text;
    for (const DeviceInfo& info : devices) {
        text += (text.empty() ? "" : ", ") + deviceText(info);
    }
    return text;
}

}  // namespace

std::string deviceText(const Device& device) {
    switch (device.kind) {
        case DeviceKind::cpu:
            return "cpu";
        case DeviceKind::cuda:
            return "cuda:" + std::to_string(device.index);
        case DeviceKind::test:
            break;
    }
    return "test:" + std::to_string(device.index);
}

std::string deviceText(const DeviceInfo& info) {
    return deviceText(info.device) + (info.name.empty() ? "" : " (" + info.name + ")");
}

std::optional<Device> deviceFromText(const std::string& text) {
    const std::string cuda = "cuda";
    if (text == "cpu") {
        return Device{};
    }
    if (text == cuda) {
        return Device{DeviceKind::cuda, 0};
    }
    if (!text.starts_with(cuda + ":")) {
        return std::nullopt;
    }
    const char* begin = text.data() + cuda.size() + 1;
    const char* end = text.data() + text.size();
    int index = -1;
    const auto [stopped, fault] = std::from_chars(begin, end, index);
    // As in torch, at most a signed byte; signs and blanks are not accepted.
    constexpr int kMost = 127;
    if (fault != std::errc() || stopped != end || *begin == '-' || index > kMost) {
        return std::nullopt;
    }
    return Device{DeviceKind::cuda, index};
}

Sentence deviceTextProblem(const std::string& text) {
    return text == kAuto || deviceFromText(text) ? Sentence() : Core::tr("must be auto, cpu, cuda or cuda:N");
}

AvailableDevices availableDevices() {
    return torchHalf().available_devices();
}

DeviceInfo chosenDevice(const std::string& text, const AvailableDevices& available) {
    const std::vector<DeviceInfo>& devices = available.devices;
    if (text == kAuto) {
        const auto cuda = std::find_if(devices.begin(), devices.end(), isCuda);
        return cuda == devices.end() ? devices.front() : *cuda;
    }
    const std::optional<Device> wanted = deviceFromText(text);
    if (!wanted) {
        throwOnProblems(choosing(),
                        {{"device", Core::tr("%1, got \"%2\"").arg(deviceTextProblem(text)).arg(text)}});
    }
    const auto found = std::find_if(devices.begin(), devices.end(),
                                    [&](const DeviceInfo& info) { return info.device == *wanted; });
    if (found != devices.end()) {
        return *found;
    }
    const bool none = std::none_of(devices.begin(), devices.end(), isCuda);
    throw Error({.action = choosing(),
                 .reason = none ? Core::tr("%1 is not available: %2").arg(text).arg(available.no_cuda)
                                : Core::tr("%1 is not available").arg(text),
                 .remedy = Core::tr("Available: %1").arg(listText(devices))});
}

DeviceInfo chosenDevice(const std::string& text) {
    return chosenDevice(text, availableDevices());
}

const std::vector<std::string>& precisionNames() {
    static const std::vector<std::string> names{"fp32", "tf32", "bf16", "fp16"};
    return names;
}

Precision precisionFromText(const std::string& text) {
    const std::vector<std::string>& names = precisionNames();
    const auto found = std::find(names.begin(), names.end(), text);
    if (found == names.end()) {
        throwOnProblems(
            Core::tr("choosing the precision"),
            {{"precision", Core::tr("must be one of %1, got \"%2\"").arg(joined(names)).arg(text)}});
    }
    return static_cast<Precision>(found - names.begin());
}

bool canCompute(Precision precision, const Device& device) {
    const bool needs_cuda = precision == Precision::tf32 || precision == Precision::fp16;
    return !needs_cuda || device.kind == DeviceKind::cuda;
}

bool isSlow(Precision precision, const Device& device) {
#if defined(__x86_64__)
    return precision == Precision::bf16 && device.kind == DeviceKind::cpu &&
           !__builtin_cpu_supports("avx512bf16");
#else
    return false;
#endif
}

void requirePrecision(Precision precision, const Device& device) {
    if (!canCompute(precision, device)) {
        throw Error({.action = Core::tr("choosing the precision"),
                     .reason = Core::tr("%1 needs a CUDA device, and this is %2")
                                   .arg(precisionNames()[static_cast<std::size_t>(precision)])
                                   .arg(deviceText(device)),
                     .remedy = Core::tr("Choose fp32, or bf16 if the processor is fast at it")});
    }
}

}  // namespace priorscope
