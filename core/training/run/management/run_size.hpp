// What a run takes on disk, and what of it can go.
#pragma once

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <vector>

namespace priorscope {

/// In bytes, as the disk allots them.
struct RunSize {
    std::int64_t checkpoints = 0;
    std::int64_t evaluations = 0;  ///< what evaluations found in the validation images that are watched
    std::int64_t events = 0;       ///< for TensorBoard
    std::int64_t other = 0;        ///< options, metrics and what else is there
    std::int64_t files = 0;        ///< how many
    std::int64_t total() const { return checkpoints + evaluations + events + other; }
};

/// Of one file, without what a link points to; 0 if it cannot be seen.
std::int64_t sizeOnDisk(const std::filesystem::path& file);

/// A link to a folder elsewhere counts as the link. Only a part where it is stopped.
RunSize runSize(const std::filesystem::path& run, const std::stop_token& stop = {});

/// A file of a run, or files that belong together, that training and the curves do without.
struct RunPart {
    enum class Kind {
        last,        ///< from which the run goes on
        best,        ///< which Detect opens first
        epoch,       ///< kept at the end of an epoch
        other,       ///< another checkpoint
        evaluation,  ///< detections of the watched images
        events,      ///< for TensorBoard
        leftover,    ///< of a write that was killed
    };
    Kind kind = Kind::other;
    std::vector<std::filesystem::path> files{};  ///< relative to the run; the first one gives it its name
    std::int64_t bytes = 0;
    bool may_go = true;  ///< else it is needed by the process that trains the run now
};

/// What can be cleaned up, checkpoints first: last, best, then by name. What is kept beside a checkpoint goes
/// with it; evaluations are one part, and so are event files. What lies behind a link is left out.
std::vector<RunPart> runParts(const std::filesystem::path& run, const std::stop_token& stop = {});

/// Whether a file, by its path in the run, is one of those.
bool isPartOfRun(const std::filesystem::path& file);

/// Whether such a file is of use to the process that trains the run: all but complete snapshots and
/// evaluations.
bool belongsToOwner(const std::filesystem::path& file);

}  // namespace priorscope
