// Detectors in the weights that this program exports, which describe them. Private to core's interchange: it
// uses torch types.
#pragma once

#include <filesystem>

#include "core/checkpoint/checkpoint.hpp"

namespace priorscope::torch_half {

/// A checkpoint, or exported weights: a state dict whose archive has the note about its detector, or
/// safetensors with its spec among their metadata.
LoadedDetector loadDetector(const std::filesystem::path& file, const DetectorFamilies& families);

}  // namespace priorscope::torch_half
