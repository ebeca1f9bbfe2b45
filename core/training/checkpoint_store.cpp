#include "core/training/checkpoint_store.hpp"

#include "core/base/atomic_file.hpp"
#include "core/base/error.hpp"
#include "core/interchange/torch_archive.hpp"

namespace priorscope {
namespace {

constexpr const char* kSaving = "saving the checkpoint";

/// The same value with tensors of its own.
PickleValue deepCopy(const PickleValue& value) {
    PickleValue copy = value;
    if (value.tensor.defined()) {
        copy.tensor = value.tensor.detach().clone();
    }
    if (value.items != nullptr) {
        copy.items = std::make_shared<std::vector<PickleValue>>();
        copy.items->reserve(value.items->size());
        for (const PickleValue& item : *value.items) {
            copy.items->push_back(deepCopy(item));
        }
    }
    return copy;
}

}  // namespace

std::filesystem::path CheckpointStore::ofEpoch(std::int64_t epoch) const {
    constexpr std::size_t kDigits = 4;
    std::string number = std::to_string(epoch);
    number.insert(0, number.size() < kDigits ? kDigits - number.size() : 0, '0');
    return m_folder / ("epoch-" + number + ".pt");
}

std::optional<std::string> CheckpointStore::write(const std::filesystem::path& file,
                                                  const PickleValue& document) {
    try {
        writeTorchArchive(kSaving, file, document);
        m_waiting.erase(file);
        return std::nullopt;
    } catch (const Error& error) {
        m_waiting[file] = deepCopy(document);
        return error.what();
    }
}

void CheckpointStore::writeWaiting() {
    while (!m_waiting.empty()) {
        const auto first = m_waiting.begin();
        writeTorchArchive(kSaving, first->first, first->second);
        m_waiting.erase(first);
    }
}

void CheckpointStore::writeLast(const PickleValue& document) {
    writeWaiting();
    writeTorchArchive(kSaving, last(), document);
}

void sweepParts(const std::filesystem::path& run_folder) {
    for (const std::filesystem::path& folder : {run_folder, run_folder / "checkpoints"}) {
        std::error_code error;
        std::vector<std::filesystem::path> parts;
        for (std::filesystem::directory_iterator it(folder, error), end; !error && it != end;
             it.increment(error)) {
            if (isPartOfWrite(it->path())) {
                parts.push_back(it->path());
            }
        }
        for (const std::filesystem::path& part : parts) {
            std::filesystem::remove(part, error);  // what stays is in nobody's way
        }
    }
}

}  // namespace priorscope
