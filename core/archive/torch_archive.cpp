#include "core/archive/torch_archive.hpp"

#include <caffe2/serialize/inline_container.h>

#include <array>
#include <cstring>
#include <exception>
#include <fstream>
#include <memory>
#include <unordered_map>

#include "core/archive/zip_archive.hpp"
#include "core/base/compute_error.hpp"
#include "core/base/error.hpp"
#include "core/base/files/atomic_file.hpp"

namespace priorscope {
namespace {

Sentence chooseCheckpoint() {
    return Core::tr("Choose a .pt or .pth file that Priorscope or torch.save wrote");
}

/// The folder of the archive that contains data.pkl, with a trailing slash; its name is arbitrary.
std::string folderOf(const ZipArchive& archive, const Sentence& action, const std::filesystem::path& file) {
    constexpr std::string_view kPickle = "/data.pkl";
    std::string folder;
    bool script = false;
    for (const std::string& name : archive.names()) {
        if (folder.empty() && name.ends_with(kPickle)) {
            folder = name.substr(0, name.size() - kPickle.size() + 1);
        }
        script = script || name.ends_with("/constants.pkl") || name.find("/code/") != std::string::npos;
    }
    if (script) {
        throw Error({.action = action,
                     .file = file.string(),
                     .reason = Core::tr("it is a TorchScript program, which holds code and not just weights"),
                     .remedy = Core::tr("Save the model's state_dict() with torch.save and use that file")});
    }
    if (folder.empty()) {
        throw Error({.action = action,
                     .file = file.string(),
                     .reason = Core::tr("the zip archive holds no data.pkl, so torch.save did not write it"),
                     .remedy = chooseCheckpoint()});
    }
    return folder;
}

/// Reads the storages of an archive's pickle, each once.
StorageReader storagesOf(ZipArchive& archive, const std::string& folder, const Sentence& action,
                         const std::filesystem::path& file) {
    auto storages = std::make_shared<std::unordered_map<std::string, torch::Tensor>>();
    return [&archive, folder, action, file, storages](const std::string& type, const std::string& key,
                                                      std::int64_t elements) {
        const auto fail = [&](const Sentence& reason) {
            throw Error({.action = action, .file = file.string(), .reason = reason});
        };
        const auto scalar = storageType(type);
        if (!scalar) {
            fail(Core::tr("unknown tensor type %1").arg(type));
        }
        if (const auto found = storages->find(key); found != storages->end()) {
            if (found->second.scalar_type() != *scalar) {
                fail(Core::tr("the data of tensor %1 has two types").arg(key));
            }
            return found->second;
        }
        const std::string name = folder + "data/" + key;
        const std::uint64_t bytes = archive.size(name);
        const std::size_t item = c10::elementSize(*scalar);
        if (elements < 0 || bytes / item < static_cast<std::uint64_t>(elements)) {
            fail(Core::tr("the data of tensor %1 has %2 bytes, %3 elements were announced")
                     .arg(key)
                     .arg(bytes)
                     .arg(elements));
        }
        torch::Tensor tensor = torch::empty({elements}, *scalar);
        archive.read(name, tensor.data_ptr(), tensor.nbytes());
        return (*storages)[key] = tensor;
    };
}

PickleValue readArchive(const Sentence& action, const std::filesystem::path& file) {
    ZipArchive archive(action, file);
    const std::string folder = folderOf(archive, action, file);
    if (archive.contains(folder + "byteorder") && archive.read(folder + "byteorder") == "big") {
        throw Error({.action = action,
                     .file = file.string(),
                     .reason = Core::tr("it was written on a big-endian machine"),
                     .remedy = Core::tr("Load and save it again with torch on this kind of machine")});
    }
    return unpickled(archive.read(folder + "data.pkl"), storagesOf(archive, folder, action, file),
                     file.string());
}

}  // namespace

void writeTorchArchive(const Sentence& action, const std::filesystem::path& file, const PickleValue& value,
                       const std::map<std::string, std::string>& notes) {
    AtomicFile out(action, file);
    // Torch's writer has a throwing destructor, so a failure is stored and rethrown afterwards.
    std::exception_ptr failure;
    try {
        const PickledDocument document = pickled(value);  // copies non-contiguous tensors
        caffe2::serialize::PyTorchStreamWriter writer([&](const void* data, std::size_t size) -> std::size_t {
            if (failure == nullptr) {
                try {
                    out.write(data, size);
                } catch (const Error&) {
                    failure = std::current_exception();
                }
            }
            return size;
        });
        writer.writeRecord("data.pkl", document.bytes.data(), document.bytes.size());
        writer.writeRecord("byteorder", "little", 6);
        for (std::size_t i = 0; i < document.storages.size(); ++i) {
            const torch::Tensor& storage = document.storages[i];
            writer.writeRecord("data/" + std::to_string(i), storage.data_ptr(), storage.nbytes());
        }
        for (const auto& [name, text] : notes) {
            writer.writeRecord(name, text.data(), text.size());
        }
        writer.writeEndOfFile();
    } catch (const std::exception&) {
        rethrowAsError({.action = action, .file = file.string()});
    }
    if (failure != nullptr) {
        std::rethrow_exception(failure);
    }
    out.commit();
}

PickleValue readTorchArchive(const Sentence& action, const std::filesystem::path& file) {
    std::error_code status;
    if (!std::filesystem::is_regular_file(file, status)) {
        throw Error({.action = action, .file = file.string(), .reason = Core::tr("there is no such file")});
    }
    std::ifstream in(file, std::ios::binary);
    std::array<char, 4> magic{};
    if (!in.read(magic.data(), magic.size()) || std::memcmp(magic.data(), "PK\3\4", 4) != 0) {
        throw Error({.action = action,
                     .file = file.string(),
                     .reason = Core::tr("it is not a checkpoint (no zip archive)"),
                     .remedy = chooseCheckpoint()});
    }
    in.close();
    try {
        return readArchive(action, file);
    } catch (const std::exception&) {
        rethrowAsError({.action = action, .file = file.string()});
    }
}

std::string torchArchiveNote(const Sentence& action, const std::filesystem::path& file,
                             const std::string& name) {
    constexpr std::uint64_t kLongest = std::uint64_t{16} << 20;
    ZipArchive archive(action, file);
    const std::string entry = folderOf(archive, action, file) + name;
    if (!archive.contains(entry) || archive.size(entry) > kLongest) {
        return {};
    }
    return archive.read(entry);
}

}  // namespace priorscope
