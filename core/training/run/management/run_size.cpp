#include "core/training/run/management/run_size.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <system_error>
#include <utility>

#include "core/base/files/atomic_file.hpp"
#include "core/detection/operating_point.hpp"
#include "core/training/run/run_lock.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kBlock = 512;  ///< bytes, the unit of stat's st_blocks
constexpr const char* kCheckpoints = "checkpoints";
constexpr const char* kEvaluations = "evaluations";

bool isEvents(const fs::path& file) {
    return !file.has_parent_path() && file.string().starts_with("events.out.tfevents.");
}

/// Of a file in a run, by its path there.
RunPart::Kind kindOf(const fs::path& file) {
    const std::string name = file.filename().string();
    if (isPartOfWrite(file)) {
        return RunPart::Kind::leftover;
    }
    if (*file.begin() == fs::path(kEvaluations)) {
        return RunPart::Kind::evaluation;
    }
    if (isEvents(file)) {
        return RunPart::Kind::events;
    }
    return name == "last.pt"            ? RunPart::Kind::last
           : name == "best.pt"          ? RunPart::Kind::best
           : name.starts_with("epoch-") ? RunPart::Kind::epoch
                                        : RunPart::Kind::other;
}

std::vector<fs::path> namesIn(const fs::path& folder, const std::stop_token& stop) {
    std::vector<fs::path> names;
    std::error_code absent;
    if (fs::is_symlink(folder, absent)) {
        return names;
    }
    for (fs::directory_iterator it(folder, absent), end; !absent && it != end && !stop.stop_requested();
         it.increment(absent)) {
        std::error_code unknown;
        if (it->symlink_status(unknown).type() == fs::file_type::regular) {
            names.push_back(it->path().filename());
        }
    }
    std::ranges::sort(names);
    return names;
}

/// Each with what is kept beside it.
std::vector<RunPart> checkpointsIn(const fs::path& run, const std::stop_token& stop) {
    const std::vector<fs::path> names = namesIn(run / kCheckpoints, stop);
    const auto isThere = [&](const fs::path& name) { return std::ranges::find(names, name) != names.end(); };
    std::set<fs::path> beside;
    for (const fs::path& name : names) {
        if (name.extension() == ".pt" && isThere(operatingPointFile(name))) {
            beside.insert(operatingPointFile(name));
        }
    }
    std::vector<RunPart> parts;
    for (const fs::path& name : names) {
        if (beside.contains(name)) {
            continue;
        }
        RunPart part{.kind = kindOf(fs::path(kCheckpoints) / name), .files = {fs::path(kCheckpoints) / name}};
        if (name.extension() == ".pt" && isThere(operatingPointFile(name))) {
            part.files.push_back(fs::path(kCheckpoints) / operatingPointFile(name));
        }
        parts.push_back(std::move(part));
    }
    std::ranges::stable_sort(parts, {}, &RunPart::kind);
    return parts;
}

}  // namespace

std::int64_t sizeOnDisk(const fs::path& file) {
    struct stat found {};
    return ::lstat(file.c_str(), &found) == 0 ? static_cast<std::int64_t>(found.st_blocks) * kBlock : 0;
}

RunSize runSize(const fs::path& run, const std::stop_token& stop) {
    RunSize size;
    std::error_code error;
    for (fs::recursive_directory_iterator it(run, fs::directory_options::skip_permission_denied, error), end;
         !error && it != end && !stop.stop_requested(); it.increment(error)) {
        std::error_code unknown;
        if (it->is_directory(unknown) && !it->is_symlink(unknown)) {
            continue;
        }
        const fs::path inside = it->path().lexically_relative(run);
        const fs::path part = *inside.begin();
        const bool is_event = isEvents(inside);
        std::int64_t& sum = part == kCheckpoints   ? size.checkpoints
                            : part == kEvaluations ? size.evaluations
                            : is_event             ? size.events
                                                   : size.other;
        sum += sizeOnDisk(it->path());
        ++size.files;
    }
    return size;
}

bool isPartOfRun(const fs::path& file) {
    const auto parts = std::distance(file.begin(), file.end());
    const bool is_named = file.has_filename() && file.filename() != "." && file.filename() != "..";
    const bool is_in_folder =
        parts == 2 && (*file.begin() == fs::path(kCheckpoints) || *file.begin() == fs::path(kEvaluations));
    return is_named && (is_in_folder || (parts == 1 && isEvents(file)));
}

bool belongsToOwner(const fs::path& file) {
    const RunPart::Kind kind = kindOf(file);
    return kind != RunPart::Kind::epoch && kind != RunPart::Kind::other && kind != RunPart::Kind::evaluation;
}

std::vector<RunPart> runParts(const fs::path& run, const std::stop_token& stop) {
    const bool is_held = RunLock::isHeld(run);
    std::vector<RunPart> parts = checkpointsIn(run, stop);
    RunPart evaluations{.kind = RunPart::Kind::evaluation};
    for (const fs::path& name : namesIn(run / kEvaluations, stop)) {
        const fs::path file = fs::path(kEvaluations) / name;
        if (!isPartOfWrite(file) || isAbandonedWrite(run / file)) {
            evaluations.files.push_back(file);
        }
    }
    RunPart events{.kind = RunPart::Kind::events};
    std::ranges::copy_if(namesIn(run, stop), std::back_inserter(events.files), isEvents);
    for (RunPart* part : {&evaluations, &events}) {
        if (!part->files.empty()) {
            parts.push_back(std::move(*part));
        }
    }
    for (RunPart& part : parts) {
        for (const fs::path& file : part.files) {
            part.bytes += sizeOnDisk(run / file);
        }
        part.may_go = !is_held || std::ranges::none_of(part.files, belongsToOwner);
    }
    return parts;
}

}  // namespace priorscope
