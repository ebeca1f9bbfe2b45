#include "core/formats/images/image_dataset.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>
#include <unordered_set>

#include "core/base/error.hpp"
#include "core/base/parallel.hpp"
#include "core/base/text/text_encoding.hpp"
#include "core/base/text/unicode.hpp"
#include "core/dataset/issue_kind.hpp"
#include "core/formats/images/file_tree.hpp"
#include "core/formats/images/image_folder.hpp"
#include "core/formats/images/image_index.hpp"
#include "core/image/image.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

/// Thrown to end a walk through a folder.
struct HasAnnotations {};

std::string_view endingOf(std::string_view name) {
    const std::size_t dot = name.rfind('.');
    return dot == std::string_view::npos ? std::string_view() : name.substr(dot);
}

bool isAnnotationEnding(std::string_view name) {
    constexpr std::array<std::string_view, 3> kEndings{".xml", ".json", ".csv"};
    const std::string ending = caseFolded(endingOf(name));
    return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
}

ImageRecord recordOf(const fs::path& folder, const std::string& file) {
    ImageRecord record;
    const std::string below = fs::path(file).lexically_relative(folder).string();
    record.id = shownName(withoutKnownEnding(below));
    record.image_file = file;
    std::error_code error;
    record.image_exists = fs::exists(file, error);
    if (const std::optional<ImageHeader> header = readImageHeader(file)) {
        record.width = header->shown().width;
        record.height = header->shown().height;
        record.orientation = header->orientation;
    }
    return record;
}

/// a.jpg beside a.png: both keep their endings.
void tellApart(const fs::path& folder, std::vector<ImageRecord>& images) {
    std::sort(images.begin(), images.end(),
              [](const ImageRecord& a, const ImageRecord& b) { return a.id < b.id; });
    for (std::size_t i = 0; i < images.size();) {
        std::size_t end = i + 1;
        while (end < images.size() && images[end].id == images[i].id) {
            ++end;
        }
        for (std::size_t each = i; end - i > 1 && each < end; ++each) {
            images[each].id = shownName(images[each].image_file.lexically_relative(folder).native());
        }
        i = end;
    }
    std::sort(images.begin(), images.end(),
              [](const ImageRecord& a, const ImageRecord& b) { return a.id < b.id; });
}

}  // namespace

bool isImageFolder(const fs::path& folder) {
    std::unordered_set<std::string> images;
    std::vector<std::string> texts;
    try {
        forEachFile(
            folder,
            [&](const std::string&, std::string_view below) {
                const std::string_view name = baseName(below);
                if (isImageName(name)) {
                    images.emplace(withoutKnownEnding(name));
                } else if (isAnnotationEnding(name)) {
                    throw HasAnnotations();
                } else if (caseFolded(endingOf(name)) == ".txt") {
                    texts.emplace_back(name.substr(0, name.rfind('.')));
                }
            },
            [](const fs::path&, const std::string&) {});
    } catch (const HasAnnotations&) {
        return false;
    }
    return !images.empty() && std::none_of(texts.begin(), texts.end(),
                                           [&](const std::string& stem) { return images.contains(stem); });
}

std::optional<Dataset> readImageFolder(const fs::path& folder, const ReadOptions& options,
                                       const std::stop_token& stop, const ProgressFn& progress) {
    const auto started = std::chrono::steady_clock::now();
    if (!options.split.empty()) {
        throw Error({.action = Core::tr("opening the split \"%1\"").arg(options.split),
                     .file = folder.string(),
                     .reason = Core::tr("a folder of images without annotations has no splits")});
    }
    const std::vector<std::string> files = imagesBelow(folder);
    Dataset dataset;
    dataset.root = folder;
    dataset.name = shownName(fs::absolute(folder).lexically_normal().filename().native());
    dataset.classes = options.classes;
    std::vector<ImageRecord> images(files.size());
    const bool complete = parallelChunks(files.size(), {.unit = "images"}, stop, progress,
                                         [&](std::size_t begin, std::size_t end, int) {
                                             for (std::size_t i = begin; i < end; ++i) {
                                                 images[i] = recordOf(folder, files[i]);
                                             }
                                         });
    if (!complete) {
        return std::nullopt;
    }
    for (const ImageRecord& record : images) {
        if (record.width == 0) {
            dataset.issues.push_back({.kind = IssueKind::bad_image,
                                      .file = record.image_file,
                                      .detail = Core::tr("This file cannot be read as an image.")});
        }
    }
    tellApart(folder, images);
    dataset.images = ImageTable(images);
    dataset.issues.push_back(
        {.kind = IssueKind::missing_annotation,
         .file = folder,
         .detail =
             Core::tr("The folder holds %1 images and no annotation: each is taken for an image without "
                      "objects.")
                 .arg(files.size())});
    dataset.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    return dataset;
}

}  // namespace priorscope
