// The candidates of a split, kept from one session to the next: neither thresholds nor labels need the
// network.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/training/evaluation/split_detections.hpp"

namespace priorscope {

/// Where candidates are kept between sessions.
struct CandidateCache {
    std::filesystem::path folder{};                       ///< empty: none are kept
    std::uintmax_t max_bytes = std::uintmax_t{4} << 30U;  ///< of its files; the one in use may have more
    std::size_t memory_bytes = std::size_t{256} << 20U;   ///< more candidates of a split are left on disk
};

/// priorscope/candidates below $XDG_CACHE_HOME, else below ~/.cache.
CandidateCache userCandidateCache();

/// Names everything that the candidates of images depend on: weights, precision, spec, options, and each
/// image file (path, size, time of modification, orientation, width, height), but no annotation.
/// @param images  indices into dataset.images
/// @return empty if the detector cannot name its weights
std::string candidatesKey(const Detector& detector, const Dataset& dataset,
                          const std::vector<std::size_t>& images, const CandidateOptions& options);

struct KeptSplit {
    SplitDetections detections;
    bool was_kept = false;             ///< the network did not run
    std::vector<Sentence> problems{};  ///< why candidates could not be read or kept
};

/// What detectSplit() gives, to the bit, without running the network where the candidates were kept.
/// Otherwise it runs, and they are. An image that could not be decoded is tried again each time.
/// @return nothing if stopped
/// @throws Error as detectSplit does
std::optional<KeptSplit> keptSplit(const Detector& detector, const Dataset& dataset,
                                   const ImageSelection& selection, const CandidateCache& cache,
                                   std::stop_token stop = {}, const ProgressFn& progress = {},
                                   const std::function<void(const Sentence&)>& on_problem = {},
                                   const std::optional<Postprocessing>& postprocessing = {});

/// The same for images of a larger selection: where that one's candidates were kept, theirs are among them.
/// @param whole  has every image of the selection
std::optional<KeptSplit> keptPart(const Detector& detector, const Dataset& dataset,
                                  const ImageSelection& selection, const ImageSelection& whole,
                                  const CandidateCache& cache, std::stop_token stop = {},
                                  const ProgressFn& progress = {},
                                  const std::function<void(const Sentence&)>& on_problem = {},
                                  const std::optional<Postprocessing>& postprocessing = {});

}  // namespace priorscope
