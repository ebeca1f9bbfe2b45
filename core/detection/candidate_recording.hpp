// Candidates while they are being found: kept in a file for the next time, and in memory as far as they fit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>

#include "core/detection/candidate_file.hpp"
#include "core/detection/candidate_store.hpp"

namespace priorscope {

/// A disk that is full or a folder that cannot be written to fails nothing: candidates then stay in memory.
class CandidateRecording {
  public:
    /// @param file  its folder is made
    /// @param memory_bytes  beyond, what lies in the file is read from there
    CandidateRecording(const std::filesystem::path& file, const CandidateFileHead& head,
                       std::size_t memory_bytes);

    /// Appends an image. @throws Error if a label is not in [1, 65535]
    void add(const Candidates& candidates);
    void addUnreadable();
    /// Gives the file its name; without this it is gone at the end, while the candidates remain.
    void keep();

    /// Of the images so far, without the unreadable ones.
    const CandidateStore& candidates() const { return m_store; }
    /// Why there is no file; empty if there is one.
    const Sentence& problem() const { return m_problem; }

  private:
    template <class Write>
    void writing(const Write& write);
    void leaveOnDisk();

    CandidateStore m_store;
    std::optional<CandidateFileWriter> m_writer;  ///< none: it failed
    Sentence m_problem;
    std::size_t m_memory_bytes;
    std::size_t m_first_in_memory = 0;  ///< the images before lie in the file
    std::uint64_t m_begin = 0;          ///< of that image in the file
};

}  // namespace priorscope
