#include "core/interchange/weights/weight_file.hpp"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/archive/legacy_archive.hpp"
#include "core/archive/torch_archive.hpp"
#include "core/base/compute_error.hpp"
#include "core/base/error.hpp"
#include "core/base/files/files.hpp"
#include "core/base/json/json_file.hpp"
#include "core/interchange/weights/state_dicts.hpp"

namespace priorscope {
namespace {

using Kind = PickleValue::Kind;

Sentence loading() {
    return Core::tr("loading weights");
}

Sentence chooseOther() {
    return Core::tr(
        "Weights are read from files of torch.save (.pt, .pth, any version) and .safetensors files");
}

[[noreturn]] void fail(const std::filesystem::path& file, const Sentence& reason,
                       const Sentence& remedy = chooseOther()) {
    throw Error({.action = loading(), .file = file.string(), .reason = reason, .remedy = remedy});
}

std::map<std::string, std::string> textsOf(const PickleValue& document) {
    std::map<std::string, std::string> texts;
    if (document.kind == Kind::dict) {
        for (std::size_t i = 0; i + 1 < document.items->size(); i += 2) {
            if ((*document.items)[i].kind == Kind::string && (*document.items)[i + 1].kind == Kind::string) {
                texts.emplace((*document.items)[i].text, (*document.items)[i + 1].text);
            }
        }
    }
    return texts;
}

WeightFile fromDocument(std::string format, const PickleValue& document, const std::filesystem::path& file) {
    ChosenStateDict chosen =
        chooseStateDict(document, loading(), file.string(), std::filesystem::file_size(file));
    return {std::move(format), std::move(chosen.tensors), textsOf(document), std::move(chosen.notes)};
}

/// A bare pickle cannot contain torch tensors, but it may contain numpy arrays.
WeightFile fromBarePickle(const std::filesystem::path& file) {
    const std::string bytes = readFile(file, loading());
    const PickleValue document = unpickled(
        bytes,
        [&](const std::string&, const std::string&, std::int64_t) -> torch::Tensor {
            fail(file, Core::tr("it is a pickle without the tensors that it refers to"));
        },
        file.string());
    if (!document.isDictionary()) {
        fail(file, Core::tr("it is a plain pickle without tensors"));
    }
    return fromDocument("pickle", document, file);
}

/// State dicts exported by this program carry a note about their detector.
void addExportNote(WeightFile& read, const std::filesystem::path& file) {
    const std::string note = torchArchiveNote(loading(), file, kDetectorNote);
    if (note.empty()) {
        return;
    }
    const nlohmann::json json = parseJson(note, loading(), file.string());
    if (json.is_object() && json.contains("spec")) {
        read.metadata.emplace("spec", json["spec"].dump());
    }
}

WeightFile readAny(const std::filesystem::path& file) {
    std::error_code status;
    if (!std::filesystem::is_regular_file(file, status)) {
        fail(file, Core::tr("there is no such file"), "");
    }
    const std::uintmax_t size = std::filesystem::file_size(file);
    std::ifstream in(file, std::ios::binary);
    std::string first(std::min<std::uintmax_t>(size, 512), '\0');
    if (!in.read(first.data(), static_cast<std::streamsize>(first.size()))) {
        fail(file, Core::tr("it cannot be read"), Core::tr("Check its permissions"));
    }
    in.close();
    if (first.starts_with("PK\3\4")) {
        WeightFile read = fromDocument("torch zip", readTorchArchive(loading(), file), file);
        addExportNote(read, file);
        return read;
    }
    if (looksLikeLegacyArchive(first)) {
        return fromDocument("torch before 1.6", readLegacyArchive(loading(), file), file);
    }
    if (looksLikeSafetensors(first, size)) {
        SafetensorsFile read = readSafetensors(loading(), file);
        stripPrefixes(read.tensors);
        return {"safetensors", std::move(read.tensors), std::move(read.metadata), {}};
    }
    if (first.size() > 262 && first.compare(257, 5, "ustar") == 0) {
        fail(file, Core::tr("it is a tar archive, as torch wrote before 0.1.10"),
             Core::tr("Load and save it again with a newer torch, or unpack the archive first"));
    }
    if (first.starts_with('\x80')) {
        return fromBarePickle(file);
    }
    fail(file, size < 9 ? Core::tr("it is empty or cut off") : Core::tr("its format is not known"));
}

}  // namespace

WeightFile readWeights(const std::filesystem::path& file) {
    try {
        WeightFile read = readAny(file);
        if (read.tensors.empty()) {
            fail(file, Core::tr("it holds no tensors"));
        }
        return read;
    } catch (const std::exception&) {
        rethrowAsError({.action = loading(), .file = file.string()});
    }
}

}  // namespace priorscope
