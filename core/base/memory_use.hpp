// What Linux tells of memory.
#pragma once

#include <cstdint>

namespace priorscope {

/// Bytes; zeros where the system does not tell.
struct ProcessMemory {
    std::int64_t reserved = 0;  ///< addresses that are taken
    std::int64_t resident = 0;  ///< pages in memory
};
ProcessMemory processMemory();

/// Bytes; zeros where the system does not tell.
struct MachineMemory {
    std::int64_t total = 0;
    std::int64_t available = 0;  ///< to programs, without swapping
};
MachineMemory machineMemory();

}  // namespace priorscope
