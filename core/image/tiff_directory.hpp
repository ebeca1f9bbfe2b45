// The first directory of a TIFF file, which is also the form of an EXIF block.
#pragma once

#include <cstdint>
#include <optional>

#include "core/image/byte_source.hpp"

namespace priorscope {

/// Source: "TIFF Revision 6.0" (1992), section 2; BigTIFF has 43 for 42 and eight bytes for offsets.
struct TiffDirectory {
    std::optional<std::uint64_t> width{};
    std::optional<std::uint64_t> height{};
    int orientation = 1;               ///< 1 to 8; 1 where the tag is absent or out of range
    std::uint64_t orientation_at = 0;  ///< offset of the tag's value in the source; 0 where it is absent
    int orientation_bytes = 0;         ///< how many bytes the value has there: 1, 2 or 4
    ByteOrder order = ByteOrder::little;
};

/// @param begin  where the block starts in the source: 0 for a TIFF file; offsets in it count from here
/// @return nothing where no TIFF header stands there; a directory that breaks off gives what could be read
std::optional<TiffDirectory> readTiffDirectory(ByteSource& source, std::uint64_t begin);

}  // namespace priorscope
