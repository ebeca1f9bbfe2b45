// The first directory of a TIFF file; an EXIF block has the same form.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/image/byte_source.hpp"

namespace priorscope {

/// An entry of the directory: the location of its values.
struct TiffEntry {
    std::uint64_t tag = 0;
    std::size_t value_bytes = 0;  ///< 1, 2, 4 or 8; 0 for types other than integers
    std::uint64_t count = 0;
    std::uint64_t at = 0;  ///< offset of the first value in the source
};

/// Source: "TIFF Revision 6.0" (1992), section 2; BigTIFF has 43 in place of 42 and eight-byte offsets.
struct TiffDirectory {
    ByteOrder order = ByteOrder::little;
    std::vector<TiffEntry> entries{};

    const TiffEntry* find(std::uint64_t tag) const;
    /// The index-th value of a tag; none if it is absent or outside the source.
    std::optional<std::uint64_t> value(ByteSource& source, std::uint64_t tag, std::uint64_t index = 0) const;
    /// 1 to 8; 1 if the tag is absent or out of range.
    int orientation(ByteSource& source) const;
};

namespace tiff_tag {
constexpr std::uint64_t kWidth = 0x0100;
constexpr std::uint64_t kHeight = 0x0101;
constexpr std::uint64_t kBitsPerSample = 0x0102;
constexpr std::uint64_t kStripOffsets = 0x0111;
constexpr std::uint64_t kOrientation = 0x0112;
constexpr std::uint64_t kStripByteCounts = 0x0117;
constexpr std::uint64_t kTileOffsets = 0x0144;
constexpr std::uint64_t kTileByteCounts = 0x0145;
constexpr std::uint64_t kSampleFormat = 0x0153;
}  // namespace tiff_tag

/// @param begin  where the block starts in the source: 0 for a TIFF file; offsets in it count from here
/// @return nothing if there is no TIFF header; of a truncated directory, the entries that could be read
std::optional<TiffDirectory> readTiffDirectory(ByteSource& source, std::uint64_t begin);

}  // namespace priorscope
