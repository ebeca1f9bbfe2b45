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

/// Upsampling of chroma looks at the neighbours: with a block of them on each side, a part has the pixels
/// that the whole has.
constexpr int kBlocksAround = 1;

/// What is read, and what has to be destroyed: it belongs to the caller of what may jump.
struct Reading {
    PixelWindow window{};  ///< of the scaled image; all of it if its width is 0
    Image image;
    std::vector<std::uint8_t> row;
    bool complete = true;
};

/// The columns and the first row that are decoded for a window.
struct DecodedColumns {
    JDIMENSION first = 0;
    JDIMENSION width = 0;
    int top = 0;
};

/// Starts the decoding of whole blocks around the window. Called from where it may jump.
DecodedColumns narrowed(jpeg_decompress_struct& library, const PixelWindow& window) {
    const int block = library.max_h_samp_factor * library.min_DCT_scaled_size;
    const int rows = library.max_v_samp_factor * library.min_DCT_scaled_size;
    const auto all = static_cast<int>(library.output_width);
    const int left = std::max(0, window.x - kBlocksAround * block);
    const int right = std::min(all, window.x + window.width + kBlocksAround * block);
    DecodedColumns columns{.first = static_cast<JDIMENSION>(left),
                           .width = static_cast<JDIMENSION>(right - left),
                           .top = std::max(0, window.y - kBlocksAround * rows)};
    jpeg_crop_scanline(&library, &columns.first, &columns.width);
    if (columns.top > 0) {
        jpeg_skip_scanlines(&library, static_cast<JDIMENSION>(columns.top));
    }
    return columns;
}

/// All that may jump. Whatever has to be destroyed belongs to the caller.
/// @return false where the library left by an error, whose code is then in the state
bool readPixels(JpegState& state, unsigned scale_denominator, Reading& reading) {
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
    reading.complete = !jpeg_has_multiple_scans(&library) || allScansThere(state);
    PixelWindow& window = reading.window;
    DecodedColumns columns{.width = library.output_width};
    if (window.width > 0) {
        columns = narrowed(library, window);
    } else {
        window.width = static_cast<int>(library.output_width);
        window.height = static_cast<int>(library.output_height);
    }
    reading.image.width = window.width;
    reading.image.height = window.height;
    const auto width = static_cast<std::size_t>(window.width);
    reading.image.rgb.resize(3 * width * static_cast<std::size_t>(window.height));
    const bool is_direct = !inks && columns.width == width;
    reading.row.resize((inks ? 4 : 3) * std::size_t{columns.width});
    const std::size_t before = static_cast<std::size_t>(window.x) - columns.first;
    for (int y = columns.top; reading.complete && y < window.y + window.height; ++y) {
        const bool is_shown = y >= window.y;
        std::uint8_t* const target =
            reading.image.rgb.data() + (is_shown ? 3 * width * static_cast<std::size_t>(y - window.y) : 0);
        JSAMPROW line = is_direct && is_shown ? target : reading.row.data();
        jpeg_read_scanlines(&library, &line, 1);
        if (is_shown && inks) {
            rgbFromInvertedCmyk(line + 4 * before, target, width);
        } else if (is_shown && !is_direct) {
            std::copy_n(line + 3 * before, 3 * width, target);
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
    return decodeJpegPart(bytes, header, denominator(header, max_side), {}).decoded;
}

DecodedPart decodeJpegPart(std::string_view bytes, const ImageHeader& header, unsigned scale_denominator,
                           const PixelWindow& window) {
    JpegState state;
    Reading reading;
    reading.window = window;
    connect(state, bytes);
    if (!readPixels(state, scale_denominator, reading)) {
        return {.decoded = failure(state, header.height)};
    }
    if (!reading.complete) {
        return {.decoded = DecodedImage::failed(DecodeFault::cut_off)};
    }
    return {.decoded = {.image = std::move(reading.image)}, .window = reading.window};
}

}  // namespace priorscope
