#include "core/interchange/weights/exported_detector.hpp"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>
#include <utility>

#include "core/archive/legacy_archive.hpp"
#include "core/archive/torch_archive.hpp"
#include "core/base/compute_error.hpp"
#include "core/base/error.hpp"
#include "core/base/json/json_file.hpp"
#include "core/checkpoint/checkpoint_document.hpp"
#include "core/interchange/weights/export_description.hpp"
#include "core/interchange/weights/safetensors.hpp"
#include "core/model/network_runner.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

enum class FileKind {
    checkpoint,  ///< or nothing that is known
    noted_state_dict,
    safetensors,
    weights_alone,  ///< in a format that no description fits into
};

Sentence loading() {
    return Core::tr("loading exported weights");
}

/// The first bytes; empty if there is no such file.
std::string beginningOf(const fs::path& file, std::uintmax_t size) {
    std::string first(std::min<std::uintmax_t>(size, 512), '\0');
    std::ifstream in(file, std::ios::binary);
    return in.read(first.data(), static_cast<std::streamsize>(first.size())) ? first : std::string();
}

FileKind kindOf(const fs::path& file) {
    std::error_code status;
    if (!fs::is_regular_file(file, status)) {
        return FileKind::checkpoint;
    }
    const std::uintmax_t size = fs::file_size(file, status);
    const std::string first = status ? std::string() : beginningOf(file, size);
    if (first.starts_with("PK\3\4")) {
        const Sentence action = Core::tr("loading the checkpoint");  // which most are
        const bool has_note = !torchArchiveNote(action, file, kDetectorNote).empty();
        return has_note ? FileKind::noted_state_dict : FileKind::checkpoint;
    }
    // First of all: a header's length may begin as a pickle does.
    if (looksLikeSafetensors(first, size)) {
        return FileKind::safetensors;
    }
    if (looksLikeLegacyArchive(first) || first.starts_with('\x80')) {
        return FileKind::weights_alone;
    }
    const bool is_named_so = file.extension() == ".safetensors" && !first.empty();
    return is_named_so ? FileKind::safetensors : FileKind::checkpoint;
}

/// What an export says of its detector.
struct Description {
    nlohmann::json spec{};
    nlohmann::json operating_point{};  ///< null: none
};

Description describedIn(const std::string& note, const fs::path& file) {
    const std::string source = file.string() + ", " + kDetectorNote;
    nlohmann::json json = parseJson(note, loading(), source);
    if (!json.is_object() || !json.contains(kSpecKey)) {
        throw Error({.action = loading(),
                     .file = source,
                     .reason = Core::tr("the key \"%1\" is missing").arg(kSpecKey),
                     .remedy = Core::tr("Export the detector again")});
    }
    return {std::move(json[kSpecKey]), json.value(kOperatingPointKey, nlohmann::json())};
}

Description describedIn(const std::map<std::string, std::string>& metadata, const fs::path& file) {
    const auto documentOf = [&](const std::string& key) {
        const auto text = metadata.find(key);
        return text == metadata.end()
                   ? nlohmann::json()
                   : parseJson(text->second, loading(), file.string() + ", \"" + key + "\"");
    };
    Description description{documentOf(kSpecKey), documentOf(kOperatingPointKey)};
    if (description.spec.is_null()) {
        throwWithoutSpec(file);
    }
    return description;
}

/// @param state  the weights by name
LoadedDetector detectorWith(const Description& description, const PickleValue& state, const fs::path& file,
                            const DetectorFamilies& families) {
    auto network =
        buildUnfilledNetwork(detectorSpecFromJson(description.spec, file.string() + ", \"spec\"", families));
    if (const std::string lacking = copyState(*network, state); !lacking.empty()) {
        throw Error({.action = loading(),
                     .file = file.string(),
                     .reason = Core::tr("the weight %1 is missing or of another shape").arg(lacking),
                     .remedy = Core::tr("Export the detector again")});
    }
    std::optional<OperatingPoint> point;
    if (!description.operating_point.is_null()) {
        point = operatingPointFromJson(description.operating_point, file.string() + ", \"operating_point\"",
                                       network->spec().classes);
    }
    return {detectorOf(std::move(network)), {}, file, true, std::move(point)};
}

LoadedDetector fromStateDict(const fs::path& file, const DetectorFamilies& families) {
    const Description description = describedIn(torchArchiveNote(loading(), file, kDetectorNote), file);
    const PickleValue state = readTorchArchive(loading(), file);
    if (state.kind != PickleValue::Kind::dict) {
        throwWithoutSpec(file);
    }
    return detectorWith(description, state, file, families);
}

LoadedDetector fromSafetensors(const fs::path& file, const DetectorFamilies& families) {
    SafetensorsFile read = readSafetensors(loading(), file);
    const Description description = describedIn(read.metadata, file);
    PickleValue state = PickleValue::makeDict();
    for (auto& [name, tensor] : read.tensors) {
        state.set(std::move(name), PickleValue::of(std::move(tensor)));
    }
    return detectorWith(description, state, file, families);
}

}  // namespace

namespace torch_half {

LoadedDetector loadDetector(const fs::path& file, const DetectorFamilies& families) {
    try {
        switch (kindOf(file)) {
            case FileKind::noted_state_dict:
                return fromStateDict(file, families);
            case FileKind::safetensors:
                return fromSafetensors(file, families);
            case FileKind::weights_alone:
                throwWithoutSpec(file);
            case FileKind::checkpoint:
                break;
        }
    } catch (const std::exception&) {
        rethrowAsError({.action = loading(), .file = file.string()});
    }
    return loadCheckpoint(file, families);
}

}  // namespace torch_half
}  // namespace priorscope
