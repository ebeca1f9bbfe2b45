#include "core/project/annotation_files.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>
#include <system_error>

#include "core/base/error.hpp"
#include "core/base/files/atomic_file.hpp"
#include "core/base/files/files.hpp"
#include "core/dataset/image_lookup.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMostBytes = std::uintmax_t{256} << 20U;

}  // namespace

Sentence changingAnnotation() {
    return Core::tr("changing the annotation");
}

fs::path annotationOf(const Dataset& dataset, const std::string& image) {
    const std::optional<std::size_t> index = imageNamed(dataset, image);
    if (!index || dataset.images[*index].annotation_file.empty()) {
        throw Error({.action = changingAnnotation(),
                     .file = image,
                     .reason = Core::tr("the dataset has no annotation of this image"),
                     .remedy = Core::tr("Restore the annotation, or remove the change")});
    }
    std::error_code error;
    const fs::path named = dataset.images[*index].annotation_file;
    fs::path file = fs::canonical(named, error);
    return error ? named : file;
}

std::string annotationBytes(const fs::path& file) {
    return readFile(file, changingAnnotation(), kMostBytes);
}

std::optional<FileState> presentState(const fs::path& file) {
    try {
        return stateOf(annotationBytes(file));
    } catch (const Error&) {
        return std::nullopt;
    }
}

void requireWritableFile(const fs::path& file) {
    struct stat status {};
    constexpr mode_t kAnyWrite = S_IWUSR | S_IWGRP | S_IWOTH;
    const bool is_open = ::stat(file.c_str(), &status) == 0 && (status.st_mode & kAnyWrite) != 0 &&
                         ::access(file.c_str(), W_OK) == 0;
    if (!is_open) {
        throw Error({.action = changingAnnotation(),
                     .file = file.string(),
                     .reason = Core::tr("the file is read-only"),
                     .remedy = Core::tr("Change its permissions, then apply again")});
    }
}

void replaceAnnotation(const fs::path& file, const std::string& bytes, const Sentence& action) {
    AtomicFile made(action, file);
    made.write(bytes.data(), bytes.size());
    struct stat status {};
    if (::stat(file.c_str(), &status) == 0) {
        // The owner first: that clears some of the permissions.
        [[maybe_unused]] const int owned = ::chown(made.temporary().c_str(), status.st_uid, status.st_gid);
        [[maybe_unused]] const int permitted = ::chmod(made.temporary().c_str(), status.st_mode & 07777U);
    }
    made.commit();
}

void removeLeftovers(const std::set<fs::path>& files) {
    std::set<fs::path> folders;
    for (const fs::path& file : files) {
        folders.insert(file.parent_path());
    }
    for (const fs::path& folder : folders) {
        std::error_code error;  // what cannot be removed stays
        for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
            std::error_code stays;
            if (isAbandonedWrite(at->path()) && at->path().stem().extension() == ".xml") {
                fs::remove(at->path(), stays);
            }
        }
    }
}

}  // namespace priorscope
