// Holds a run while its folder or files of it are moved or deleted. Private to core's training.
#pragma once

#include <filesystem>

#include "core/base/files/holder_lock.hpp"
#include "core/base/text/sentence.hpp"

namespace priorscope {

/// For its lifetime nobody begins to train in the folder.
class RunGuard {
  public:
    /// @param action  for errors: "renaming the run"
    /// @throws Error if the run is not there, is another user's, waits to be started, is being trained here
    /// or
    ///         on another machine, or its folder cannot be written
    RunGuard(const Sentence& action, const std::filesystem::path& run);

    /// Tells where the folder is now, if it was moved.
    void hasMoved(const std::filesystem::path& run);

  private:
    HolderLock m_lock;
};

/// @throws Error if the folder is not there, or is another user's
void requireOwnFolder(const Sentence& action, const std::filesystem::path& folder);

}  // namespace priorscope
