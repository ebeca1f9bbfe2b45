// NMS and top-k over the candidates of many images.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "core/detection/candidate_store.hpp"

namespace priorscope {

/// What selectDetections() leaves of each image's candidates, by falling score.
struct KeptCandidates {
    DetectionOptions options{};
    std::vector<std::size_t> first{0};        ///< [images + 1] where an image's begin
    std::vector<std::uint32_t> candidates{};  ///< indices into the image's StoredCandidates

    std::span<const std::uint32_t> image(std::size_t index) const {
        return std::span(candidates).subspan(first[index], first[index + 1] - first[index]);
    }
};

/// The same options with the candidates of every score.
inline DetectionOptions withEveryScore(DetectionOptions options) {
    options.min_score = 0.0F;
    return options;
}

/// @param workers  threads; 0: all cores. The result does not depend on it
/// @return nothing if stopped
/// @throws Error if an option is out of range
std::optional<KeptCandidates> keepCandidates(const CandidateStore& store, const DetectionOptions& options,
                                             std::stop_token stop = {}, int workers = 0);

/// The kept candidate that suppresses one that was not kept; nothing if it is top-k or the score that left it
/// out.
/// @param kept  of that image
std::optional<std::uint32_t> suppressorOf(const StoredCandidates& image, std::span<const std::uint32_t> kept,
                                          std::uint32_t candidate, const DetectionOptions& options);

}  // namespace priorscope
