// One step of undo that changes many images.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <stop_token>
#include <string>

#include "core/base/progress.hpp"
#include "core/project/label_journal.hpp"

namespace priorscope {

/// The changes so far, and the bytes of files that are edited for the first time, by image.
struct GatheredStep {
    LabelStep step{};
    std::map<std::string, std::string> originals{};
};

/// Gathers a step and adds it to the journal, unless it is empty. Nothing is written.
/// @param gather  (index, gathered) adds what becomes of an image in [0, images); its Error is one of the
/// outcome's problems
/// @return nothing if stopped
std::optional<StepOutcome> stepOfImages(
    LabelJournal journal, std::size_t images, const std::stop_token& stop, const ProgressFn& progress,
    const std::function<void(std::size_t index, GatheredStep& gathered)>& gather);

}  // namespace priorscope
