#include "core/base/files/stored_path.hpp"

#include <charconv>
#include <system_error>

#include "core/base/text/unicode.hpp"

namespace priorscope {
namespace {

constexpr std::string_view kScheme = "file://";

}  // namespace

std::string storedPath(const std::string& path) {
    if (isUtf8(path)) {
        return path;
    }
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string url(kScheme);
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte > 0x20U && byte < 0x7FU && c != '%') {
            url += c;
        } else {
            url += {'%', kDigits[byte >> 4U], kDigits[byte & 0xFU]};
        }
    }
    return url;
}

std::string storedFolder(const std::filesystem::path& folder) {
    std::error_code unreachable;
    const std::filesystem::path canonical = std::filesystem::weakly_canonical(folder, unreachable);
    return storedPath((unreachable ? folder : canonical).string());
}

std::string pathFromStored(std::string_view stored) {
    if (!stored.starts_with(kScheme)) {
        return std::string(stored);
    }
    std::string path;
    for (std::size_t i = kScheme.size(); i < stored.size(); ++i) {
        unsigned byte = 0;
        const char* const digits = stored.data() + i + 1;
        if (stored[i] == '%' && i + 2 < stored.size() &&
            std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2) {
            path += static_cast<char>(byte);
            i += 2;
        } else {
            path += stored[i];
        }
    }
    return path;
}

}  // namespace priorscope
