#include "core/evaluation/saved/found_images.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "core/base/error.hpp"
#include "core/base/text/csv_cell.hpp"
#include "core/base/text/number_text.hpp"
#include "core/base/text/text_encoding.hpp"
#include "core/evaluation/saved/saved_detections.hpp"
#include "core/evaluation/saved/scoring_truth.hpp"
#include "core/geometry/pixel_box.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// Enough that the fractions that a box is kept in come back, and no more than a person can read.
constexpr int kCoordinateDigits = 9;

std::string coordinate(double pixels) {
    return significantText(pixels, kCoordinateDigits);
}

const std::string& nameOf(const std::vector<std::string>& classes, int label) {
    return classes.at(static_cast<std::size_t>(label - 1));
}

PixelBox pixelsOf(const FoundImage& image, const Detection& detection) {
    return pixelsFromFractions(detection.box, image.width, image.height);
}

/// The parts of an absolute path without "." and "..".
std::vector<fs::path> partsOf(const fs::path& file) {
    const fs::path whole = fs::absolute(file).lexically_normal();
    return {whole.begin(), whole.end()};
}

std::size_t commonParts(const std::vector<std::vector<fs::path>>& paths) {
    std::size_t common = paths.front().size() - 1;  // not the file itself
    for (const auto& path : paths) {
        const std::size_t most = std::min(common, path.size() - 1);
        common = 0;
        while (common < most && path[common] == paths.front()[common]) {
            ++common;
        }
    }
    return common;
}

/// @param files  below their common folder
std::vector<std::string> idsBelow(const std::vector<fs::path>& files) {
    std::vector<std::string> ids;
    ids.reserve(files.size());
    for (const fs::path& file : files) {
        ids.push_back(shownName(fs::path(file).replace_extension().string()));
    }
    // An extension that is put back may make the id that of another: "a.png" of "a.png" and of "a.png.jpg".
    for (bool has_changed = true; has_changed;) {
        std::map<std::string, std::set<fs::path>> named;  // the files of an id
        for (std::size_t i = 0; i < files.size(); ++i) {
            named[ids[i]].insert(files[i]);
        }
        has_changed = false;
        for (std::size_t i = 0; i < files.size(); ++i) {
            std::string whole = shownName(files[i].string());
            if (named.at(ids[i]).size() > 1 && ids[i] != whole) {
                ids[i] = std::move(whole);
                has_changed = true;
            }
        }
    }
    return ids;
}

std::string documentText(const Json& document) {
    return document.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::vector<std::string> idsOfFiles(const std::vector<fs::path>& files) {
    std::vector<std::vector<fs::path>> paths;
    paths.reserve(files.size());
    for (const fs::path& file : files) {
        paths.push_back(partsOf(file));
    }
    if (paths.empty()) {
        return {};
    }
    const std::size_t common = commonParts(paths);
    std::vector<fs::path> below;
    below.reserve(paths.size());
    for (const auto& path : paths) {
        fs::path& rest = below.emplace_back();
        for (std::size_t i = common; i < path.size(); ++i) {
            rest /= path[i];
        }
    }
    return idsBelow(below);
}

Json detectionsDocument(std::span<const FoundImage> images, const std::vector<std::string>& classes) {
    Json document = Json::array();
    for (const FoundImage& image : images) {
        Json detections = Json::array();
        for (const Detection& detection : image.detections) {
            const double w = image.width;
            const double h = image.height;
            const Box& box = detection.box;
            detections.push_back({{"label", nameOf(classes, detection.label)},
                                  {"score", detection.score},
                                  {"box", {box.x_min * w, box.y_min * h, box.x_max * w, box.y_max * h}}});
        }
        document.push_back({{"image", image.file.string()},
                            {"width", image.width},
                            {"height", image.height},
                            {"detections", std::move(detections)}});
    }
    return document;
}

CocoNumbers ownCocoNumbers(std::span<const FoundImage> images, const std::vector<std::string>& classes) {
    CocoNumbers numbers;
    std::map<std::int64_t, std::string> taken;
    for (const FoundImage& image : images) {
        const auto number = spelledNumber(image.id);
        if (!number || taken.emplace(*number, image.id).first->second != image.id) {
            numbers.images.clear();
            break;
        }
        numbers.images.push_back(*number);
    }
    for (std::size_t i = numbers.images.size(); i < images.size(); ++i) {
        numbers.images.push_back(static_cast<std::int64_t>(i) + 1);
    }
    for (std::size_t i = 0; i < classes.size(); ++i) {
        numbers.categories.push_back(static_cast<std::int64_t>(i) + 1);
    }
    return numbers;
}

CocoNumbers cocoNumbersOf(const fs::path& instances, std::span<const FoundImage> images,
                          const std::vector<std::string>& classes) {
    const ScoringTruth named(instances);
    const auto fail = [&](const Sentence& reason) {
        throw Error(
            {.action = Core::tr("saving the detections"), .file = instances.string(), .reason = reason});
    };
    CocoNumbers numbers;
    for (const std::string& name : classes) {
        const auto label = named.labelNamed(name);
        if (!label) {
            fail(Core::tr("it has no category %1").arg(name));
        }
        numbers.categories.push_back(named.numberOfLabel(*label));
    }
    for (const FoundImage& image : images) {
        const auto found = named.imageNamed(image.file.string());
        if (!found) {
            fail(Core::tr("it has no image %1, or several").arg(shownName(image.file.string())));
        }
        numbers.images.push_back(named.numberOfImage(*found));
    }
    return numbers;
}

std::string cocoResultsText(std::span<const FoundImage> images, const CocoNumbers& numbers) {
    std::string text = "[";
    const char* between = "\n";
    for (std::size_t i = 0; i < images.size(); ++i) {
        for (const Detection& detection : images[i].detections) {
            const PixelBox box = pixelsOf(images[i], detection);
            text += between;
            text += "{\"image_id\": " + std::to_string(numbers.images[i]) + ", \"category_id\": " +
                    std::to_string(numbers.categories.at(static_cast<std::size_t>(detection.label - 1))) +
                    ", \"bbox\": [" + coordinate(box.x) + ", " + coordinate(box.y) + ", " +
                    coordinate(box.width) + ", " + coordinate(box.height) +
                    "], \"score\": " + numberText(detection.score) + "}";
            between = ",\n";
        }
    }
    return text + "\n]\n";
}

std::string cocoNamesText(std::span<const FoundImage> images, const std::vector<std::string>& classes,
                          const CocoNumbers& numbers) {
    Json listed = Json::array();
    for (std::size_t i = 0; i < images.size(); ++i) {
        const std::string ending = shownName(images[i].file.extension().string());
        const std::string& id = images[i].id;
        listed.push_back({{"id", numbers.images[i]},
                          {"file_name", id.ends_with(ending) ? id : id + ending},
                          {"width", images[i].width},
                          {"height", images[i].height}});
    }
    Json categories = Json::array();
    for (std::size_t i = 0; i < classes.size(); ++i) {
        categories.push_back({{"id", numbers.categories[i]}, {"name", classes[i]}});
    }
    return documentText({{"images", listed}, {"annotations", Json::array()}, {"categories", categories}});
}

fs::path cocoNamesFile(const fs::path& results) {
    fs::path file = results;
    return file.replace_extension(".images.json");
}

std::string vocResultsText(std::span<const FoundImage> images, int label) {
    std::string text;
    for (const FoundImage& image : images) {
        for (const Detection& detection : image.detections) {
            if (detection.label != label) {
                continue;
            }
            const PixelBox box = pixelsOf(image, detection);
            text += image.id + " " + numberText(detection.score) + " " + coordinate(box.x + 1.0) + " " +
                    coordinate(box.y + 1.0) + " " + coordinate(box.x + box.width) + " " +
                    coordinate(box.y + box.height) + "\n";
        }
    }
    return text;
}

std::vector<std::string> vocResultsFiles(std::span<const FoundImage> images,
                                         const std::vector<std::string>& classes) {
    const auto fail = [](const Sentence& reason) {
        throw Error({.action = Core::tr("saving the detections"),
                     .reason = reason,
                     .remedy = Core::tr("Save them in another format")});
    };
    constexpr std::size_t kLongestName = 200;  // bytes, of the 255 that most file systems have
    std::vector<std::string> files;
    for (std::size_t i = 0; i < classes.size(); ++i) {
        const std::string stem = "comp4_det_test_" + classes[i];
        const bool is_name = classes[i].find('/') == std::string::npos &&
                             classes[i].find('\0') == std::string::npos && stem.size() <= kLongestName;
        if (!is_name) {
            fail(Core::tr(
                     "VOC's results need a file for each class, and \"%1\" cannot be part of a file's name")
                     .arg(classes[i]));
        }
        if (vocResultsLabel(stem, classes) != static_cast<int>(i) + 1) {
            fail(Core::tr(
                     "the file of VOC's results for class \"%1\" would be taken for that of another class")
                     .arg(classes[i]));
        }
        files.push_back(stem + ".txt");
    }
    for (const FoundImage& image : images) {
        if (image.id.find_first_of(" \t\r\n") != std::string::npos) {
            fail(Core::tr("VOC's results cannot hold the blank in the name of image \"%1\"").arg(image.id));
        }
    }
    return files;
}

std::string detectionsCsv(std::span<const FoundImage> images, const std::vector<std::string>& classes) {
    std::string text = "image,width,height,label,score,x_min,y_min,x_max,y_max\n";
    for (const FoundImage& image : images) {
        const std::string of_image = csvCell(shownName(image.file.string())) + "," +
                                     std::to_string(image.width) + "," + std::to_string(image.height) + ",";
        for (const Detection& detection : image.detections) {
            const PixelBox box = pixelsOf(image, detection);
            text += of_image + csvCell(nameOf(classes, detection.label)) + "," + numberText(detection.score) +
                    "," + coordinate(box.x) + "," + coordinate(box.y) + "," + coordinate(box.x + box.width) +
                    "," + coordinate(box.y + box.height) + "\n";
        }
    }
    return text;
}

}  // namespace priorscope
