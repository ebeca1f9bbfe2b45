// Files that are either complete or absent.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/text/sentence.hpp"

namespace priorscope {

/// Whether the data is synced to the disk before the file gets its name.
enum class Durability {
    flushed,  ///< survives a power cut
    quick,    ///< for many files that can be regenerated
};

/// Writes to a temporary file beside the target; commit() flushes it to the disk and renames it. Without
/// commit the temporary file is removed and the target is unchanged.
class AtomicFile {
  public:
    /// @param action  for errors: "saving the checkpoint"
    /// @throws Error if the folder is not writable
    AtomicFile(Sentence action, std::filesystem::path target);
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    /// @throws Error if not everything could be written, for example on a full disk
    void write(const void* data, std::size_t size);
    /// Everything written so far is in the temporary file. @throws Error as write()
    void flush();
    void commit(Durability durability = Durability::flushed);

    const std::filesystem::path& temporary() const { return m_temporary; }

  private:
    void writeOut(const char* data, std::size_t size);
    [[noreturn]] void fail(int error_number) const;

    Sentence m_action;
    std::filesystem::path m_target;
    std::filesystem::path m_temporary;
    std::string m_buffer;  ///< small writes are batched: archives consist of thousands
    int m_descriptor = -1;
};

/// Whether a path is the temporary name of an AtomicFile, left behind by a killed process.
bool isPartOfWrite(const std::filesystem::path& file);

/// Whether it is one whose process has ended on this machine, and that nobody has written to for ten seconds.
bool isAbandonedWrite(const std::filesystem::path& file);

/// Names in it that have been changed survive a power cut, as far as the system can promise it.
void flushFolder(const std::filesystem::path& folder);

/// Renames a complete file, replacing any existing one, so that the rename survives a power cut.
/// @throws Error if the system refuses
void renameDurably(const Sentence& action, const std::filesystem::path& from,
                   const std::filesystem::path& target);

/// @throws Error as AtomicFile
void writeFileAtomically(const Sentence& action, const std::filesystem::path& target, std::string_view text,
                         Durability durability = Durability::flushed);

}  // namespace priorscope
