#include "core/base/memory_use.hpp"

#include <unistd.h>

#include <fstream>
#include <string>

namespace priorscope {

ProcessMemory processMemory() {
    const std::int64_t page = ::sysconf(_SC_PAGESIZE);
    std::int64_t reserved = 0;
    std::int64_t resident = 0;
    std::ifstream in("/proc/self/statm");
    return in >> reserved >> resident ? ProcessMemory{reserved * page, resident * page} : ProcessMemory{};
}

MachineMemory machineMemory() {
    constexpr std::int64_t kKilobyte = 1024;
    MachineMemory memory;
    std::ifstream figures("/proc/meminfo");
    for (std::string name, unit; figures >> name;) {
        std::int64_t kilobytes = 0;
        figures >> kilobytes;
        std::getline(figures, unit);
        if (name == "MemTotal:") {
            memory.total = kilobytes * kKilobyte;
        } else if (name == "MemAvailable:") {
            memory.available = kilobytes * kKilobyte;
        }
    }
    return memory;
}

}  // namespace priorscope
