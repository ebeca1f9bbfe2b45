#include "core/interchange/weights/export_description.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <string>
#include <system_error>
#include <vector>

#include "core/archive/detector_note.hpp"
#include "core/archive/zip_archive.hpp"
#include "core/base/error.hpp"
#include "core/base/json/json_file.hpp"
#include "core/base/little_endian.hpp"
#include "core/interchange/weights/safetensors_header.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

/// A longer description, or header, is not one of this program's.
constexpr std::uint64_t kLongest = std::uint64_t{16} << 20;

Sentence reading() {
    return Core::tr("reading the description of exported weights");
}

std::optional<ExportDescription> describedInArchive(const fs::path& file) {
    ZipArchive archive(reading(), file);
    const std::string suffix = std::string("/") + kDetectorNote;
    const std::vector<std::string>& names = archive.names();
    const auto note =
        std::ranges::find_if(names, [&](const std::string& name) { return name.ends_with(suffix); });
    if (note == names.end() || archive.size(*note) > kLongest) {
        return std::nullopt;
    }
    const nlohmann::json json = parseJson(archive.read(*note), reading(), file.string());
    if (!json.is_object() || !json.contains(kSpecKey) || !json[kSpecKey].is_object()) {
        return std::nullopt;
    }
    return ExportDescription{json[kSpecKey], json.value(kOperatingPointKey, nlohmann::json()),
                             json.value(kTrainedOnKey, nlohmann::json())};
}

/// @param length  of the header
std::optional<ExportDescription> describedInHeader(std::ifstream& in, std::uint64_t length,
                                                   const fs::path& file) {
    std::string text(length, '\0');
    in.seekg(8);
    if (!in.read(text.data(), static_cast<std::streamsize>(length))) {
        return std::nullopt;
    }
    const std::map<std::string, std::string> metadata =
        parseSafetensorsHeader(text, reading(), file).metadata;
    const auto documentOf = [&](const char* key) {
        const auto found = metadata.find(key);
        // The texts of other programs need not be JSON.
        return found == metadata.end() ? nlohmann::json()
                                       : nlohmann::json::parse(found->second, nullptr, false);
    };
    ExportDescription description{documentOf(kSpecKey), documentOf(kOperatingPointKey),
                                  documentOf(kTrainedOnKey)};
    return description.spec.is_object() ? std::optional(std::move(description)) : std::nullopt;
}

}  // namespace

std::optional<ExportDescription> exportDescription(const fs::path& file) {
    std::error_code status;
    if (!fs::is_regular_file(file, status)) {
        return std::nullopt;
    }
    const std::uintmax_t size = fs::file_size(file, status);
    std::ifstream in(file, std::ios::binary);
    std::string first(9, '\0');
    if (status || !in.read(first.data(), static_cast<std::streamsize>(first.size()))) {
        return std::nullopt;
    }
    try {
        if (first.starts_with("PK\3\4")) {
            return describedInArchive(file);
        }
        const std::uint64_t length = littleEndian64(first);
        if (first.back() == '{' && length <= kLongest && length <= size - 8) {
            return describedInHeader(in, length, file);
        }
    } catch (const Error&) {  // whoever loads the weights is told
    }
    return std::nullopt;
}

}  // namespace priorscope
