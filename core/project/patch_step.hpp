// Label patches carried out as a step of the journal.
#pragma once

#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/progress.hpp"
#include "core/dataset/dataset.hpp"
#include "core/project/label_journal.hpp"
#include "core/project/label_patch.hpp"

namespace priorscope {

/// Carries out label patches on top of the edits in force, in one step. Nothing is written. A patch that
/// cannot be carried out is one of the problems, and the others go on; one whose change is there already is
/// none of the step's.
/// @param patches  of this dataset; each object is as the file, or the edits in force, have it
/// @return nothing if stopped
std::optional<StepOutcome> withPatches(const Dataset& dataset, const LabelJournal& journal,
                                       std::span<const LabelPatch> patches, const std::stop_token& stop = {},
                                       const ProgressFn& progress = {});

/// The patches with their states as the journal has them: those of a step in force are applied, those of
/// steps that were undone are pending. Others stay as they are.
/// @param patches  of the journal's dataset
/// @param now      ISO 8601, UTC
std::vector<LabelPatch> journaledStates(std::vector<LabelPatch> patches, const LabelJournal& journal,
                                        const std::string& now);

}  // namespace priorscope
