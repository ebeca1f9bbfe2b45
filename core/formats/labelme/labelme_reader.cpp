#include "core/formats/labelme/labelme_reader.hpp"

#include <algorithm>
#include <set>
#include <system_error>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/parallel.hpp"
#include "core/base/text/number_text.hpp"
#include "core/base/text/text_encoding.hpp"
#include "core/base/text/unicode.hpp"
#include "core/dataset/issue_kind.hpp"
#include "core/formats/gathered/gathering.hpp"
#include "core/formats/images/file_tree.hpp"
#include "core/formats/images/folder_names.hpp"
#include "core/formats/images/image_index.hpp"
#include "core/formats/labelme/labelme_file.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

bool isJson(std::string_view name) {
    return caseFolded(name).ends_with(".json");
}

/// Files of LabelMe begin with a version, flags and the shapes.
bool looksLikeLabelme(const fs::path& file) {
    constexpr std::size_t kLooked = 65536;
    const std::string text = firstBytes(file, kLooked);
    const std::size_t begin = text.find_first_not_of("\xEF\xBB\xBF \t\r\n");
    return begin != std::string::npos && text[begin] == '{' && text.find("\"shapes\"") != std::string::npos;
}

bool hasFiles(const fs::path& folder) {
    constexpr int kLooked = 8;
    constexpr int kListed = 4096;
    int looked = 0;
    int listed = 0;
    std::error_code ignored;
    for (fs::directory_iterator it(folder, ignored), end;
         !ignored && it != end && looked < kLooked && listed < kListed; it.increment(ignored), ++listed) {
        const std::string name = it->path().filename().string();
        if (!name.starts_with('.') && isJson(name)) {
            ++looked;
            if (looksLikeLabelme(it->path())) {
                return true;
            }
        }
    }
    return false;
}

std::string edgesText(const VocBox& box, int, int) {
    return "(" + significantText(box.xmin - 1.0, 8) + ", " + significantText(box.ymin - 1.0, 8) + "), (" +
           significantText(box.xmax, 8) + ", " + significantText(box.ymax, 8) + ")";
}

/// The file's path below the root without folders that say what lies in them.
std::string placeOf(std::string_view below) {
    std::string place;
    for (std::size_t slash = below.find('/'); slash != std::string_view::npos; slash = below.find('/')) {
        const std::string_view folder = below.substr(0, slash);
        if (!isAnnotationFolderName(folder) && !isImageFolderName(folder)) {
            place += std::string(folder) + "/";
        }
        below.remove_prefix(slash + 1);
    }
    return place;
}

std::string splitOf(std::string_view below) {
    for (std::size_t slash = below.find('/'); slash != std::string_view::npos; slash = below.find('/')) {
        if (isSplitWord(below.substr(0, slash))) {
            return std::string(below.substr(0, slash));
        }
        below.remove_prefix(slash + 1);
    }
    return {};
}

class LabelmeReading {
  public:
    LabelmeReading(const fs::path& root, Gathering& gathering) : m_gathering(gathering) {
        gathering.sources.push_back({.file = root, .folders = {root}});
        forEachFile(
            root,
            [this](const std::string& path, std::string_view below) {
                if (isJson(below)) {
                    m_files.push_back({path, std::string(below)});
                } else if (isImageName(baseName(below))) {
                    m_images.insert(path);
                    m_stems.insert(path.substr(0, path.rfind('.')));
                }
            },
            [this](const fs::path& folder, const std::string& reason) {
                m_gathering.report(IssueKind::unreadable_folder, folder, 0, {},
                                   Core::tr("The folder cannot be opened: %1").arg(reason));
            });
        std::sort(m_files.begin(), m_files.end(),
                  [](const ImageFile& a, const ImageFile& b) { return a.below < b.below; });
    }

    bool run(const std::stop_token& stop, const ProgressFn& progress) {
        std::vector<LabelmeFile> read(m_files.size());
        const bool complete = parallelChunks(m_files.size(), {.chunk = 16, .unit = "annotations"}, stop,
                                             progress, [&](std::size_t begin, std::size_t end, int) {
                                                 for (std::size_t i = begin; i < end; ++i) {
                                                     read[i] = readLabelmeFile(m_files[i].path);
                                                 }
                                             });
        std::size_t crowds = 0;
        for (std::size_t i = 0; complete && i < read.size(); ++i) {
            crowds += read[i].crowds;
            take(m_files[i], std::move(read[i]));
        }
        m_gathering.reportCrowds(m_gathering.root, crowds);
        return complete;
    }

  private:
    void take(const ImageFile& file, LabelmeFile read) {
        if (!read.usable) {
            m_gathering.issues.insert(m_gathering.issues.end(), read.issues.begin(), read.issues.end());
            return;
        }
        GatheredImage image{.said_width = read.width, .said_height = read.height};
        image.record.annotation_file = file.path;
        image.issues = std::move(read.issues);
        const std::string name = imageNameOf(file, read, image);
        image.name = plainImageName(placeOf(file.below) + name);
        for (std::size_t i = 0; i < read.objects.size(); ++i) {
            read.objects[i].label = m_gathering.names.idOf(read.labels[i]);
            image.record.objects.push_back(std::move(read.objects[i]));
        }
        const fs::path beside = fs::path(file.path).parent_path() / name;
        if (m_images.contains(beside.native())) {
            image.record.image_file = beside;
            image.record.image_exists = true;
        }
        if (const std::string split = splitOf(file.below); !split.empty()) {
            m_gathering.split(split).images.push_back(m_gathering.images.size());
        }
        m_gathering.images.push_back(std::move(image));
    }

    /// The image that a file names; its own, if it names that of another file while one of its own name lies
    /// beside it: a file that was copied.
    std::string imageNameOf(const ImageFile& file, const LabelmeFile& read, GatheredImage& image) const {
        const std::string plain = plainImageName(read.image_path);
        const std::string named(baseName(plain));
        const std::string own = file.path.substr(0, file.path.rfind('.'));
        const std::string own_name(baseName(own));
        if (!m_stems.contains(own) || withoutKnownEnding(named) == own_name) {
            return named.empty() ? own_name + ".jpg" : named;
        }
        const auto beside =
            std::find_if(m_images.lower_bound(own + "."), m_images.end(),
                         [&](const std::string& path) { return path.substr(0, path.rfind('.')) == own; });
        if (beside == m_images.end()) {
            return named.empty() ? own_name + ".jpg" : named;
        }
        const std::string taken(baseName(*beside));
        if (!named.empty()) {
            image.issues.push_back(
                {.kind = IssueKind::wrong_name,
                 .file = file.path,
                 .detail =
                     Core::tr("The annotation names the image %1, but is itself called %2: %3 is taken. "
                              "Correct imagePath.")
                         .arg(plain)
                         .arg(own_name)
                         .arg(taken)});
        }
        return taken;
    }

    Gathering& m_gathering;
    std::vector<ImageFile> m_files;
    std::set<std::string> m_images;
    std::set<std::string> m_stems;
};

}  // namespace

bool isLabelmeDataset(const fs::path& path) {
    if (!isFolder(path)) {
        return false;
    }
    if (hasFiles(path)) {
        return true;
    }
    for (const std::string& name : foldersIn(path)) {
        if (hasFiles(path / name)) {
            return true;
        }
        if (isAnnotationFolderName(name)) {
            for (const std::string& below : foldersIn(path / name)) {
                if (isSplitWord(below) && hasFiles(path / name / below)) {
                    return true;
                }
            }
        }
    }
    return false;
}

std::optional<Dataset> readLabelmeDataset(const fs::path& path, const ReadOptions& options,
                                          const std::stop_token& stop, const ProgressFn& progress) {
    Gathering gathering{.root = path,
                        .orientation = OrientationSetting::shown,
                        .size_name = Core::tr("imageWidth and imageHeight"),
                        .box_text = edgesText};
    LabelmeReading reading(path, gathering);
    if (!reading.run(stop, progress)) {
        return std::nullopt;
    }
    if (gathering.images.empty()) {
        throw Error(
            {.action = Core::tr("opening the dataset"),
             .file = gathering.issues.empty() ? path.string() : gathering.issues.front().file.string(),
             .reason = gathering.issues.empty() ? Core::tr("it holds no JSON file of LabelMe")
                                                : gathering.issues.front().detail});
    }
    return datasetFrom(std::move(gathering), options, stop, progress);
}

}  // namespace priorscope
