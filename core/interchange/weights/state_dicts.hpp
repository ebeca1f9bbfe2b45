// Finds the state dict in a saved document. Private to core's interchange: it uses torch types.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/archive/pickle.hpp"
#include "core/base/text/sentence.hpp"
#include "core/interchange/weights/safetensors.hpp"

namespace priorscope {

struct ChosenStateDict {
    NamedTensors tensors;         ///< in document order; prefixes shared by all names are removed
    std::vector<Sentence> notes;  ///< sentences: which of several was chosen, what was skipped
};

/// Finds the tensors by name under "state_dict", "model", "net" and the like, or under any name if there is
/// only one such dictionary. If a moving average of the model is stored beside it, the average is used, and
/// tensors that it lacks (running statistics) come from the model.
/// @param action, source  for errors
/// @param most_bytes      limit for all numpy arrays together
/// @throws Error if there is none, or several that cannot be told apart by name: it lists them
ChosenStateDict chooseStateDict(const PickleValue& document, const Sentence& action,
                                const std::string& source, std::uint64_t most_bytes);

/// Removes the prefix that wrappers like DataParallel add to every name. One or two names without it (such as
/// a counter beside the model) are tolerated.
void stripPrefixes(NamedTensors& tensors);

}  // namespace priorscope
