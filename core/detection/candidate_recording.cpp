#include "core/detection/candidate_recording.hpp"

#include <memory>
#include <system_error>

namespace priorscope {
namespace {

void makeFolder(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) {
        throw Error(
            {.action = Core::tr("keeping candidates"), .file = folder.string(), .reason = error.message()});
    }
}

}  // namespace

template <class Write>
void CandidateRecording::writing(const Write& write) {
    try {
        write();
    } catch (const Error& e) {
        m_problem = inOneLine(e.parts());
        m_writer.reset();
    }
}

CandidateRecording::CandidateRecording(const std::filesystem::path& file, const CandidateFileHead& head,
                                       std::size_t memory_bytes)
    : m_memory_bytes(memory_bytes) {
    writing([&] {
        makeFolder(file.parent_path());
        m_writer.emplace(file, head);
        m_begin = m_writer->end();
    });
}

void CandidateRecording::add(const Candidates& candidates) {
    m_store.add(candidates);
    if (!m_writer) {
        return;
    }
    writing([&] {
        m_writer->add(m_store.block(m_store.imageCount() - 1));
        if (m_store.bytesInMemory() > m_memory_bytes) {
            leaveOnDisk();
        }
    });
}

void CandidateRecording::addUnreadable() {
    if (m_writer) {
        m_writer->addUnreadable();
    }
}

void CandidateRecording::leaveOnDisk() {
    std::shared_ptr<const std::byte> bytes = m_writer->mappedFrom(m_begin);
    for (; m_first_in_memory < m_store.imageCount(); ++m_first_in_memory) {
        const CandidateBlock& image = m_store.block(m_first_in_memory);
        const std::size_t size = image.bytes().size();
        m_store.move(m_first_in_memory, {image.floor(), image.count(), bytes, CandidateBlock::Place::disk});
        bytes = {bytes, bytes.get() + size};
    }
    m_begin = m_writer->end();
}

void CandidateRecording::keep() {
    if (m_writer) {
        writing([&] { m_writer->commit(); });
    }
}

}  // namespace priorscope
