// Annotations are marked as checked, or no longer.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <stop_token>
#include <string>

#include "core/base/progress.hpp"
#include "core/dataset/dataset.hpp"
#include "core/project/label_journal.hpp"

namespace priorscope {

/// What marks an annotation as verified or not. Taking the mark away leaves what stood there before the first
/// edit: no attribute, or one that says that nobody has checked it.
/// @param original  the file's bytes before the first edit
/// @param now       with the edits in force
/// @param file      named in errors
/// @return nothing if it is so already
/// @throws Error if it cannot be changed in place
std::optional<AnnotationEdit> verifyingEdit(const std::string& original, const std::string& now,
                                            const std::string& file, bool is_verified);

/// Marks images as verified or not, in one step. Nothing is written.
/// @param images  indices; those that are so already stay
/// @return nothing if stopped
std::optional<StepOutcome> withVerified(const Dataset& dataset, const LabelJournal& journal,
                                        std::span<const std::size_t> images, bool is_verified,
                                        const std::stop_token& stop = {}, const ProgressFn& progress = {});

}  // namespace priorscope
