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

/// Which weights came from a file and which did not. Names are the detector's own, but for the unexpected.
/// Counts of batches ("num_batches_tracked") are taken where a file has them; lacking ones, as in files of
/// torch before 0.4.1, are told in a note and are not missing: nothing is computed with them.
struct WeightReport {
    std::string source;  ///< what was recognised: "torchvision's vgg16 (classification)"
    std::string format;  ///< of the file: "safetensors"
    std::vector<std::string> taken;
    std::vector<std::string> missing;      ///< in the detector, not in the file: left as initialised
    std::vector<std::string> unexpected;   ///< in the file, of no use to the detector
    std::vector<ReshapedWeight> reshaped;  ///< left as initialised
    std::vector<RefusedWeight> refused;    ///< not finite, or no floating-point numbers: left as initialised
    std::vector<std::string> notes;        ///< sentences about what to heed, such as another preprocessing
};

/// Copies what fits from a file of weights into a detector. The file may be a checkpoint of ours, a state
/// dict of torch (zip or older) or a safetensors file; its names may be the detector's own, or those of the
/// sources that weight_names.cpp lists, for example an ImageNet classifier for the backbone.
/// @throws Error where the file cannot be read, or nothing in it fits
WeightReport loadWeights(Detector& detector, const std::filesystem::path& file);

/// The whole report as text, a line each, every name listed.
std::string describe(const WeightReport& report);

}  // namespace priorscope
