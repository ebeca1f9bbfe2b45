// Where and how something is computed. No torch here: it need not be loaded yet.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace priorscope {

/// Number format of a network's inner values; what goes in and comes out is float.
enum class Precision {
    fp32,
    bf16,  ///< half the memory; fast where the processor multiplies it (AMX, AVX512-BF16, CUDA from Ampere
           ///< on), scores change in the third digit
};

enum class DeviceKind {
    cpu,
    cuda,
    test,  ///< stands for whatever a test registers with torch; no text names it, and no list has it
};

struct Device {
    DeviceKind kind = DeviceKind::cpu;
    int index = 0;  ///< among those of its kind; the CPU has but one

    bool operator==(const Device&) const = default;
};

/// Passed to whatever computes with a network.
struct ComputeContext {
    Device device{};
    Precision precision = Precision::fp32;
    int threads = 0;  ///< compute threads of the CPU; 0: as many as the thread that computes has been given
};

struct DeviceInfo {
    Device device{};
    std::string name{};  ///< "NVIDIA H200"; of the CPU its model; empty where the system does not say it

    bool operator==(const DeviceInfo&) const = default;
};

struct AvailableDevices {
    std::vector<DeviceInfo> devices{};  ///< the CPU first
    std::string no_cuda{};              ///< why none of them is a CUDA device; empty where one is
};

/// "cpu", "cuda:0"
std::string deviceText(const Device& device);
/// "cuda:0 (NVIDIA H200)"
std::string deviceText(const DeviceInfo& info);

/// "cpu", "cuda" (the first) and "cuda:N". @return nothing for "auto" and whatever names no device
std::optional<Device> deviceFromText(const std::string& text);
/// @return what is wrong with a text that should be auto, cpu, cuda or cuda:N; empty: nothing
std::string deviceTextProblem(const std::string& text);

/// Those that can be used here. Loads torch; any thread may call it.
AvailableDevices availableDevices();

/// @param text  as deviceTextProblem takes it; "auto" is the first CUDA device where there is one, else the
/// CPU
/// @throws Error where the text is none, or the device is not there: naming those that are
DeviceInfo chosenDevice(const std::string& text, const AvailableDevices& available);
/// The same among those that can be used here.
DeviceInfo chosenDevice(const std::string& text);

/// "fp32" or "bf16". @throws Error for anything else
Precision precisionFromText(const std::string& text);

}  // namespace priorscope
