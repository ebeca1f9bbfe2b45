#include <csetjmp>
#include <cstddef>
#include <cstdint>
#include <cstdio>
// After cstddef and cstdio, whose names it uses without including them.
#include <jerror.h>
#include <jpeglib.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/image/decoders.hpp"

namespace priorscope {
namespace {

/// A progressive file may ask for any number of passes over all of its blocks; encoders make ten.
constexpr int kMostScans = 500;

/// The library's state with ours. It is called from C, which exceptions must not cross: errors jump.
struct JpegState {
    JpegState() = default;
    JpegState(const JpegState&) = delete;
    JpegState& operator=(const JpegState&) = delete;
    ~JpegState() { jpeg_destroy_decompress(&library); }

    jpeg_decompress_struct library{};
    jpeg_error_mgr errors{};
    jpeg_source_mgr source{};
    jpeg_progress_mgr progress{};
    std::jmp_buf escape{};
    int code = 0;          ///< of the library's first fatal message
    bool ran_out = false;  ///< the bytes ended before the end marker
};

JpegState& stateOf(j_common_ptr library) {
    return *static_cast<JpegState*>(library->client_data);
}

[[noreturn]] void leave(j_common_ptr library, int code) {
    JpegState& state = stateOf(library);
    state.code = code;
    std::longjmp(state.escape, 1);
}

[[noreturn]] void onError(j_common_ptr library) {
    leave(library, library->err->msg_code);
}

/// Warnings that leave the pixels as they were meant (stray bytes before a marker, odd versions) are passed
/// over, as everywhere; those after which pixels are invented end the decoding.
void onMessage(j_common_ptr library, int level) {
    const int code = library->err->msg_code;
    if (level < 0 && (code == JWRN_HIT_MARKER || code == JWRN_HUFF_BAD_CODE || code == JWRN_MUST_RESYNC)) {
        leave(library, code);
    }
}

void onScan(j_common_ptr library) {
    if (reinterpret_cast<j_decompress_ptr>(library)->input_scan_number > kMostScans) {
        leave(library, JERR_NOTIMPL);
    }
}

void ignoreOutput(j_common_ptr) {}
void ignoreSource(j_decompress_ptr) {}

/// Once the bytes have run out, the decoder is given an end marker: it then warns if it lacks data.
boolean fillSource(j_decompress_ptr library) {
    static const JOCTET kEnd[] = {0xFF, JPEG_EOI};
    stateOf(reinterpret_cast<j_common_ptr>(library)).ran_out = true;
    library->src->next_input_byte = kEnd;
    library->src->bytes_in_buffer = sizeof(kEnd);
    return TRUE;
}

void skipSource(j_decompress_ptr library, long count) {
    jpeg_source_mgr& source = *library->src;
    if (count > 0) {
        const std::size_t step = std::min(static_cast<std::size_t>(count), source.bytes_in_buffer);
        source.next_input_byte += step;
        source.bytes_in_buffer -= step;
    }
}

void connect(JpegState& state, std::string_view bytes) {
    state.library.err = jpeg_std_error(&state.errors);
    state.errors.error_exit = onError;
    state.errors.emit_message = onMessage;
    state.errors.output_message = ignoreOutput;
    state.library.client_data = &state;
    state.source.init_source = ignoreSource;
    state.source.fill_input_buffer = fillSource;
    state.source.skip_input_data = skipSource;
    state.source.resync_to_restart = jpeg_resync_to_restart;
    state.source.term_source = ignoreSource;
    state.source.next_input_byte = reinterpret_cast<const JOCTET*>(bytes.data());
    state.source.bytes_in_buffer = bytes.size();
    state.progress.progress_monitor = onScan;
}

/// Whether every component was coded, and, where the bytes ran out between two scans, to its last bit.
bool allScansThere(const JpegState& state) {
    const jpeg_decompress_struct& library = state.library;
    for (int i = 0; i < library.num_components; ++i) {
        if (library.comp_info[i].quant_table == nullptr) {
            return false;  // latched at the component's first scan
        }
        if (state.ran_out && library.progressive_mode != FALSE && library.coef_bits != nullptr &&
            std::any_of(library.coef_bits[i], library.coef_bits[i] + DCTSIZE2,
                        [](int missing) { return missing != 0; })) {
            return false;
        }
    }
    return true;
}

void rgbFromInvertedCmyk(const std::uint8_t* cmyk, std::uint8_t* rgb, std::size_t pixels) {
    for (std::size_t i = 0; i < pixels; ++i, cmyk += 4, rgb += 3) {
        for (int channel = 0; channel < 3; ++channel) {
            rgb[channel] = static_cast<std::uint8_t>((cmyk[channel] * cmyk[3] + 127) / 255);
        }
    }
}

/// The smallest fraction of the size whose longer side is still at least max_side.
unsigned denominator(const ImageHeader& header, int max_side) {
    const int longer = std::max(header.width, header.height);
    for (const int by : {8, 4, 2}) {
        if (max_side > 0 && longer / by >= max_side) {
            return static_cast<unsigned>(by);
        }
    }
    return 1;
}

/// All that may jump. Whatever has to be destroyed belongs to the caller.
/// @return false where the library left by an error, whose code is then in the state
bool readPixels(JpegState& state, unsigned scale_denominator, Image& image, std::vector<std::uint8_t>& row,
                bool& complete) {
    jpeg_decompress_struct& library = state.library;
    if (setjmp(state.escape) != 0) {
        return false;
    }
    jpeg_create_decompress(&library);
    library.src = &state.source;
    library.progress = &state.progress;
    jpeg_read_header(&library, TRUE);
    library.scale_num = 1;
    library.scale_denom = scale_denominator;
    const bool inks = library.jpeg_color_space == JCS_CMYK || library.jpeg_color_space == JCS_YCCK;
    library.out_color_space = inks ? JCS_CMYK : JCS_RGB;
    jpeg_start_decompress(&library);
    complete = !jpeg_has_multiple_scans(&library) || allScansThere(state);
    image.width = static_cast<int>(library.output_width);
    image.height = static_cast<int>(library.output_height);
    const std::size_t stride = 3 * std::size_t{library.output_width};
    image.rgb.resize(stride * library.output_height);
    row.resize(inks ? 4 * std::size_t{library.output_width} : 0);
    while (complete && library.output_scanline < library.output_height) {
        std::uint8_t* const target = image.rgb.data() + stride * library.output_scanline;
        JSAMPROW line = inks ? row.data() : target;
        jpeg_read_scanlines(&library, &line, 1);
        if (inks) {
            rgbFromInvertedCmyk(row.data(), target, library.output_width);
        }
    }
    return true;
}

DecodedImage failure(const JpegState& state, int height) {
    switch (state.code) {
        case JWRN_HIT_MARKER: {
            const auto row =
                static_cast<std::int64_t>(state.library.output_scanline) * state.library.scale_denom;
            return DecodedImage::failed(
                DecodeFault::cut_off,
                row > 0 && row < height
                    ? Core::tr("the rows from about %1 of %2 on are missing").arg(row).arg(height)
                    : Sentence{});
        }
        case JERR_BAD_PRECISION:
            return DecodedImage::failed(
                DecodeFault::unsupported,
                Core::tr("its samples have %1 bits, not 8").arg(state.library.data_precision));
        case JERR_SOF_UNSUPPORTED:
        case JERR_NOT_COMPILED:
        case JERR_NOTIMPL:
        case JERR_CONVERSION_NOTIMPL:
            return DecodedImage::failed(DecodeFault::unsupported, Core::tr("this kind of JPEG is not read"));
        case JERR_INPUT_EOF:
        case JERR_NO_IMAGE:
            return DecodedImage::failed(DecodeFault::cut_off);
        default:
            return DecodedImage::failed(DecodeFault::damaged);
    }
}

}  // namespace

DecodedImage decodeJpeg(std::string_view bytes, const ImageHeader& header, int max_side) {
    JpegState state;
    DecodedImage decoded;
    std::vector<std::uint8_t> row;
    bool complete = true;
    connect(state, bytes);
    if (!readPixels(state, denominator(header, max_side), decoded.image, row, complete)) {
        return failure(state, header.height);
    }
    return complete ? std::move(decoded) : DecodedImage::failed(DecodeFault::cut_off);
}

}  // namespace priorscope
