#include "core/interchange/weight_file.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <new>
#include <unordered_set>

#include "core/base/error.hpp"
#include "core/base/files.hpp"
#include "core/interchange/legacy_archive.hpp"
#include "core/interchange/torch_archive.hpp"

namespace priorscope {
namespace {

using Kind = PickleValue::Kind;

constexpr const char* kAction = "loading weights";
constexpr const char* kKnown =
    "Weights are read from files of torch.save (.pt, .pth, any version) and .safetensors files";

/// Where training scripts keep the state dict, the likeliest first.
constexpr std::array<std::string_view, 9> kWrappers = {
    "state_dict", "model_state_dict", "model", "net", "network", "module", "weights", "params", "ema"};
constexpr std::array<std::string_view, 5> kPrefixes = {"module.", "model.", "net.", "network.", "_orig_mod."};
constexpr int kDeepestWrapper = 4;

[[noreturn]] void fail(const std::filesystem::path& file, const std::string& reason,
                       const std::string& remedy = kKnown) {
    throw Error({.action = kAction, .file = file.string(), .reason = reason, .remedy = remedy});
}

bool holdsTensors(const PickleValue& value) {
    if (value.kind != Kind::dict) {
        return false;
    }
    for (std::size_t i = 0; i + 1 < value.items->size(); i += 2) {
        if ((*value.items)[i].kind == Kind::string && (*value.items)[i + 1].kind == Kind::tensor) {
            return true;
        }
    }
    return false;
}

/// @return null where neither the value nor a wrapped dictionary holds tensors by name
const PickleValue* stateDictIn(const PickleValue& value, int depth = 0) {
    if (value.kind != Kind::dict || depth > kDeepestWrapper) {
        return nullptr;
    }
    for (const std::string_view key : kWrappers) {
        if (const PickleValue* inner = value.find(key); inner != nullptr) {
            if (const PickleValue* found = stateDictIn(*inner, depth + 1); found != nullptr) {
                return found;
            }
        }
    }
    return holdsTensors(value) ? &value : nullptr;
}

NamedTensors namedTensors(const PickleValue& dict, const std::filesystem::path& file) {
    NamedTensors tensors;
    std::unordered_set<std::string> names;
    for (std::size_t i = 0; i + 1 < dict.items->size(); i += 2) {
        const PickleValue& key = (*dict.items)[i];
        const PickleValue& value = (*dict.items)[i + 1];
        if (key.kind != Kind::string || value.kind != Kind::tensor) {
            continue;
        }
        if (!names.insert(key.text).second) {
            fail(file, "the name \"" + key.text + "\" occurs twice", "Save the weights again");
        }
        tensors.emplace_back(key.text, value.tensor);
    }
    return tensors;
}

/// Takes off what wrappers like DataParallel put before every name. One or two names without it (a counter
/// beside the model) do not matter.
void stripPrefixes(NamedTensors& tensors) {
    for (bool stripped = true; stripped;) {
        stripped = false;
        for (const std::string_view prefix : kPrefixes) {
            const auto with = static_cast<std::size_t>(
                std::count_if(tensors.begin(), tensors.end(),
                              [&](const auto& entry) { return entry.first.starts_with(prefix); }));
            if (with == 0 || with * 10 < tensors.size() * 9) {
                continue;
            }
            for (auto& [name, tensor] : tensors) {
                if (name.starts_with(prefix)) {
                    name.erase(0, prefix.size());
                }
            }
            stripped = true;
        }
    }
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
    const PickleValue* dict = stateDictIn(document);
    if (dict == nullptr) {
        fail(file, "it holds no dictionary of tensors by name",
             "Save a state dict: torch.save(model.state_dict(), FILE)");
    }
    return {std::move(format), namedTensors(*dict, file), textsOf(document)};
}

/// A pickle alone holds no tensors; reading it tells what it is instead.
[[noreturn]] void failOnBarePickle(const std::filesystem::path& file) {
    const std::string bytes = readFile(file, kAction);
    unpickled(
        bytes,
        [&](const std::string&, const std::string&, std::int64_t) -> torch::Tensor {
            fail(file, "it is a pickle without the tensors that it speaks of");
        },
        file.string());
    fail(file, "it is a plain pickle without tensors");
}

WeightFile readAny(const std::filesystem::path& file) {
    std::error_code status;
    if (!std::filesystem::is_regular_file(file, status)) {
        fail(file, "there is no such file", "");
    }
    const std::uintmax_t size = std::filesystem::file_size(file);
    std::ifstream in(file, std::ios::binary);
    std::string first(std::min<std::uintmax_t>(size, 512), '\0');
    if (!in.read(first.data(), static_cast<std::streamsize>(first.size()))) {
        fail(file, "it cannot be read", "Look at its permissions");
    }
    in.close();
    if (first.starts_with("PK\3\4")) {
        return fromDocument("torch zip", readTorchArchive(kAction, file), file);
    }
    if (looksLikeLegacyArchive(first)) {
        return fromDocument("torch before 1.6", readLegacyArchive(kAction, file), file);
    }
    if (looksLikeSafetensors(first, size)) {
        SafetensorsFile read = readSafetensors(kAction, file);
        return {"safetensors", std::move(read.tensors), std::move(read.metadata)};
    }
    if (first.size() > 262 && first.compare(257, 5, "ustar") == 0) {
        fail(file, "it is a tar archive, as torch wrote before 0.1.10",
             "Load and save it again with a newer torch, or unpack the archive first");
    }
    if (first.starts_with('\x80')) {
        failOnBarePickle(file);
    }
    fail(file, size < 9 ? "it is empty or cut off" : "its format is not known");
}

}  // namespace

WeightFile readWeights(const std::filesystem::path& file) {
    try {
        WeightFile read = readAny(file);
        if (read.tensors.empty()) {
            fail(file, "it holds no tensors");
        }
        stripPrefixes(read.tensors);
        return read;
    } catch (const c10::Error& e) {
        fail(file, e.what_without_backtrace());
    } catch (const std::bad_alloc&) {
        fail(file, "there is not enough memory for it", "Close other programs");
    }
}

}  // namespace priorscope
