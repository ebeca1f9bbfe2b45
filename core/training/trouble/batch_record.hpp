// A batch, kept for people to look at. Private to core's training: it uses torch types.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "core/dataset/dataset.hpp"
#include "core/training/batch_loader.hpp"

namespace priorscope {

/// Writes RUN/not-finite-STEP: each sample as the network got it, with its boxes drawn in, as PNG, and
/// batch.json with images, files (as storedPath() has them), labels and boxes (fractions of the input).
/// @param step  1-based
/// @return the folder
/// @throws Error if it cannot be written
std::filesystem::path recordBatch(const std::filesystem::path& run_folder, std::int64_t step,
                                  const std::vector<TrainingSample>& samples, const Dataset& dataset,
                                  const std::vector<std::string>& classes);

}  // namespace priorscope
