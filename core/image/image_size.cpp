// Sizes from the headers of image files.
#include <cstring>
#include <fstream>
#include <string>

#include "core/image/image.hpp"

namespace priorscope {
namespace {

std::uint32_t bigEndian(const unsigned char* bytes, int count) {
    std::uint32_t value = 0;
    for (int i = 0; i < count; ++i) {
        value = (value << 8U) | bytes[i];
    }
    return value;
}

std::uint32_t littleEndian(const unsigned char* bytes, int count) {
    std::uint32_t value = 0;
    for (int i = count - 1; i >= 0; --i) {
        value = (value << 8U) | bytes[i];
    }
    return value;
}

std::optional<ImageSize> sizeIfPositive(std::int64_t width, std::int64_t height) {
    constexpr std::int64_t kLargest = 1 << 20;
    if (width <= 0 || height <= 0 || width > kLargest || height > kLargest) {
        return std::nullopt;
    }
    return ImageSize{static_cast<int>(width), static_cast<int>(height)};
}

/// Walks the marker segments up to the frame header (SOF0 to SOF15 without DHT, JPG and DAC).
std::optional<ImageSize> jpegSize(std::ifstream& stream) {
    stream.seekg(2);
    for (;;) {
        int byte = stream.get();
        while (stream && byte != 0xFF) {
            byte = stream.get();
        }
        while (stream && byte == 0xFF) {
            byte = stream.get();
        }
        if (!stream || byte == 0xD9 || byte == 0xDA) {
            return std::nullopt;
        }
        if (byte == 0x01 || (byte >= 0xD0 && byte <= 0xD8)) {
            continue;  // markers without a segment
        }
        unsigned char head[7] = {};
        if (!stream.read(reinterpret_cast<char*>(head), 2)) {
            return std::nullopt;
        }
        const auto length = static_cast<std::streamoff>(bigEndian(head, 2));
        const bool frame = byte >= 0xC0 && byte <= 0xCF && byte != 0xC4 && byte != 0xC8 && byte != 0xCC;
        if (frame) {
            if (!stream.read(reinterpret_cast<char*>(head), 5)) {
                return std::nullopt;
            }
            return sizeIfPositive(bigEndian(head + 3, 2), bigEndian(head + 1, 2));
        }
        if (length < 2) {
            return std::nullopt;
        }
        stream.seekg(length - 2, std::ios::cur);
    }
}

}  // namespace

std::optional<ImageSize> readImageSize(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    unsigned char head[26] = {};
    stream.read(reinterpret_cast<char*>(head), sizeof(head));
    const std::streamsize got = stream.gcount();
    stream.clear();
    if (got >= 4 && head[0] == 0xFF && head[1] == 0xD8) {
        return jpegSize(stream);
    }
    if (got >= 24 && std::memcmp(head, "\x89PNG\r\n\x1a\n", 8) == 0) {
        return sizeIfPositive(bigEndian(head + 16, 4), bigEndian(head + 20, 4));
    }
    if (got >= 10 && std::memcmp(head, "GIF8", 4) == 0) {
        return sizeIfPositive(littleEndian(head + 6, 2), littleEndian(head + 8, 2));
    }
    if (got >= 26 && head[0] == 'B' && head[1] == 'M') {
        const auto height = static_cast<std::int32_t>(littleEndian(head + 22, 4));
        return sizeIfPositive(static_cast<std::int32_t>(littleEndian(head + 18, 4)),
                              height < 0 ? -static_cast<std::int64_t>(height) : height);
    }
    return std::nullopt;
}

}  // namespace priorscope
