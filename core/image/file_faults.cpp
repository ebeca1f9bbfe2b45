// What BMP, TIFF and WebP files lack, from their headers: their decoder only says that it failed.
#include <algorithm>
#include <optional>

#include "core/image/byte_source.hpp"
#include "core/image/decoders.hpp"
#include "core/image/tiff_directory.hpp"

namespace priorscope {
namespace {

DecodedImage bmpFault(ByteSource& source, std::size_t size, const ImageHeader& header) {
    const auto pixels_at = source.number(10, 4, ByteOrder::little);
    const bool of_os2 = source.number(14, 4, ByteOrder::little) == 12;
    const auto bits = source.number(of_os2 ? 24 : 28, 2, ByteOrder::little);
    const auto compression = of_os2 ? 0 : source.number(30, 4, ByteOrder::little);
    const bool run_lengths = compression == 1 || compression == 2;
    const std::uint64_t row = (bits.value_or(0) * static_cast<std::uint64_t>(header.width) + 31) / 32 * 4;
    if (!pixels_at || !bits ||
        (!run_lengths && *pixels_at + row * static_cast<std::uint64_t>(header.height) > size)) {
        return DecodedImage::failed(DecodeFault::cut_off);
    }
    return {};
}

DecodedImage webpFault(ByteSource& source, std::size_t size) {
    constexpr std::uint64_t kAnimation = 0x02;
    if (source.number(4, 4, ByteOrder::little).value_or(0) + 8 > size) {
        return DecodedImage::failed(DecodeFault::cut_off);
    }
    if (source.matches(12, "VP8X") &&
        (source.number(20, 1, ByteOrder::little).value_or(0) & kAnimation) != 0) {
        return DecodedImage::failed(DecodeFault::unsupported, Core::tr("this is an animated WebP image"));
    }
    return {};
}

/// Whether every strip or tile lies within the file.
bool allPartsThere(ByteSource& source, std::size_t size, const TiffDirectory& directory) {
    using namespace tiff_tag;
    const bool tiled = directory.find(kTileOffsets) != nullptr;
    const std::uint64_t offsets = tiled ? kTileOffsets : kStripOffsets;
    const std::uint64_t byte_counts = tiled ? kTileByteCounts : kStripByteCounts;
    const TiffEntry* entry = directory.find(offsets);
    const TiffEntry* counts = directory.find(byte_counts);
    if (entry == nullptr || counts == nullptr) {
        return true;  // the decoder knows how to do without the counts
    }
    for (std::uint64_t i = 0; i < std::min(entry->count, counts->count); ++i) {
        const auto offset = directory.value(source, offsets, i);
        const auto bytes = directory.value(source, byte_counts, i);
        if (!offset || !bytes || *offset > size || *bytes > size - *offset) {
            return false;
        }
    }
    return true;
}

DecodedImage tiffFault(ByteSource& source, std::size_t size) {
    const auto directory = readTiffDirectory(source, 0);
    if (!directory || !allPartsThere(source, size, *directory)) {
        return DecodedImage::failed(DecodeFault::cut_off);
    }
    const auto format = directory->value(source, tiff_tag::kSampleFormat).value_or(1);
    const auto bits = directory->value(source, tiff_tag::kBitsPerSample).value_or(1);
    if (format == 3) {
        return DecodedImage::failed(DecodeFault::unsupported,
                                    Core::tr("its samples are floating-point numbers"));
    }
    if (bits > 16) {
        return DecodedImage::failed(DecodeFault::unsupported,
                                    Core::tr("its samples have %1 bits, not 8 or 16").arg(bits));
    }
    return {};
}

}  // namespace

DecodedImage faultOfFile(std::string_view bytes, const ImageHeader& header) {
    MemorySource source(bytes);
    switch (header.format) {
        case ImageFormat::bmp:
            return bmpFault(source, bytes.size(), header);
        case ImageFormat::webp:
            return webpFault(source, bytes.size());
        case ImageFormat::tiff:
            return tiffFault(source, bytes.size());
        case ImageFormat::jpeg:
        case ImageFormat::png:
        case ImageFormat::gif:
            break;
    }
    return {};
}

}  // namespace priorscope
