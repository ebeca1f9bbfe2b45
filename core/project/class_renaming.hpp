// A class gets another name in every annotation of a dataset.
#pragma once

#include <optional>
#include <stop_token>
#include <string>

#include "core/base/progress.hpp"
#include "core/dataset/dataset.hpp"
#include "core/project/label_journal.hpp"

namespace priorscope {

/// Of the objects of the class as they are now, edited or not. Nothing is written. Without such an object the
/// journal stays as it is.
/// @param from, to  names; to is not empty
/// @return nothing if stopped
std::optional<StepOutcome> withClassRenamed(const Dataset& dataset, const LabelJournal& journal,
                                            const std::string& from, const std::string& to,
                                            const std::stop_token& stop = {},
                                            const ProgressFn& progress = {});

}  // namespace priorscope
