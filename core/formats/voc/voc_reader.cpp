#include "core/formats/voc/voc_reader.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <iterator>
#include <numeric>
#include <string_view>
#include <system_error>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/text/text_encoding.hpp"
#include "core/dataset/issue_kind.hpp"
#include "core/formats/gathered/dataset_findings.hpp"
#include "core/formats/voc/annotation_reading.hpp"
#include "core/formats/voc/split_lists.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

/// The names that objects have, sorted bytewise, so that they do not depend on file order.
std::vector<std::string> classList(const std::vector<ReadRecord>& reads, const std::vector<NameTable>& tables,
                                   const std::vector<std::string>& fixed) {
    std::vector<std::string> names;
    if (!fixed.empty()) {
        std::transform(fixed.begin(), fixed.end(), std::back_inserter(names), cleanedClassName);
        return names;
    }
    std::vector<std::vector<bool>> occurs;
    occurs.reserve(tables.size());
    for (const NameTable& table : tables) {
        occurs.emplace_back(table.names().size(), false);
    }
    for (const ReadRecord& read : reads) {
        for (const Annotation& object : read.record.objects) {
            occurs[static_cast<std::size_t>(read.names)][static_cast<std::size_t>(object.label)] = true;
        }
    }
    for (std::size_t t = 0; t < tables.size(); ++t) {
        for (std::size_t i = 0; i < occurs[t].size(); ++i) {
            if (occurs[t][i]) {
                names.push_back(tables[t].names()[i]);
            }
        }
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

/// For every table: the label of each of its names, 0 if it is not in the class list.
std::vector<std::vector<int>> labelMaps(const std::vector<NameTable>& tables,
                                        const std::vector<std::string>& classes) {
    std::unordered_map<std::string_view, int> labels;
    for (const std::string& name : classes) {
        labels.emplace(name, static_cast<int>(labels.size()) + 1);
    }
    std::vector<std::vector<int>> maps;
    for (const NameTable& table : tables) {
        std::vector<int>& map = maps.emplace_back();
        for (const std::string& name : table.names()) {
            const auto found = labels.find(name);
            map.push_back(found == labels.end() ? 0 : found->second);
        }
    }
    return maps;
}

/// Converts name ids to labels; objects of unknown classes are left out and reported.
void applyLabels(ReadRecord& read, const std::vector<int>& map, const NameTable& names,
                 std::vector<DatasetIssue>& issues) {
    std::erase_if(read.record.objects, [&](Annotation& object) {
        const auto id = static_cast<std::size_t>(object.label);
        object.label = map[id];
        if (object.label == 0) {
            issues.push_back(
                {.kind = IssueKind::unknown_class,
                 .file = read.record.annotation_file,
                 .line = object.line,
                 .object = names.names()[id],
                 .detail = Core::tr("The class is not in the class list; the object is left out.")});
        }
        return object.label == 0;
    });
}

/// Reports list entries without an annotation, one by one.
void reportUnknownEntries(const SplitList& split, const ImageIndex& images,
                          std::vector<DatasetIssue>& issues) {
    for (const UnknownEntry& entry : split.unknown) {
        const bool has_image = !images.withStem(withoutKnownEnding(baseName(entry.text))).empty();
        Sentence detail =
            (has_image
                 ? Core::tr("The split %1 names %2, whose image is there, but which has no annotation; it is "
                            "left out. To train on it as background, write an annotation without objects.")
                 : Core::tr("The split %1 names %2, which has no annotation; it is left out."))
                .arg(split.name)
                .arg(entry.text);
        issues.push_back({.kind = IssueKind::missing_annotation,
                          .file = entry.list,
                          .line = entry.line,
                          .object = entry.text,
                          .detail = std::move(detail)});
    }
    if (split.unknown_count > split.unknown.size()) {
        issues.push_back({.kind = IssueKind::missing_annotation,
                          .file = split.unknown.front().list,
                          .detail = Core::tr("The split %1 has %2 more entries without annotation.")
                                        .arg(split.name)
                                        .arg(split.unknown_count - split.unknown.size())});
    }
}

/// Reports images without an annotation: the first ones by name, the rest as a number.
void reportImagesWithoutAnnotation(const AnnotationReading& reading, const std::vector<AnnotationFile>& files,
                                   const SplitLists& lists, std::vector<DatasetIssue>& issues) {
    constexpr std::size_t kTold = 20;
    std::unordered_set<std::string_view> known;
    for (const AnnotationFile& file : files) {
        known.insert(baseName(file.id));
    }
    for (const SplitList& split : lists.splits) {
        for (const UnknownEntry& entry : split.unknown) {
            known.insert(withoutKnownEnding(baseName(entry.text)));
        }
    }
    std::size_t count = 0;
    fs::path folder;
    for (std::size_t i = 0; i < reading.images().files().size(); ++i) {
        const ImageFile& image = reading.images().files()[i];
        if (reading.claimedImages().contains(i) ||
            known.contains(withoutKnownEnding(baseName(image.below)))) {
            continue;
        }
        folder = fs::path(image.path).parent_path();
        if (++count <= kTold) {
            issues.push_back({.kind = IssueKind::missing_annotation,
                              .file = image.path,
                              .detail = Core::tr("The image has no annotation; it is left out. To train on "
                                                 "it as background, write an annotation without objects.")});
        }
    }
    if (count > kTold) {
        issues.push_back(
            {.kind = IssueKind::missing_annotation,
             .file = folder,
             .detail = Core::tr("%1 more images have no annotation; they are left out.").arg(count - kTold)});
    }
}

/// Image folders on an unmounted disk would otherwise look like individually missing images.
void reportBrokenLinks(const fs::path& root, std::vector<DatasetIssue>& issues) {
    std::error_code ignored;  // an unreadable root has already been reported
    for (fs::directory_iterator it(root, ignored), end; !ignored && it != end; it.increment(ignored)) {
        std::error_code none;
        if (it->is_symlink(none) && !it->exists(none) && !it->path().has_extension()) {
            const std::string name = shownName(it->path().filename().native());
            issues.push_back(
                {.kind = IssueKind::unreadable_folder,
                 .file = it->path(),
                 .detail = Core::tr("%1 is a link to %2, which is not there. Mount it, or correct the link.")
                               .arg(name)
                               .arg(shownName(fs::read_symlink(it->path(), none).native()))});
        }
    }
}

/// Reports inaccessible folders, whose lists and images would otherwise silently seem missing.
void reportClosedFolders(const fs::path& folder, int depth, std::vector<DatasetIssue>& issues) {
    std::error_code ignored;  // the folder itself has already been reported
    for (fs::directory_iterator it(folder, ignored), end; !ignored && it != end; it.increment(ignored)) {
        std::error_code none;
        if (!it->is_directory(none)) {
            continue;
        }
        const bool told = std::any_of(issues.begin(), issues.end(), [&](const DatasetIssue& issue) {
            return issue.kind == IssueKind::unreadable_folder && issue.file == it->path();
        });
        if (::access(it->path().c_str(), R_OK | X_OK) != 0 && !told) {
            issues.push_back(closedFolder(it->path(), std::generic_category().message(errno)));
        } else if (depth > 1) {
            reportClosedFolders(it->path(), depth - 1, issues);
        }
    }
}

template <typename Issues>
void append(std::vector<DatasetIssue>& to, Issues&& from) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

/// The annotations of a split, each once, in id order.
std::vector<std::size_t> positionsOf(const SplitList& split) {
    std::vector<std::size_t> positions = split.annotations;
    std::sort(positions.begin(), positions.end());
    positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
    return positions;
}

/// @throws Error as Dataset::splitIndices
const SplitList& splitNamed(const SplitLists& lists, const std::string& name, const fs::path& root) {
    if (const SplitList* const split = lists.find(name)) {
        return *split;
    }
    Dataset names;
    names.root = root;
    names.unusable_lists = lists.unusable;
    for (const SplitList& split : lists.splits) {
        names.splits[split.name];
    }
    names.splitIndices(name);
    throw Error({.action = Core::tr("opening the split \"%1\"").arg(name),
                 .reason = Core::tr("there is no such split")});
}

/// Moves the results into the dataset.
/// @return [files] index into the images, or npos for a file that gave none
std::vector<std::size_t> takeImages(AnnotationReading& reading, std::size_t files,
                                    const std::vector<std::size_t>& chosen, Dataset& dataset) {
    const auto maps = labelMaps(reading.names(), dataset.classes);
    std::vector<std::size_t> positions(files, std::string::npos);
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        ReadRecord& read = reading.reads()[i];
        append(dataset.issues, read.issues);
        if (read.usable) {
            const auto table = static_cast<std::size_t>(read.names);
            applyLabels(read, maps[table], reading.names()[table], dataset.issues);
            positions[chosen[i]] = dataset.images.size();
            dataset.images.push_back(read.record);
            read.record = {};
        }
    }
    dataset.images.shrink();
    return positions;
}

/// An unusable annotation already has a finding.
void takeSplit(const SplitList& split, const std::vector<std::size_t>& positions, const ImageIndex& images,
               Dataset& dataset) {
    std::vector<std::size_t>& indices = dataset.splits[split.name];
    indices.reserve(split.annotations.size());
    for (const std::size_t annotation : split.annotations) {
        if (positions[annotation] != std::string::npos) {
            indices.push_back(positions[annotation]);
        }
    }
    append(dataset.issues, std::vector<DatasetIssue>(split.issues));
    reportUnknownEntries(split, images, dataset.issues);
}

}  // namespace

std::optional<Dataset> readVocDataset(const fs::path& folder, const ReadOptions& options,
                                      std::stop_token stop, const ProgressFn& progress) {
    const auto started = std::chrono::steady_clock::now();
    const VocLayout layout = findVocLayout(folder);
    Dataset dataset;
    const std::vector<AnnotationFile> files = listAnnotations(layout, dataset.issues);
    reportBrokenLinks(layout.root, dataset.issues);
    constexpr int kFoldersDeep = 2;  // ImageSets/Main, train/images
    reportClosedFolders(layout.root, kFoldersDeep, dataset.issues);
    SplitLists lists = readSplitLists(layout, files);

    std::vector<std::size_t> chosen;
    if (options.split.empty()) {
        chosen.resize(files.size());
        std::iota(chosen.begin(), chosen.end(), std::size_t{0});
    } else {
        lists = {.splits = {splitNamed(lists, options.split, layout.root)}, .unusable = {}, .issues = {}};
        chosen = positionsOf(lists.splits.front());
    }
    AnnotationReading reading(layout, options);
    if (!reading.run(files, chosen, stop, progress)) {
        return std::nullopt;
    }

    dataset.root = layout.root;
    dataset.name = shownName(layout.root.filename().native());
    dataset.classes = classList(reading.reads(), reading.names(), options.classes);
    const std::vector<std::size_t> positions = takeImages(reading, files.size(), chosen, dataset);
    dataset.unusable_lists = lists.unusable;
    append(dataset.issues, lists.issues);
    for (const SplitList& split : lists.splits) {
        takeSplit(split, positions, reading.images(), dataset);
    }
    reportOverlaps(dataset);
    // Without a separate folder, unrelated images may be there too.
    const bool only_images = layout.tree || layout.images != layout.root;
    if (options.split.empty() && options.check_images && only_images) {
        reportImagesWithoutAnnotation(reading, files, lists, dataset.issues);
    }
    append(dataset.issues, classNameFindings(dataset.classes, occurrencesOf(dataset)));
    dataset.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    return dataset;
}

}  // namespace priorscope
