// Maps weight names of other programs to ours. Private to core's interchange: it uses
// torch types.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/text/sentence.hpp"
#include "core/interchange/weights/weight_file.hpp"

namespace priorscope {

/// Input normalisation used in training: (value / 255 - mean) / std of red, green, blue.
struct SourceNormalization {
    std::array<float, 3> mean;
    std::array<float, 3> std;
};

/// The naming scheme of the weights.
enum class WeightOrigin {
    own,          ///< the detector's own names, which are torchvision's
    ssd_pytorch,  ///< a complete SSD from ssd.pytorch
    classifier,   ///< only a backbone
    unknown
};

struct MappedWeight {
    std::string name;       ///< the detector's
    std::string file_name;  ///< the file's
    torch::Tensor tensor;
    std::vector<std::int64_t>
        file_shape{};    ///< the shape in the file, if converted to the detector's; empty: unchanged
    Sentence refusal{};  ///< why it must be refused, for what it belongs to; empty: accepted
};

/// A file's tensors under the detector's names.
struct MappedWeights {
    Sentence source;  ///< for the report
    WeightOrigin origin = WeightOrigin::unknown;
    std::optional<SourceNormalization> normalization;
    std::vector<MappedWeight> tensors;    ///< those with a counterpart in the detector
    std::vector<std::string> unexpected;  ///< names in the file without one
};

/// Recognises the source of weights by names and shapes. Unknown names are kept.
MappedWeights mapWeights(const NamedTensors& tensors);

}  // namespace priorscope
