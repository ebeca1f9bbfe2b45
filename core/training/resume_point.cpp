#include "core/training/resume_point.hpp"

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "core/base/error.hpp"
#include "core/checkpoint/checkpoint_document.hpp"
#include "core/model/detector_spec.hpp"

namespace priorscope {
namespace {

using Path = std::filesystem::path;

/// A checkpoint from another run, or copied here, may list its classes in another order.
void requireOwnCheckpoint(const DetectorSpec& of_run, const DetectorSpec& of_checkpoint, const Path& file) {
    if (toJson(of_run) != toJson(of_checkpoint)) {
        throw Error(
            {.action = Core::tr("resuming"),
             .file = file.string(),
             .reason = Core::tr("the checkpoint belongs to another detector than run.json describes"),
             .remedy = Core::tr("Put the run's own checkpoint back, or start a new run with --weights %1")
                           .arg(file.string())});
    }
}

ResumePoint load(const Path& file, const DetectorSpec& spec, const DetectorFamilies& families) {
    auto [network, document] = loadCheckpointDocument(file, families);
    requireOwnCheckpoint(spec, network->spec(), file);
    const std::int64_t step = checkpointInfo(document).step;
    return {file, std::move(network), std::move(document), step};
}

/// Epochs are numbered with leading zeros.
std::optional<Path> latestEpoch(const Path& checkpoints) {
    std::optional<Path> latest;
    std::error_code error;
    for (std::filesystem::directory_iterator it(checkpoints, error), end; !error && it != end;
         it.increment(error)) {
        const std::string name = it->path().filename().string();
        if (name.starts_with("epoch-") && name.ends_with(".pt") && (!latest || *latest < it->path())) {
            latest = it->path();
        }
    }
    return latest;
}

}  // namespace

std::optional<ResumePoint> resumePoint(const Path& run_folder, const DetectorSpec& spec,
                                       const DetectorFamilies& families) {
    const Path checkpoints = run_folder / "checkpoints";
    if (const Path last = checkpoints / "last.pt"; std::filesystem::exists(last)) {
        return load(last, spec, families);
    }
    std::optional<ResumePoint> furthest;
    if (const Path best = checkpoints / "best.pt"; std::filesystem::exists(best)) {
        furthest = load(best, spec, families);
    }
    if (const std::optional<Path> epoch = latestEpoch(checkpoints)) {
        ResumePoint of_epoch = load(*epoch, spec, families);
        if (!furthest || furthest->step < of_epoch.step) {
            furthest = std::move(of_epoch);
        }
    }
    return furthest;
}

}  // namespace priorscope
