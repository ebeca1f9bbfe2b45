// What torch throws, as errors that a person can act on.
#pragma once

#include <cstdint>
#include <string>

namespace priorscope {

/// What was being computed, for the error about it.
struct ComputeTask {
    std::string action;       ///< "training step 12"
    std::string file{};       ///< empty where there is none
    std::int64_t images = 0;  ///< of the batch; 0: it was about none
    int input_size = 0;       ///< pixels, the side of each
    std::string detector{};   ///< its name
};

/// Throws what is being handled as an Error: call it in a catch block. An Error passes through as it is. Too
/// little memory tells what needed how much, what the program holds, what is free, and which batch may fit;
/// from anything else of torch only its first line is kept.
[[noreturn]] void rethrowAsError(const ComputeTask& task);

}  // namespace priorscope
