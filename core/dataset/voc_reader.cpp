#include "core/dataset/voc_reader.hpp"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/parallel.hpp"
#include "core/dataset/voc_annotation.hpp"
#include "core/dataset/voc_layout.hpp"
#include "core/image/image.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;
using SplitLists = std::vector<std::pair<std::string, std::vector<std::string>>>;

/// What one thread made of one file.
struct ReadRecord {
    bool usable = false;
    int names = 0;  ///< which NameTable the labels refer to
    ImageRecord record;
    std::vector<DatasetIssue> issues;
};

std::string plain(double value) {
    std::string text = std::to_string(value);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) {
        text.pop_back();
    }
    return text;
}

/// Reads the files of a list on several threads.
class ListReader {
  public:
    ListReader(const VocLayout& layout, const VocReadOptions& options, int workers)
        : m_layout(layout),
          m_options(options),
          m_parsers(static_cast<std::size_t>(workers)),
          m_names(static_cast<std::size_t>(workers)) {
        if (options.check_images) {
            m_images =
                layout.flat ? ImageIndex({layout.root}) : ImageIndex({layout.images, layout.annotations});
        }
    }

    ReadRecord read(const AnnotationFile& file, int worker) {
        NameTable& names = m_names[static_cast<std::size_t>(worker)];
        ParsedAnnotation parsed = m_parsers[static_cast<std::size_t>(worker)].parse(file.path, names);
        ReadRecord result{
            .usable = parsed.usable, .names = worker, .record = {}, .issues = std::move(parsed.issues)};
        if (!parsed.usable) {
            return result;
        }
        ImageRecord& record = result.record;
        record.id = file.id;
        record.annotation_file = file.path;
        record.width = parsed.width;
        record.height = parsed.height;
        record.objects = std::move(parsed.objects);
        findImage(parsed.filename, result);
        if (record.width <= 0 || record.height <= 0) {
            takeSizeFromImage(result);
        }
        placeBoxes(result, names);
        return result;
    }

    const std::vector<NameTable>& names() const { return m_names; }

  private:
    /// Where the image is: as the annotation names it, or else beside the id.
    void findImage(const std::string& filename, ReadRecord& result) const {
        ImageRecord& record = result.record;
        const std::string expected = filename.empty() ? record.id + ".jpg" : filename;
        if (!m_options.check_images) {
            record.image_file = m_layout.images / expected;
            return;
        }
        const std::string* found = nullptr;
        const std::size_t slash = record.id.rfind('/');
        if (!filename.empty()) {
            // In a tree the same name may occur in several folders: the annotation's own comes first.
            found = slash == std::string::npos ? nullptr
                                               : m_images.find(record.id.substr(0, slash + 1) + filename);
            found = found != nullptr ? found : m_images.find(filename);
            found = found != nullptr ? found : m_images.findWithoutEnding(filename);
        }
        const bool as_named = found != nullptr;
        found = found != nullptr ? found : m_images.findWithoutEnding(record.id);
        record.image_exists = found != nullptr;
        record.image_file = found != nullptr ? fs::path(*found) : m_layout.images / expected;
        if (found == nullptr) {
            report(result, IssueKind::missing_image, 0, {}, "The image " + expected + " is not there.",
                   false);
        } else if (!as_named && !filename.empty()) {
            report(result, IssueKind::missing_image, 0, {},
                   "The annotation names the image " + filename + ", which is not there; " +
                       record.image_file.filename().string() + " is taken instead.",
                   true);
        }
    }

    static void takeSizeFromImage(ReadRecord& result) {
        ImageRecord& record = result.record;
        const auto size = record.image_exists ? readImageSize(record.image_file) : std::nullopt;
        record.width = size ? size->width : 0;
        record.height = size ? size->height : 0;
        if (size) {
            report(result, IssueKind::no_size, 0, {},
                   "The annotation gives no usable size; the image's own is taken: " +
                       std::to_string(size->width) + " x " + std::to_string(size->height) + ".",
                   true);
        } else {
            report(result, IssueKind::no_size, 0, {},
                   "Neither the annotation nor the image gives a size; the image is not used for training.",
                   false);
        }
    }

    void placeBoxes(ReadRecord& result, const NameTable& names) const {
        ImageRecord& record = result.record;
        if (record.width <= 0) {
            return;
        }
        const double first = m_options.zero_based ? 0.0 : 1.0;
        for (std::size_t i = 0; i < record.objects.size(); ++i) {
            Annotation& object = record.objects[i];
            const VocBox& box = object.voc;
            const double shift = 1.0 - first;
            object.box =
                fractionsFromVoc({box.xmin + shift, box.ymin + shift, box.xmax + shift, box.ymax + shift},
                                 record.width, record.height);
            const bool outside = box.xmin < first || box.ymin < first || box.xmax + shift > record.width ||
                                 box.ymax + shift > record.height;
            if (outside) {
                report(result, IssueKind::outside, object.line, describe(record, i, names),
                       "The box (" + plain(box.xmin) + ", " + plain(box.ymin) + ", " + plain(box.xmax) +
                           ", " + plain(box.ymax) + ") reaches outside the image of " +
                           std::to_string(record.width) + " x " + std::to_string(record.height) + ".",
                       true);
            }
        }
    }

    /// "person 2": the second person among the usable objects of the image.
    static std::string describe(const ImageRecord& record, std::size_t index, const NameTable& names) {
        const int label = record.objects[index].label;
        const auto count = std::count_if(record.objects.begin(),
                                         record.objects.begin() + static_cast<std::ptrdiff_t>(index) + 1,
                                         [label](const Annotation& other) { return other.label == label; });
        return names.names()[static_cast<std::size_t>(label)] + " " + std::to_string(count);
    }

    static void report(ReadRecord& result, IssueKind kind, int line, std::string object, std::string detail,
                       bool fixable) {
        result.issues.push_back({.kind = kind,
                                 .file = result.record.annotation_file,
                                 .line = line,
                                 .object = std::move(object),
                                 .detail = std::move(detail),
                                 .fixable = fixable});
    }

    const VocLayout& m_layout;
    const VocReadOptions& m_options;
    std::vector<VocAnnotationParser> m_parsers;
    std::vector<NameTable> m_names;
    ImageIndex m_images;
};

/// VOC's twenty where they suffice, else the names of the data, sorted.
std::vector<std::string> classList(const std::vector<NameTable>& tables,
                                   const std::vector<std::string>& fixed) {
    if (!fixed.empty()) {
        return fixed;
    }
    std::vector<std::string> names;
    for (const NameTable& table : tables) {
        names.insert(names.end(), table.names().begin(), table.names().end());
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    const std::vector<std::string>& voc = vocClasses();
    const bool of_voc = !names.empty() && std::includes(voc.begin(), voc.end(), names.begin(), names.end());
    return of_voc ? voc : names;
}

/// For every table: label of each of its names, 0 where the class list lacks it.
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

/// Turns ids of names into labels; objects of unknown classes are left out and reported.
void applyLabels(ReadRecord& read, const std::vector<int>& map, const NameTable& names,
                 std::vector<DatasetIssue>& issues) {
    std::erase_if(read.record.objects, [&](Annotation& object) {
        const auto id = static_cast<std::size_t>(object.label);
        object.label = map[id];
        if (object.label == 0) {
            issues.push_back({.kind = IssueKind::unknown_class,
                              .file = read.record.annotation_file,
                              .line = object.line,
                              .object = names.names()[id],
                              .detail = "The class is not in the class list; the object is left out."});
        }
        return object.label == 0;
    });
}

/// Resolves the ids of the split lists. An id whose annotation was found unusable has its report already.
void resolveSplits(const SplitLists& lists, const std::vector<AnnotationFile>& files,
                   const std::vector<ReadRecord>& reads, const std::vector<std::size_t>& positions,
                   const VocLayout& layout, Dataset& dataset) {
    std::unordered_map<std::string_view, std::size_t> by_id;
    for (std::size_t i = 0; i < files.size(); ++i) {
        by_id.emplace(files[i].id, i);
    }
    for (const auto& [name, ids] : lists) {
        std::vector<std::size_t>& indices = dataset.splits[name];
        indices.reserve(ids.size());
        for (const std::string& id : ids) {
            const auto found = by_id.find(id);
            if (found == by_id.end()) {
                std::string detail = "The split " + name + " names ";
                detail += id;
                detail += ", which has no annotation; it is left out.";
                dataset.issues.push_back({.kind = IssueKind::missing_annotation,
                                          .file = layout.annotations / (id + ".xml"),
                                          .detail = std::move(detail)});
            } else if (reads[found->second].usable) {
                indices.push_back(positions[found->second]);
            }
        }
    }
}

/// The files of one split, in the order of their ids; ids without a file are left to resolveSplits.
std::vector<AnnotationFile> filesOfSplit(const VocLayout& layout, const std::vector<std::string>& ids) {
    std::vector<AnnotationFile> all = listAnnotations(layout);
    const std::unordered_set<std::string_view> wanted(ids.begin(), ids.end());
    std::erase_if(all, [&wanted](const AnnotationFile& file) { return !wanted.contains(file.id); });
    return all;
}

}  // namespace

std::optional<Dataset> readVocDataset(const fs::path& folder, const VocReadOptions& options,
                                      std::stop_token stop, const ProgressFn& progress) {
    const auto started = std::chrono::steady_clock::now();
    const VocLayout layout = findVocLayout(folder);
    SplitLists lists;
    std::vector<AnnotationFile> files;
    if (options.split.empty()) {
        files = listAnnotations(layout);
        lists = readSplitLists(layout);
    } else {
        lists.emplace_back(options.split, readSplitList(layout, options.split));
        files = filesOfSplit(layout, lists.front().second);
    }

    const int workers = std::min(defaultWorkers(), 8);
    ListReader reader(layout, options, workers);
    std::vector<ReadRecord> reads(files.size());
    const bool complete =
        parallelChunks(files.size(), {.chunk = 64, .workers = workers, .unit = "annotations"},
                       std::move(stop), progress, [&](std::size_t begin, std::size_t end, int worker) {
                           for (std::size_t i = begin; i < end; ++i) {
                               reads[i] = reader.read(files[i], worker);
                           }
                       });
    if (!complete) {
        return std::nullopt;
    }

    Dataset dataset;
    dataset.root = layout.root;
    dataset.name = layout.root.filename().string();
    dataset.classes = classList(reader.names(), options.classes);
    const auto maps = labelMaps(reader.names(), dataset.classes);
    dataset.images.reserve(reads.size());
    std::vector<std::size_t> positions(reads.size());
    for (std::size_t i = 0; i < reads.size(); ++i) {
        ReadRecord& read = reads[i];
        std::move(read.issues.begin(), read.issues.end(), std::back_inserter(dataset.issues));
        if (!read.usable) {
            continue;
        }
        const auto table = static_cast<std::size_t>(read.names);
        applyLabels(read, maps[table], reader.names()[table], dataset.issues);
        positions[i] = dataset.images.size();
        dataset.images.push_back(std::move(read.record));
    }
    resolveSplits(lists, files, reads, positions, layout, dataset);
    dataset.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    return dataset;
}

}  // namespace priorscope
