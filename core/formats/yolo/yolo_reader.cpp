#include "core/formats/yolo/yolo_reader.hpp"

#include <algorithm>
#include <system_error>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/parallel.hpp"
#include "core/base/text/text_encoding.hpp"
#include "core/base/text/unicode.hpp"
#include "core/dataset/issue_kind.hpp"
#include "core/formats/gathered/gathering.hpp"
#include "core/formats/images/file_tree.hpp"
#include "core/formats/images/folder_names.hpp"
#include "core/formats/yolo/yolo_labels.hpp"
#include "core/formats/yolo/yolo_layout.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

/// The path below the root, without folders that say "images".
std::string nameOf(const fs::path& root, const std::string& image) {
    fs::path below = fs::path(image).lexically_relative(root);
    if (below.empty() || *below.begin() == "..") {
        below = fs::path(image).filename();
    }
    fs::path name;
    for (const fs::path& part : below.parent_path()) {
        if (!isImageFolderName(shownName(part.native()))) {
            name /= part;
        }
    }
    return shownName((name / below.filename()).generic_string());
}

class YoloReading {
  public:
    YoloReading(const YoloDescription& description, Gathering& gathering)
        : m_description(description), m_gathering(gathering), m_files(description.root) {
        m_gathering.sources.push_back(
            {.file = description.file.empty() ? description.root : description.file});
    }

    bool run(const ReadOptions& options, const std::stop_token& stop, const ProgressFn& progress) {
        for (const auto& [name, places] : m_description.splits) {
            for (const std::string& place : places) {
                addPlace(name, place);
            }
        }
        addOthers();
        m_gathering.keepSplit(options.split);
        if (options.split.empty()) {
            reportLabelsAlone();
        }
        return readLabels(stop, progress);
    }

  private:
    const fs::path& source() const { return m_gathering.sources.front().file; }

    void addPlace(const std::string& split, const std::string& value) {
        const fs::path place = resolvedPlace(m_description, value);
        std::error_code ignored;
        if (place.empty()) {
            m_gathering.split(split);
            m_gathering.report(
                IssueKind::bad_list, source(), 0, split,
                Core::tr("The split %1 is said to be in %2, which is not there.").arg(split).arg(value));
        } else if (fs::is_directory(place, ignored)) {
            m_files.add(place);
            const std::vector<std::size_t> images = m_files.imagesBelow(place);
            m_gathering.split(split);
            for (const std::size_t image : images) {
                add(split, image);
            }
            if (images.empty()) {
                m_gathering.report(
                    IssueKind::bad_list, source(), 0, split,
                    Core::tr("The split %1 has no images: %2 holds none.").arg(split).arg(value));
            }
        } else {
            addList(split, place);
        }
    }

    void addList(const std::string& split, const fs::path& list) {
        m_lists.insert(list.native());
        m_gathering.split(split);
        std::string text;
        try {
            text = readTextFile(list, Core::tr("reading the split")).text;
        } catch (const Error& error) {
            m_gathering.report(IssueKind::bad_list, list, 0, split, error.parts().reason);
            return;
        }
        int line = 0;
        for (std::size_t begin = 0; begin < text.size();) {
            const std::size_t end = std::min(text.find('\n', begin), text.size());
            const std::string entry(trimmedText(std::string_view(text).substr(begin, end - begin)));
            begin = end + 1;
            ++line;
            if (entry.empty()) {
                continue;
            }
            if (const auto image = listed(list, entry)) {
                if (!add(split, *image)) {
                    m_gathering.report(
                        IssueKind::repeated_id, list, line, entry,
                        Core::tr("The split %1 lists the image more than once; it counts once.").arg(split));
                }
            } else {
                m_gathering.report(
                    IssueKind::missing_image, list, line, entry,
                    Core::tr("The split %1 lists an image that is not there; it is left out.").arg(split));
            }
        }
    }

    std::optional<std::size_t> listed(const fs::path& list, const std::string& entry) {
        for (const fs::path& base : {list.parent_path(), m_description.root}) {
            const fs::path path = (base / entry).lexically_normal();
            if (const auto image = m_files.imageAt(path)) {
                return image;
            }
            std::error_code ignored;
            if (isImageName(entry) && fs::is_regular_file(path, ignored)) {
                m_files.add(path.parent_path());
                return m_files.imageAt(path);
            }
        }
        return m_files.imageNamed(plainImageName(entry).substr(plainImageName(entry).rfind('/') + 1));
    }

    /// @return false if the split has it already
    bool add(const std::string& split, std::size_t image) {
        const std::size_t index = recordOf(image);
        if (split.empty()) {
            return true;
        }
        if (!m_members[split].insert(index).second) {
            return false;
        }
        m_gathering.split(split).images.push_back(index);
        return true;
    }

    std::size_t recordOf(std::size_t image) {
        const auto [known, is_new] = m_records.emplace(image, m_gathering.images.size());
        if (is_new) {
            const std::string& path = m_files.images()[image].path;
            GatheredImage& gathered = m_gathering.images.emplace_back();
            gathered.name = nameOf(m_description.root, path);
            gathered.record.image_file = path;
            gathered.record.image_exists = true;
            gathered.record.annotation_file = m_files.labelsOf(path);
            m_used.insert(gathered.record.annotation_file.native());
        }
        return known->second;
    }

    /// Images that no split names: all of them if there are no splits, else those with labels.
    void addOthers() {
        std::size_t left_out = 0;
        for (std::size_t i = 0; i < m_files.images().size(); ++i) {
            if (m_records.contains(i)) {
                continue;
            }
            if (m_gathering.splits.empty() || !m_files.labelsOf(m_files.images()[i].path).empty()) {
                recordOf(i);
            } else {
                ++left_out;
            }
        }
        if (left_out > 0) {
            m_gathering.report(
                IssueKind::missing_annotation, source(), 0, {},
                Core::tr("Images without labels that no split names: %1. They are left out.").arg(left_out));
        }
    }

    void reportLabelsAlone() {
        constexpr std::size_t kTold = 20;
        constexpr std::size_t kBytes = 4096;
        std::size_t count = 0;
        for (const auto& [path, unused] : m_files.texts()) {
            if (m_used.contains(path) || m_lists.contains(path) || path == source().native() ||
                !looksLikeYoloLabels(firstBytes(path, kBytes))) {
                continue;
            }
            if (++count <= kTold) {
                m_gathering.report(IssueKind::missing_image, path, 0, {},
                                   Core::tr("No image belongs to the label file; it is left out."));
            }
        }
        if (count > kTold) {
            m_gathering.report(IssueKind::missing_image, m_description.root, 0, {},
                               Core::tr("%1 more label files have no image.").arg(count - kTold));
        }
    }

    bool readLabels(const std::stop_token& stop, const ProgressFn& progress) {
        const YoloClasses classes = classesOf();
        return parallelChunks(m_gathering.images.size(), {.chunk = 64, .unit = "annotations"}, stop, progress,
                              [&](std::size_t begin, std::size_t end, int) {
                                  for (std::size_t i = begin; i < end; ++i) {
                                      GatheredImage& image = m_gathering.images[i];
                                      if (!image.record.annotation_file.empty()) {
                                          readYoloLabels(image.record.annotation_file, classes,
                                                         m_gathering.names, image);
                                      }
                                  }
                              });
    }

    YoloClasses classesOf() {
        YoloClasses classes{.has_keypoints = m_description.has_keypoints};
        std::vector<std::string> names = m_description.names;
        if (!m_description.has_names) {
            constexpr std::size_t kNumbered = 1000;
            for (std::size_t i = 0; i < kNumbered; ++i) {
                names.push_back(std::to_string(i));
            }
            m_gathering.report(IssueKind::no_name, source(), 0, {},
                               Core::tr("No data.yaml, classes.txt or obj.names says what the classes are "
                                        "called: their numbers are taken."));
        }
        for (std::size_t i = 0; i < names.size(); ++i) {
            const std::string name = cleanedClassName(names[i]);
            classes.names.push_back(m_gathering.names.idOf(name.empty() ? std::to_string(i) : name));
        }
        if (m_description.has_names) {
            m_gathering.classes = m_gathering.names.names();
        }
        return classes;
    }

    const YoloDescription& m_description;
    Gathering& m_gathering;
    YoloFiles m_files;
    std::unordered_map<std::size_t, std::size_t> m_records;  // of images
    std::unordered_map<std::string, std::unordered_set<std::size_t>> m_members;
    std::unordered_set<std::string> m_used;
    std::unordered_set<std::string> m_lists;
};

}  // namespace

bool isYoloDataset(const fs::path& path) {
    return yoloDescription(path).has_value();
}

std::optional<Dataset> readYoloDataset(const fs::path& path, const ReadOptions& options,
                                       const std::stop_token& stop, const ProgressFn& progress) {
    const std::optional<YoloDescription> description = yoloDescription(path);
    if (!description) {
        throw Error({.action = Core::tr("opening the dataset"),
                     .file = path.string(),
                     .reason = Core::tr("it holds neither a data.yaml nor label files of YOLO")});
    }
    Gathering gathering{.root = description->root,
                        .unit = BoxUnit::fractions,
                        .orientation = OrientationSetting::shown,
                        .reports_other_images = false};
    YoloReading reading(*description, gathering);
    if (!reading.run(options, stop, progress)) {
        return std::nullopt;
    }
    if (gathering.images.empty()) {
        throw Error({.action = Core::tr("opening the dataset"),
                     .file = description->file.empty() ? path.string() : description->file.string(),
                     .reason = Core::tr("none of its images is there"),
                     .remedy = Core::tr("Correct the paths in data.yaml, or put the images there")});
    }
    return datasetFrom(std::move(gathering), options, stop, progress);
}

}  // namespace priorscope
