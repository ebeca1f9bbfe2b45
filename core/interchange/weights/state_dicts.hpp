// The state dict among what a training script saved. Private to core's interchange: it speaks of tensors.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/archive/pickle.hpp"
#include "core/interchange/weights/safetensors.hpp"

namespace priorscope {

struct ChosenStateDict {
    NamedTensors tensors;            ///< in the document's order, names without prefixes that all had
    std::vector<std::string> notes;  ///< sentences: which of several was taken, what was not read
};

/// Finds the tensors by name under "state_dict", "model", "net" and the like, or under any name where there
/// is one such dictionary only. Where a model's moving average lies beside it, the average is taken, and what
/// it lacks (running statistics) comes from the model.
/// @param action, source  for errors
/// @param most_bytes      of numpy's arrays together
/// @throws Error where there is none, or several that no name tells apart: it lists them
ChosenStateDict chooseStateDict(const PickleValue& document, const std::string& action,
                                const std::string& source, std::uint64_t most_bytes);

/// Takes off what wrappers like DataParallel put before every name. One or two names without it (a counter
/// beside the model) do not matter.
void stripPrefixes(NamedTensors& tensors);

}  // namespace priorscope
