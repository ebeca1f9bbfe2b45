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

constexpr std::ptrdiff_t kEpochsThatWait = 2;

Sentence saving() {
    return Core::tr("saving the checkpoint");
}

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

std::optional<Sentence> CheckpointStore::write(const std::filesystem::path& file,
                                               const PickleValue& document) {
    try {
        writeTorchArchive(saving(), file, document);
        m_waiting.erase(file);
        return std::nullopt;
    } catch (const Error& error) {
        Sentence why = inOneLine(error.parts());
        try {
            m_waiting[file] = deepCopy(document);
        } catch (const std::exception&) {
            rethrowAsError({.action = saving(), .file = file.string()});
        }
        // Epoch names are ascending, and best.pt sorts before them.
        const auto oldest = m_waiting.upper_bound(best());
        if (std::distance(oldest, m_waiting.end()) > kEpochsThatWait) {
            why = Core::tr("%1. %2, which waited as well, is given up")
                      .arg(why)
                      .arg(oldest->first.filename().string());
            m_waiting.erase(oldest);
        }
        return why;
    }
}

std::optional<Sentence> CheckpointStore::writeLast(const PickleValue& document) {
    if (const auto waits = m_waiting.find(best()); waits != m_waiting.end()) {
        writeTorchArchive(saving(), waits->first, waits->second);
        m_waiting.erase(waits);
    }
    writeTorchArchive(saving(), last(), document);
    try {
        while (!m_waiting.empty()) {
            const auto first = m_waiting.begin();
            writeTorchArchive(saving(), first->first, first->second);
            m_waiting.erase(first);
        }
    } catch (const Error& error) {
        return inOneLine(error.parts());
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
