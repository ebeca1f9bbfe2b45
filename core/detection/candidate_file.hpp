// Candidates of many images in a file that is read as memory.
//
// The header, each image's block as CandidateBlock has it, an entry for each image with count and checksum,
// and the trailer with the number of images and a checksum of all but the blocks. Numbers are in the byte
// order of the machine that wrote them; another one refuses the file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/files/atomic_file.hpp"
#include "core/base/progress.hpp"
#include "core/detection/candidate_store.hpp"

namespace priorscope {

/// What the candidates of a file are of.
struct CandidateFileHead {
    std::string key;            ///< at most 16 characters; a file with another one is refused
    std::uint32_t classes = 0;  ///< labels are in [1, classes]
};

/// Writes below a temporary name until commit().
class CandidateFileWriter {
  public:
    /// @throws Error if the folder is not writable
    CandidateFileWriter(const std::filesystem::path& file, const CandidateFileHead& head);
    /// Appends an image. @throws Error if it could not be written, for example on a full disk
    void add(const CandidateBlock& image);
    /// Appends an image without candidates, because it could not be decoded.
    void addUnreadable();
    /// Where the next block will begin.
    std::uint64_t end() const { return m_end; }
    /// The blocks from there to end(), each read when it is looked at. @throws Error if that fails
    std::shared_ptr<const std::byte> mappedFrom(std::uint64_t begin);
    /// Gives the file its name.
    void commit();

  private:
    AtomicFile m_file;
    std::uint64_t m_end = 0;
    std::uint64_t m_checksum = 0;  ///< of the header
    std::vector<std::byte> m_entries;
    std::uint64_t m_images = 0;
};

struct KeptCandidateFile {
    CandidateStore candidates;        ///< of the images that could be decoded
    std::vector<bool> is_readable{};  ///< [images]
};

/// Every byte of it is checked.
/// @param images  that the file must have
/// @param memory_bytes  if the candidates take more, they stay in the file
/// @return nothing if stopped
/// @throws Error if the file is cut off, damaged, of another version, or has another head
std::optional<KeptCandidateFile> readCandidateFile(const std::filesystem::path& file,
                                                   const CandidateFileHead& head, std::size_t images,
                                                   std::size_t memory_bytes, std::stop_token stop = {},
                                                   const ProgressFn& progress = {});

}  // namespace priorscope
