// The device and precision of a computation. No torch here: it may not be loaded yet.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/text/sentence.hpp"

namespace priorscope {

/// Compute precision: how convolutions are computed; inputs, outputs and weights are float.
enum class Precision {
    fp32,
    tf32,  ///< CUDA from Ampere on: products of 10-bit mantissas, sums in float; activations stay float
    bf16,  ///< half the memory; fast on hardware that supports it (AMX, AVX512-BF16, CUDA from Ampere
           ///< on); scores change in the third digit
    fp16,  ///< CUDA, also before Ampere: half the memory; training scales the loss, since small gradients
           ///< would be lost
};

enum class DeviceKind {
    cpu,
    cuda,
    test,  ///< whatever device a test registers with torch; has no text form and is never listed
};

struct Device {
    DeviceKind kind = DeviceKind::cpu;
    int index = 0;  ///< index among devices of its kind; the CPU is always 0

    bool operator==(const Device&) const = default;
};

/// Passed to every computation with a network.
struct ComputeContext {
    Device device{};
    Precision precision = Precision::fp32;
    int threads = 0;  ///< CPU compute threads; 0: as many as the calling thread is configured for
};

struct DeviceInfo {
    Device device{};
    std::string name{};  ///< "NVIDIA H200"; for the CPU its model; empty if the system does not report one

    bool operator==(const DeviceInfo&) const = default;
};

struct AvailableDevices {
    std::vector<DeviceInfo> devices{};  ///< the CPU first
    Sentence no_cuda{};                 ///< why there is no CUDA device; empty if there is one
};

/// "cpu", "cuda:0"
std::string deviceText(const Device& device);
/// "cuda:0 (NVIDIA H200)"
std::string deviceText(const DeviceInfo& info);

/// Parses "cpu", "cuda" (the first) and "cuda:N". @return nothing for "auto" and anything else
std::optional<Device> deviceFromText(const std::string& text);
/// @return what is wrong with a text that should be auto, cpu, cuda or cuda:N; empty: nothing
Sentence deviceTextProblem(const std::string& text);

/// The devices usable on this machine. Loads torch; callable from any thread.
AvailableDevices availableDevices();

/// @param text  as deviceTextProblem accepts it; "auto" is the first CUDA device if there is one, else the
/// CPU
/// @throws Error if the text is invalid, or the device is not available, listing those that are
DeviceInfo chosenDevice(const std::string& text, const AvailableDevices& available);
/// The same, among the devices usable on this machine.
DeviceInfo chosenDevice(const std::string& text);

/// "fp32", "tf32", "bf16", "fp16"
const std::vector<std::string>& precisionNames();
/// One of these names. @throws Error for anything else
Precision precisionFromText(const std::string& text);
/// tf32 and fp16 need CUDA.
bool canCompute(Precision precision, const Device& device);
/// Whether a processor has no bf16 arithmetic (AVX512-BF16, or AMX, which comes with it): libraries then
/// convert value by value, and fp32 is faster, often by far. False where that is not known.
bool isSlow(Precision precision, const Device& device);
/// @throws Error if the device cannot compute like that
void requirePrecision(Precision precision, const Device& device);

}  // namespace priorscope
