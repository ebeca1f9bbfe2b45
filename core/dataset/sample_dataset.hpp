// A synthetic dataset in VOC layout: shapes on textured backgrounds.
#pragma once

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/progress.hpp"

namespace priorscope {

struct SampleOptions {
    int images = 1200;       ///< [10, 100000]; two thirds train, one sixth val, one sixth test
    std::uint64_t seed = 1;  ///< the same seed gives identical files
    int workers = 0;         ///< threads; 0: one per core
    std::vector<Problem> validate() const;
};

/// Writes DIR/Annotations, DIR/JPEGImages and DIR/ImageSets/Main/{train,val,test}.txt. Image i depends only
/// on (seed, i), not on the number of workers.
/// @return false if stopped; files written so far are kept, without the split lists
/// @throws Error if the folder is not empty or not writable
bool writeSampleDataset(const std::filesystem::path& folder, const SampleOptions& options = {},
                        std::stop_token stop = {}, const ProgressFn& progress = {});

}  // namespace priorscope
