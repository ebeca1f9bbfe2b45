#include <algorithm>
#include <iterator>

#include <optional>
#include <system_error>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "core/base/text/text_encoding.hpp"
#include "core/dataset/issue_kind.hpp"
#include "core/formats/gathered/gathering.hpp"
#include "core/formats/images/file_tree.hpp"
#include "core/formats/images/image_index.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

class ImageSearch {
  public:
    ImageSearch(Gathering& gathering, bool check_images) : m_gathering(gathering) {
        const bool are_found =
            !gathering.reports_other_images &&
            std::all_of(gathering.images.begin(), gathering.images.end(),
                        [](const GatheredImage& image) { return image.record.image_exists; });
        if (check_images && !are_found) {
            m_index = ImageIndex({gathering.root});
            for (std::size_t i = 0; i < m_index.files().size(); ++i) {
                m_by_path.emplace(shownName(m_index.files()[i].path), i);
            }
        }
    }

    void find(GatheredImage& image) {
        if (!image.record.image_file.empty()) {
            claim(image.record.image_file.native());
            return;
        }
        for (const std::string& folder : foldersOf(image.source)) {
            const auto found = m_by_path.find(folder + image.name);
            if (found != m_by_path.end()) {
                take(image, found->second);
                return;
            }
        }
        std::error_code ignored;
        if (const fs::path given(image.name);
            !m_by_path.empty() && fs::is_regular_file("/" / given, ignored)) {
            image.record.image_file = "/" / given;
            image.record.image_exists = true;
            return;
        }
        if (const auto found = byName(image)) {
            take(image, *found);
            return;
        }
        image.record.image_file = expectedFolder(image.source) / image.name;
    }

    void reportMissing(GatheredImage& image) {
        if (image.record.image_exists || ++m_missing > kMissingTold) {
            return;
        }
        const std::string stem(withoutKnownEnding(baseName(image.name)));
        const std::string other = m_index.otherFormat(stem);
        image.issues.push_back(
            {.kind = other.empty() ? IssueKind::missing_image : IssueKind::bad_image,
             .file = fileOf(image),
             .line = image.line,
             .detail =
                 other.empty()
                     ? Core::tr("The image %1 is not there; it was looked for in %2, and is left out. Put "
                                "it there, or remove the annotation.")
                           .arg(image.name)
                           .arg(shownName(expectedFolder(image.source).native()))
                     : Core::tr("The image %1 is there, but files of this format are not read: convert it "
                                "to JPEG or PNG.")
                           .arg(other)});
    }

    /// Where most images are not there, a few say enough.
    void reportMoreMissing() const {
        if (m_missing > kMissingTold) {
            m_gathering.report(IssueKind::missing_image, m_gathering.root, 0, {},
                               Core::tr("%1 more images are not there.").arg(m_missing - kMissingTold));
        }
    }

    void reportOthers() const {
        constexpr std::size_t kTold = 20;
        std::size_t count = 0;
        for (const ImageFile& file : m_index.files()) {
            if (m_claimed.contains(file.path)) {
                continue;
            }
            if (++count <= kTold) {
                m_gathering.report(IssueKind::missing_annotation, file.path, 0, {},
                                   Core::tr("No annotation names the image; it is left out."));
            }
        }
        if (count > kTold) {
            m_gathering.report(
                IssueKind::missing_annotation, m_gathering.root, 0, {},
                Core::tr("%1 more images have no annotation; they are left out.").arg(count - kTold));
        }
    }

  private:
    static constexpr std::size_t kMissingTold = 1000;

    const fs::path& fileOf(const GatheredImage& image) const {
        return image.record.annotation_file.empty() ? m_gathering.sources[image.source].file
                                                    : image.record.annotation_file;
    }

    /// Where images of a source may lie, as the index has them, with a slash at the end.
    const std::vector<std::string>& foldersOf(std::size_t source) {
        m_folders.resize(m_gathering.sources.size());
        std::vector<std::string>& folders = m_folders[source];
        if (folders.empty()) {
            for (const fs::path& folder : m_gathering.sources[source].folders) {
                const std::string text = shownName(folder.native());
                folders.push_back(text.ends_with('/') ? text : text + "/");
            }
        }
        return folders;
    }

    /// The likeliest folder that is there.
    const fs::path& expectedFolder(std::size_t source) {
        m_expected.resize(m_gathering.sources.size());
        if (m_expected[source].empty()) {
            const std::vector<fs::path>& folders = m_gathering.sources[source].folders;
            const auto found = std::find_if(folders.begin(), folders.end(), isFolder);
            m_expected[source] = found == folders.end() ? m_gathering.root : *found;
        }
        return m_expected[source];
    }

    void claim(const std::string& path) { m_claimed.insert(path); }

    void take(GatheredImage& image, std::size_t file) {
        image.record.image_file = m_index.files()[file].path;
        image.record.image_exists = true;
        claim(m_index.files()[file].path);
    }

    /// A file of that name, or with another ending, wherever it lies: the nearest to where the name says.
    std::optional<std::size_t> byName(GatheredImage& image) {
        std::vector<std::size_t> found = m_index.named(baseName(image.name));
        const bool is_renamed = found.empty() && isImageName(image.name);
        if (found.empty()) {
            found = m_index.withStem(withoutKnownEnding(baseName(image.name)));
        }
        const std::string place = m_gathering.sources[image.source].split.empty()
                                      ? image.name
                                      : m_gathering.sources[image.source].split + "/" + image.name;
        std::erase_if(found, [&](std::size_t file) {
            return placesOf(place, m_index.files()[file].below) == Places::of_other_split;
        });
        if (found.empty()) {
            return std::nullopt;
        }
        const auto distance = [&](std::size_t file) {
            return folderDistance(place, m_index.files()[file].below);
        };
        std::stable_sort(found.begin(), found.end(),
                         [&](std::size_t a, std::size_t b) { return distance(a) < distance(b); });
        const std::string taken = m_index.files()[found.front()].below;
        if (is_renamed) {
            note(image, IssueKind::missing_image,
                 Core::tr("The annotation names the image %1, which is not there; %2 is taken instead.")
                     .arg(image.name)
                     .arg(taken));
        } else if (found.size() > 1 && distance(found[0]) == distance(found[1])) {
            note(image, IssueKind::ambiguous_image,
                 Core::tr("The images %1 and %2 both fit the name %3; %1 is taken. Name it with its folder.")
                     .arg(taken)
                     .arg(m_index.files()[found[1]].below)
                     .arg(image.name));
        }
        return found.front();
    }

    void note(GatheredImage& image, IssueKind kind, Sentence detail) const {
        image.issues.push_back(
            {.kind = kind, .file = fileOf(image), .line = image.line, .detail = std::move(detail)});
    }

    Gathering& m_gathering;
    ImageIndex m_index;
    std::unordered_map<std::string, std::size_t> m_by_path;
    std::unordered_set<std::string> m_claimed;
    std::vector<std::vector<std::string>> m_folders;  // [sources]
    std::vector<fs::path> m_expected;                 // [sources]
    std::size_t m_missing = 0;
};

bool haveSameObjects(const GatheredImage& a, const GatheredImage& b) {
    const auto key = [](const GatheredImage& image) {
        std::vector<std::tuple<int, double, double, double, double>> objects;
        for (const Annotation& object : image.record.objects) {
            objects.emplace_back(object.label, object.voc.xmin, object.voc.ymin, object.voc.xmax,
                                 object.voc.ymax);
        }
        std::sort(objects.begin(), objects.end());
        return objects;
    };
    return key(a) == key(b);
}

/// Adds what another description of the same image has.
void addDescription(const Gathering& gathering, GatheredImage& first, GatheredImage& more) {
    if (more.source == first.source) {
        first.issues.push_back(
            {.kind = IssueKind::repeated_id,
             .file = more.record.annotation_file.empty() ? gathering.sources[more.source].file
                                                         : more.record.annotation_file,
             .line = more.line,
             .detail = Core::tr("The image %1 is listed more than once: it is one image with the objects of "
                                "all entries.")
                           .arg(more.name)});
        first.record.objects.insert(first.record.objects.end(), more.record.objects.begin(),
                                    more.record.objects.end());
        first.object_ids.insert(first.object_ids.end(), more.object_ids.begin(), more.object_ids.end());
    } else if (!haveSameObjects(first, more)) {
        first.issues.push_back(
            {.kind = IssueKind::shared_image,
             .file = gathering.sources[more.source].file,
             .line = more.line,
             .detail =
                 Core::tr("The image %1 has other objects here than in %2, which is read first: those of "
                          "%2 are taken.")
                     .arg(more.name)
                     .arg(shownName(gathering.sources[first.source].file.filename().native()))});
    }
}

std::string keyOf(const GatheredImage& image) {
    return image.record.image_exists ? image.record.image_file.native()
                                     : image.name + "\n" + std::to_string(image.said_width) + "x" +
                                           std::to_string(image.said_height);
}

/// Descriptions of the same image become one.
void merge(Gathering& gathering) {
    std::unordered_map<std::string, std::size_t> first;
    std::vector<std::size_t> positions(gathering.images.size());
    std::vector<GatheredImage> merged;
    merged.reserve(gathering.images.size());
    for (std::size_t i = 0; i < gathering.images.size(); ++i) {
        GatheredImage& image = gathering.images[i];
        std::string key = keyOf(image);
        if (!image.record.image_exists) {
            // Without the image, another file's entry of that name is the same if all of it is.
            const auto same = first.find(key);
            if (same != first.end() && merged[same->second].source != image.source &&
                !haveSameObjects(merged[same->second], image)) {
                key += "\n" + std::to_string(image.source);
            }
        }
        const auto [known, is_new] = first.emplace(std::move(key), merged.size());
        positions[i] = known->second;
        if (is_new) {
            merged.push_back(std::move(image));
        } else {
            addDescription(gathering, merged[known->second], image);
        }
    }
    gathering.images = std::move(merged);
    for (GatheredSplit& split : gathering.splits) {
        std::unordered_set<std::size_t> seen;
        std::vector<std::size_t> images;
        for (const std::size_t image : split.images) {
            if (seen.insert(positions[image]).second) {
                images.push_back(positions[image]);
            }
        }
        split.images = std::move(images);
    }
}

/// Without an image, fractions have no pixels. Its findings stay.
void dropAbsent(Gathering& gathering) {
    std::vector<std::size_t> positions(gathering.images.size(), std::string::npos);
    std::vector<GatheredImage> kept;
    for (std::size_t i = 0; i < gathering.images.size(); ++i) {
        GatheredImage& image = gathering.images[i];
        if (image.record.image_exists) {
            positions[i] = kept.size();
            kept.push_back(std::move(image));
        } else {
            gathering.issues.insert(gathering.issues.end(), std::make_move_iterator(image.issues.begin()),
                                    std::make_move_iterator(image.issues.end()));
        }
    }
    gathering.images = std::move(kept);
    for (GatheredSplit& split : gathering.splits) {
        std::erase_if(split.images, [&](std::size_t image) { return positions[image] == std::string::npos; });
        std::transform(split.images.begin(), split.images.end(), split.images.begin(),
                       [&](std::size_t image) { return positions[image]; });
    }
}

}  // namespace

void findImages(Gathering& gathering, bool check_images) {
    ImageSearch search(gathering, check_images);
    for (GatheredImage& image : gathering.images) {
        search.find(image);
    }
    merge(gathering);
    if (!check_images) {
        return;
    }
    for (GatheredImage& image : gathering.images) {
        search.reportMissing(image);
    }
    search.reportMoreMissing();
    if (gathering.unit == BoxUnit::fractions) {
        dropAbsent(gathering);
    }
    if (gathering.reports_other_images) {
        search.reportOthers();
    }
}

}  // namespace priorscope
