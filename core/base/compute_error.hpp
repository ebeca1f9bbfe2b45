// Translates torch's exceptions into errors that a user can act on.
#pragma once

#include <cstdint>
#include <string>

#include "core/base/error.hpp"
#include "core/base/text/sentence.hpp"

namespace priorscope {

/// What was being computed, for error messages.
struct ComputeTask {
    Sentence action;          ///< "training step 12"
    std::string file{};       ///< empty if there is none
    std::int64_t images = 0;  ///< batch size; 0: no batch was involved
    int input_size = 0;       ///< pixels, the side of each image
    std::string detector{};   ///< the detector's name
};

/// A device's own memory does not suffice. Whoever knows a batch that fits may say so in place of the remedy.
class OutOfDeviceMemory : public Error {
  public:
    using Error::Error;
};

/// Rethrows the current exception as an Error: call it in a catch block. An Error passes through unchanged.
/// Out-of-memory errors (OutOfDeviceMemory for a device's own) report what needed how much, what the program
/// holds, what is free, and which batch size may fit; of any other torch exception only the first line is
/// kept.
[[noreturn]] void rethrowAsError(const ComputeTask& task);

}  // namespace priorscope
