// The zip files that torch.save has written since version 1.6. Private to core: it uses torch types.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "core/archive/detector_note.hpp"
#include "core/archive/pickle.hpp"
#include "core/base/text/sentence.hpp"

namespace priorscope {

/// Writes a file that Python's torch.load can read, atomically.
/// @param action  for errors: "saving the checkpoint"
/// @param notes   extra texts by name, for other readers: Python ignores them
void writeTorchArchive(const Sentence& action, const std::filesystem::path& file, const PickleValue& value,
                       const std::map<std::string, std::string>& notes = {});

/// @throws Error if the file is missing, is not such an archive, or is truncated
PickleValue readTorchArchive(const Sentence& action, const std::filesystem::path& file);

/// A note written by writeTorchArchive; empty if the file has none by that name, or one larger than 16 MiB.
std::string torchArchiveNote(const Sentence& action, const std::filesystem::path& file,
                             const std::string& name);

}  // namespace priorscope
