#include "core/base/compute_error.hpp"

#include <c10/util/Exception.h>
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <exception>
#include <new>
#include <optional>
#include <string_view>

#include "core/base/error.hpp"
#include "core/base/memory_use.hpp"

namespace priorscope {
namespace {

constexpr double kGigabyte = 1e9;

bool isMemoryError(std::string_view text) {
    constexpr std::array<std::string_view, 6> kSigns = {
        "can't allocate memory",
        "not enough memory",
        "out of memory",
        "bad_alloc",
        "Storage size calculation overflowed",
        "could not create a memory",
    };
    return std::any_of(kSigns.begin(), kSigns.end(),
                       [&](std::string_view sign) { return text.find(sign) != std::string_view::npos; });
}

/// "you tried to allocate 123 bytes", "Tried to allocate 2.00 GiB"
std::optional<double> bytesWanted(std::string_view text) {
    constexpr std::string_view kBefore = "ried to allocate ";
    std::size_t at = text.find(kBefore);
    if (at == std::string_view::npos) {
        return std::nullopt;
    }
    text.remove_prefix(at + kBefore.size());
    double amount = 0.0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), amount);
    if (read.ec != std::errc()) {
        return std::nullopt;
    }
    const std::string_view unit(read.ptr, static_cast<std::size_t>(text.data() + text.size() - read.ptr));
    const double factor = unit.starts_with(" GiB")   ? 1024.0 * 1024.0 * 1024.0
                          : unit.starts_with(" MiB") ? 1024.0 * 1024.0
                          : unit.starts_with(" KiB") ? 1024.0
                                                     : 1.0;
    return amount * factor;
}

struct Memory {
    double held = 0.0;  ///< bytes used by this process
    double free = 0.0;  ///< additional bytes available to it
};

/// From Linux's own counters; zeros if they are unavailable.
Memory memoryNow() {
    const ProcessMemory process = processMemory();
    Memory memory{.held = static_cast<double>(process.resident),
                  .free = static_cast<double>(machineMemory().available)};
    rlimit limit{};
    if (getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY) {
        const double left = static_cast<double>(limit.rlim_cur) - static_cast<double>(process.reserved);
        memory.free = std::min(memory.free, std::max(0.0, left));
    }
    return memory;
}

std::string gigabytes(double bytes) {
    std::array<char, 64> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), bytes / kGigabyte,
                                   std::chars_format::fixed, bytes < kGigabyte ? 2 : 1);
    return std::string(text.data(), end.ptr) + " GB";
}

Sentence workText(const ComputeTask& task) {
    if (task.images == 0) {
        return Core::tr("it");
    }
    Sentence text =
        task.images == 1 ? Core::tr("one image") : Core::tr("a batch of %1 images").arg(task.images);
    if (task.input_size > 0) {
        text = Core::tr("%1 of %2 × %3 px").arg(text).arg(task.input_size).arg(task.input_size);
    }
    return task.detector.empty() ? text : Core::tr("%1 in %2").arg(text).arg(task.detector);
}

/// A batch size that fits the available memory, assuming it is proportional to the images; at most half.
std::int64_t fittingBatch(std::int64_t images, const Memory& memory, double wanted) {
    const double share = (memory.held + memory.free) / std::max(memory.held + wanted, 1.0);
    const auto fitting = static_cast<std::int64_t>(std::floor(static_cast<double>(images) * share));
    return std::clamp<std::int64_t>(fitting, 1, std::max<std::int64_t>(images / 2, 1));
}

[[noreturn]] void throwOutOfMemory(const ComputeTask& task, std::optional<double> wanted) {
    const Memory memory = memoryNow();
    const Sentence reason =
        wanted ? Core::tr(
                     "there is not enough memory: %1 needs another %2 beside the %3 that the program "
                     "holds, and %4 are free")
                     .arg(workText(task))
                     .arg(gigabytes(*wanted))
                     .arg(gigabytes(memory.held))
                     .arg(gigabytes(memory.free))
               : Core::tr(
                     "there is not enough memory: %1 needs more beside the %2 that the program holds, "
                     "and %3 are free")
                     .arg(workText(task))
                     .arg(gigabytes(memory.held))
                     .arg(gigabytes(memory.free));
    Sentence remedy = Core::tr("Close other programs, or take a smaller input or detector");
    if (task.images > 1) {
        const std::int64_t fitting = fittingBatch(task.images, memory, wanted.value_or(memory.free));
        remedy = Core::tr("A batch of %1 may fit; a smaller input needs less as well").arg(fitting);
    }
    throw Error({.action = task.action, .file = task.file, .reason = reason, .remedy = remedy});
}

/// For a device with its own memory, whose free size torch words in many ways: it is omitted.
[[noreturn]] void throwOutOfDeviceMemory(const ComputeTask& task, std::optional<double> wanted) {
    Sentence remedy =
        Core::tr("Let other programs leave the device, take a smaller input or detector, or the CPU");
    if (task.images > 1) {
        remedy = Core::tr("A batch of %1 may fit; a smaller input needs less as well").arg(task.images / 2);
    }
    throw OutOfDeviceMemory(
        {.action = task.action,
         .file = task.file,
         .reason = wanted
                       ? Core::tr("the CUDA device has not enough memory: %1 needs another %2")
                             .arg(workText(task))
                             .arg(gigabytes(*wanted))
                       : Core::tr("the CUDA device has not enough memory: %1 needs more").arg(workText(task)),
         .remedy = remedy});
}

[[noreturn]] void throwOther(const ComputeTask& task, std::string_view text) {
    constexpr std::size_t kLongest = 200;
    const std::string first(text.substr(0, std::min({text.find('\n'), text.size(), kLongest})));
    throw Error({.action = task.action,
                 .file = task.file,
                 .reason = Core::tr("an operation of torch failed (%1)").arg(first),
                 .remedy = Core::tr("This should not happen; please report it")});
}

[[noreturn]] void throwFor(const ComputeTask& task, std::string_view text) {
    if (text.find("CUDA out of memory") != std::string_view::npos) {
        throwOutOfDeviceMemory(task, bytesWanted(text));
    }
    if (isMemoryError(text)) {
        throwOutOfMemory(task, bytesWanted(text));
    }
    throwOther(task, text);
}

}  // namespace

void rethrowAsError(const ComputeTask& task) {
    try {
        throw;
    } catch (const Error&) {
        throw;
    } catch (const std::bad_alloc&) {
        throwOutOfMemory(task, std::nullopt);
    } catch (const c10::Error& e) {
        throwFor(task, e.what_without_backtrace());
    } catch (const std::exception& e) {
        throwFor(task, e.what());
    }
}

}  // namespace priorscope
