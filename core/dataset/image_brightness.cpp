#include "core/dataset/image_brightness.hpp"

#include <bit>
#include <chrono>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <system_error>
#include <unordered_map>

#include "core/base/error.hpp"
#include "core/base/files/atomic_file.hpp"
#include "core/base/files/cache_files.hpp"
#include "core/base/files/files.hpp"
#include "core/base/files/stored_path.hpp"
#include "core/base/files/user_folder.hpp"
#include "core/base/fingerprint.hpp"
#include "core/base/little_endian.hpp"
#include "core/base/parallel.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

using Key = std::uint64_t;
using KeptValues = std::unordered_map<Key, float>;

constexpr std::string_view kMagic = "priorscope brightness 1\n";
constexpr const char* kExtension = ".brightness";
constexpr std::size_t kRowBytes = 16;  ///< the key, and the value as a number of eight bytes
constexpr std::size_t kMostRows = std::size_t{4} << 20U;
constexpr std::uintmax_t kMostBytes = std::uintmax_t{256} << 20U;  ///< of all datasets' files

/// Of a file's path, size and time. @return 0 if there is no file
Key keyOf(const ImageRow& record) {
    std::error_code error;
    const std::uintmax_t size = fs::file_size(record.image_file, error);
    if (error) {
        return 0;
    }
    const fs::file_time_type time = fs::last_write_time(record.image_file, error);
    if (error) {
        return 0;
    }
    Fingerprint key;
    key.add(record.image_file.native());
    key.add(std::to_string(size));
    key.add(std::to_string(time.time_since_epoch().count()));
    return key.number();
}

/// What a file of another version, or a damaged one, has counts as nothing: it can be computed again.
KeptValues readKept(const fs::path& file) {
    KeptValues values;
    std::error_code error;
    if (file.empty() || !fs::exists(file, error)) {
        return values;
    }
    std::string bytes;
    try {
        bytes = readFile(file, Core::tr("reading the brightness of images"));
    } catch (const Error&) {
        return values;
    }
    const std::string_view text(bytes);
    if (!text.starts_with(kMagic) || (text.size() - kMagic.size()) % kRowBytes != 0) {
        return values;
    }
    for (std::size_t at = kMagic.size(); at < text.size(); at += kRowBytes) {
        const auto value = static_cast<std::uint32_t>(littleEndian64(text.substr(at + 8)));
        values.emplace(littleEndian64(text.substr(at)), std::bit_cast<float>(value));
    }
    return values;
}

void append(std::string& bytes, std::uint64_t number) {
    for (int i = 0; i < 8; ++i) {
        bytes += static_cast<char>(number >> (8 * i));
    }
}

/// @throws Error if the file cannot be written
void writeKept(const fs::path& file, const KeptValues& values) {
    std::string bytes(kMagic);
    for (const auto& [key, value] : values) {
        append(bytes, key);
        append(bytes, std::bit_cast<std::uint32_t>(value));
    }
    std::error_code error;
    fs::create_directories(file.parent_path(), error);  // if it fails, writing says why
    writeFileAtomically(Core::tr("keeping the brightness of images"), file, bytes, Durability::quick);
    trimCache(file.parent_path(), kExtension, kMostBytes, file);
}

float brightnessOf(const ImageRow& record) {
    constexpr int kDenominator = 8;
    try {
        return static_cast<float>(meanLuma(
            decodeImagePart(record.image_file, record.orientation, kDenominator, {0.0F, 0.0F, 1.0F, 1.0F})
                .image));
    } catch (const Error&) {
        return -1.0F;  // the pass over the split has told of it
    }
}

}  // namespace

double meanLuma(const Image& image) {
    std::uint64_t red = 0;
    std::uint64_t green = 0;
    std::uint64_t blue = 0;
    for (std::size_t i = 0; i + 2 < image.rgb.size(); i += 3) {
        red += image.rgb[i];
        green += image.rgb[i + 1];
        blue += image.rgb[i + 2];
    }
    const double pixels = static_cast<double>(image.rgb.size() / 3);
    const double sum = 0.299 * static_cast<double>(red) + 0.587 * static_cast<double>(green) +
                       0.114 * static_cast<double>(blue);
    return pixels > 0.0 ? sum / (255.0 * pixels) : 0.0;
}

std::optional<ImageBrightness> imageBrightness(const Dataset& dataset, std::span<const std::size_t> images,
                                               const fs::path& kept, std::stop_token stop,
                                               const ProgressFn& progress) {
    KeptValues values = readKept(kept);
    ImageBrightness result;
    result.values.assign(images.size(), -1.0F);
    std::vector<Key> keys(images.size());
    const bool are_seen =
        parallelChunks(images.size(), {.chunk = 256}, stop, {}, [&](std::size_t begin, std::size_t end, int) {
            for (std::size_t i = begin; i < end; ++i) {
                keys[i] = keyOf(dataset.images.at(images[i]));
            }
        });
    if (!are_seen) {
        return std::nullopt;
    }
    std::vector<std::size_t> unknown;
    for (std::size_t i = 0; i < images.size(); ++i) {
        const auto found = values.find(keys[i]);
        if (found != values.end()) {
            result.values[i] = found->second;
        } else if (keys[i] != 0) {
            unknown.push_back(i);
        }
    }
    const bool finished = parallelChunks(unknown.size(), {.chunk = 8, .unit = "images"}, std::move(stop),
                                         progress, [&](std::size_t begin, std::size_t end, int) {
                                             for (std::size_t i = begin; i < end; ++i) {
                                                 result.values[unknown[i]] =
                                                     brightnessOf(dataset.images[images[unknown[i]]]);
                                             }
                                         });
    const auto given = [&] { return finished ? std::optional(std::move(result)) : std::nullopt; };
    if (unknown.empty() || kept.empty()) {
        return given();
    }
    if (values.size() + unknown.size() > kMostRows) {
        values.clear();
    }
    for (const std::size_t i : unknown) {
        if (result.values[i] >= 0.0F) {  // others are tried again the next time
            values[keys[i]] = result.values[i];
        }
    }
    try {
        writeKept(kept, values);
    } catch (const Error& error) {
        result.not_kept = inOneLine(error.parts());
    }
    return given();
}

std::vector<float> brightnessColumn(const Dataset& dataset, std::span<const std::size_t> images,
                                    const ImageBrightness& brightness) {
    std::vector<float> column(dataset.images.size(), std::numeric_limits<float>::quiet_NaN());
    for (std::size_t i = 0; i < images.size(); ++i) {
        if (brightness.values.at(i) >= 0.0F) {
            column.at(images[i]) = brightness.values[i];
        }
    }
    return column;
}

fs::path userBrightnessFile(const Dataset& dataset) {
    const fs::path folder = userFolder("XDG_CACHE_HOME", ".cache");
    if (folder.empty()) {
        return {};
    }
    Fingerprint name;
    name.add(storedFolder(dataset.root));
    return folder / "priorscope" / "brightness" / (name.hex() + kExtension);
}

}  // namespace priorscope
