#include "core/project/annotation_changes.hpp"

#include <cstdint>
#include <utility>

#include "core/project/annotation_files.hpp"

namespace priorscope {

void AnnotationChanges::add(BackedUpFile file, std::string original, std::string result) {
    backup.files.push_back(std::move(file));
    originals.push_back(std::move(original));
    results.push_back(std::move(result));
}

void writeChanges(AnnotationChanges& changes, const std::filesystem::path& backups,
                  const ChangeListener& listener, const std::stop_token& stop, const ProgressFn& progress) {
    writeBackup(backups, changes.backup, changes.originals);
    const std::size_t count = changes.results.size();
    for (std::size_t i = 0; i < count && !stop.stop_requested(); ++i) {
        tellFiles(progress, i, count);
        const std::filesystem::path& file = changes.backup.files[i].file;
        try {
            if (annotationBytes(file) != changes.originals[i]) {
                throw Error({.action = changingAnnotation(),
                             .file = file.string(),
                             .reason = Core::tr("another program changes it"),
                             .remedy = listener.remedy});
            }
            replaceAnnotation(file, changes.results[i]);
        } catch (const Error& error) {
            listener.failed(error);
            continue;
        }
        listener.written(i);
    }
    tellFiles(progress, count, count);
}

void tellFiles(const ProgressFn& progress, std::size_t done, std::size_t total) {
    if (progress) {
        progress({.done = static_cast<std::int64_t>(done),
                  .total = static_cast<std::int64_t>(total),
                  .unit = "files"});
    }
}

}  // namespace priorscope
