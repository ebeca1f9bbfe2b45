#include "core/detection/candidate_file.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <span>
#include <string_view>
#include <utility>

#include "core/base/files/mapped_file.hpp"
#include "core/base/parallel.hpp"
#include "core/base/word_checksum.hpp"

namespace priorscope {
namespace {

constexpr std::uint32_t kVersion = 1;
constexpr std::uint32_t kByteOrder = 0x01020304;
constexpr std::array<char, 8> kMagic{'P', 'S', 'c', 'a', 'n', 'd', 's', '\n'};
constexpr std::array<char, 8> kEndMagic{'P', 'S', 'c', 'e', 'n', 'd', '.', '\n'};

// The parts of the file, without gaps and with sizes that are multiples of eight.

struct Header {
    std::array<char, 8> magic = kMagic;
    std::uint32_t version = kVersion;
    std::uint32_t byte_order = kByteOrder;
    std::array<char, 16> key{};
    std::uint32_t classes = 0;
    std::uint32_t unused = 0;
};
static_assert(sizeof(Header) == 40);

struct Entry {
    std::uint64_t checksum = 0;  ///< of the block
    std::uint32_t count = 0;
    float floor = 0.0F;
    std::uint32_t is_readable = 0;
    std::uint32_t unused = 0;
};
static_assert(sizeof(Entry) == 24);

struct Trailer {
    std::uint64_t images = 0;
    std::uint64_t checksum = 0;  ///< of header, entries and the number of images
    std::array<char, 8> magic = kEndMagic;
};
static_assert(sizeof(Trailer) == 24);

Header headerOf(const CandidateFileHead& head) {
    Header header;
    std::copy_n(head.key.begin(), std::min(head.key.size(), header.key.size()), header.key.begin());
    header.classes = head.classes;
    return header;
}

template <class Part>
std::span<const std::byte> bytesOf(const Part& part) {
    return std::as_bytes(std::span(&part, 1));
}

template <class Part>
Part partAt(std::span<const std::byte> bytes, std::size_t at) {
    Part part;
    std::memcpy(&part, bytes.data() + at, sizeof part);
    return part;
}

/// Of the whole file but the blocks.
std::uint64_t checksumOfFrame(const Header& header, std::span<const std::byte> entries,
                              std::uint64_t images) {
    return wordChecksum(bytesOf(images), wordChecksum(entries, wordChecksum(bytesOf(header))));
}

Sentence reading() {
    return Core::tr("reading the kept candidates");
}

/// Finds its parts in a file and checks them.
class CandidateFileReader {
  public:
    CandidateFileReader(const std::filesystem::path& file, const CandidateFileHead& head, std::size_t images)
        : m_path(file),
          m_file(std::make_shared<MappedFile>(file, reading())),
          m_bytes(m_file->bytes()),
          m_header(headerOf(head)),
          m_images(images) {
        checkFrame();
        checkCounts();
    }

    std::size_t bytesOfBlocks() const { return m_begins.back() - m_begins.front(); }
    bool isReadable(std::size_t image) const { return entry(image).is_readable != 0; }

    CandidateBlock block(std::size_t image) const {
        const Entry of_image = entry(image);
        return {of_image.floor, of_image.count,
                std::shared_ptr<const std::byte>(m_file, m_bytes.data() + m_begins[image]),
                CandidateBlock::Place::disk};
    }

    void checkBlock(std::size_t image) const {
        const CandidateBlock of_image = block(image);
        if (wordChecksum(of_image.bytes()) != entry(image).checksum) {
            refuse(Core::tr("it is damaged"));
        }
        for (const std::uint16_t label : of_image.candidates().labels) {
            if (label < 1 || label > m_header.classes) {
                refuse(Core::tr("it has a class that the detector does not have"));
            }
        }
    }

  private:
    [[noreturn]] void refuse(const Sentence& reason) const {
        throw Error({.action = reading(),
                     .file = m_path.string(),
                     .reason = reason,
                     .remedy = Core::tr("The network runs again")});
    }

    Entry entry(std::size_t image) const { return partAt<Entry>(m_bytes, m_entries + image * sizeof(Entry)); }

    void checkFrame() {
        if (m_bytes.size() < sizeof(Header) + sizeof(Trailer)) {
            refuse(Core::tr("it is cut off"));
        }
        const auto header = partAt<Header>(m_bytes, 0);
        if (header.magic != kMagic) {
            refuse(Core::tr("it is a file of another kind"));
        }
        if (header.version != kVersion || header.byte_order != kByteOrder) {
            refuse(Core::tr("another version of the program wrote it"));
        }
        const auto trailer = partAt<Trailer>(m_bytes, m_bytes.size() - sizeof(Trailer));
        const std::size_t between = m_bytes.size() - sizeof(Header) - sizeof(Trailer);
        if (trailer.magic != kEndMagic || m_images > between / sizeof(Entry)) {
            refuse(Core::tr("it is cut off"));
        }
        m_entries = sizeof(Header) + between - m_images * sizeof(Entry);
        if (trailer.images != m_images || std::memcmp(&header, &m_header, sizeof header) != 0) {
            refuse(Core::tr("it is of other images or another detector"));
        }
        if (trailer.checksum !=
            checksumOfFrame(header, m_bytes.subspan(m_entries, m_images * sizeof(Entry)), trailer.images)) {
            refuse(Core::tr("it is damaged"));
        }
    }

    void checkCounts() {
        m_begins.reserve(m_images + 1);
        m_begins.push_back(sizeof(Header));
        for (std::size_t i = 0; i < m_images; ++i) {
            const std::size_t size = CandidateBlock::bytesOf(entry(i).count);
            if (size > m_entries - m_begins.back()) {
                refuse(Core::tr("it is damaged"));
            }
            m_begins.push_back(m_begins.back() + size);
        }
        if (m_begins.back() != m_entries) {
            refuse(Core::tr("it is damaged"));
        }
    }

    std::filesystem::path m_path;
    std::shared_ptr<const MappedFile> m_file;
    std::span<const std::byte> m_bytes;
    Header m_header;
    std::size_t m_images;
    std::size_t m_entries = 0;          ///< where they begin
    std::vector<std::size_t> m_begins;  ///< [images + 1] of the blocks
};

}  // namespace

CandidateFileWriter::CandidateFileWriter(const std::filesystem::path& file, const CandidateFileHead& head)
    : m_file(Core::tr("keeping candidates"), file), m_end(sizeof(Header)) {
    const Header header = headerOf(head);
    m_checksum = wordChecksum(bytesOf(header));
    m_file.write(&header, sizeof header);
}

void CandidateFileWriter::add(const CandidateBlock& image) {
    const std::span<const std::byte> bytes = image.bytes();
    const Entry entry{
        .checksum = wordChecksum(bytes), .count = image.count(), .floor = image.floor(), .is_readable = 1};
    m_file.write(bytes.data(), bytes.size());
    m_entries.insert(m_entries.end(), bytesOf(entry).begin(), bytesOf(entry).end());
    m_end += bytes.size();
    ++m_images;
}

void CandidateFileWriter::addUnreadable() {
    const Entry entry{.checksum = wordChecksum({})};
    m_entries.insert(m_entries.end(), bytesOf(entry).begin(), bytesOf(entry).end());
    ++m_images;
}

std::shared_ptr<const std::byte> CandidateFileWriter::mappedFrom(std::uint64_t begin) {
    m_file.flush();
    const auto mapping =
        std::make_shared<const MappedFile>(m_file.temporary(), Core::tr("keeping candidates"), begin, m_end);
    return {mapping, mapping->bytes().data()};
}

void CandidateFileWriter::commit() {
    const Trailer trailer{.images = m_images,
                          .checksum = wordChecksum(bytesOf(m_images), wordChecksum(m_entries, m_checksum))};
    m_file.write(m_entries.data(), m_entries.size());
    m_file.write(&trailer, sizeof trailer);
    // What a power cut leaves of it is found by its checksums.
    m_file.commit(Durability::quick);
}

std::optional<KeptCandidateFile> readCandidateFile(const std::filesystem::path& file,
                                                   const CandidateFileHead& head, std::size_t images,
                                                   std::size_t memory_bytes, std::stop_token stop,
                                                   const ProgressFn& progress) {
    const CandidateFileReader reader(file, head, images);
    constexpr std::size_t kChunk = 32;
    const bool complete = parallelChunks(images, {.chunk = kChunk, .unit = "images"}, std::move(stop),
                                         progress, [&](std::size_t begin, std::size_t end, int /*worker*/) {
                                             for (std::size_t i = begin; i < end; ++i) {
                                                 reader.checkBlock(i);
                                             }
                                         });
    if (!complete) {
        return std::nullopt;
    }
    const bool fits = reader.bytesOfBlocks() <= memory_bytes;
    KeptCandidateFile result;
    for (std::size_t i = 0; i < images; ++i) {
        result.is_readable.push_back(reader.isReadable(i));
        if (result.is_readable.back()) {
            result.candidates.add(fits ? reader.block(i).inMemory() : reader.block(i));
        }
    }
    return result;
}

}  // namespace priorscope
