// Files that are complete or absent.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace priorscope {

/// Whether a file is on the disk when it takes its name.
enum class Durability {
    flushed,  ///< it survives a power cut
    quick,    ///< for many files that can be written again
};

/// Writes beside the target under a temporary name; commit() flushes to the disk and renames. Without commit
/// the temporary file goes and the target stays as it was.
class AtomicFile {
  public:
    /// @param action  for errors: "saving the checkpoint"
    /// @throws Error where the folder cannot be written
    AtomicFile(std::string action, std::filesystem::path target);
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    /// @throws Error where not everything could be written, for example on a full disk
    void write(const void* data, std::size_t size);
    void commit(Durability durability = Durability::flushed);

  private:
    void writeOut(const char* data, std::size_t size);
    [[noreturn]] void fail(int error_number) const;

    std::string m_action;
    std::filesystem::path m_target;
    std::filesystem::path m_temporary;
    std::string m_buffer;  ///< small writes are gathered: archives consist of thousands
    int m_descriptor = -1;
};

/// Whether a path is the temporary name of an AtomicFile: what a killed process leaves.
bool isPartOfWrite(const std::filesystem::path& file);

/// Gives a complete file its name, in place of one that has it, so that it survives a power cut.
/// @throws Error where the system refuses
void renameDurably(const std::string& action, const std::filesystem::path& from,
                   const std::filesystem::path& target);

/// @throws Error as AtomicFile
void writeFileAtomically(const std::string& action, const std::filesystem::path& target,
                         std::string_view text, Durability durability = Durability::flushed);

}  // namespace priorscope
