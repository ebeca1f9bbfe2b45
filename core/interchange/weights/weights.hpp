// Starting from weights that others, or earlier runs, have trained.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/model/detector.hpp"

namespace priorscope {

/// A weight that both the file and the detector have, in different shapes.
struct ReshapedWeight {
    std::string name;
    std::vector<std::int64_t> in_file;
    std::vector<std::int64_t> in_detector;
};

/// A weight of the right shape that was not taken for what it holds.
struct RefusedWeight {
    std::string name;
    std::string reason;
};

/// What became of the rows of the heads that belong to a class, and of the background's.
struct ClassRowReport {
    enum class By {
        none,   ///< no head of the file fits
        name,   ///< the file names its classes, or its source's are known
        order,  ///< it does not: rows are taken in the order that they have
    };
    By by = By::none;
    std::string list{};                  ///< whose names: "the file's own list"
    std::vector<std::string> kept{};     ///< classes taken from the same place of the file's list
    std::vector<std::string> moved{};    ///< taken from another place
    std::vector<std::string> fresh{};    ///< not in the file: as initialised
    std::vector<std::string> dropped{};  ///< in the file alone
    std::vector<std::string> in_part{};  ///< weights of which only some rows came from the file
};

/// Which weights came from a file and which did not. Names are the detector's own, but for the unexpected.
/// Counts of batches ("num_batches_tracked") are taken where a file has them; lacking ones, as in files of
/// torch before 0.4.1, are told in a note and are not missing: nothing is computed with them.
struct WeightReport {
    std::string source;  ///< what was recognised: "torchvision's vgg16 (classification)"
    std::string format;  ///< of the file: "safetensors"
    std::vector<std::string> taken;
    std::vector<std::string> missing;      ///< in the detector, not in the file: left as initialised
    std::vector<std::string> unexpected;   ///< in the file, of no use to the detector
    std::vector<ReshapedWeight> reshaped;  ///< left as initialised, but for rows that class_rows tells of
    std::vector<RefusedWeight> refused;    ///< not finite, or no floating-point numbers: left as initialised
    ClassRowReport class_rows{};
    std::vector<std::string> notes;  ///< sentences about what to heed, such as another preprocessing
};

/// Copies what fits from a file of weights into a detector. Rows of the heads go by class name where the file
/// names its classes; priors that they were trained for, other than the detector's, are told in a note. The
/// file may be a checkpoint of ours, a state dict of torch (zip or older) or a safetensors file; its names
/// may be the detector's own, or those of the sources that weight_names.cpp lists, for example an ImageNet
/// classifier for the backbone.
/// @throws Error where the file cannot be read, or nothing in it fits
WeightReport loadWeights(Detector& detector, const std::filesystem::path& file);

/// "[32, 3, 3, 3]"
std::string shapeText(const std::vector<std::int64_t>& shape);

/// The whole report as text, a line each: what to heed first, and every name but those that were taken.
std::string describe(const WeightReport& report);

}  // namespace priorscope
