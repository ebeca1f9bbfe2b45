// What weights are called elsewhere, and what they are called here. Private to core's interchange: it speaks
// of tensors.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "core/interchange/weight_file.hpp"

namespace priorscope {

/// How a network was fed while it was trained: (value / 255 - mean) / std of red, green, blue.
struct SourceNormalization {
    std::array<float, 3> mean;
    std::array<float, 3> std;
};

struct MappedWeight {
    std::string name;       ///< the detector's
    std::string file_name;  ///< the file's
    torch::Tensor tensor;
};

/// A file's tensors under the detector's names.
struct MappedWeights {
    std::string source;  ///< for the report
    std::optional<SourceNormalization> normalization;
    std::vector<MappedWeight> tensors;    ///< those with a name here
    std::vector<std::string> unexpected;  ///< the file's names without one
};

/// Recognises where weights come from by names and shapes. Names that no source knows stay as they are.
MappedWeights mapWeights(const NamedTensors& tensors);

}  // namespace priorscope
