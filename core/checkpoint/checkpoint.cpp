#include "core/checkpoint/checkpoint.hpp"

#include <system_error>

#include "core/base/error.hpp"
#include "core/compute/torch_half.hpp"

namespace priorscope {

void saveDetector(const Detector& detector, const std::filesystem::path& file, const CheckpointInfo& info) {
    torchHalf().save_detector(detector, file, info);
}

std::filesystem::path checkpointFile(const std::filesystem::path& file_or_run) {
    std::error_code ignored;  // if it is not a folder, opening it reports the reason
    if (!std::filesystem::is_directory(file_or_run, ignored)) {
        return file_or_run;
    }
    for (const char* name : {"best.pt", "last.pt"}) {
        const std::filesystem::path file = file_or_run / "checkpoints" / name;
        if (std::filesystem::is_regular_file(file, ignored)) {
            return file;
        }
    }
    throw Error({.action = Core::tr("loading the checkpoint"),
                 .file = file_or_run.string(),
                 .reason = Core::tr("the folder holds neither checkpoints/best.pt nor checkpoints/last.pt"),
                 .remedy = Core::tr("Name a checkpoint, or the folder of a run that has saved one")});
}

LoadedDetector loadDetector(const std::filesystem::path& file_or_run, const DetectorFamilies& families) {
    return torchHalf().load_detector(checkpointFile(file_or_run), families);
}

KeptOperatingPoint keptOperatingPoint(const LoadedDetector& loaded) {
    KeptOperatingPoint kept = keptOperatingPoint(loaded.file, loaded.detector.spec().classes);
    if (!kept.point) {
        kept.point = loaded.operating_point;
    }
    return kept;
}

}  // namespace priorscope
