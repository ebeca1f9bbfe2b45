// Starting from pretrained weights, of other programs or of earlier runs.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/text/sentence.hpp"
#include "core/model/detector.hpp"

namespace priorscope {

/// A weight that both the file and the detector have, but with different shapes.
struct ReshapedWeight {
    std::string name;
    std::vector<std::int64_t> in_file;
    std::vector<std::int64_t> in_detector;
};

/// A weight of the right shape that was rejected because of its contents.
struct RefusedWeight {
    std::string name;
    Sentence reason;
};

/// How the heads' rows for each class, and for the background, were transferred.
struct ClassRowReport {
    enum class By {
        none,   ///< no head in the file fits
        name,   ///< by name: the file names its classes, or those of its source are known
        order,  ///< by position: class names are unknown
    };
    By by = By::none;
    Sentence list{};                     ///< where the names come from: "the file's own list"
    std::vector<std::string> kept{};     ///< classes at the same position in the file's list
    std::vector<std::string> moved{};    ///< classes at another position
    std::vector<std::string> fresh{};    ///< not in the file: randomly initialised
    std::vector<std::string> dropped{};  ///< only in the file
    std::vector<std::string> in_part{};  ///< weights of which only some rows came from the file
};

/// Which weights came from a file and which did not. Names are the detector's own, except in `unexpected`.
/// Batch counters ("num_batches_tracked") are taken if the file has them; missing ones, as in files from
/// torch before 0.4.1, are mentioned in a note and do not count as missing: nothing is computed with them.
struct WeightReport {
    Sentence source;     ///< the recognised source: "torchvision's vgg16 (classification)"
    std::string format;  ///< of the file: "safetensors"
    std::vector<std::string> taken;
    std::vector<std::string> missing;      ///< in the detector but not in the file: left as initialised
    std::vector<std::string> unexpected;   ///< in the file, but not used by the detector
    std::vector<ReshapedWeight> reshaped;  ///< left as initialised, except for the rows in class_rows
    std::vector<RefusedWeight> refused;    ///< not finite, or not floating-point: left as initialised
    ClassRowReport class_rows{};
    std::vector<Sentence> notes;  ///< sentences of advice, for example on different preprocessing
};

/// Copies matching weights from a file into a detector. Head rows are matched by class name if the file names
/// its classes; if they were trained for priors other than the detector's, a note says so. The
/// file may be one of our checkpoints, a torch state dict (zip or older) or a safetensors file; its names
/// may be the detector's own, or those of the sources listed in weight_names.cpp, for example an ImageNet
/// classifier for the backbone.
/// @throws Error if the file cannot be read, or nothing in it fits
WeightReport loadWeights(Detector& detector, const std::filesystem::path& file);

/// "[32, 3, 3, 3]"
std::string shapeText(const std::vector<std::int64_t>& shape);

/// The whole report as text, one item per line: advice first, then all names except those taken.
std::string describe(const WeightReport& report);

}  // namespace priorscope
