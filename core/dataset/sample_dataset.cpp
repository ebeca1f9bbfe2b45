#include "core/dataset/sample_dataset.hpp"

#include <cmath>
#include <sstream>
#include <string>
#include <system_error>
#include <utility>

#include "core/base/files/atomic_file.hpp"
#include "core/base/parallel.hpp"
#include "core/base/text/number_text.hpp"
#include "core/dataset/sample_scene.hpp"
#include "core/image/image.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

Sentence writing() {
    return Core::tr("writing the sample dataset");
}

constexpr int kJpegQuality = 92;

std::string idOf(std::size_t index) {
    return paddedText(index + 1, 6);
}

/// Tags are in labelImg's order. The path is relative, so that the same seed gives the same
/// bytes.
std::string annotationText(const std::string& id, const SampleScene& scene) {
    std::ostringstream out;
    out << "<annotation>\n\t<folder>JPEGImages</folder>\n\t<filename>" << id
        << ".jpg</filename>\n\t<path>JPEGImages/" << id
        << ".jpg</path>\n\t<source>\n\t\t<database>Priorscope sample</database>\n\t</source>\n\t<size>\n"
        << "\t\t<width>" << scene.image.width << "</width>\n\t\t<height>" << scene.image.height
        << "</height>\n\t\t<depth>3</depth>\n\t</size>\n\t<segmented>0</segmented>\n";
    for (const SampleObject& object : scene.objects) {
        out << "\t<object>\n\t\t<name>" << object.name
            << "</name>\n\t\t<pose>Unspecified</pose>\n\t\t<truncated>" << object.truncated
            << "</truncated>\n\t\t<occluded>" << object.occluded << "</occluded>\n\t\t<difficult>"
            << object.difficult << "</difficult>\n\t\t<bndbox>\n\t\t\t<xmin>" << object.xmin
            << "</xmin>\n\t\t\t<ymin>" << object.ymin << "</ymin>\n\t\t\t<xmax>" << object.xmax
            << "</xmax>\n\t\t\t<ymax>" << object.ymax << "</ymax>\n\t\t</bndbox>\n\t</object>\n";
    }
    out << "</annotation>\n";
    return out.str();
}

void makeFolders(const fs::path& folder) {
    std::error_code error;
    if (fs::exists(folder, error) && !fs::is_directory(folder, error)) {
        throw Error({.action = writing(),
                     .file = folder.string(),
                     .reason = Core::tr("there is a file of that name"),
                     .remedy = Core::tr("Choose another folder")});
    }
    if (fs::exists(folder, error) && !fs::is_empty(folder, error)) {
        throw Error({.action = writing(),
                     .file = folder.string(),
                     .reason = Core::tr("the folder is not empty"),
                     .remedy = Core::tr("Choose a new or empty folder")});
    }
    for (const char* name : {"Annotations", "JPEGImages", "ImageSets/Main"}) {
        fs::create_directories(folder / name, error);
        if (error) {
            throw Error({.action = writing(),
                         .file = (folder / name).string(),
                         .reason = error.message(),
                         .remedy = Core::tr("Choose another folder, or change the permissions")});
        }
    }
}

void writeSplit(const fs::path& folder, const char* name, std::size_t begin, std::size_t end) {
    std::string text;
    for (std::size_t i = begin; i < end; ++i) {
        text += idOf(i) + "\n";
    }
    writeFileAtomically(writing(), folder / "ImageSets/Main" / (std::string(name) + ".txt"), text,
                        Durability::quick);
}

}  // namespace

std::vector<Problem> SampleOptions::validate() const {
    std::vector<Problem> problems;
    if (images < 10 || images > 100000) {
        problems.push_back({"images", Core::tr("must be 10 to 100000, got %1").arg(images)});
    }
    if (workers < 0) {
        problems.push_back({"workers", Core::tr("must be 0 or more, got %1").arg(workers)});
    }
    return problems;
}

bool writeSampleDataset(const fs::path& folder, const SampleOptions& options, std::stop_token stop,
                        const ProgressFn& progress) {
    throwOnProblems(writing(), options.validate());
    makeFolders(folder);
    const auto count = static_cast<std::size_t>(options.images);
    const auto write = [&](std::size_t begin, std::size_t end, int) {
        for (std::size_t i = begin; i < end; ++i) {
            const SampleScene scene = drawSampleScene(options.seed, i);
            const std::string id = idOf(i);
            writeJpeg(scene.image, folder / "JPEGImages" / (id + ".jpg"), kJpegQuality);
            writeFileAtomically(writing(), folder / "Annotations" / (id + ".xml"), annotationText(id, scene),
                                Durability::quick);
        }
    };
    const ParallelOptions parallel{.chunk = 4, .workers = options.workers, .unit = "images"};
    if (!parallelChunks(count, parallel, std::move(stop), progress, write)) {
        return false;
    }
    const auto sixth = static_cast<std::size_t>(std::lround(static_cast<double>(count) / 6.0));
    writeSplit(folder, "train", 0, count - 2 * sixth);
    writeSplit(folder, "val", count - 2 * sixth, count - sixth);
    writeSplit(folder, "test", count - sixth, count);
    return true;
}

}  // namespace priorscope
