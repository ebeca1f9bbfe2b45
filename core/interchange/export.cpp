#include "core/interchange/export.hpp"

#include "core/base/error.hpp"
#include "core/interchange/torch_archive.hpp"
#include "core/model/detector_network.hpp"
#include "core/training/checkpoint_document.hpp"

namespace priorscope {

void exportStateDict(const Detector& detector, const std::filesystem::path& file) {
    const std::lock_guard lock(detector.network()->mutex());
    writeTorchArchive("exporting the state dict", file, stateDictValue(*detector.network()));
    const PickleValue written = readTorchArchive("checking the export", file);
    for (const auto& [name, tensor] : namedState(*detector.network())) {
        const PickleValue* back = written.find(name);
        if (back == nullptr || back->kind != PickleValue::Kind::tensor || !back->tensor.equal(tensor)) {
            throw Error({.action = "checking the export",
                         .file = file.string(),
                         .reason = "the weight " + name + " did not read back as it was written"});
        }
    }
}

}  // namespace priorscope
