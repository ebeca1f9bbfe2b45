// Where a run resumes. Private to core's training: it uses torch types.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

#include "core/archive/pickle.hpp"
#include "core/model/detector_network.hpp"

namespace priorscope {

/// A loaded checkpoint with everything that a run needs to continue.
struct ResumePoint {
    std::filesystem::path file;
    std::shared_ptr<DetectorNetwork> network;
    PickleValue document;
    std::int64_t step = 0;
};

/// last.pt; where it is missing, best.pt or the latest epoch's checkpoint, whichever is further: they hold
/// the same state. Nothing if the run has none of them.
/// @throws Error if a file cannot be read, or if it belongs to another detector than the run
std::optional<ResumePoint> resumePoint(const std::filesystem::path& run_folder, const DetectorSpec& spec,
                                       const DetectorFamilies& families);

}  // namespace priorscope
