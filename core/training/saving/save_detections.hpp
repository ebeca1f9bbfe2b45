// Detections written to files, in the formats that other programs and this one read.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.hpp"
#include "core/evaluation/saved/found_images.hpp"
#include "core/training/evaluation/split_detections.hpp"

namespace priorscope {

enum class DetectionFormat {
    json,         ///< the document of `detect --json`
    coco,         ///< COCO's results, and beside them a file that says what their numbers mean
    voc,          ///< VOC's results: a folder with a text file for each class
    csv,          ///< a row for each detection
    annotations,  ///< a folder with an annotation in VOC's XML for each image, marked as not verified
    pictures,     ///< a folder with a PNG of each image and the boxes in it
};
/// Every format, in the order in which they are offered.
const std::vector<DetectionFormat>& detectionFormats();
/// "json", as the command line spells it.
const char* detectionFormatName(DetectionFormat format);
/// Whether it is a folder of files rather than a file.
bool isFolderFormat(DetectionFormat format);

struct SavingOptions {
    DetectionFormat format = DetectionFormat::json;
    std::filesystem::path target{};          ///< file or folder; a folder is made where there is none
    bool may_replace_annotations = false;    ///< those that are there, which a person may have made
    std::filesystem::path coco_instances{};  ///< whose ids COCO's results have; empty: ownCocoNumbers()
};

/// Everything that can be known before there are detections: work of hours must not end in a folder that
/// cannot be written to.
/// @param images  their detections are not looked at; of several with one id the first is saved
/// @throws Error where the target is of the wrong kind, cannot be written to, or holds annotations or
/// images that would be replaced, or other results that would be read with these; where a name does not fit
/// the format; or where the ids' file lacks an image or a class
void requireSavable(const SavingOptions& options, const std::vector<std::string>& classes,
                    std::span<const FoundImage> images);

struct SavedCount {
    std::size_t images = 0;
    std::size_t detections = 0;
    std::size_t files = 0;
};

/// @param classes  [labels]
/// @return nothing if stopped; each file is then complete or absent
/// @throws Error as requireSavable() does, or if a file cannot be written or, for pictures, an image not be
/// read
std::optional<SavedCount> saveDetections(const SavingOptions& options,
                                         const std::vector<std::string>& classes,
                                         std::span<const FoundImage> images, std::stop_token stop = {},
                                         const ProgressFn& progress = {});

/// What thresholds leave of a split's candidates, also of classes that the dataset does not have.
/// @param kept       of the split's candidates
/// @param min_score  detections at or above it
std::vector<FoundImage> foundImages(const Dataset& dataset, const SplitDetections& split,
                                    const KeptCandidates& kept, float min_score);

/// Draws detections with class and score into an image, in the classes' colours.
void drawDetections(Image& image, std::span<const Detection> detections,
                    const std::vector<std::string>& classes);

}  // namespace priorscope
