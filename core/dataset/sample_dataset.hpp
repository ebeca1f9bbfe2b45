// A synthetic dataset in VOC layout: shapes on textured ground.
#pragma once

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/progress.hpp"

namespace priorscope {

struct SampleOptions {
    int images = 1200;       ///< [10, 100000]; two thirds train, a sixth val, a sixth test
    std::uint64_t seed = 1;  ///< the same seed writes the same bytes
    int workers = 0;         ///< threads; 0: as many as the machine has
    std::vector<Problem> validate() const;
};

/// Writes DIR/Annotations, DIR/JPEGImages and DIR/ImageSets/Main/{train,val,test}.txt. Image i depends on
/// (seed, i) alone, not on the number of workers.
/// @return false if stopped; what was written so far stays, without the split lists
/// @throws Error where the folder is not empty or cannot be written
bool writeSampleDataset(const std::filesystem::path& folder, const SampleOptions& options = {},
                        std::stop_token stop = {}, const ProgressFn& progress = {});

}  // namespace priorscope
