#include "core/training/continuation.hpp"

#include <torch/version.h>

#include <algorithm>
#include <utility>

#include "core/compute/compute_settings.hpp"

namespace priorscope {
namespace {

/// Notes that a run continues with another program version, and records it.
/// @return false if it is the same
bool noteOtherProgram(OpenedRun& opened, RunHeader& header, std::int64_t step) {
    const std::string now = programText(thisProgram().priorscope, thisProgram().torch);
    const std::string before = header.continued_by.empty() ? programText(header.priorscope, header.torch)
                                                           : header.continued_by.back();
    if (before == now || before.starts_with(now + ", from step ")) {
        return false;
    }
    opened.notes.push_back(Core::tr("Until here the run was trained by Priorscope %1; this is %2: from here "
                                    "on results may differ by rounding")
                               .arg(before)
                               .arg(now));
    header.continued_by.push_back(now + ", from step " + std::to_string(step));
    return true;
}

/// Notes that a run continues on another device, and records it.
/// @return false if it is the same
bool noteOtherDevice(OpenedRun& opened, RunHeader& header, TrainingOptions& options, const DeviceInfo& device,
                     std::int64_t step) {
    const std::string now = deviceText(device);
    // For a run from an earlier version only the kind of device is known.
    std::string before = header.device.empty() ? options.device : header.device;
    if (!header.continued_on.empty()) {
        before = header.continued_on.back();
        before.erase(std::min(before.rfind(", from step "), before.size()));
    }
    options.device = deviceText(device.device);
    if (before == now || before == options.device) {
        return false;
    }
    opened.notes.push_back(
        Core::tr(
            "Until here the run was computed on %1, now it is on %2: from here on results differ by rounding")
            .arg(before)
            .arg(now));
    header.continued_on.push_back(now + ", from step " + std::to_string(step));
    return true;
}

}  // namespace

const ProgramVersions& thisProgram() {
    static const ProgramVersions versions{PRIORSCOPE_VERSION, TORCH_VERSION};
    return versions;
}

DeviceInfo deviceForResume(const std::string& own, const std::string& asked) {
    const AvailableDevices available = availableDevices();
    if (!asked.empty()) {
        return chosenDevice(asked, available);
    }
    const auto is_own = [&](const DeviceInfo& info) { return deviceText(info.device) == own; };
    const bool is_there = std::any_of(available.devices.begin(), available.devices.end(), is_own);
    return chosenDevice(is_there ? own : "auto", available);
}

std::string takePrecisionOf(const DeviceInfo& device, TrainingOptions& options, OpenedRun& opened) {
    if (canCompute(precisionFromText(options.precision), device.device)) {
        return {};
    }
    opened.notes.push_back(Core::tr("Until here the run was computed in %1, which %2 cannot: from here on it "
                                    "is computed in fp32, and results differ")
                               .arg(options.precision)
                               .arg(deviceText(device)));
    return std::exchange(options.precision, "fp32");
}

bool noteOthers(OpenedRun& opened, RunHeader& header, TrainingOptions& options, const DeviceInfo& device,
                std::int64_t step) {
    const bool other_program = noteOtherProgram(opened, header, step);
    return noteOtherDevice(opened, header, options, device, step) || other_program;
}

}  // namespace priorscope
