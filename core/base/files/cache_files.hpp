// A folder of files that can be made again, with a limit on their size.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace priorscope {

/// The time of a file's last use is its modification time: many file systems do not record reading.
void markUsed(const std::filesystem::path& file);

/// Removes files of the folder, those first that were not used for longest, until the others have at most
/// max_bytes together; also what killed writers (AtomicFile) left there. What cannot be removed stays.
/// @param extension  of the files: ".candidates"; others are left alone
/// @param in_use  is never removed, nor is a file that a process has mapped (MappedFile)
void trimCache(const std::filesystem::path& folder, const std::string& extension, std::uintmax_t max_bytes,
               const std::filesystem::path& in_use);

}  // namespace priorscope
