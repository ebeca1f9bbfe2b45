// Zip archives whose entries are stored uncompressed. Private to core's interchange.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/base/text/sentence.hpp"

struct zip;

namespace priorscope {

/// Reads whole entries, checking bounds and checksums. All entries together may not exceed the file's size:
/// in a valid archive they do not overlap.
class ZipArchive {
  public:
    /// Why an entry cannot be read.
    enum class Refusal { none, compressed, size };

    /// @param action  for errors: "loading weights"
    /// @throws Error if the file is not a zip archive, is truncated, or lists an entry twice
    ZipArchive(Sentence action, std::filesystem::path file);
    ~ZipArchive();
    ZipArchive(const ZipArchive&) = delete;
    ZipArchive& operator=(const ZipArchive&) = delete;

    const std::vector<std::string>& names() const { return m_names; }
    bool contains(const std::string& name) const { return m_entries.contains(name); }
    /// In bytes. @throws Error if there is no such entry, or it is compressed, encrypted or longer than
    /// the
    ///           file
    std::uint64_t size(const std::string& name) const;
    /// @param to  buffer for the first `bytes` of the entry
    /// @throws Error if the entry is shorter, damaged, compressed, encrypted or longer than the file
    void read(const std::string& name, void* to, std::uint64_t bytes);
    std::string read(const std::string& name);

  private:
    struct Entry {
        std::uint64_t index = 0;
        std::uint64_t size = 0;
        Refusal refusal = Refusal::none;
    };
    const Entry& entry(const std::string& name) const;
    void list();
    [[noreturn]] void fail(const Sentence& reason) const;

    Sentence m_action;
    std::filesystem::path m_file;
    std::uint64_t m_left = 0;  ///< bytes that may still be read, over all entries
    zip* m_zip = nullptr;
    std::vector<std::string> m_names;
    std::unordered_map<std::string, Entry> m_entries;
};

}  // namespace priorscope
