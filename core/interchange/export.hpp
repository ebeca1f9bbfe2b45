// Leaving with a trained model.
#pragma once

#include <filesystem>

#include "core/model/detector.hpp"

namespace priorscope {

/// The weights alone, as an ordered dictionary of tensors that Python's torch.load reads and
/// load_state_dict(strict=True) takes. Written like a checkpoint, then read back and compared.
/// @throws Error where it cannot be written or does not read back equal
void exportStateDict(const Detector& detector, const std::filesystem::path& file);

}  // namespace priorscope
