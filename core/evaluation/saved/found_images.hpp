// Detections as files that other programs read: the counterpart of saved_detections.hpp.
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <vector>

#include "core/detection/detection.hpp"

namespace priorscope {

/// What was found in an image.
struct FoundImage {
    std::string id{};              ///< its path without extension, below the folder of all: "train/0001"
    std::filesystem::path file{};  ///< as it was named
    int width = 0;                 ///< pixels that the boxes refer to
    int height = 0;
    int orientation = 1;  ///< EXIF orientation, as in ImageRecord
    std::vector<Detection> detections{};
};

/// Ids for images from anywhere: the path below the folder that all of them have in common, without extension
/// where that tells them apart. Never leads out of a folder.
/// @return [files] equal only for the same file
std::vector<std::string> idsOfFiles(const std::vector<std::filesystem::path>& files);

/// The document of `detect --json`: [{"image", "width", "height", "detections": [{"label", "score",
/// "box"}]}], boxes as pixel edges, 0-based.
/// @param classes  [labels]
nlohmann::ordered_json detectionsDocument(std::span<const FoundImage> images,
                                          const std::vector<std::string>& classes);

/// The numbers by which COCO's results call images and classes.
struct CocoNumbers {
    std::vector<std::int64_t> images{};      ///< [images]
    std::vector<std::int64_t> categories{};  ///< [labels]
};
/// Images by the number that their id spells, as ScoringTruth has it, where each spells another; else from 1
/// in their order. Classes from 1 in their order.
CocoNumbers ownCocoNumbers(std::span<const FoundImage> images, const std::vector<std::string>& classes);
/// Those of a file of instances, by the names of its images and classes.
/// @throws Error naming an image or class that it does not have, or that several answer to
CocoNumbers cocoNumbersOf(const std::filesystem::path& instances, std::span<const FoundImage> images,
                          const std::vector<std::string>& classes);

/// COCO's results: [{"image_id", "category_id", "bbox": [x, y, width, height], "score"}].
std::string cocoResultsText(std::span<const FoundImage> images, const CocoNumbers& numbers);
/// What the numbers mean: {"images", "annotations", "categories"} as in COCO's instances, without
/// annotations.
std::string cocoNamesText(std::span<const FoundImage> images, const std::vector<std::string>& classes,
                          const CocoNumbers& numbers);
/// The file of the names beside that of the results: "found.images.json" of "found.json".
std::filesystem::path cocoNamesFile(const std::filesystem::path& results);

/// VOC's results of one class: image, score, xmin, ymin, xmax, ymax in pixels, 1-based, both ends inclusive.
std::string vocResultsText(std::span<const FoundImage> images, int label);
/// "comp4_det_test_CLASS.txt" of each class.
/// @throws Error naming a class or an image that this form cannot hold
std::vector<std::string> vocResultsFiles(std::span<const FoundImage> images,
                                         const std::vector<std::string>& classes);

/// A row for each detection: image, width, height, label, score, x_min, y_min, x_max, y_max; boxes as pixel
/// edges, 0-based. Source of the quotes: RFC 4180
std::string detectionsCsv(std::span<const FoundImage> images, const std::vector<std::string>& classes);

}  // namespace priorscope
