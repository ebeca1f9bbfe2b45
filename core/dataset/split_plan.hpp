// Divides images into splits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/dataset/dataset.hpp"

namespace priorscope {

struct SplitPart {
    std::string name{};
    double share = 0.0;  ///< of the images, > 0
};

struct SplitPlanOptions {
    std::vector<SplitPart> parts{};  ///< their shares sum to at most 1; the rest of the images is left out
    bool by_class = false;  ///< each part gets its share of the images of every class, as far as it can
    std::uint64_t seed = 1;
};

/// The images of each part, in their order in the dataset. Images of one group stay together, so that shares
/// are met as far as groups allow. Without classes groups go one by one, in random order, to the part that
/// lacks most.
/// Source: Sechidis, Tsoumakas, Vlahavas, "On the Stratification of Multi-Label Data" (2011), algorithm 1,
/// with groups in the place of examples
/// @param images  indices into dataset.images, each once
/// @param groups  [images] any number for each group
/// @return [parts] indices into dataset.images
/// @throws Error if the parts are not usable, or a part would be empty
std::vector<std::vector<std::size_t>> plannedSplit(const Dataset& dataset,
                                                   std::span<const std::size_t> images,
                                                   std::span<const std::size_t> groups,
                                                   const SplitPlanOptions& options);

/// Groups of images by their id: those belong together whose ids have the same text in the pattern's first
/// brackets, or, without brackets, in the whole match. An id without a match is a group of its own.
struct NamedGroups {
    std::vector<std::size_t> groups{};  ///< [images]
    std::size_t count = 0;
    std::size_t unmatched = 0;  ///< images
};
/// @param pattern  a regular expression, ECMAScript
/// @throws Error if it is none
NamedGroups groupsByName(const Dataset& dataset, std::span<const std::size_t> images,
                         const std::string& pattern);

}  // namespace priorscope
