#include "core/checkpoint/checkpoint_store.hpp"

#include <cstddef>
#include <exception>
#include <iterator>

#include "core/archive/torch_archive.hpp"
#include "core/base/compute_error.hpp"
#include "core/base/error.hpp"
#include "core/base/files/atomic_file.hpp"
#include "core/base/text/number_text.hpp"

namespace priorscope {
namespace {

constexpr const char* kSaving = "saving the checkpoint";
constexpr std::ptrdiff_t kEpochsThatWait = 2;

/// A deep copy whose tensors are in CPU memory.
PickleValue deepCopy(const PickleValue& value) {
    PickleValue copy = value;
    if (value.tensor.defined()) {
        copy.tensor =
            value.tensor.detach().to(torch::Device(torch::kCPU), /*non_blocking=*/false, /*copy=*/true);
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
    return m_folder / ("epoch-" + paddedText(static_cast<std::size_t>(epoch), 4) + ".pt");
}

std::optional<std::string> CheckpointStore::write(const std::filesystem::path& file,
                                                  const PickleValue& document) {
    try {
        writeTorchArchive(kSaving, file, document);
        m_waiting.erase(file);
        return std::nullopt;
    } catch (const Error& error) {
        std::string why = error.what();
        try {
            m_waiting[file] = deepCopy(document);
        } catch (const std::exception&) {
            rethrowAsError({.action = kSaving, .file = file.string()});
        }
        // Epoch names are ascending, and best.pt sorts before them.
        const auto oldest = m_waiting.upper_bound(best());
        if (std::distance(oldest, m_waiting.end()) > kEpochsThatWait) {
            why += ". " + oldest->first.filename().string() + ", which waited as well, is given up";
            m_waiting.erase(oldest);
        }
        return why;
    }
}

std::optional<std::string> CheckpointStore::writeLast(const PickleValue& document) {
    if (const auto waits = m_waiting.find(best()); waits != m_waiting.end()) {
        writeTorchArchive(kSaving, waits->first, waits->second);
        m_waiting.erase(waits);
    }
    writeTorchArchive(kSaving, last(), document);
    try {
        while (!m_waiting.empty()) {
            const auto first = m_waiting.begin();
            writeTorchArchive(kSaving, first->first, first->second);
            m_waiting.erase(first);
        }
    } catch (const Error& error) {
        return error.what();
    }
    return std::nullopt;
}

void removeLeftoverParts(const std::filesystem::path& run_folder) {
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
            std::filesystem::remove(part, error);  // leftovers are harmless
        }
    }
}

}  // namespace priorscope
