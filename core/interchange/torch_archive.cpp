#include "core/interchange/torch_archive.hpp"

#include <caffe2/serialize/inline_container.h>

#include <cstring>
#include <exception>
#include <fstream>
#include <unordered_map>

#include "core/base/atomic_file.hpp"
#include "core/base/error.hpp"

namespace priorscope {
namespace {

constexpr const char* kNotACheckpoint = "Choose a .pt or .pth file that Priorscope or torch.save wrote";

/// Elements of a record as a tensor that owns them.
torch::Tensor tensorFromRecord(at::DataPtr data, std::size_t bytes, torch::ScalarType type,
                               std::int64_t elements, const std::string& source, const std::string& key) {
    const std::size_t item = c10::elementSize(type);
    if (elements < 0 || bytes / item < static_cast<std::size_t>(elements)) {
        throw Error({.action = "reading",
                     .file = source,
                     .reason = "the data of tensor " + key + " has " + std::to_string(bytes) + " bytes, " +
                               std::to_string(elements) + " elements were announced"});
    }
    torch::Tensor tensor = torch::empty({elements}, type);
    std::memcpy(tensor.data_ptr(), data.get(), static_cast<std::size_t>(elements) * item);
    return tensor;
}

PickleValue readDocument(caffe2::serialize::PyTorchStreamReader& reader, const std::string& source) {
    std::unordered_map<std::string, torch::Tensor> storages;
    const StorageReader load = [&](const std::string& type, const std::string& key, std::int64_t elements) {
        if (const auto found = storages.find(key); found != storages.end()) {
            return found->second;
        }
        const auto scalar = storageType(type);
        if (!scalar) {
            throw Error({.action = "reading", .file = source, .reason = "unknown tensor type " + type});
        }
        auto [data, bytes] = reader.getRecord("data/" + key);
        return storages[key] = tensorFromRecord(std::move(data), bytes, *scalar, elements, source, key);
    };
    auto [data, bytes] = reader.getRecord("data.pkl");
    return unpickled({static_cast<const char*>(data.get()), bytes}, load, source);
}

}  // namespace

void writeTorchArchive(const std::string& action, const std::filesystem::path& file, const PickleValue& value,
                       const std::map<std::string, std::string>& notes) {
    const PickledDocument document = pickled(value);
    AtomicFile out(action, file);
    // Torch's writer has a destructor that must not throw, so a failure is kept and raised afterwards.
    std::exception_ptr failure;
    try {
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
    } catch (const c10::Error& e) {
        throw Error({.action = action, .file = file.string(), .reason = e.what_without_backtrace()});
    }
    if (failure != nullptr) {
        std::rethrow_exception(failure);
    }
    out.commit();
}

PickleValue readTorchArchive(const std::string& action, const std::filesystem::path& file) {
    std::error_code status;
    if (!std::filesystem::is_regular_file(file, status)) {
        throw Error({.action = action, .file = file.string(), .reason = "there is no such file"});
    }
    std::ifstream in(file, std::ios::binary);
    std::array<char, 4> magic{};
    if (!in.read(magic.data(), magic.size()) || std::memcmp(magic.data(), "PK\3\4", 4) != 0) {
        throw Error({.action = action,
                     .file = file.string(),
                     .reason = "it is not a checkpoint (no zip archive)",
                     .remedy = kNotACheckpoint});
    }
    in.close();
    try {
        caffe2::serialize::PyTorchStreamReader reader(file.string());
        return readDocument(reader, file.string());
    } catch (const c10::Error&) {
        throw Error({.action = action,
                     .file = file.string(),
                     .reason = "the archive is cut off, damaged or holds no tensors",
                     .remedy = kNotACheckpoint});
    }
}

}  // namespace priorscope
