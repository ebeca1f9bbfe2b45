// The zip files that torch.save writes since version 1.6. Private to core: it speaks of tensors.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "core/archive/pickle.hpp"

namespace priorscope {

/// Writes what Python's torch.load reads, atomically.
/// @param action  for errors: "saving the checkpoint"
/// @param notes   texts by name, for other readers: Python passes over them
void writeTorchArchive(const std::string& action, const std::filesystem::path& file, const PickleValue& value,
                       const std::map<std::string, std::string>& notes = {});

/// @throws Error where the file is missing, is no such zip, or is cut off
PickleValue readTorchArchive(const std::string& action, const std::filesystem::path& file);

/// The note in which exports tell of their detector.
constexpr const char* kDetectorNote = "priorscope.json";

/// A note of writeTorchArchive; empty where the file has none by that name, or one beyond 16 MiB.
std::string torchArchiveNote(const std::string& action, const std::filesystem::path& file,
                             const std::string& name);

}  // namespace priorscope
