#include <png.h>

#include <algorithm>
#include <bit>
#include <csetjmp>
#include <cstring>
#include <new>
#include <utility>
#include <vector>

#include "core/image/byte_source.hpp"
#include "core/image/decoders.hpp"

namespace priorscope {
namespace {

using namespace std::string_view_literals;

/// An end chunk for files that lack it: no bytes, its name, its checksum.
constexpr std::string_view kEndChunk = "\0\0\0\0IEND\xAE\x42\x60\x82"sv;

/// The chunks that are whole, up to the end chunk or to where the file breaks off.
struct Chunks {
    std::size_t size = 0;  ///< bytes from the start of the file
    bool ended = false;    ///< the end chunk is there
    bool cut_in_pixels = false;
};

Chunks wholeChunks(std::string_view bytes) {
    MemorySource source(bytes);
    Chunks chunks{.size = 8};
    while (!chunks.ended) {
        const auto length = source.number(chunks.size, 4, ByteOrder::big);
        const bool whole = length && chunks.size + *length + 12 <= bytes.size();
        if (!whole) {
            chunks.cut_in_pixels = source.matches(chunks.size + 4, "IDAT"sv);
            break;
        }
        chunks.ended = source.matches(chunks.size + 4, "IEND"sv);
        chunks.size += *length + 12;
    }
    return chunks;
}

/// What the library reads from: the whole chunks, then the end chunk.
struct PngSource {
    std::string_view parts[2];
};

void readSource(png_structp library, png_bytep to, std::size_t size) {
    auto& source = *static_cast<PngSource*>(png_get_io_ptr(library));
    for (std::string_view& part : source.parts) {
        const std::size_t step = std::min(size, part.size());
        std::copy_n(part.begin(), step, to);
        part.remove_prefix(step);
        to += step;
        size -= step;
    }
    if (size > 0) {
        png_error(library, "end");
    }
}

[[noreturn]] void onError(png_structp library, png_const_charp) {
    png_longjmp(library, 1);
}
void onWarning(png_structp, png_const_charp) {}

/// Owns the library's state.
struct PngState {
    PngState()
        : library(png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, onError, onWarning)),
          info(library != nullptr ? png_create_info_struct(library) : nullptr) {}
    PngState(const PngState&) = delete;
    PngState& operator=(const PngState&) = delete;
    ~PngState() { png_destroy_read_struct(&library, &info, nullptr); }

    png_structp library;
    png_infop info;
};

/// The rows as they come out: 3 samples a pixel of 8 bits, or of 16 in the machine's order.
struct Rows {
    std::vector<std::uint8_t> bytes{};
    std::vector<png_bytep> starts{};
    std::size_t width = 0;
    std::size_t height = 0;
    int said_bits = 0;
    bool deep = false;
};

/// All that may jump. Whatever has to be destroyed belongs to the caller.
bool readRows(png_structp library, png_infop info, PngSource& source, Rows& rows) {
    if (setjmp(png_jmpbuf(library)) != 0) {
        return false;
    }
    png_set_read_fn(library, &source, readSource);
    png_set_user_limits(library, 1U << 20U, 1U << 20U);
    png_read_info(library, info);
    png_color_8p significant = nullptr;
    if (png_get_sBIT(library, info, &significant) != 0) {
        const bool colour = (png_get_color_type(library, info) & PNG_COLOR_MASK_COLOR) != 0;
        rows.said_bits =
            colour ? std::max({significant->red, significant->green, significant->blue}) : significant->gray;
    }
    rows.deep = png_get_bit_depth(library, info) == 16;
    png_set_expand(library);
    png_set_gray_to_rgb(library);
    png_set_strip_alpha(library);
    if (rows.deep && std::endian::native == std::endian::little) {
        png_set_swap(library);
    }
    png_set_interlace_handling(library);
    png_read_update_info(library, info);
    const std::size_t stride = png_get_rowbytes(library, info);
    rows.width = png_get_image_width(library, info);
    rows.height = png_get_image_height(library, info);
    rows.bytes.resize(stride * rows.height);
    rows.starts.resize(rows.height);
    for (std::size_t y = 0; y < rows.height; ++y) {
        rows.starts[y] = rows.bytes.data() + stride * y;
    }
    png_read_image(library, rows.starts.data());
    return true;
}

std::vector<std::uint8_t> reducedToBytes(const std::vector<std::uint8_t>& deep, int said_bits) {
    std::vector<std::uint16_t> samples(deep.size() / 2);
    std::memcpy(samples.data(), deep.data(), 2 * samples.size());
    const unsigned largest = samples.empty() ? 0 : *std::max_element(samples.begin(), samples.end());
    const int shift = sampleShift(largest, said_bits);
    std::vector<std::uint8_t> reduced(samples.size());
    std::transform(samples.begin(), samples.end(), reduced.begin(), [shift](std::uint16_t sample) {
        return static_cast<std::uint8_t>(shift >= 0 ? sample >> shift : sample << -shift);
    });
    return reduced;
}

}  // namespace

int sampleShift(unsigned largest, int said) {
    const int used = std::bit_width(largest);
    if (said >= 1 && said < 16 && used <= said) {
        return said - 8;
    }
    for (const int depth : {8, 10, 12, 14}) {
        if (used <= depth) {
            return depth - 8;
        }
    }
    return 8;
}

DecodedImage decodePng(std::string_view bytes) {
    const Chunks chunks = wholeChunks(bytes);
    if (chunks.cut_in_pixels) {
        return DecodedImage::failed(DecodeFault::cut_off);
    }
    PngSource source{{bytes.substr(0, chunks.size), chunks.ended ? std::string_view{} : kEndChunk}};
    PngState state;
    Rows rows;
    if (state.info == nullptr) {
        throw std::bad_alloc();
    }
    if (!readRows(state.library, state.info, source, rows)) {
        return DecodedImage::failed(chunks.ended ? DecodeFault::damaged : DecodeFault::cut_off);
    }
    DecodedImage decoded;
    decoded.image.width = static_cast<int>(rows.width);
    decoded.image.height = static_cast<int>(rows.height);
    decoded.image.rgb = rows.deep ? reducedToBytes(rows.bytes, rows.said_bits) : std::move(rows.bytes);
    return decoded;
}

}  // namespace priorscope
