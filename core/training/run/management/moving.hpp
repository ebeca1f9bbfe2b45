// Moving what belongs to a run, so that nothing is replaced. Private to core's training.
#pragma once

#include <filesystem>

#include "core/base/text/sentence.hpp"

namespace priorscope {

/// Gives a file or folder another place on the same disk, in one step: it is at one of the two, whatever
/// happens meanwhile.
/// @throws Error if something is there already, the system refuses, or the place is on another disk; nothing
///         has then been moved
void moveWithoutReplacing(const Sentence& action, const std::filesystem::path& from,
                          const std::filesystem::path& to);

/// The same with a run folder, while nobody can begin to train in it. @throws Error also as RunGuard does
void moveRunFolder(const Sentence& action, const std::filesystem::path& run, const std::filesystem::path& to);

}  // namespace priorscope
