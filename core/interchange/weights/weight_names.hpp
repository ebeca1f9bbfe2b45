// What weights are called elsewhere, and what they are called here. Private to core's interchange: it speaks
// of tensors.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/interchange/weights/weight_file.hpp"

namespace priorscope {

/// How a network was fed while it was trained: (value / 255 - mean) / std of red, green, blue.
struct SourceNormalization {
    std::array<float, 3> mean;
    std::array<float, 3> std;
};

/// Who named the weights.
enum class WeightOrigin {
    own,          ///< the detector's own names, which are torchvision's
    ssd_pytorch,  ///< a whole SSD of ssd.pytorch
    classifier,   ///< a backbone alone
    unknown
};

struct MappedWeight {
    std::string name;       ///< the detector's
    std::string file_name;  ///< the file's
    torch::Tensor tensor;
    std::vector<std::int64_t>
        file_shape{};       ///< where it was brought into the detector's; empty: the tensor's own
    std::string refusal{};  ///< why it must not be taken, for what it belongs to; empty: it may
};

/// A file's tensors under the detector's names.
struct MappedWeights {
    std::string source;  ///< for the report
    WeightOrigin origin = WeightOrigin::unknown;
    std::optional<SourceNormalization> normalization;
    std::vector<MappedWeight> tensors;    ///< those with a name here
    std::vector<std::string> unexpected;  ///< the file's names without one
};

/// Recognises where weights come from by names and shapes. Names that no source knows stay as they are.
MappedWeights mapWeights(const NamedTensors& tensors);

}  // namespace priorscope
